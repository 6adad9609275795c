namespace SkillMcp.Server.Tools;

/// <summary>How many characters each value of an object may have, however deep it stands.</summary>
/// <param name="longest">The most characters.</param>
[AttributeUsage(AttributeTargets.Parameter)]
sealed class ValuesAttribute(int longest) : Attribute
{
    public int Longest => longest;
}
