using System.Runtime.Versioning;
using SkillMcp.Packaging;
using SkillMcp.Server.Verification;

namespace SkillMcp.Tests.Verification;

/// <summary>The sandboxes that this machine does not have, by what they would be started with.</summary>
public sealed class OtherSandboxTests : IDisposable
{
    // It writes down what it is started with, and then is the container itself.
    const string Docker = """
        #!/bin/sh
        [ "$1" = rm ] && exit 0
        printf '%s\n' "$@" > "$0.arguments"
        while [ "$1" != debian:stable-slim ]; do shift; done
        shift
        exec /bin/sh "$@"
        """;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task A_container_is_started_without_network_and_rights()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A script in the place of docker.");
        Directory.CreateDirectory(folder["work"]);
        await File.WriteAllTextAsync(folder["docker"], Docker);
        File.SetUnixFileMode(folder["docker"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var sandbox = new ContainerSandbox(folder["docker"], new BindCheck(folder["home"], folder["skills.db"]));
        var work = RealPath.OfAbsolute(folder["work"]);

        var result = await sandbox.RunAsync(
            new SandboxedRun
            {
                Command = "echo $SHOP_MODE; exit 3",
                Folder = new SandboxBind(work, IsWritable: false),
                Environment = new Dictionary<string, string> { ["SHOP_MODE"] = "test" },
                Limits = new SandboxLimits { Memory = 1 << 30, Processes = 64 },
            },
            CancellationToken.None);

        var arguments = string.Join(' ', await File.ReadAllLinesAsync(folder["docker.arguments"]));
        Assert.Equal((3, "test"), (result.ExitCode, Assert.Single(result.Output.First)));
        Assert.StartsWith("run --rm --name skillmcp-", arguments);
        Assert.All(
            [
                "--pull never", "--network none", "--read-only", "--cap-drop ALL", "--security-opt no-new-privileges", "--pids-limit 64",
                "--memory 1073741824 --memory-swap 1073741824", $"--mount type=bind,source={work},target={work},readonly",
                "--env SHOP_MODE", $"--workdir {work}", "--tmpfs /tmp:rw,mode=1777,size=",
            ],
            argument => Assert.Contains($"{argument}", arguments));
        Assert.DoesNotContain("SHOP_MODE=test", arguments);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task A_container_that_does_not_start_is_no_failure_of_the_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A script in the place of docker.");
        Directory.CreateDirectory(folder["work"]);
        await File.WriteAllTextAsync(folder["docker"], "#!/bin/sh\necho 'Cannot connect to the daemon' >&2; exit 125\n");
        File.SetUnixFileMode(folder["docker"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var sandbox = new ContainerSandbox(folder["docker"], new BindCheck(folder["home"], folder["skills.db"]));

        var refused = await Assert.ThrowsAsync<SkillException>(() => sandbox.RunAsync(
            new SandboxedRun { Command = "true", Folder = new SandboxBind(RealPath.OfAbsolute(folder["work"]), IsWritable: false) },
            CancellationToken.None));

        Assert.Contains("Cannot connect to the daemon", refused.Message);
    }

    [Fact]
    public void Only_podman_and_docker_run_containers() =>
        Assert.Contains("podman", Assert.Throws<SkillException>(() => Sandboxes.Find(folder["skills.db"], "sh")).Message);

    [Fact]
    public void The_profile_of_macOS_denies_what_it_does_not_name()
    {
        var profile = MacProfile.Of(
            [new SandboxBind("/Users/a/shop", IsWritable: false), new SandboxBind("/Users/a/\"out\"", IsWritable: true)],
            "/private/tmp/scratch");
        var lines = profile.Split('\n');
        var writable = lines.SkipWhile(line => !line.StartsWith("(allow file-write*") || line.Contains("/dev/null")).Skip(1)
            .TakeWhile(line => line.StartsWith("    ")).ToList();

        Assert.Equal(["(version 1)", "(deny default)", "(deny network*)"], lines[..3]);
        Assert.Contains("    (subpath \"/Users/a/shop\")", lines);
        Assert.Equal(["    (subpath \"/Users/a/\\\"out\\\"\")", "    (subpath \"/private/tmp/scratch\"))"], writable);
        Assert.Equal(profile.Count(c => c == '('), profile.Count(c => c == ')'));
        Assert.DoesNotContain("allow network", profile);
    }

    [Fact]
    public void A_path_cannot_write_into_the_profile()
    {
        var bind = new SandboxBind("/Users/a\n(allow network*)", IsWritable: false);

        Assert.Throws<SkillException>(() => MacProfile.Of([bind], "/private/tmp/scratch"));
    }
}
