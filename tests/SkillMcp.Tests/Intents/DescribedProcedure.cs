using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

/// <summary>Procedures that are told apart by their names, descriptions and steps.</summary>
static class DescribedProcedure
{
    /// <summary>A procedure of three commands of which only the first may matter.</summary>
    public static Procedure Doing(string title, string description, string firstStep = "first command") =>
        InSteps(title, description, firstStep, "second command", "third command");

    public static Procedure InSteps(string title, string description, params string[] steps) => new()
    {
        Title = title,
        Description = description,
        Steps = [.. steps.Select(Step.Parse)],
    };

    /// <summary>In what a procedure differs from what a task asks for.</summary>
    public static IReadOnlyList<IntentDifference> Differences(this Procedure does, string task) =>
        IntentDifference.Between(Intent.OfTask(task), Intent.OfProcedure(SkillName.Of(does), does));
}
