using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Makes the execution of a skill that has just ended.</summary>
static class NewExecution
{
    /// <param name="skill">The skill that was followed.</param>
    /// <param name="version">The version of it that was followed.</param>
    /// <param name="outcome">How it ended, and how that is known.</param>
    /// <param name="failedStep">The step that failed, from 1; 0 if none did or it is not known.</param>
    /// <param name="notes">The notes of the report; may be empty.</param>
    /// <param name="evidence">What was observed; null if nothing was.</param>
    /// <param name="doubt">
    /// Why the report was quarantined; empty if it was not. Its pitfall or tip then waits for a person, because those are shown to models.
    /// </param>
    /// <param name="now">When it ended.</param>
    /// <param name="isRecurring">Whether it failed the last few times too.</param>
    public static Execution Of(
        Skill skill,
        int version,
        AssessedOutcome outcome,
        int failedStep,
        string notes,
        Evidence? evidence,
        string doubt,
        DateTimeOffset now,
        bool isRecurring = false)
    {
        var pitfall = PitfallOf(skill, version, outcome.Outcome, notes, evidence, failedStep, isRecurring);
        return new Execution
        {
            Id = Guid.CreateVersion7(now),
            Skill = skill.Id,
            Version = version,
            Way = version == skill.Version ? skill.Way : 0,
            Outcome = outcome.Outcome,
            EvidenceLevel = outcome.Level,
            At = now,
            Notes = notes,
            Evidence = evidence,
            Pitfall = doubt.Length == 0 ? pitfall : null,
            Withheld = doubt.Length == 0 || pitfall is null ? null : new WithheldPitfall(pitfall, doubt),
        };
    }

    /// <summary>What is worth knowing of a version. The steps and pitfalls of the current version do not apply to another one.</summary>
    static Pitfall? PitfallOf(
        Skill skill, int version, Outcome outcome, string notes, Evidence? evidence, int failedStep, bool isRecurring)
    {
        var isCurrent = version == skill.Version;
        IReadOnlyList<Pitfall> known = isCurrent ? skill.Pitfalls : [];
        var followed = isCurrent ? skill.Procedure : skill.Procedure with { Steps = [] };
        return outcome switch
        {
            Outcome.Success => TipExtraction.Of(notes, followed, known),
            Outcome.Failure or Outcome.Partial =>
                PitfallExtraction.Of(notes, evidence, failedStep, followed.Steps, known, isRecurring),
            _ => null,
        };
    }
}
