using System.Text.RegularExpressions;

namespace SkillMcp.Retrieval;

/// <summary>The arguments that a caller knows, put into a procedure.</summary>
/// <param name="Procedure">With every value that is known in its place.</param>
/// <param name="Values">What each parameter became; null where nobody has said.</param>
/// <param name="Warnings">What was given and could not be used; a sentence each.</param>
sealed record Arguments(Procedure Procedure, IReadOnlyDictionary<string, string?> Values, IReadOnlyList<string> Warnings)
{
    // Patterns come from skills, and with that from anybody.
    static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public static Arguments Fill(Procedure procedure, IReadOnlyDictionary<string, string> given)
    {
        var warnings = new List<string>();
        var values = procedure.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => (given.GetValueOrDefault(parameter.Name) ?? "").Trim() switch
            {
                "" => parameter.Default,
                var value => Fits(parameter, value, warnings) ? value : null,
            },
            StringComparer.Ordinal);
        foreach (var unknown in given.Keys.Where(name => !values.ContainsKey(name)).Order(StringComparer.Ordinal))
        {
            warnings.Add(procedure.Parameters.Count == 0
                ? $"argument '{unknown}' was not used: the skill has no parameters"
                : $"argument '{unknown}' was not used: the parameters are {string.Join(", ", values.Keys)}");
        }
        var known = values.Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal);
        return new Arguments(procedure.Filled(known), values, warnings);
    }

    static bool Fits(Parameter parameter, string value, List<string> warnings)
    {
        if (parameter.Pattern is not { } pattern)
        {
            return true;
        }
        try
        {
            if (new Regex($@"^(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, PatternTimeout).IsMatch(value))
            {
                return true;
            }
            warnings.Add($"argument '{parameter.Name}' was not put in: it must match {pattern}");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            warnings.Add($"argument '{parameter.Name}' was not put in: the pattern {pattern} cannot be checked");
        }
        return false;
    }
}
