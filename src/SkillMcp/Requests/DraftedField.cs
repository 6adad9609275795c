namespace SkillMcp.Requests;

/// <summary>A field of a learned skill that a drafter may write.</summary>
public enum DraftedField
{
    Name,
    Description,
    Preconditions,
    Parameters,
    Postconditions,
}
