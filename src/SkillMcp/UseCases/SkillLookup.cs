namespace SkillMcp.UseCases;

/// <summary>Finds skills by name. The error for an unknown name suggests the nearest ones.</summary>
sealed class SkillLookup(IMemoryStore store, Project project)
{
    const int MaxNear = 3;

    /// <summary>The skill of this name, whatever its status.</summary>
    /// <exception cref="SkillException">There is none; the message names the nearest.</exception>
    public async Task<Skill> GetAsync(SkillName name, CancellationToken cancel) =>
        await store.FindAsync(project, name, cancel) ?? throw await UnknownAsync(name, cancel);

    async Task<SkillException> UnknownAsync(SkillName name, CancellationToken cancel)
    {
        var near = await NearAsync(name, cancel);
        return new SkillException(near.Count > 0
            ? $"No skill is called '{name}'. The nearest names: {string.Join(", ", near)}."
            : $"No skill is called '{name}', and none has a name like it: list them to see which there are.");
    }

    /// <summary>
    /// Names with a word that begins with this one, or else those that share trigrams with it, or else those with the same first letters.
    /// </summary>
    async Task<IReadOnlyList<string>> NearAsync(SkillName name, CancellationToken cancel)
    {
        if (await store.NamesAsync(project, name.Value, MaxNear, cancel) is { Total: > 0 } longer)
        {
            return longer.First;
        }
        var alike = await store.SearchTrigramsAsync(project, name.Value.Split('-'), category: null, MaxNear, cancel);
        if (alike.Count > 0)
        {
            var skills = await store.GetAsync(project, [.. alike.Select(candidate => candidate.Id)], cancel);
            return [.. skills.Where(skill => skill.IsActive).Select(skill => skill.Name.Value)];
        }
        var beginning = name.Value[..Math.Min(3, name.Value.Length)];
        return (await store.NamesAsync(project, beginning, MaxNear, cancel)).First;
    }
}
