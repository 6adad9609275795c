namespace SkillMcp;

/// <summary>
/// Whether a record speaks against keeping a skill: at least 10 executions, and lifetime or recent reliability under 30 %.
/// Unverified failures alone do not retire a skill that was verified to work recent: that one is disputed.
/// </summary>
public static class Retirement
{
    /// <summary>How many of the last executions a verified success is looked for in.</summary>
    public const int RecentExecutions = 20;

    /// <summary>Where the record puts the skill; its lifecycle as it is where nothing follows.</summary>
    /// <param name="skill">The skill with its record so far.</param>
    /// <param name="recent">Its last <see cref="RecentExecutions"/> executions.</param>
    /// <param name="options">The thresholds.</param>
    public static Lifecycle After(Skill skill, IReadOnlyList<Execution> recent, SkillMemoryOptions options)
    {
        if (!skill.IsActive || skill.Pinned)
        {
            return skill.Lifecycle;
        }
        if (!IsDue(skill, options))
        {
            return skill.Lifecycle.Reason == Lifecycle.Disputed ? Lifecycle.Active : skill.Lifecycle;
        }
        return WorkedWhenVerified(skill.Record, recent, options) ? Lifecycle.Active with { Reason = Lifecycle.Disputed } : Lifecycle.Archived(Lifecycle.Unreliable);
    }

    static bool IsDue(Skill skill, SkillMemoryOptions options) =>
        skill.Record.SinceRestore.Total >= options.RetireAfter
        && (skill.Record.SinceRestore.Reliability(skill.Confidence) < options.RetireBelow || skill.Record.RecentReliability(skill.Confidence) < options.RetireBelow);

    static bool WorkedWhenVerified(TrackRecord record, IReadOnlyList<Execution> recent, SkillMemoryOptions options)
    {
        var successes = Verified(Outcome.Success);
        var partials = Verified(Outcome.Partial);
        var failures = Verified(Outcome.Failure);
        // What the skill came with was never reported, and was before all that was.
        var verified = recent.Count < RecentExecutions
            ? new Executions(Math.Max(successes, record.Successes.Verified), Math.Max(partials, record.Partials.Verified), Math.Max(failures, record.Failures.Verified))
            : new Executions(successes, partials, failures);
        return verified.Successes > 0 && verified.Reliability(0) >= options.RetireBelow;

        int Verified(Outcome outcome) => recent.Count(execution => execution.Grade == Grade.Verified && execution.Outcome == outcome);
    }
}
