using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Parameters that always stand side by side in sentences, of which the second is nothing by itself, are one: "{show} {name}" for
/// "Swan Lake" and "Jazz im Hof".
/// </summary>
static partial class AdjacentValues
{
    /// <summary>The generalization with one parameter for each such pair.</summary>
    public static LeastGeneralGeneralization Joined(LeastGeneralGeneralization generalization)
    {
        var joined = generalization;
        while (PairIn(joined) is { } pair)
        {
            joined = Joined(joined, pair.First, pair.Second, pair.Between);
        }
        return joined;
    }

    static (Parameter First, Parameter Second, string Between)? PairIn(LeastGeneralGeneralization generalization)
    {
        var steps = generalization.General.Steps;
        var parameters = generalization.General.Parameters
            .Where(parameter => parameter is { IsDescribed: false, IsSecret: false, Default: null, Example.Length: > 0 })
            .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (System.Text.RegularExpressions.Match found in steps.SelectMany(step => Pair().Matches(step.Text)))
        {
            if (parameters.TryGetValue(found.Groups["first"].Value, out var first)
                && parameters.TryGetValue(found.Groups["second"].Value, out var second)
                && first != second && AreParts(first, second)
                && steps.All(step => StandOnlyTogether(step, found.Value, first.Name, second.Name)))
            {
                return (first, second, found.Groups["between"].Value);
            }
        }
        return null;
    }

    /// <summary>Whether the second says nothing by itself, and the first is no value of a form that ends where it ends: a date.</summary>
    static bool AreParts(Parameter first, Parameter second)
    {
        var isQuantity = LiteralDetection.IsNumber(first.Example) && ValueForm.OfUnit(second.Example) is not null;
        var isWhole = ValueForm.Of(first.Example) is not null || LiteralDetection.IsNumber(first.Example);
        return ValueNames.IsWeak(second.Name) && (isQuantity || !isWhole && !LiteralDetection.IsNumber(second.Example));
    }

    /// <summary>Whether a step has the two only side by side, and in a sentence: in a command they would be two arguments.</summary>
    static bool StandOnlyTogether(Step step, string pair, string first, string second)
    {
        var apart = step.Text.Replace(pair, "", StringComparison.Ordinal);
        var areApart = apart.Contains($"{{{first}}}", StringComparison.Ordinal)
            || apart.Contains($"{{{second}}}", StringComparison.Ordinal);
        var at = step.Text.IndexOf(pair, StringComparison.Ordinal);
        return !areApart && (at < 0 || TokenizedStep.Of(step).IsInSentence(at));
    }

    static LeastGeneralGeneralization Joined(LeastGeneralGeneralization generalization, Parameter first, Parameter second, string between)
    {
        var general = generalization.General;
        var pair = $"{{{first.Name}}}{between}{{{second.Name}}}";
        var bindings = generalization.Bindings.ToDictionary(StringComparer.Ordinal);
        var inRun = $"{InRun(first)}{between}{InRun(second)}";
        bindings[first.Name] = inRun;
        bindings.Remove(second.Name);
        var whole = new Parameter { Name = first.Name, Example = first.Example + between + second.Example }.SeenWith(inRun);
        var joined = general with
        {
            Steps = [.. general.Steps.Select(step => Step.Parse(Whole(step.Text)))],
            Parameters = [.. general.Parameters.Where(other => other != second).Select(other => other == first ? whole : other)],
        };
        return generalization with { General = joined.WithLists((_, texts) => [.. texts.Select(Whole)]), Bindings = bindings };

        string InRun(Parameter parameter) => generalization.Bindings.GetValueOrDefault(parameter.Name, parameter.Example);

        string Whole(string text) => text.Replace(pair, $"{{{first.Name}}}", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{(?<first>[A-Za-z][\w-]*)\}(?<between>[.,]? )\{(?<second>[A-Za-z][\w-]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
