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
        var pitfalls = PitfallsOf(skill, version, outcome.Outcome, notes, evidence, failedStep, isRecurring);
        var pitfall = pitfalls.FirstOrDefault();
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
            OtherPitfalls = doubt.Length == 0 ? [.. pitfalls.Skip(1)] : [],
            Withheld = doubt.Length == 0 || pitfall is null ? null : new WithheldPitfall(pitfall, doubt),
        };
    }

    /// <summary>What is worth knowing of a version. The steps and pitfalls of the current version do not apply to another one.</summary>
    static IReadOnlyList<Pitfall> PitfallsOf(
        Skill skill, int version, Outcome outcome, string notes, Evidence? evidence, int failedStep, bool isRecurring)
    {
        var isCurrent = version == skill.Version;
        IReadOnlyList<Pitfall> known = isCurrent ? skill.Pitfalls : [];
        var followed = isCurrent ? skill.Procedure : skill.Procedure with { Steps = [] };
        if (outcome == Outcome.NotUsed)
        {
            return [];
        }
        var (failures, others) = CommandNotes.In(notes);
        var isTip = outcome == Outcome.Success;
        var ofCommands = failures.Select(line => CommandNotes.PitfallOf(line, isTip, followed.Steps, known)).OfType<Pitfall>().ToList();
        var isTold = ofCommands.Count > 0 && (isTip || ofCommands.Exists(one => one.Step == failedStep)) && others.Trim().Length == 0;
        var other = (isTold, isTip) switch
        {
            (true, _) => null,
            (_, true) => TipExtraction.Of(others, followed, known),
            _ => PitfallExtraction.Of(others, evidence, failedStep, followed.Steps, known, isRecurring),
        };
        return [.. ofCommands.Prepend(other).OfType<Pitfall>().DistinctBy(one => (one.Step, one.Fingerprint))];
    }
}
