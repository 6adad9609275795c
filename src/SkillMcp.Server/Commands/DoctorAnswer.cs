using SkillMcp.Server.Verification;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary>What doctor found, and what it repaired.</summary>
/// <param name="Accepted">The skills that were accepted as they are.</param>
/// <param name="Forgotten">What is to be gone: skills that were removed outside skillmcp, and remembered runs that were changed.</param>
/// <param name="Rebuilt">Whether the search index was rebuilt because it did not match the skills.</param>
/// <param name="Repaired">What the file lacked and has again, a sentence each.</param>
/// <param name="ChangedOutside">The versions that were changed outside skillmcp.</param>
/// <param name="Problems">What is left, a sentence each.</param>
/// <param name="Model">The sentence model that skills are found with.</param>
/// <param name="Sandbox">Whether skills can be verified here.</param>
sealed record DoctorAnswer(
    IReadOnlyList<string> Accepted,
    IReadOnlyList<string> Forgotten,
    bool Rebuilt,
    IReadOnlyList<string> Repaired,
    IReadOnlyList<ChangedVersion> ChangedOutside,
    IReadOnlyList<string> Problems,
    ModelAnswer Model,
    SandboxCheck Sandbox)
{
    public bool IsWell => Problems.Count == 0 && !Model.IsUnusable;
}
