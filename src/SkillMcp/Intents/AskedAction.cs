namespace SkillMcp.Intents;

/// <summary>An action that a sentence asks for or a procedure does.</summary>
/// <param name="Verb">The verb in its base form, as "roll back".</param>
/// <param name="Classes">The classes that it may mean; empty if none is known.</param>
/// <param name="Objects">What it is done to.</param>
/// <param name="At">The index of its first word.</param>
/// <param name="End">The index after the clause.</param>
sealed record AskedAction(string Verb, int[] Classes, IReadOnlyList<NounPhrase> Objects, int At, int End)
{
    public bool IsNegated { get; init; }

    /// <summary>Whether a negation says how something else is to be done: "without a restart".</summary>
    public bool IsBeside { get; init; }

    /// <summary>Whether the clause of a negation says more than "it".</summary>
    public bool HasContent { get; init; }

    /// <summary>Whether it is asked for by "please", "could you" or the like.</summary>
    public bool IsPolite { get; init; }

    /// <summary>Whether it is read from the name of a procedure and not from its description.</summary>
    public bool IsOfName { get; init; }

    /// <summary>Whether it is said how something shall be, and not what is to be done: "it must go away".</summary>
    public bool IsIndirect { get; init; }

    /// <summary>Whether the verb is in no list, but stands where only a verb can.</summary>
    public bool IsUnknown { get; init; }
}
