namespace SkillMcp.Server.Wire;

sealed record ParameterAnswer(string Name, string Description, string Example, string Value)
{
    /// <param name="parameter">What varies.</param>
    /// <param name="value">Its value this time; null if none is known.</param>
    public static ParameterAnswer Of(Parameter parameter, string? value) =>
        new(parameter.Name, parameter.Description, parameter.Example, value ?? "");
}
