namespace SkillMcp;

public sealed partial class SkillMemory
{
    const int MostNear = 3;

    /// <summary>
    /// Names of active skills for what somebody has typed of one, however it is written: those that begin with it first, then those
    /// in which a word does. Where a task is given, of both those that fit it come first.
    /// </summary>
    /// <param name="typed">What is there so far, such as <c>docker_ecr</c> or <c>rolling</c>; empty for all.</param>
    /// <param name="task">What the skill is for; empty where nobody has said.</param>
    /// <param name="limit">The most names that come back, from 1.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Names> NamesAsync(string typed, string task = "", int limit = 100, CancellationToken cancel = default)
    {
        var text = SkillName.From(typed)?.Value;
        if (text is null && !string.IsNullOrWhiteSpace(typed))
        {
            // Nothing of it can stand in a name.
            return new Names([], 0);
        }
        var names = await store.NamesAsync(project, text ?? "", limit, cancel);
        var fitting = string.IsNullOrWhiteSpace(task) || names.Total == 0 ? [] : await FittingNamesAsync(task, cancel);
        return names with { First = [.. fitting.Where(name => IsBegun(name, text ?? "")).Concat(names.First).Distinct().Take(limit)] };
    }

    /// <summary>Categories of active skills for what somebody has typed of one: those that begin with it first, then those in which a word does.</summary>
    public async Task<Names> CategoriesAsync(string typed, int limit = 100, CancellationToken cancel = default)
    {
        var text = Fold.Text(typed).Trim();
        var categories = (await StatsAsync(cancel)).ByCategory.Keys
            .Select(category => (Name: category, Folded: Fold.Text(category)))
            .Where(category => BeginsWord(category.Folded, text))
            .OrderBy(category => !category.Folded.StartsWith(text, StringComparison.Ordinal))
            .ThenBy(category => category.Name, StringComparer.Ordinal)
            .Select(category => category.Name)
            .ToList();
        return new Names([.. categories.Take(limit)], categories.Count);
    }

    async Task<IReadOnlyList<string>> FittingNamesAsync(string task, CancellationToken cancel)
    {
        var ranked = await RankAsync(Excerpt.Of(task, PastTask.MaxLength), category: null, cancel);
        var skills = await store.GetAsync(project, [.. ranked.Where(fit => fit.Relevance >= options.PossibleScore).Select(fit => fit.Candidate.Id)], cancel);
        return [.. skills.Where(skill => skill.IsActive).Select(skill => skill.Name.Value)];
    }

    static bool IsBegun(string name, string text) => $"-{name}".Contains($"-{text}", StringComparison.Ordinal);

    static bool BeginsWord(string text, string word) =>
        text.StartsWith(word, StringComparison.Ordinal) || text.Split(' ', '-', '_', '/').Any(part => part.StartsWith(word, StringComparison.Ordinal));

    async Task<SkillException> UnknownAsync(SkillName name, CancellationToken cancel)
    {
        var near = await NearAsync(name, cancel);
        return new SkillException(near.Count > 0
            ? $"No skill is called '{name}'. The nearest names: {string.Join(", ", near)}."
            : $"No skill is called '{name}', and none has a name like it: list them to see which there are.");
    }

    /// <summary>Names of which this may be the beginning or a part, or else those that look like it, or else begin like it.</summary>
    async Task<IReadOnlyList<string>> NearAsync(SkillName name, CancellationToken cancel)
    {
        if (await store.NamesAsync(project, name.Value, MostNear, cancel) is { Total: > 0 } longer)
        {
            return longer.First;
        }
        var alike = await store.SearchLettersAsync(project, name.Value.Split('-'), category: null, MostNear, cancel);
        return alike.Count > 0
            ? [.. (await store.GetAsync(project, [.. alike.Select(candidate => candidate.Id)], cancel)).Where(skill => skill.IsActive).Select(skill => skill.Name.Value)]
            : (await store.NamesAsync(project, name.Value[..Math.Min(3, name.Value.Length)], MostNear, cancel)).First;
    }
}
