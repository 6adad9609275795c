namespace SkillMcp.UseCases;

/// <summary>
/// What may be changed from within a project: its own skills, and everybody's only by a person or if the option says so. What is reported
/// of everybody's skills is counted and shown, but other projects rely on them, and what fails in one may be the fault of that one.
/// </summary>
sealed class ProjectScope(Project project, SkillMemoryOptions options)
{
    /// <summary>Whether a skill stays as it is, whatever the actor reports or asks for.</summary>
    public bool Protects(Skill skill, Actor actor) => IsOutside(skill) && actor.Author != Author.Person;

    /// <summary>
    /// How much a report weighs that does not weigh what it otherwise would; null for one that does. What a person reports is verified.
    /// </summary>
    public double? WeightOf(Execution execution, Skill skill)
    {
        var hasFailed = execution is { Outcome: not Outcome.Success, EvidenceLevel: not EvidenceLevel.Verified };
        return hasFailed && IsOutside(skill) ? 0 : null;
    }

    /// <summary>Whether what a report says of a skill becomes part of what everyone is shown of it.</summary>
    public bool IsShownToAll(Execution execution, Skill skill) =>
        !IsOutside(skill) || execution.EvidenceLevel == EvidenceLevel.Verified;

    /// <summary>What an actor is told who asks for a change of a protected skill.</summary>
    public SkillException Refusal(Skill skill) => new(
        $"'{skill.Name}' is everybody's, and within project '{project}' only a person changes it, in the terminal. "
        + $"To do it in another way here, store what worked with store_trajectory and the name '{skill.Name}': "
        + "the project then has a skill of its own. A server that may change everybody's is started with --shared-changes.");

    bool IsOutside(Skill skill) => skill.Project != project && !options.MayChangeShared;
}
