namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>The difference that a skill makes.</summary>
sealed record MeasuredSkill
{
    public required string Skill { get; init; }

    /// <summary>helps, does_harm, no_difference, not_enough or too_uneven.</summary>
    public required string Verdict { get; init; }

    public required MeasuredArm With { get; init; }

    public required MeasuredArm Without { get; init; }

    /// <summary>The share that ended well with the skill less that without it; null if nothing is known of one side.</summary>
    public required double? Difference { get; init; }

    /// <summary>The 95 % interval of the difference, which holds however often one looks.</summary>
    public required IReadOnlyList<double> Interval { get; init; }

    /// <summary>About how many more tasks it takes until something can be said; null if that cannot be foreseen.</summary>
    public required int? More { get; init; }

    public static MeasuredSkill Of(Skill skill, Uplift uplift) => new()
    {
        Skill = skill.Name.Value,
        Verdict = EnumName.Of(uplift.Verdict),
        With = MeasuredArm.Of(uplift.With),
        Without = MeasuredArm.Of(uplift.Without),
        Difference = uplift is { With.Known: > 0, Without.Known: > 0 } ? uplift.Difference : null,
        Interval = [uplift.Interval.Low, uplift.Interval.High],
        More = uplift.More,
    };
}

/// <summary>How tasks ended with a skill, or without it.</summary>
/// <param name="Tasks">How many were drawn.</param>
/// <param name="Known">Of how many it is known how they ended.</param>
/// <param name="Unknown">Of how many it is not.</param>
/// <param name="Successes">How many ended well.</param>
sealed record MeasuredArm(int Tasks, int Known, int Unknown, int Successes)
{
    public static MeasuredArm Of(ArmCounts arm) => new(arm.Tasks, arm.Known, arm.Unknown, arm.Successes);
}

/// <summary>All that were measured.</summary>
sealed record MeasuredSkills(IReadOnlyList<MeasuredSkill> Skills);
