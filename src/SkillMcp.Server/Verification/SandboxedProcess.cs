using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace SkillMcp.Server.Verification;

/// <summary>The process that holds a sandbox: started, fed, read and ended.</summary>
/// <param name="start">How it is started.</param>
/// <param name="input">What it reads before the sandbox begins. Its command reads nothing.</param>
/// <param name="limits">How long it may last and how much it may print.</param>
/// <param name="marker">The line that the sandbox prints when it is set up. What comes before is its own complaint.</param>
sealed class SandboxedProcess(ProcessStartInfo start, byte[] input, SandboxLimits limits, string marker) : IDisposable
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan UntilAllIsRead = TimeSpan.FromSeconds(5);

    // Of a shell: the exit codes of what was ended for its processor time and for the size of a file.
    const int ProcessorTimeCode = 128 + 24;
    const int FileSizeCode = 128 + 25;
    const int MaxComplaint = 8 * 1024;
    const int MaxErrors = 20;
    const int ReadLength = 64 * 1024;

    readonly BoundedOutput output = new();
    readonly TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentQueue<string> errors = [];
    readonly Stopwatch clock = new();
    string complaint = "";
    bool hasBegun;
    volatile bool printsTooMuch;

    /// <param name="watch">Asked again and again, with the id of the process, for the limit that is exceeded.</param>
    /// <param name="end">Ends what does not end with the process.</param>
    /// <param name="cancel">Ends the command.</param>
    /// <exception cref="SkillException">The sandbox did not begin.</exception>
    public async Task<SandboxResult> RunAsync(Func<int, SandboxLimit?> watch, Action end, CancellationToken cancel)
    {
        // The kernel ends a sandbox with the thread that started it, and that of a pool may end at any time.
        new Thread(StartAndWait) { IsBackground = true, Name = "sandbox" }.Start();
        using var process = await started.Task;
        var reading = Task.Factory.StartNew(
            () => Read(process), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        SandboxLimit? hit;
        try
        {
            await FeedAsync(process);
            hit = await WatchAsync(process.Id, watch, cancel);
        }
        finally
        {
            end();
            Kill(process);
            await exited.Task;
            await Task.WhenAny(reading, Task.Delay(UntilAllIsRead, CancellationToken.None));
        }
        return reading.IsCompleted
            ? Judge(await exited.Task, hit)
            : throw new SkillException("The command left a process running that this sandbox cannot end: end it by hand.");
    }

    public void Dispose() => output.Dispose();

    void StartAndWait()
    {
        try
        {
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            clock.Start();
            var process = Process.Start(start)!;
            // Where a sandbox prints its own complaint to.
            process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
            process.BeginErrorReadLine();
            started.SetResult(process);
            process.WaitForExit();
            exited.SetResult(process.ExitCode);
        }
        catch (Exception failed)
        {
            // Whoever waits for the start, or else for the end, is told.
            if (!started.TrySetException(failed))
            {
                exited.TrySetException(failed);
            }
        }
    }

    async Task FeedAsync(Process process)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read: what it printed says why.
        }
    }

    async Task<SandboxLimit?> WatchAsync(int process, Func<int, SandboxLimit?> watch, CancellationToken cancel)
    {
        while (await Task.WhenAny(exited.Task, Task.Delay(BetweenLooks, cancel)) != exited.Task)
        {
            cancel.ThrowIfCancellationRequested();
            var hit = clock.Elapsed > limits.Time ? SandboxLimit.Time : printsTooMuch ? SandboxLimit.Output : watch(process);
            if (hit is not null)
            {
                return hit;
            }
        }
        return null;
    }

    void Read(Process process)
    {
        var buffer = new byte[ReadLength];
        var stream = process.StandardOutput.BaseStream;
        while (stream.Read(buffer) is > 0 and var length)
        {
            Take(buffer.AsSpan(0, length));
            printsTooMuch |= output.Length > limits.Output;
        }
    }

    void Take(ReadOnlySpan<byte> bytes)
    {
        if (hasBegun)
        {
            // What comes after too much is only read so that its writer ends.
            output.Append(printsTooMuch ? [] : bytes);
            return;
        }
        complaint += Encoding.Latin1.GetString(bytes);
        if (complaint.IndexOf($"{marker}\n", StringComparison.Ordinal) is >= 0 and var at)
        {
            hasBegun = true;
            output.Append(Encoding.Latin1.GetBytes(complaint[(at + marker.Length + 1)..]));
        }
        else if (complaint.Length > MaxComplaint)
        {
            complaint = complaint[^MaxComplaint..];
        }
    }

    SandboxResult Judge(int code, SandboxLimit? hit)
    {
        if (!hasBegun)
        {
            var printed = $"{complaint} {string.Join(' ', errors.Take(MaxErrors))}";
            throw new SkillException(SandboxFault.Explain(printed.ReplaceLineEndings(" ").Trim()));
        }
        return new SandboxResult
        {
            ExitCode = code,
            LimitHit = hit ?? (printsTooMuch ? SandboxLimit.Output : LimitOf(code)),
            Output = output.Finish(),
            Duration = clock.Elapsed,
        };
    }

    static SandboxLimit? LimitOf(int code) => code switch
    {
        ProcessorTimeCode => SandboxLimit.ProcessorTime,
        FileSizeCode => SandboxLimit.FileSize,
        _ => null,
    };

    static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
