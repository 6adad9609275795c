namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A skill of one program, with what is true of it and what its memory said.</summary>
/// <param name="skill">The skill.</param>
/// <param name="program">The program that it uses.</param>
/// <param name="breaks">Whether the new version of the program breaks it.</param>
sealed class ProvedSkill(Skill skill, ChangingProgram program, bool breaks)
{
    const int FailuresUntilMended = 3;

    int provedAt = -1;

    public Skill Skill => skill;

    public ChangingProgram Program => program;

    /// <summary>How often it failed since its program changed, for those who followed it.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether its memory warned of the change before it failed a second time.</summary>
    public bool IsWarnedInTime { get; private set; }

    /// <summary>How often it was asked for while it was proved with a version like the one here.</summary>
    public int UsesWithoutDrift { get; private set; }

    public int FalseWarnings { get; private set; }

    /// <summary>Whether its check fails. In the end somebody mends what it works on.</summary>
    public bool IsBrokenAt(int day) => breaks && day >= program.BreaksAt && Failures < FailuresUntilMended;

    /// <summary>It was asked for, and is followed.</summary>
    /// <returns>Whether that worked.</returns>
    public bool Use(int day, bool isWarned, bool showsVersion)
    {
        if (day >= program.BreaksAt && provedAt < program.BreaksAt)
        {
            IsWarnedInTime |= isWarned && Failures < 2;
        }
        else
        {
            UsesWithoutDrift++;
            FalseWarnings += isWarned ? 1 : 0;
        }
        var worked = !IsBrokenAt(day);
        Failures += worked ? 0 : 1;
        provedAt = worked && showsVersion ? day : provedAt;
        return worked;
    }

    /// <summary>Its check was made, with the version of its program.</summary>
    public void Verified(int day) => provedAt = IsBrokenAt(day) ? provedAt : day;
}
