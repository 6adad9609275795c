namespace SkillMcp;

/// <summary>
/// Whether a skill is to be retired for its record: at least 10 executions, and lifetime or recent reliability under 30 %.
/// Unverified failures alone do not retire a skill that was recently verified to work: it stays active, but is disputed.
/// </summary>
public static class Retirement
{
    /// <summary>How many of the most recent executions are searched for a verified success.</summary>
    public const int RecentExecutions = 20;

    /// <summary>The lifecycle that follows from the record; the present one if nothing changes.</summary>
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
        return WorkedWhenVerified(skill.Record, recent, options)
            ? Lifecycle.Active with { Reason = Lifecycle.Disputed }
            : Lifecycle.Archived(Lifecycle.Unreliable);
    }

    static bool IsDue(Skill skill, SkillMemoryOptions options)
    {
        var sinceRestore = skill.Record.SinceRestore;
        return sinceRestore.Total >= options.RetireAfter
            && (sinceRestore.Reliability(skill.Confidence) < options.RetireBelow
                || skill.Record.RecentReliability(skill.Confidence) < options.RetireBelow);
    }

    static bool WorkedWhenVerified(TrackRecord record, IReadOnlyList<Execution> recent, SkillMemoryOptions options)
    {
        var verified = new ExecutionCounts(Verified(Outcome.Success), Verified(Outcome.Partial), Verified(Outcome.Failure));
        if (recent.Count < RecentExecutions)
        {
            // The record that a skill was imported with is older than all reported executions, and has none of its own.
            verified = new ExecutionCounts(
                Math.Max(verified.Successes, record.Successes.Verified),
                Math.Max(verified.Partials, record.Partials.Verified),
                Math.Max(verified.Failures, record.Failures.Verified));
        }
        return verified.Successes > 0 && verified.Reliability(0) >= options.RetireBelow;

        int Verified(Outcome outcome) =>
            recent.Count(execution => execution.EvidenceLevel == EvidenceLevel.Verified && execution.Outcome == outcome);
    }
}
