namespace SkillMcp.Retrieval;

/// <summary>Which versions satisfy a requirement, compared with the version that it names.</summary>
enum VersionBound
{
    Exact,
    OrNewer,
    OrOlder,
    Older,
}
