namespace SkillMcp.UseCases;

/// <summary>Completes names of skills and categories while they are typed.</summary>
sealed class Completing(IMemoryStore store, Project project, Matching matching, SkillMemoryOptions options)
{
    public async Task<Names> NamesAsync(string typed, string task, int limit, CancellationToken cancel)
    {
        var text = SkillName.From(typed)?.Value;
        if (text is null && !string.IsNullOrWhiteSpace(typed))
        {
            // No name can hold any of these characters.
            return new Names([], 0);
        }
        var names = await store.NamesAsync(project, text ?? "", limit, cancel);
        var fitting = string.IsNullOrWhiteSpace(task) || names.Total == 0 ? [] : await FittingNamesAsync(task, cancel);
        return names with { First = [.. fitting.Where(name => IsBegun(name, text ?? "")).Concat(names.First).Distinct().Take(limit)] };
    }

    public async Task<Names> CategoriesAsync(string typed, int limit, CancellationToken cancel)
    {
        var text = CaseFolding.Fold(typed).Trim();
        var categories = (await store.StatsAsync(project, cancel)).ByCategory.Keys
            .Select(category => (Name: category, Folded: CaseFolding.Fold(category)))
            .Where(category => BeginsWord(category.Folded, text))
            .OrderBy(category => !category.Folded.StartsWith(text, StringComparison.Ordinal))
            .ThenBy(category => category.Name, StringComparer.Ordinal)
            .Select(category => category.Name)
            .ToList();
        return new Names([.. categories.Take(limit)], categories.Count);
    }

    async Task<IReadOnlyList<string>> FittingNamesAsync(string task, CancellationToken cancel)
    {
        var ranked = await matching.RankAsync(Truncate.To(task, PastTask.MaxLength), [], category: null, cancel);
        var fitting = ranked.Where(fit => fit.IsNear && fit.Answerable >= options.PossibleScore).Select(fit => fit.Candidate.Id);
        var skills = await store.GetAsync(project, [.. fitting], cancel);
        return [.. skills.Where(skill => skill.IsActive).Select(skill => skill.Name.Value)];
    }

    static bool IsBegun(string name, string text) => $"-{name}".Contains($"-{text}", StringComparison.Ordinal);

    static bool BeginsWord(string text, string word) =>
        text.StartsWith(word, StringComparison.Ordinal)
        || text.Split(' ', '-', '_', '/').Any(part => part.StartsWith(word, StringComparison.Ordinal));
}
