using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class ApproveCommand
{
    static readonly Option<string?> Content = new("--content")
    {
        Description = "The beginning of the hash of what you read, as review shows it: nothing else is approved.",
        HelpName = "HASH",
    };

    static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask." };

    public static Command Build() => new Command("approve", "Let agents use a quarantined skill as it is now: shows it whole, and asks.")
    {
        SkillArgument.Name, Content, Yes,
    }
        .WithExamples("skillmcp approve deploy-api", "skillmcp approve deploy-api --content 1f8a0c27b9d4")
        .OnMemory(OpenMode.Existing, ApproveAsync);

    static async Task ApproveAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var skill = await memory.GetAsync(SkillArgument.NameFrom(typed), cancel);
        Check(typed.GetValue(Content), skill);
        if (skill.Lifecycle.Status == Status.Quarantined)
        {
            await SkillView.ShowWaitingAsync(memory, skill, cancel);
            Terminal.Line();
            if (!IsAgreed(typed, skill))
            {
                Terminal.Line($"{skill.Name} waits.");
                return;
            }
        }
        Terminal.Line(ModelText.Curated(await memory.ApproveAsync(skill, CompositionRoot.Person, cancel), CurateAction.Approve));
    }

    /// <exception cref="SkillException">There is no person to ask, and nothing says that one has read it.</exception>
    static bool IsAgreed(ParseResult typed, Skill skill)
    {
        if (typed.GetValue(Yes) || typed.GetValue(Content) is not null)
        {
            return true;
        }
        return Terminal.CanAsk
            ? Terminal.Ask($"Let agents use {skill.Name}?", byDefault: false)
            : throw new SkillException(
                $"Nothing was approved: there is no terminal to ask. Add --content {ShownHash.Of(skill)} once you have read it.");
    }

    /// <exception cref="SkillException">The skill says something else than what was read.</exception>
    static void Check(string? read, Skill skill)
    {
        if (read is not null && !ShownHash.Matches(skill.Procedure.ContentHash(), read))
        {
            throw new SkillException($"'{skill.Name}' says something else now than what you read: look again with review.");
        }
    }
}
