namespace SkillMcp.Safety;

/// <summary>An obfuscation technique that was found in a text.</summary>
/// <param name="Name">Which: the id of its rule.</param>
/// <param name="At">The place of its first use.</param>
/// <param name="PlainAt">The same place in the text without its disguise.</param>
readonly record struct ObfuscationTechnique(string Name, int At, int PlainAt)
{
    public const string BidirectionalControls = "turned-around";
    public const string TagCharacters = "tag-characters";
    public const string InvisibleCharacters = "invisible-characters";
    public const string CombiningMarks = "overlaid-letters";
    public const string Homoglyphs = "disguised-letters";
    public const string EscapedLetters = "spelled-out-letters";
    public const string TerminalControls = "terminal-commands";

    /// <summary>Whether it is a disguise whatever it says: in thousands of honest texts there is none.</summary>
    public bool IsNeverHonest => Name is TagCharacters or InvisibleCharacters;

    public string Reason => Name switch
    {
        BidirectionalControls => "Characters turn the direction of reading around, so that people read something else.",
        TagCharacters => "Invisible characters spell a text that a model reads.",
        InvisibleCharacters => "Invisible characters carry or cut up a text.",
        CombiningMarks => "Letters are struck through or piled up with marks.",
        Homoglyphs => "Letters of another alphabet or style pass for plain ones.",
        EscapedLetters => "Plain letters are spelled out as codes.",
        _ => "Control characters would move a cursor, erase or conceal.",
    };
}
