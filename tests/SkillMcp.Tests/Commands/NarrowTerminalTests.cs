using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SkillMcp.Tests.Commands;

/// <summary>What a person sees in a terminal that is too narrow for a table, through a real pseudo-terminal.</summary>
public sealed partial class NarrowTerminalTests : IDisposable
{
    const string Script = "/usr/bin/script";
    const string LongName = "deploy-the-inventory-service-of-the-warehouse-to-the-cluster";

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
        await AddAsync(LongName);

        var shown = await ShownAsync(command, columns);

        Assert.Contains(LongName, shown);
        Assert.DoesNotContain("…", shown);
    }

    [Fact]
    public async Task A_table_leaves_out_its_least_important_columns_and_says_which()
    {
        await AddAsync("deploy-shop");

        var shown = await ShownAsync("list", 50);

        Assert.Contains("│ deploy-shop │ untried │ ", shown);
        Assert.DoesNotContain("deployment", shown);
        Assert.Contains("Left out, for want of room: Category, Status.", Squeezed(shown));
    }

    [Fact]
    public async Task A_table_that_fits_leaves_out_nothing()
    {
        await AddAsync("deploy-shop");

        var shown = await ShownAsync("list", 120);

        Assert.Contains("deployment", shown);
        Assert.DoesNotContain("Left out", shown);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    public async Task No_line_of_a_table_is_wider_than_the_terminal(int columns)
    {
        await AddAsync("deploy-shop");

        var shown = await ShownAsync("list", columns);

        Assert.All(shown.Split('\n').Where(line => line.StartsWith('│')), line => Assert.InRange(line.TrimEnd('\r').Length, 1, columns));
        Assert.Contains("deploy-shop", shown);
    }

    [Fact]
    public async Task A_precondition_that_nobody_looked_at_is_not_ticked()
    {
        await AddAsync("deploy-shop");

        var shown = await ShownAsync("retrieve deploy shop", 80);

        Assert.Contains("- docker runs", shown);
        Assert.DoesNotContain("✓", shown);
    }

    [Theory]
    [InlineData("show deploy-shop", 40)]
    [InlineData("retrieve deploy shop", 40)]
    [InlineData("retrieve deploy shop", 60)]
    [InlineData("show there-is-none-of-this-name", 40)]
    public async Task A_line_is_broken_between_words_and_stays_one_line(string command, int columns)
    {
        const string step = "docker build --pull --no-cache --file docker/Dockerfile.production --tag registry.example.com/shop:2 .";
        await skillmcp.BesideAsync(memory => memory.AddAsync(
            Sample.Procedure("deploy-shop", step, "make ship") with { Description = "Deploy the shop with a rolling update and a check" },
            default,
            new Actor(Author.Person, "tests")));

        var lines = (await ShownAsync(command, columns)).Split('\n').Select(line => line.TrimEnd('\r')).ToList();

        Assert.Contains(lines, line => line.Length > columns);
        Assert.All(lines.Where(line => line.Length > columns), line =>
        {
            var rows = line.Chunk(columns).Select(row => new string(row)).ToList();
            Assert.All(rows.SkipLast(1), row => Assert.EndsWith(" ", row));
        });
        Assert.True(command.EndsWith("name", StringComparison.Ordinal) || lines.Exists(line => Squeezed(line).EndsWith(step)));
    }

    static string Squeezed(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    Task AddAsync(string name) => skillmcp.BesideAsync(memory => memory.AddAsync(
        Sample.Procedure(name, "make ship") with { Category = "deployment", Preconditions = ["docker runs"] },
        default,
        new Actor(Author.Person, "tests")));

    /// <summary>What a command writes, without what colours it and prepares the terminal.</summary>
    async Task<string> ShownAsync(string command, int columns)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Script), "There is no pseudo-terminal here.");
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
        return Colours().Replace(await shown, "");
    }

    [GeneratedRegex(@"\x1b(?:\[[0-9;?]*[a-z]|=|>)")]
    private static partial Regex Colours();
}
