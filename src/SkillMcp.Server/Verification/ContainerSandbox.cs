using System.Diagnostics;
using System.Globalization;
using SkillMcp.Server.Clients;

namespace SkillMcp.Server.Verification;

/// <summary>A sandbox that is a container of podman or docker: without a network, and with nothing to write but what is bound.</summary>
/// <param name="program">The path of podman or docker.</param>
/// <param name="binds">What may be bound.</param>
sealed class ContainerSandbox(string program, BindCheck binds) : ISandbox
{
    // It is never pulled: what runs is decided by whoever put it on the machine.
    const string DefaultImage = "debian:stable-slim";

    const string Home = "/home/sandbox";

    const string Inside = """
        exec </dev/null 2>&1
        shell=/bin/bash; [ -x "$shell" ] || shell=/bin/sh
        echo "$2"
        exec "$shell" -c "$1"
        """;

    public string Title => Path.GetFileName(program);

    /// <exception cref="SkillException">The program is not one of the two, or is not installed.</exception>
    public static ContainerSandbox Find(string name, BindCheck binds)
    {
        if (name is not ("podman" or "docker"))
        {
            throw new SkillException($"'{name}' is not known to run containers: podman and docker are.");
        }
        var program = Sandboxes.ProgramNamed(name) ?? throw new SkillException($"{name} is not installed.");
        return new ContainerSandbox(program, binds);
    }

    public async Task<SandboxResult> RunAsync(SandboxedRun run, CancellationToken cancel)
    {
        var folder = binds.Resolve(run.Folder);
        var bound = binds.Resolve(run);
        var marker = $"sandbox {Guid.NewGuid():N}";
        var container = $"skillmcp-{Guid.NewGuid():N}";
        IReadOnlyList<string> command = [run.Image ?? DefaultImage, "-c", Inside, "sandbox", run.Command, marker];
        var start = new ProcessStartInfo(program, [.. Arguments(run, folder, bound, container), .. command]);
        foreach (var (name, value) in run.Environment)
        {
            start.Environment[name] = value;
        }
        using var process = new SandboxedProcess(start, [], run.Limits, marker);
        return await process.RunAsync(new ResourceWatch(run.Limits, bound).Exceeded, () => Remove(container), cancel);
    }

    IEnumerable<string> Arguments(SandboxedRun run, SandboxBind folder, IReadOnlyList<SandboxBind> bound, string container) =>
    [
        "run", "--rm", "--name", container, "--pull", "never", "--network", "none", "--read-only", "--cap-drop", "ALL",
        "--security-opt", "no-new-privileges", "--hostname", "sandbox", "--init", .. User(),
        "--pids-limit", Text(run.Limits.Processes), "--memory", Text(run.Limits.Memory), "--memory-swap", Text(run.Limits.Memory),
        "--ulimit", $"nofile={run.Limits.OpenFiles}", "--ulimit", $"fsize={run.Limits.FileSize}", "--ulimit", "core=0",
        "--ulimit", $"cpu={(long)Math.Ceiling(run.Limits.ProcessorTime.TotalSeconds)}",
        "--tmpfs", $"/tmp:rw,mode=1777,size={run.Limits.Disk}", "--tmpfs", $"{Home}:rw,mode=1777,size={run.Limits.Disk}",
        .. bound.SelectMany(MountOf),
        "--env", $"HOME={Home}", "--env", "LANG=C.UTF-8",
        .. run.Path.Count > 0 ? ["--env", $"PATH={SandboxEnvironment.PathOf(run)}"] : Array.Empty<string>(),
        // The value comes from the environment, which others do not see.
        .. run.Environment.Keys.SelectMany(IEnumerable<string> (name) => ["--env", name]),
        "--workdir", PathInside(folder), "--entrypoint", "/bin/sh",
    ];

    /// <summary>What is made in a folder that is bound belongs to the person, but for root's, who is not to be one inside.</summary>
    IEnumerable<string> User()
    {
        var isPerson = !OperatingSystem.IsWindows() && !Environment.IsPrivilegedProcess;
        if (Path.GetFileNameWithoutExtension(program) == "podman" && isPerson)
        {
            return ["--userns", "keep-id"];
        }
        return ["--user", isPerson && OperatingSystem.IsLinux() ? $"{UnixFile.CurrentUser}" : "1000:1000"];
    }

    static IEnumerable<string> MountOf(SandboxBind bind) => bind.Path.AsSpan().IndexOfAny(',', '"') >= 0
        ? throw new SkillException($"{bind.Path} cannot be bound in a container: its name has a comma or a quote.")
        : ["--mount", $"type=bind,source={bind.Path},target={PathInside(bind)}{(bind.IsWritable ? "" : ",readonly")}"];

    /// <summary>The own path, but for one with a drive: C:\work is /c/work.</summary>
    static string PathInside(SandboxBind bind) => OperatingSystem.IsWindows()
        ? $"/{char.ToLowerInvariant(bind.Path[0])}{bind.Path[2..].Replace('\\', '/')}"
        : bind.Path;

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The program that started a container is not the one that holds it.</summary>
    void Remove(string container)
    {
        using var removing = Process.Start(
            new ProcessStartInfo(program, ["rm", "--force", container]) { RedirectStandardOutput = true, RedirectStandardError = true });
        removing?.WaitForExit();
    }
}
