namespace SkillMcp.Server.Verification;

/// <summary>What verifies the skills of one memory, put together.</summary>
sealed class VerificationSetup : IDisposable
{
    readonly HttpRunner requests;

    /// <param name="memory">The memory.</param>
    /// <param name="policy">What its owner allows.</param>
    /// <param name="sandbox">Finds the sandbox.</param>
    /// <param name="folder">The folder that is worked in.</param>
    /// <param name="actor">Who asks for it.</param>
    public VerificationSetup(SkillMemory memory, VerifyPolicy policy, Lazy<ISandbox> sandbox, string folder, Actor actor)
    {
        (Policy, Folder) = (policy, folder);
        var commands = new CommandRunner(sandbox, policy, folder);
        requests = new HttpRunner(policy);
        Verifier = new Verifier(memory, new CheckRunner(commands, requests, new FileRunner(policy, folder)), commands, actor);
    }

    /// <summary>What is allowed.</summary>
    public VerifyPolicy Policy { get; }

    /// <summary>The folder that is worked in.</summary>
    public string Folder { get; }

    public Verifier Verifier { get; }

    public void Dispose() => requests.Dispose();
}
