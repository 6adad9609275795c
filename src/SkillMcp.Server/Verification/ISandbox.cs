namespace SkillMcp.Server.Verification;

/// <summary>Runs commands that nobody vouches for, and leaves nothing of them behind.</summary>
interface ISandbox
{
    /// <summary>What it is and its version, such as "bubblewrap 0.8.0".</summary>
    string Title { get; }

    /// <exception cref="SkillException">
    /// It cannot be started here, or something that is bound may not be seen. The command did not run.
    /// </exception>
    Task<SandboxResult> RunAsync(SandboxedRun run, CancellationToken cancel);
}
