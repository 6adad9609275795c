namespace SkillMcp.Formation;

/// <summary>What a name for a value is taken from; its number is how much that says about what the value is.</summary>
enum NameRank
{
    /// <summary>The value's text alone.</summary>
    Fallback = 0,

    /// <summary>The kind of file that is named after it.</summary>
    Media = 1,

    /// <summary>Any flag or key that the program defines.</summary>
    Flag = 3,

    /// <summary>A word beside it in a sentence that is in no list.</summary>
    Word = 6,

    /// <summary>What the program takes in its place.</summary>
    Argument = 5,

    /// <summary>Its form: an address, a commit, a date.</summary>
    Form = 7,

    /// <summary>The noun beside it in a sentence, of a known kind of thing.</summary>
    Noun = 8,

    /// <summary>A flag or a key that names a thing of its user's: a namespace, a database.</summary>
    Key = 9,

    /// <summary>Its author.</summary>
    Declared = 100,
}
