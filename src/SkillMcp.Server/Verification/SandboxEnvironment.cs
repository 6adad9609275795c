using System.Diagnostics;

namespace SkillMcp.Server.Verification;

/// <summary>The variables of a sandboxed command: a few, and those that were named.</summary>
static class SandboxEnvironment
{
    // Programs are run by these before the command is.
    static readonly string[] Dangerous = ["PATH", "IFS", "ENV", "BASH_ENV", "SHELLOPTS", "BASHOPTS", "PS4", "GCONV_PATH"];

    const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Where the programs of a command are looked for.</summary>
    public static string PathOf(SandboxedRun run) => string.Join(':', run.Path.Append(SystemPath));

    public static bool IsDangerous(string name) =>
        Dangerous.Contains(name) || name.StartsWith("LD_", StringComparison.Ordinal) || name.StartsWith("DYLD_", StringComparison.Ordinal);

    /// <exception cref="SkillException">A variable would run something else before the command.</exception>
    public static void Fill(ProcessStartInfo start, SandboxedRun run, string home)
    {
        start.Environment.Clear();
        start.Environment["PATH"] = SystemPath;
        start.Environment["HOME"] = home;
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in run.Environment)
        {
            if (name is "" || name.Contains('=') || IsDangerous(name))
            {
                throw new SkillException($"The variable '{name}' cannot be handed to a sandbox.");
            }
            start.Environment[name] = value;
        }
    }
}
