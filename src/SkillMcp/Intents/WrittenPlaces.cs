using System.Text.RegularExpressions;

namespace SkillMcp.Intents;

/// <summary>
/// Where the steps of a procedure are written for, which holds though nothing else of it says so: the context of a command, the name of
/// a host, a region. What a step has as a parameter is not read.
/// </summary>
static partial class WrittenPlaces
{
    /// <summary>The environments that the steps work in.</summary>
    public static IReadOnlyList<NamedSystem> EnvironmentsOf(Procedure procedure) =>
    [
        .. procedure.Steps
            .SelectMany(step => Environment().Matches(step.Text))
            .SelectMany(match => SystemLexicon.Instance.EnvironmentsOf(match.Groups["name"].Value)),
    ];

    /// <summary>The regions that a name and a description tell, or else those of the steps.</summary>
    public static IReadOnlyList<CloudRegion> RegionsOf(IReadOnlyList<Token> told, Procedure procedure)
    {
        List<CloudRegion> regions = [.. CloudRegion.In(told)];
        // "restart-workers-eu" is for the one region of Europe that it names.
        return regions.Exists(region => region.Codes.Length > 0)
            ? regions.FindAll(region => region.Codes.Length > 0)
            : [.. regions, .. procedure.Steps.SelectMany(step => CloudRegion.CodesIn(step.Text))];
    }

    [GeneratedRegex(
        @"(?:use-context|--(?:kube-)?context|--env(?:ironment)?|--stage|--profile|--workspace|workspace select|--namespace| -n)[ =]+"
        + @"(?<name>[a-z][a-z0-9-]*)(?![\w{<$-])|(?<=://[a-z0-9.-]*)\b(?<name>[a-z]+)(?=\.[a-z0-9-]+\.)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Environment();
}
