using System.Globalization;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>
/// Why to be careful with a composite because of what it is made of: a component is also followed by itself, and its runs may say more
/// than the composite's own. Components that are archived or kept apart are said where it is laid out.
/// </summary>
sealed class ComponentWarnings(CompositeLayout layout, VersionDrifts drifts)
{
    // Fewer say little.
    const int MinExecutions = 3;

    /// <param name="skill">The skill; one that is not a composite has no such warnings.</param>
    /// <param name="own">What is said of the composite itself, which is not said again of its components.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<IReadOnlyList<string>> OfAsync(Skill skill, IReadOnlyList<string> own, CancellationToken cancel)
    {
        if (!skill.Procedure.IsComposite)
        {
            return [];
        }
        var warnings = new List<string>();
        var parts = (await layout.PartsAsync([skill], cancel)).Values.Where(part => part.IsActive && !part.Procedure.IsComposite);
        foreach (var part in parts.OrderBy(part => part.Name.Value, StringComparer.Ordinal))
        {
            var drifted = (await drifts.OfAsync(part, part.Procedure, cancel)).Select(drift => drift.Text).Except(own);
            warnings.AddRange(OfRecord(part).Concat(drifted).Select(warning => $"{part.Name}: {warning}"));
        }
        return warnings;
    }

    static IEnumerable<string> OfRecord(Skill part)
    {
        var worked = part.Reliability.ToString("0%", CultureInfo.InvariantCulture);
        return part.Record.Total >= MinExecutions && part.Reliability < 0.5
            ? [$"fails more often than it works: {worked} of {part.Record.Total} executions worked"]
            : Warnings.Of(part, isStale: false, literals: []);
    }
}
