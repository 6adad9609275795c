namespace SkillMcp.Safety;

/// <summary>What is to become of a text.</summary>
public enum Ruling
{
    Pass,

    /// <summary>It is kept apart until a person has read it.</summary>
    Quarantine,

    /// <summary>It is not taken at all.</summary>
    Refuse,
}

/// <summary>How much a rule says by itself.</summary>
public enum Severity
{
    /// <summary>Honest procedures do it too; it counts together with what else is there.</summary>
    Suspect,

    /// <summary>A person has to look at it.</summary>
    Doubtful,

    /// <summary>Nobody who means well writes it.</summary>
    Hostile,
}

/// <summary>A rule that a text met.</summary>
/// <param name="Rule">The rule's id, such as <c>pipe-to-shell</c>.</param>
/// <param name="Reason">What it means, in our words: nothing of the text is repeated.</param>
/// <param name="Severity">How much it says by itself.</param>
/// <param name="Place">Where, such as <c>step 3</c> or <c>line 12</c>.</param>
public sealed record Concern(string Rule, string Reason, Severity Severity, string Place)
{
    public override string ToString() => $"{Rule} in {Place}: {Reason}";
}

/// <summary>A text with the place that it stands in; a place that ends in "line" is counted by lines.</summary>
public readonly record struct Passage(string Place, string Text)
{
    /// <summary>The number of its first line, where its place is counted by lines.</summary>
    public int FirstLine { get; init; } = 1;
}

/// <summary>What the screen says of a text.</summary>
/// <param name="Ruling">What is to become of it.</param>
/// <param name="Concerns">Why, the gravest first; what a text that passes was merely suspected of is among them.</param>
public sealed record Screening(Ruling Ruling, IReadOnlyList<Concern> Concerns)
{
    public static Screening Clean { get; } = new(Ruling.Pass, []);

    /// <summary>The rules and places that decided, in one line without a word of the text.</summary>
    public string Summary => string.Join(", ", Concerns.Where(concern => concern.Severity > Severity.Suspect || Ruling == Ruling.Pass)
        .DefaultIfEmpty(Concerns.FirstOrDefault() ?? new Concern("none", "", Severity.Suspect, "the text")).Take(MostNamed).Select(concern => $"{concern.Rule} in {concern.Place}"));

    // A refusal is read by whoever has to put it right, and audit lines are kept for ever.
    const int MostNamed = 4;
}
