namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>
    /// A number that is another one once anybody, in this program or another, has written what this memory may see.
    /// It says only that somebody did, and is cheap enough to be asked for every second.
    /// </summary>
    public Task<long> GenerationAsync(CancellationToken cancel = default) => store.GenerationAsync(project, cancel);

    /// <summary>A short text that is another one once the list of active skills is: their names, titles or descriptions.</summary>
    public Task<string> ListMarkAsync(CancellationToken cancel = default) => store.ListMarkAsync(project, cancel);

    /// <summary>
    /// A short text that is another one once what the author of an active skill wrote is, its components' part in it too
    /// but not the files beside it; empty as long as no active skill has the name.
    /// </summary>
    public async Task<string> TextMarkAsync(SkillName name, CancellationToken cancel = default) =>
        await ActiveAsync(name, cancel) is { } skill ? (await LaidOutAsync(skill, cancel) with { Files = [] }).ContentHash() : "";

    /// <summary>The same for all that is kept of an active skill's text: its files, pitfalls and alternatives too.</summary>
    public async Task<string> WholeMarkAsync(SkillName name, CancellationToken cancel = default)
    {
        if (await ActiveAsync(name, cancel) is not { } skill)
        {
            return "";
        }
        var alternatives = (await VersionsAsync(skill, cancel)).Where(version => version.IsAlternative).Select(version => version.Procedure.ContentHash());
        return string.Join('\n', [(await LaidOutAsync(skill, cancel)).ContentHash(), .. alternatives, .. skill.Pitfalls.Select(pitfall => $"{pitfall.Step} {pitfall.Seen} {pitfall.Text}")]);
    }

    async Task<Skill?> ActiveAsync(SkillName name, CancellationToken cancel) =>
        await store.FindAsync(project, name, cancel) is { IsActive: true } skill ? skill : null;

    async Task<Procedure> LaidOutAsync(Skill skill, CancellationToken cancel) => (await LayOutAsync(skill, cancel)).Procedure;
}
