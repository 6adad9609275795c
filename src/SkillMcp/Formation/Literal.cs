namespace SkillMcp.Formation;

/// <summary>A piece of a step that differs from run to run.</summary>
/// <param name="Start">Where it begins in the step.</param>
/// <param name="Text">Its text in this run.</param>
/// <param name="Name">The name for a parameter in its place: of its flag, its key or its kind.</param>
/// <param name="Rank">How well the name says what it is.</param>
readonly record struct Literal(int Start, string Text, string Name, NameRank Rank = NameRank.Form)
{
    public int End => Start + Text.Length;

    public bool Overlaps(Literal other) => Start < other.End && other.Start < End;

    /// <summary>Whether it is only a number, with or without a unit.</summary>
    public bool IsNumber => LiteralDetection.IsNumber(Text);

    /// <summary>Whether it only tunes how the work is done, such as a timeout: what worked once is its default.</summary>
    public bool IsSetting { get; init; }
}
