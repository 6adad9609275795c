using System.Text.RegularExpressions;

namespace SkillMcp.Retrieval;

/// <summary>The arguments of a request, filled into a procedure.</summary>
/// <param name="Procedure">The procedure with every known value in its place.</param>
/// <param name="Values">The value of each parameter; null if it is unknown.</param>
/// <param name="Warnings">The arguments that could not be used; a sentence each.</param>
sealed record Arguments(Procedure Procedure, IReadOnlyDictionary<string, string?> Values, IReadOnlyList<string> Warnings)
{
    // A pattern is part of a skill, and with that untrusted input.
    static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public static Arguments Fill(Procedure procedure, IReadOnlyDictionary<string, string> given)
    {
        var warnings = new List<string>();
        var values = procedure.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => ValueOf(parameter, given, warnings),
            StringComparer.Ordinal);
        foreach (var unknown in given.Keys.Where(name => !values.ContainsKey(name)).Order(StringComparer.Ordinal))
        {
            warnings.Add(procedure.Parameters.Count == 0
                ? $"argument '{unknown}' was not used: the skill has no parameters"
                : $"argument '{unknown}' was not used: the parameters are {string.Join(", ", values.Keys)}");
        }
        var known = values
            .Where(value => value.Value is not null)
            .ToDictionary(value => value.Key, value => value.Value!, StringComparer.Ordinal);
        return new Arguments(procedure.Filled(known), values, warnings);
    }

    static string? ValueOf(Parameter parameter, IReadOnlyDictionary<string, string> given, List<string> warnings)
    {
        var value = (given.GetValueOrDefault(parameter.Name) ?? "").Trim();
        if (value.Length == 0)
        {
            return parameter.Default;
        }
        if (value == Placeholder.Of(parameter.Name))
        {
            warnings.Add($"the value of '{parameter.Name}' is a secret and is not repeated: put it in yourself");
            return value;
        }
        return Matches(parameter, value, warnings) ? value : null;
    }

    static bool Matches(Parameter parameter, string value, List<string> warnings)
    {
        if (parameter.Pattern is not { } pattern)
        {
            return true;
        }
        try
        {
            var whole = new Regex($@"^(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, PatternTimeout);
            if (whole.IsMatch(value))
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
