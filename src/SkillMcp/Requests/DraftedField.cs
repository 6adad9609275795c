namespace SkillMcp.Requests;

/// <summary>A field of a learned skill that a drafter may write.</summary>
public enum DraftedField
{
    /// <summary><see cref="Formation.DraftedWords.Name"/>.</summary>
    Name,

    /// <summary><see cref="Formation.DraftedWords.Description"/>.</summary>
    Description,

    /// <summary><see cref="Formation.DraftedWords.Preconditions"/>.</summary>
    Preconditions,

    /// <summary><see cref="Formation.DraftedWords.Parameters"/>.</summary>
    Parameters,

    /// <summary><see cref="Formation.DraftedWords.Postconditions"/>.</summary>
    Postconditions,
}
