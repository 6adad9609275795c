using System.Diagnostics;
using System.Globalization;
using SkillMcp.Packaging;

namespace SkillMcp.Server.Verification;

/// <summary>
/// A sandbox of macOS, set up by sandbox-exec: no network, and no files but the system's programs, what is bound and a private folder.
/// The system has no namespaces of processes, and bounds the memory of each process at most: what leaves its group of processes is
/// looked for while it runs.
/// </summary>
/// <param name="program">The path of sandbox-exec.</param>
/// <param name="binds">What may be bound.</param>
sealed class MacSandbox(string program, BindCheck binds) : ISandbox
{
    const string Inside = """
        exec </dev/null 2>&1
        limit() { ulimit "$1" "$2" 2>/dev/null || [ "$(ulimit "$1" 2>/dev/null)" -le "$2" ] 2>/dev/null; }
        limit -c 0 && limit -t "$3" && limit -f "$4" && limit -n "$5" && limit -u "$7" ||
            { echo "the shell sets no limits"; exit 125; }
        ulimit -d "$6" 2>/dev/null
        echo "$2"
        exec /bin/bash -c "$1"
        """;

    public string Title => $"sandbox-exec of macOS {Environment.OSVersion.Version}";

    /// <exception cref="SkillException">It is not there.</exception>
    public static MacSandbox Find(BindCheck binds)
    {
        const string Program = "/usr/bin/sandbox-exec";
        return File.Exists(Program)
            ? new MacSandbox(Program, binds)
            : throw new SkillException($"There is no {Program}. {Sandboxes.WithContainers}");
    }

    public async Task<SandboxResult> RunAsync(SandboxedRun run, CancellationToken cancel)
    {
        var folder = binds.Resolve(run.Folder);
        var bound = binds.Resolve(run);
        var scratch = RealPath.OfAbsolute(Directory.CreateTempSubdirectory("skillmcp-sandbox-").FullName);
        try
        {
            return await RunAsync(run, folder, bound, scratch, cancel);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    async Task<SandboxResult> RunAsync(
        SandboxedRun run, SandboxBind folder, IReadOnlyList<SandboxBind> bound, string scratch, CancellationToken cancel)
    {
        var marker = $"sandbox {Guid.NewGuid():N}";
        IReadOnlyList<string> arguments =
            ["-p", MacProfile.Of(bound, scratch), "/bin/sh", "-c", Inside, "sandbox", run.Command, marker, .. ShellLimits.Of(run.Limits)];
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path };
        SandboxEnvironment.Fill(start, run, scratch);
        start.Environment["TMPDIR"] = scratch;
        start.Environment["PATH"] = SandboxEnvironment.PathOf(run);
        var watch = new ResourceWatch(run.Limits, [.. bound, new SandboxBind(scratch, IsWritable: true)]);
        var seen = new HashSet<int>();
        using var process = new SandboxedProcess(start, [], run.Limits, marker);
        return await process.RunAsync(
            id =>
            {
                seen.UnionWith(DescendantsOf(seen.Append(id)));
                return watch.Exceeded(id);
            },
            () => End(DescendantsOf(seen)),
            cancel);
    }

    static void End(IEnumerable<int> processes)
    {
        foreach (var id in processes)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception ended) when (ended is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It has ended by itself.
            }
        }
    }

    /// <summary>Processes and all that descends from them.</summary>
    static HashSet<int> DescendantsOf(IEnumerable<int> processes)
    {
        var found = processes.ToHashSet();
        var children = Table().ToLookup(row => row[1], row => row[0]);
        for (var open = new Queue<int>(found); open.TryDequeue(out var one);)
        {
            foreach (var child in children[one].Where(found.Add))
            {
                open.Enqueue(child);
            }
        }
        return found;
    }

    /// <summary>The id of each process, and that of its parent.</summary>
    static IEnumerable<int[]> Table()
    {
        using var asked = Process.Start(new ProcessStartInfo("/bin/ps", ["-axo", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        var printed = asked.StandardOutput.ReadToEnd();
        asked.WaitForExit();
        return printed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(ids => Array.ConvertAll(ids, id => int.Parse(id, CultureInfo.InvariantCulture)));
    }
}
