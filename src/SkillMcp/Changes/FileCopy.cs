namespace SkillMcp.Changes;

/// <summary>Files to copy from one project to another.</summary>
/// <param name="From">The project to copy from. Files that are visible to all projects are copied too.</param>
/// <param name="To">The project to copy to.</param>
/// <param name="Digests">The digests of the files.</param>
sealed record FileCopy(Project From, Project To, IReadOnlyList<string> Digests);
