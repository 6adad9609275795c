using System.Globalization;

namespace SkillMcp.Answers;

/// <summary>
/// How often something worked, in words. Of what was never executed the number is only what was believed before, so words say that it is
/// untried instead.
/// </summary>
/// <param name="Share">The share of the executions that worked, 0-1.</param>
/// <param name="Executions">How many there were.</param>
readonly record struct ReliabilityText(double Share, int Executions)
{
    const string Untried = "untried";

    public static ReliabilityText Of(Skill skill) => new(skill.Reliability, skill.Record.Total);

    /// <summary>That of the text which is handed over.</summary>
    public static ReliabilityText Of(Match match) => new(match.Reliability, match.Record.Total);

    public static ReliabilityText Of(TrackRecord record) => new(record.Reliability(0), record.Total);

    public bool IsUntried => Executions == 0;

    /// <summary><c>94% of 50</c>.</summary>
    public string Brief => IsUntried ? Untried : $"{SkillText.Percent(Share)} of {Number}";

    /// <summary><c>worked 94% of 50</c>.</summary>
    public string AsClause => IsUntried ? Untried : $"worked {Brief}";

    /// <summary><c>94% reliable over 50 executions</c>.</summary>
    public string AsPredicate => IsUntried ? Untried : $"{SkillText.Percent(Share)} reliable over {Quantity.Of(Executions, "execution")}";

    string Number => Executions.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// The seed's form, <c>94% (50 executions)</c>, and the record of the skill where that of the text which is handed over is another one.
    /// </summary>
    public static string InContext(Match match)
    {
        var (text, skill) = (Of(match), Of(match.Skill));
        string[] details =
        [
            text.IsUntried ? "" : Quantity.Of(text.Executions, "execution"),
            text.Executions == skill.Executions ? "" : $"{skill.Brief} in all its ways",
        ];
        var known = string.Join("; ", details.Where(detail => detail.Length > 0));
        return $"{(text.IsUntried ? Untried : SkillText.Percent(text.Share))}{(known.Length == 0 ? "" : $" ({known})")}";
    }

    /// <summary>How many skills there are, and how often those that were tried work.</summary>
    public static string Of(SkillStats stats)
    {
        var skills = Quantity.Of(stats.TotalSkills, "active skill");
        var share = SkillText.Percent(stats.AverageOfTried);
        var average = $"on average {share} reliable";
        return (stats.Untried, stats.TotalSkills - stats.Untried) switch
        {
            (0, 0) => skills,
            (0, _) => $"{skills}, {average}",
            (1, 0) => $"{skills}, {Untried}",
            (_, 0) => $"{skills}, all {Untried}",
            (var untried, 1) => $"{skills}, {untried:N0} of them {Untried}; the other is {share} reliable",
            var (untried, _) => $"{skills}, {untried:N0} of them {Untried}; the others are {average}",
        };
    }
}
