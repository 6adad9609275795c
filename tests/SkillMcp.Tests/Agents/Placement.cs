namespace SkillMcp.Tests.Agents;

/// <summary>Where the memory is in the pipeline.</summary>
public enum Placement
{
    BeforeFunctions,
    AfterFunctions,
}
