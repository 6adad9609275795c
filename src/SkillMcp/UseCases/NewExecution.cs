using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Makes an execution that ended just now.</summary>
static class NewExecution
{
    /// <param name="skill">What was followed.</param>
    /// <param name="version">In which version.</param>
    /// <param name="outcome">How it ended, and how that is known.</param>
    /// <param name="failedStep">The step that failed, from 1; 0 where none did or it is not known.</param>
    /// <param name="notes">What was said of it.</param>
    /// <param name="evidence">What was observed.</param>
    /// <param name="isDoubtful">Whether what was said waits for a person: then it warns no one, for a pitfall is handed out.</param>
    /// <param name="now">When it ended.</param>
    public static Execution Of(Skill skill, int version, AssessedOutcome outcome, int failedStep, string notes, Evidence? evidence, bool isDoubtful, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Skill = skill.Id,
        Version = version,
        Outcome = outcome.Outcome,
        EvidenceLevel = outcome.Level,
        At = now,
        Notes = notes,
        Evidence = evidence,
        Pitfall = outcome.Outcome is Outcome.Failure or Outcome.Partial && !isDoubtful ? PitfallOf(skill, version, notes, evidence, failedStep) : null,
    };

    /// <summary>What went wrong with a version; the steps and pitfalls of the current one say nothing about another.</summary>
    static Pitfall? PitfallOf(Skill skill, int version, string notes, Evidence? evidence, int failedStep) => version == skill.Version
        ? PitfallExtraction.Of(notes, evidence, failedStep, skill.Procedure.Steps, skill.Pitfalls)
        : PitfallExtraction.Of(notes, evidence, failedStep, [], []);
}
