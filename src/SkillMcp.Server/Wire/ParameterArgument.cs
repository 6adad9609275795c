namespace SkillMcp.Server.Wire;

/// <summary>Something that varies from one execution to the next.</summary>
sealed record ParameterArgument(
    string Name,
    string Description = "",
    string Example = "",
    string? Default = null,
    string? Pattern = null)
{
    public Parameter ToParameter() => new()
    {
        Name = Name.Trim('{', '}'),
        Description = Description,
        Example = Example,
        Default = Default,
        Pattern = Pattern,
    };
}
