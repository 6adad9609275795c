using System.CommandLine;
using SkillMcp.Server.Verification;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>Which sandbox commands are run in, and what may be run in it.</summary>
static class SandboxSelection
{
    public static Option<string?> Container { get; } = new Option<string?>("--container")
    {
        Description = "Run commands in a container instead of the sandbox of the system: podman or docker.",
        HelpName = "PROGRAM",
    }.AcceptOnlyFromAmong("podman", "docker");

    /// <summary>What verifies skills of a memory.</summary>
    /// <exception cref="SkillException">verify.toml has a mistake.</exception>
    public static async Task<VerificationSetup> VerificationFromAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var file = MemorySelection.PathFrom(typed);
        var policy = (await VerifyPolicies.ReadBesideAsync(file, cancel)).For(MemorySelection.ProjectFrom(typed));
        var container = typed.GetValue(Container);
        var sandbox = new Lazy<ISandbox>(() => Sandboxes.Find(file, container));
        return new VerificationSetup(memory, policy, sandbox, Directory.GetCurrentDirectory(), CompositionRoot.Person);
    }
}
