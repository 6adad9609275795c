namespace SkillMcp.Requests;

/// <summary>Which of the ways of a skill is handed over.</summary>
/// <param name="Version">The number of the version that holds its text.</param>
/// <param name="Record">The executions of this way alone.</param>
/// <param name="TrialReason">Why it takes the place of the current way this time, in a sentence; empty if it is the current one.</param>
public sealed record HandedWay(int Version, TrackRecord Record, string TrialReason)
{
    /// <summary>Whether it takes the place of the current way.</summary>
    public bool IsTrial => TrialReason.Length > 0;
}
