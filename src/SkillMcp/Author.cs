namespace SkillMcp;

/// <summary>Who makes a change or wrote a text.</summary>
public enum Author
{
    /// <summary>A person, at this machine.</summary>
    Person,
    /// <summary>An agent, which may neither approve nor purge.</summary>
    Agent,
}
