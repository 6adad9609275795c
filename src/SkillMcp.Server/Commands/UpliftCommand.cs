using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp uplift</c>: what difference skills make, as <c>serve --measure-uplift</c> has measured it.</summary>
static class UpliftCommand
{
    static readonly Argument<string> Name = new("NAME")
    {
        Description = "The name of the skill; all that were measured without it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Build() => new Command("uplift", "Show how tasks end with a skill and how without it.")
    {
        Name, Terminal.AsJson,
    }
        .WithExamples("skillmcp uplift", "skillmcp uplift kubernetes-rolling-deploy --json")
        .OnMemory(OpenMode.Existing, (typed, memory, cancel) => typed.GetValue(Name) is { Length: > 0 } name
            ? ShowAsync(typed, memory, SkillName.Parse(name), cancel)
            : ListAsync(typed, memory, cancel));

    static async Task ShowAsync(ParseResult typed, SkillMemory memory, SkillName name, CancellationToken cancel)
    {
        var skill = await memory.GetAsync(name, cancel);
        var uplift = await memory.UpliftAsync(skill, cancel);
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(MeasuredSkill.Of(skill, uplift), CommandJson.Default.MeasuredSkill);
            return;
        }
        Terminal.Heading($"{skill.Name}: {UpliftText.Verdict(uplift)}");
        if (uplift.With.Tasks + uplift.Without.Tasks == 0)
        {
            Terminal.Faint(UpliftText.HowTo);
            return;
        }
        Terminal.Line($"with it:    {UpliftText.Of(uplift.With)}");
        Terminal.Line($"without it: {UpliftText.Of(uplift.Without)}");
        if (UpliftText.HasDifference(uplift))
        {
            Terminal.Line($"difference: {UpliftText.Difference(uplift)}");
        }
        Terminal.Faint(UpliftText.HowToRead);
    }

    static async Task ListAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var measured = await memory.UpliftsAsync(cancel);
        if (typed.GetValue(Terminal.AsJson))
        {
            var skills = measured.Select(one => MeasuredSkill.Of(one.Skill, one.Uplift));
            Terminal.Json(new MeasuredSkills([.. skills]), CommandJson.Default.MeasuredSkills);
            return;
        }
        if (measured.Count == 0)
        {
            Terminal.Line($"Nothing was measured yet. {UpliftText.HowTo}");
            return;
        }
        Terminal.Table(
            [
                new("Skill", Wraps: true),
                new("With", Rank: 3, Wraps: true),
                new("Without", Rank: 4, Wraps: true),
                new("Difference", Rank: 2, Wraps: true),
                new("Verdict", Rank: 1, Wraps: true),
            ],
            [.. measured.Select(one => Row(one.Skill, one.Uplift))]);
        Terminal.Faint(UpliftText.HowToRead);
    }

    static string[] Row(Skill skill, Uplift uplift) =>
    [
        skill.Name.Value,
        UpliftText.Of(uplift.With),
        UpliftText.Of(uplift.Without),
        UpliftText.HasDifference(uplift) ? UpliftText.Difference(uplift) : "not known",
        UpliftText.Verdict(uplift),
    ];
}
