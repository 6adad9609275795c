namespace SkillMcp.Formation;

/// <summary>How well a name says what a parameter is; the best of the names that a value gets is taken.</summary>
enum NameRank
{
    /// <summary>Made of the value's text alone.</summary>
    Fallback,

    /// <summary>Of a flag or a key that the program defines, or of the folder above it.</summary>
    Flag,

    /// <summary>Of what the program takes in its place.</summary>
    Argument,

    /// <summary>Of the form of the value: an address, a commit, a date.</summary>
    Form,

    /// <summary>Of the noun beside it in a sentence.</summary>
    Noun,

    /// <summary>Of a flag or a key that names a thing of its user's: a namespace, a database.</summary>
    Key,

    /// <summary>Its author's.</summary>
    Declared,
}
