namespace SkillMcp.Server.Verification;

/// <summary>What a sandboxed command printed, with its errors in between. It is the text of a stranger.</summary>
/// <param name="First">The first lines, each cut where it is long.</param>
/// <param name="Last">The last lines that are not among the first.</param>
/// <param name="Length">The length of the whole, in bytes.</param>
/// <param name="Hash">The SHA-256 of the whole.</param>
sealed record SandboxOutput(IReadOnlyList<string> First, IReadOnlyList<string> Last, long Length, string Hash)
{
    /// <summary>Whether lines between the first and the last are missing.</summary>
    public bool IsCut { get; init; }
}
