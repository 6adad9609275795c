using System.CommandLine;
using SkillMcp.Checks;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Verification;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp verify</c>: makes the checks of a skill in the sandbox, and records what was seen.</summary>
static class VerifyCommand
{
    /// <summary>The exit code where a check fails; 1 is that of a mistake.</summary>
    public const int Failed = 2;

    /// <summary>The exit code where it is not known whether all checks hold.</summary>
    public const int Unknown = 3;

    static readonly Option<bool> Steps = new("--steps")
    {
        Description = "Run its steps first, in the sandbox; the folders that verify.toml binds for writing are changed by them.",
    };

    static readonly Option<bool> Versions = new("--versions")
    {
        Description = "Ask its programs for their versions too, in the sandbox, and keep them with what was seen.",
    };

    static readonly Option<bool> Allow = new("--allow")
    {
        Description = "Ask first whether what it needs and is not allowed may be added to verify.toml.",
    };

    public static Command Build() => new Command(
        "verify", "Make the checks of a skill, in a sandbox without a network, and record what was seen. What may be run says verify.toml.")
    {
        SkillArgument.Name, GivenArguments.Option, Steps, Versions, Allow, SandboxSelection.Container, Terminal.AsJson,
    }
        .WithExamples(
            "skillmcp verify deploy-api --arg host=staging.example.com",
            "skillmcp verify deploy-api --arg host=staging.example.com --allow",
            "skillmcp verify release-package --steps --versions",
            "skillmcp verify deploy-api --json")
        .OnFile(OpenMode.Existing, RunAsync);

    static async Task<int> RunAsync(ParseResult typed, SkillDatabase database, CancellationToken cancel)
    {
        var memory = CompositionRoot.MemoryIn(database, typed);
        if (typed.GetValue(Allow))
        {
            await AllowAsync(typed, memory, cancel);
        }
        if (typed.GetValue(Versions) && typed.GetValue(SandboxSelection.Container) is not null)
        {
            throw new SkillException("--versions asks the programs of this machine, which are not those of a container: leave one out.");
        }
        using var verification = await SandboxSelection.VerificationFromAsync(typed, memory, cancel);
        var skill = await memory.GetAsync(SkillArgument.NameFrom(typed), cancel);
        var arguments = GivenArguments.From(typed);
        var filled = await verification.Verifier.FilledAsync(skill, arguments, cancel);
        var withSteps = typed.GetValue(Steps);
        var since = withSteps ? CompositionRoot.Time.GetUtcNow() : (DateTimeOffset?)null;
        var seen = await verification.Verifier.VerifyAsync(skill, filled, arguments, withSteps, since, cancel);
        if (typed.GetValue(Versions))
        {
            seen = await verification.Verifier.WithVersionsAsync(seen, filled, cancel);
        }
        if (seen.Checks.Count == 0)
        {
            throw new SkillException(
                $"'{skill.Name}' states no check. Write one into its text, as code in what is true at its end: "
                + "`pytest -q` passes; `https://HOST/health` answers 200; `dist/app.js` exists. 'skillmcp edit' opens it.");
        }
        var values = Verifier.ValuesOf(filled, arguments);
        var isApproved = skill.Lifecycle.Status != Status.Quarantined;
        var recorded = isApproved ? await verification.Verifier.RecordAsync(skill, seen, arguments, cancel) : null;
        await memory.FlushAsync(cancel);
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(VerifiedSkill.Of(skill, values, seen, recorded is not null), CommandJson.Default.VerifiedSkill);
        }
        else
        {
            Show(skill, values, seen);
            Terminal.Line(recorded is not null ? ModelText.Recorded(recorded) : NotRecorded(isApproved));
        }
        return CodeOf(seen);
    }

    /// <summary>Lets a person, and nobody else, add to verify.toml what a skill needs.</summary>
    static async Task AllowAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        using var verification = await SandboxSelection.VerificationFromAsync(typed, memory, cancel);
        var skill = await memory.GetAsync(SkillArgument.NameFrom(typed), cancel);
        var filled = await verification.Verifier.FilledAsync(skill, GivenArguments.From(typed), cancel);
        var steps = typed.GetValue(Steps) ? StepRun.Of(filled).Commands : [];
        var needed = NeededPermissions.Of(CheckReader.ChecksOf(filled), steps, verification.Policy, verification.Folder);
        if (needed.IsNothing)
        {
            return;
        }
        var (database, project) = (MemorySelection.PathFrom(typed), MemorySelection.ProjectFrom(typed));
        var path = VerifyPolicies.PathBeside(database);
        if (!Terminal.CanAsk)
        {
            throw new SkillException($"Only a person at a terminal allows that. To allow it by hand, add to {path}:\n{needed.Lines}");
        }
        Terminal.Line($"To verify {skill.Name}, this must be allowed too:\n{needed.Lines}");
        if (Terminal.Ask($"Allow it in {path}?", byDefault: false))
        {
            VerifyPolicyWriter.Add(database, project, verification.Policy, needed);
        }
    }

    static void Show(Skill skill, IReadOnlyDictionary<string, string> values, SkillVerification seen)
    {
        var with = values.Count == 0 ? "" : $", with {string.Join(", ", values.Select(value => $"{value.Key}={value.Value}"))}";
        Terminal.Heading($"{skill.Name}, version {skill.Version}{with}");
        foreach (var check in seen.Checks)
        {
            Terminal.Item(Mark(check.Verdict), $"{check.Text}\n{check.Observed}");
        }
        if (seen.Versions.Count > 0)
        {
            Terminal.Item("versions", string.Join(", ", seen.Versions.Select(version => $"{version.Program} {version.Version}")));
        }
    }

    /// <summary>The word for what came of a check.</summary>
    static string Mark(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Holds => "holds",
        CheckVerdict.Fails => "FAILS",
        CheckVerdict.NotAllowed => "not allowed",
        _ => "not known",
    };

    static string NotRecorded(bool isApproved) => isApproved
        ? "Nothing was recorded: it is not known whether all of it holds."
        : "Nothing was recorded: it waits for approval.";

    static int CodeOf(SkillVerification seen) => seen.Outcome switch
    {
        Outcome.Success => 0,
        Outcome.Failure => Failed,
        _ => Unknown,
    };
}
