namespace SkillMcp;

/// <summary>Who acts or wrote a text.</summary>
public enum Author
{
    Person,
    Agent,
}
