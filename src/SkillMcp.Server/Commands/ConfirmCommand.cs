using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

static class ConfirmCommand
{
    static readonly Argument<string> Outcome = new Argument<string>("OUTCOME")
    {
        Description = "How it ended; success where nothing is said.",
        Arity = ArgumentArity.ZeroOrOne,
    }.AcceptOnlyFromAmong("success", "partial", "failure");

    static readonly Option<Guid?> Retrieval = new("--retrieval")
    {
        Description = "The retrieval that it followed, so that it counts once and an agent's report of it is corrected.",
        HelpName = "ID",
    };

    static readonly Option<string> Notes = new("--notes")
    {
        Description = "What went wrong and what to do about it; it warns the next one.",
        HelpName = "TEXT",
        DefaultValueFactory = _ => "",
    };

    static readonly Option<int> FailedStep = new("--failed-step")
    {
        Description = "The number of the step that failed, as shown.",
        HelpName = "N",
    };

    public static Command Build() => new Command(
        "confirm", "Report how following a skill ended, as you saw it yourself; that weighs more than what an agent says.")
    {
        SkillArgument.Name, Outcome, Retrieval, Notes, FailedStep,
    }
        .WithExamples(
            "skillmcp confirm deploy-api",
            "skillmcp confirm deploy-api failure --failed-step 3 --notes \"the registry needs a login first\"")
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
            Terminal.Line(ModelText.Recorded(await memory.RecordAsync(ReportFrom(typed), CompositionRoot.Person, cancel))));

    static Report ReportFrom(ParseResult typed) => new()
    {
        Skill = SkillArgument.NameFrom(typed),
        Outcome = EnumName.Parse<Outcome>(typed.GetValue(Outcome) ?? "success"),
        Retrieval = typed.GetValue(Retrieval),
        Notes = typed.GetRequiredValue(Notes),
        FailedStep = typed.GetValue(FailedStep),
    };
}
