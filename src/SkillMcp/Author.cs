namespace SkillMcp;

/// <summary>Who makes a change or wrote a text.</summary>
public enum Author
{
    Person,
    Agent,
}
