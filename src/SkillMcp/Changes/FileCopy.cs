namespace SkillMcp.Changes;

/// <summary>Files that one project has and another is to have too.</summary>
/// <param name="From">Whose they are; everybody's are copied too.</param>
/// <param name="To">Who is to have them.</param>
/// <param name="Digests">Which.</param>
public sealed record FileCopy(Project From, Project To, IReadOnlyList<string> Digests);
