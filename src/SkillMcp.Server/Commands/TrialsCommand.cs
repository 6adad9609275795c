using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp trials</c>: whether other ways of a skill than the current one are tried.</summary>
static class TrialsCommand
{
    const string On = "on";

    static readonly Argument<string> State = new Argument<string>("STATE")
    {
        Description = "on or off.",
    }.AcceptOnlyFromAmong(On, "off");

    const string Summary = "Let agents try other ways of a skill now and then, or only ever the current one.";

    public static Command Build() => new Command("trials", Summary)
    {
        SkillArgument.Name,
        State,
    }
        .WithExamples("skillmcp trials kubernetes-rolling-deploy off")
        .OnMemory(OpenMode.Existing, async (typed, memory, cancel) =>
        {
            var areTried = typed.GetRequiredValue(State) == On;
            var curated = await memory.SetTrialsAsync(SkillArgument.NameFrom(typed), areTried, CompositionRoot.Person, cancel);
            var already = curated.Changed ? "" : ", as before";
            var others = areTried ? "Other ways" : "No other way";
            Terminal.Line($"{others} of {curated.Skill.Name} {(areTried ? "are" : "is")} tried{already}.");
        });
}
