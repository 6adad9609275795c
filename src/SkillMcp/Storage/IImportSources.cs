namespace SkillMcp.Storage;

/// <summary>What was read at the places that skills are imported from, so that what is still the same is not read again.</summary>
interface IImportSources
{
    /// <summary>All that the project keeps. What became a skill that does not exist any more is left out.</summary>
    Task<IReadOnlyList<ImportSource>> ImportSourcesAsync(Project project, CancellationToken cancel);

    /// <summary>Keeps what was read, in place of what was read before at the same places.</summary>
    Task KeepImportSourcesAsync(Project project, IReadOnlyList<ImportSource> sources, CancellationToken cancel);
}
