using SkillMcp.Packaging;

namespace SkillMcp.Server.Verification;

/// <summary>Whether a sandbox works here.</summary>
/// <param name="Works">Whether a command was run in it just now.</param>
/// <param name="InWords">Which one works, or why none does.</param>
sealed record SandboxCheck(bool Works, string InWords)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="memory">The file of the memory, which no command may see.</param>
    /// <param name="container">A program that runs containers; null for the sandbox of the system.</param>
    /// <param name="cancel">Ends the check.</param>
    public static async Task<SandboxCheck> RunAsync(string memory, string? container, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-sandbox-");
        try
        {
            var sandbox = Sandboxes.Find(memory, container);
            var run = new SandboxedRun
            {
                Command = "exit 0",
                Folder = new SandboxBind(RealPath.OfAbsolute(folder.FullName), IsWritable: false),
                Limits = new SandboxLimits { Time = Patience },
            };
            var result = await sandbox.RunAsync(run, cancel);
            return result is { ExitCode: 0, LimitHit: null }
                ? new SandboxCheck(true, $"Sandbox: {sandbox.Title} works.")
                : new SandboxCheck(false, $"Sandbox: {sandbox.Title} does not work: doing nothing ended with {result.ExitCode}.");
        }
        catch (SkillException none)
        {
            return new SandboxCheck(false, $"Sandbox: none, so skills cannot be verified here. {none.Message}");
        }
        finally
        {
            folder.Delete();
        }
    }
}
