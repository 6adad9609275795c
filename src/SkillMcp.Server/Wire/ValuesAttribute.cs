namespace SkillMcp.Server.Wire;

/// <summary>How many characters each value of an object may have, at any depth.</summary>
/// <param name="maxLength">The most characters.</param>
[AttributeUsage(AttributeTargets.Parameter)]
sealed class ValuesAttribute(int maxLength) : Attribute
{
    public int MaxLength => maxLength;
}
