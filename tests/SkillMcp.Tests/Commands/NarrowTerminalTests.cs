using System.Diagnostics;

namespace SkillMcp.Tests.Commands;

/// <summary>What a person sees in a terminal that is too narrow for a table, through a real pseudo-terminal.</summary>
public sealed class NarrowTerminalTests : IDisposable
{
    const string Script = "/usr/bin/script";
    const string Name = "deploy-the-inventory-service-of-the-warehouse-to-the-cluster";

    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Theory]
    [InlineData("list", 80)]
    [InlineData("list", 200)]
    [InlineData("audit", 80)]
    [InlineData("audit", 160)]
    [InlineData("audit", 240)]
    public async Task A_long_name_can_be_read(string command, int columns)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Script), "There is no pseudo-terminal here.");
        await skillmcp.BesideAsync(memory => memory.AddAsync(
            Sample.Procedure(Name, "make ship") with { Category = "deployment" }, default, new Actor(Author.Person, "tests")));

        var shown = await ShownAsync(command, columns);

        Assert.Contains(Name, shown);
        Assert.DoesNotContain("…", shown);
    }

    async Task<string> ShownAsync(string command, int columns)
    {
        var start = new ProcessStartInfo(Script, ["-qec", $"stty cols {columns}; '{Here.Executable}' {command}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["SKILLMCP_DB"] = skillmcp.Memory;
        start.Environment["SKILLMCP_EMBEDDINGS"] = "off";
        start.Environment["TERM"] = "xterm";
        using var process = Process.Start(start)!;
        var shown = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return await shown;
    }
}
