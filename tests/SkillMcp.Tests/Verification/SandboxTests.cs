using System.Runtime.Versioning;
using SkillMcp.Packaging;
using SkillMcp.Server.Verification;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.Verification;

public sealed class SandboxTests(SandboxUnderTest sandbox) : IClassFixture<SandboxUnderTest>
{
    [Fact]
    public async Task A_command_ends_with_its_code_and_its_output()
    {
        var result = await sandbox.RunAsync("echo out; echo err >&2; pwd; id -u; exit 3");

        Assert.Equal((3, null, null), (result.ExitCode, result.Signal, result.LimitHit));
        Assert.Equal(["out", "err", sandbox.Work, "1000"], result.Output.First);
        Assert.Empty(result.Output.Last);
    }

    [Fact]
    public async Task What_is_bound_is_seen_and_the_folder_can_be_written()
    {
        Directory.CreateDirectory(sandbox.Folder["other"]);
        await File.WriteAllTextAsync(sandbox.Folder["other/file"], "seen");
        var other = new SandboxBind(RealPath.OfAbsolute(sandbox.Folder["other"]), IsWritable: false);

        var result = await sandbox.RunAsync(
            $"cat {other.Path}/file > copy; touch {other.Path}/file || echo held",
            run => run with { Folder = run.Folder with { IsWritable = true }, Binds = [other] });

        Assert.Equal("seen", await File.ReadAllTextAsync(Path.Combine(sandbox.Work, "copy")));
        Assert.Equal("held", result.Output.First[^1]);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task A_program_is_found_in_a_folder_of_the_path()
    {
        Directory.CreateDirectory(sandbox.Folder["bin"]);
        await File.WriteAllTextAsync(sandbox.Folder["bin/own-program"], "#!/bin/sh\necho it ran\n");
        File.SetUnixFileMode(sandbox.Folder["bin/own-program"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var folder = new SandboxBind(RealPath.OfAbsolute(sandbox.Folder["bin"]), IsWritable: false);

        var result = await sandbox.RunAsync("own-program", run => run with { Path = [folder.Path], Binds = [folder] });

        Assert.Equal("it ran", Assert.Single(result.Output.First));
    }

    [Fact]
    public async Task A_program_that_is_missing_fails_as_in_any_shell() =>
        Assert.Equal(127, (await sandbox.RunAsync("no-such-program-here")).ExitCode);

    [Fact]
    public async Task A_run_that_is_cancelled_leaves_nothing()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sandbox.RunAsync("sleep 30", cancel: soon.Token));
    }

    [Fact]
    public async Task A_variable_that_runs_something_else_is_refused() =>
        await Assert.ThrowsAsync<SkillException>(() => sandbox.RunAsync(
            "true", run => run with { Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = "./x.so" } }));

    [Fact]
    public async Task Many_run_side_by_side()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => sandbox.RunAsync($"sleep 0.2; echo {number}; exit {number}")));

        Assert.Equal(Enumerable.Range(0, 8), results.Select(result => result.ExitCode));
        Assert.Equal(Enumerable.Range(0, 8), results.Select(result => int.Parse(result.Output.First[0])));
    }

    [Fact]
    public async Task Doctor_says_whether_a_sandbox_works()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Its sandbox is that of Linux.");
        using var skillmcp = new CommandLine();
        await skillmcp.AddDeployApiAsync();
        var check = await SandboxCheck.RunAsync(skillmcp.Memory, null, CancellationToken.None);

        var doctor = await skillmcp.RunAsync("doctor");
        skillmcp.Variables["PATH"] = skillmcp.Folder.Path;
        var without = await skillmcp.RunAsync("doctor");

        Assert.Contains(check.InWords, doctor.Output);
        Assert.Contains("Sandbox: none, so skills cannot be verified here. bubblewrap is not installed.", without.Output);
        Assert.Equal((0, 0), (doctor.Code, without.Code));
    }
}
