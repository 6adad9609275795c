using System.CommandLine;
using System.Globalization;
using SkillMcp.Fields;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands;

static class DiffCommand
{
    static readonly Argument<string> From = new("A") { Description = "A skill, as it is or in a version: deploy-api, deploy-api@1." };
    static readonly Argument<string> To = new("B") { Description = "Another, or another version of it: deploy-api@2." };

    public static Command Build() => new Command("diff", "Show what differs between two versions of a skill, or between two skills.")
    {
        From, To,
    }
        .WithExamples(
            "skillmcp diff deploy-api@1 deploy-api@2",
            "skillmcp diff deploy-api@1 deploy-api",
            "skillmcp diff deploy-api deploy-api-2")
        .OnMemory(OpenMode.Existing, DiffAsync);

    static async Task DiffAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var (from, to) = (typed.GetRequiredValue(From), typed.GetRequiredValue(To));
        var lines = LineDiff.Between(Lines(await FindAsync(from, memory, cancel)), Lines(await FindAsync(to, memory, cancel)));
        if (lines.All(line => line.Sign == ' '))
        {
            Terminal.Line($"{from} and {to} say the same.");
            return;
        }
        Terminal.Heading($"--- {from}");
        Terminal.Heading($"+++ {to}");
        foreach (var (sign, text) in lines)
        {
            Terminal.Line(SkillText.Item($"{sign}", text));
        }
    }

    /// <param name="operand">The name of a skill, or a version as <c>name@number</c>.</param>
    /// <param name="memory">Where it is.</param>
    /// <param name="cancel">Stops it.</param>
    static async Task<Procedure> FindAsync(string operand, SkillMemory memory, CancellationToken cancel)
    {
        var at = operand.LastIndexOf('@');
        var skill = await memory.GetAsync(SkillName.Parse(at < 0 ? operand : operand[..at]), cancel);
        if (at < 0)
        {
            return (await memory.LayOutAsync(skill, cancel)).Procedure;
        }
        var versions = await memory.VersionsAsync(skill, cancel);
        var isNumber = int.TryParse(operand.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (isNumber && versions.FirstOrDefault(version => version.Number == number) is { } found)
        {
            return found.Procedure;
        }
        var numbers = string.Join(", ", versions.Select(version => version.Number));
        throw new SkillException($"'{skill.Name}' has no version '{operand[(at + 1)..]}'. Its versions: {numbers}.");
    }

    /// <summary>All that a procedure says, without the numbers of its steps: an inserted step is one difference.</summary>
    static List<string> Lines(Procedure procedure) =>
    [
        $"name: {procedure.Title}",
        $"description: {procedure.Description}",
        $"category: {procedure.Category}",
        .. procedure.Tags.Select(tag => $"tag: {tag}"),
        .. LinesOf(procedure, TextField.ListsBeforeSteps),
        .. procedure.Steps.Select(step => $"step: {step.Text}"),
        .. LinesOf(procedure, TextField.ListsAfterSteps),
        .. procedure.Parameters.Select(parameter => $"parameter: {StoredText.Of(parameter)}"),
        .. procedure.Files.Select(file => $"file: {file.Path}, {file.Size:N0} bytes, {file.Digest}"),
        .. LinesOf(procedure.Document).Select(line => $"{SkillFile.Markdown}: {line}"),
    ];

    static IEnumerable<string> LinesOf(Procedure procedure, IEnumerable<TextField> fields) =>
        fields.SelectMany(field => procedure.ListOf(field).Select(text => $"{field.Label.ToLowerInvariant()}: {text}"));

    static string[] LinesOf(string document) => document.Length == 0 ? [] : document.ReplaceLineEndings("\n").Split('\n');
}
