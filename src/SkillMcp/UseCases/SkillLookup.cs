namespace SkillMcp.UseCases;

/// <summary>Finds skills by name, and says which names are near where there is none.</summary>
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

    /// <summary>Names of which this may be the beginning or a part, or else those that share letters with it, or else begin like it.</summary>
    async Task<IReadOnlyList<string>> NearAsync(SkillName name, CancellationToken cancel)
    {
        if (await store.NamesAsync(project, name.Value, MaxNear, cancel) is { Total: > 0 } longer)
        {
            return longer.First;
        }
        var alike = await store.SearchTrigramsAsync(project, name.Value.Split('-'), category: null, MaxNear, cancel);
        return alike.Count > 0
            ? [.. (await store.GetAsync(project, [.. alike.Select(candidate => candidate.Id)], cancel)).Where(skill => skill.IsActive).Select(skill => skill.Name.Value)]
            : (await store.NamesAsync(project, name.Value[..Math.Min(3, name.Value.Length)], MaxNear, cancel)).First;
    }
}
