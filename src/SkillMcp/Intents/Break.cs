namespace SkillMcp.Intents;

/// <summary>What ends at a word.</summary>
enum Break
{
    None,
    Comma,

    /// <summary>A semicolon, a colon or a dash: what follows is a clause of its own.</summary>
    Clause,
    Sentence,
    Question,
}
