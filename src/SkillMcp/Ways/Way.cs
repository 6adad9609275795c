namespace SkillMcp.Ways;

/// <summary>One of the ways in which a skill reaches its end: a version or an alternative, and what is believed of it.</summary>
sealed record Way
{
    /// <summary>The number of the version that holds its text.</summary>
    public required int Version { get; init; }

    public required WayStatus Status { get; init; }

    public required ChangePointPosterior Posterior { get; init; }

    /// <summary>
    /// What is risky about it beside the current way, such as a lost safeguard or a deletion: then only a person offers it. Else empty.
    /// </summary>
    public string Risk { get; init; } = "";

    /// <summary>Whether another text was written because it had failed: then it is only tried while it seems the best.</summary>
    public bool IsMended { get; init; }

    /// <summary>Whether it may be handed over without a person's word.</summary>
    public bool IsOpen => Status == WayStatus.Current || Status != WayStatus.Retired && Risk.Length == 0;
}
