using System.Runtime.InteropServices;

namespace SkillMcp.Server.Transports;

/// <summary>
/// The process that started this one. Its end usually closes our standard input; where another process holds the pipe open too, as
/// wrappers and forgotten children do, the input never ends, and the server would stay for ever.
/// </summary>
static partial class ParentProcess
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Ends when the parent is gone or nobody waits any more; never on Windows, where a process inherits no pipe that it was not given.
    /// </summary>
    public static async Task WhenGoneAsync(CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
        // An orphan is given to another parent, whose number is another one.
        var parent = GetParentId();
        using var timer = new PeriodicTimer(Interval);
        // A wait that is cancelled throws, and to trace where it did takes longer than everything else at the end.
        await using var waiting = cancel.Register(timer.Dispose);
        while (GetParentId() == parent && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentId();
}
