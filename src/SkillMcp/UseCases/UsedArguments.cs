using SkillMcp.Admissions;
using SkillMcp.Checks;
using SkillMcp.Retrieval;
using SkillMcp.Safety;

namespace SkillMcp.UseCases;

/// <summary>Checks the values that a report says were used, and teaches the skill which of its parameters vary.</summary>
sealed class UsedArguments(IMemoryStore store, Project project, TimeProvider time, ProjectScope scope, ChangeWriter writer)
{
    /// <summary>
    /// The report without the values that belong to no parameter, do not match its pattern, or are a secret: what else it says counts.
    /// </summary>
    /// <param name="submitted">The report as it came.</param>
    /// <param name="report">The report with its secrets redacted.</param>
    /// <param name="procedure">The current procedure of the skill; a composite laid out.</param>
    /// <param name="isCurrent">Whether this is the version that was followed: another one may have had other parameters.</param>
    /// <returns>The report, and why a value was left out of it, a sentence each, which does not repeat the value.</returns>
    public static (Report Report, IReadOnlyList<string> Remarks) Usable(
        Report submitted, Report report, Procedure procedure, bool isCurrent)
    {
        var ofSecrets = procedure.Parameters.Where(parameter => parameter.IsSecret).Select(parameter => parameter.Name);
        var redacted = submitted.Arguments.Keys.Where(name => report.Arguments.GetValueOrDefault(name) != submitted.Arguments[name]);
        var secrets = ofSecrets.Intersect(submitted.Arguments.Keys).Union(redacted).ToList();
        // A name in which a secret was found is another one by now.
        var open = report.Arguments.Where(argument => submitted.Arguments.ContainsKey(argument.Key) && !secrets.Contains(argument.Key))
            .ToDictionary(StringComparer.Ordinal);
        var filled = Arguments.Fill(procedure, open);
        var usable = isCurrent
            ? open.Where(argument => procedure.Parameters.Any(parameter => parameter.Name == argument.Key)
                && (argument.Value.Trim().Length == 0 || filled.Values[argument.Key] == argument.Value.Trim()))
            : open;
        return (report with { Arguments = usable.ToDictionary(StringComparer.Ordinal) },
        [
            .. secrets.Select(OfSecret),
            .. isCurrent ? filled.Warnings : [],
        ]);
    }

    static string OfSecret(string name) => SecretRedactor.InMessage(
        $"argument '{name}' was not kept: it is a secret, which is kept nowhere; leave it out of arguments", [name]);

    /// <summary>
    /// Drops the default of each parameter of a learned skill that had another value this time, if the default only repeats the example,
    /// and gives it the check that the run was proved by, if it states none.
    /// </summary>
    /// <returns>What to tell the caller; a sentence each.</returns>
    public async Task<IReadOnlyList<string>> TeachAsync(Admission<Report> admission, string task, CancellationToken cancel)
    {
        var report = admission.Value;
        // What this program verified are the checks that the skill states.
        var proof = report.IsVerified || report.Evidence?.Agrees == false ? null : LearnedCheck.ConditionOf(report.Evidence);
        if (report.Arguments.Count == 0 && proof is null)
        {
            return [];
        }
        var changed = await writer.ChangeAsync(report.Skill, async read =>
        {
            if (read is not { IsActive: true, Pinned: false, Source: Source.Learned } || scope.Protects(read, admission.Actor))
            {
                return null;
            }
            var versions = await store.VersionsAsync(project, read.Id, cancel);
            var varied = Taught(read.Procedure, report.Arguments);
            var taught = proof is null
                ? varied
                : LearnedCheck.After(varied, versions.Select(version => version.Procedure), proof, report.Arguments);
            var isOther = !taught.Parameters.SequenceEqual(read.Procedure.Parameters)
                || !taught.Postconditions.SequenceEqual(read.Procedure.Postconditions);
            if (!isOther || !taught.IsOfSoundLength)
            {
                return null;
            }
            var written = new WrittenText(Number: 0, taught, IsBeside: false, "a run with other values") { IsSameWay = true };
            var (after, added) = written.In(read, versions, Provenance.Of(admission.Actor, task), time.GetUtcNow());
            return SkillChanges.Change(read, after, added);
        }, admission, cancel);
        if (changed.Proposal is { } proposal)
        {
            return [$"what this run adds to its text waits for a person's approval, as {proposal.Name}"];
        }
        return [.. Told(changed)];
    }

    static IEnumerable<string> Told(ChangedSkill changed)
    {
        var varied = changed.Skill.Procedure.Parameters.Except(changed.Before.Procedure.Parameters).ToList();
        var names = string.Join(", ", varied.Select(parameter => parameter.Name));
        if (varied.Count > 0)
        {
            yield return $"version {changed.Skill.Version} asks for {names}, which had another value";
        }
        var gained = changed.Skill.Procedure.Postconditions.Except(changed.Before.Procedure.Postconditions).ToList();
        if (gained.Count > 0)
        {
            yield return $"version {changed.Skill.Version} checks what this run was proved by: {string.Join("; ", gained)}";
        }
    }

    static Procedure Taught(Procedure procedure, IReadOnlyDictionary<string, string> arguments) => procedure with
    {
        Parameters =
        [
            .. procedure.Parameters.Select(parameter => parameter.Default is not null && parameter.Default == parameter.Example
                ? parameter.SeenWith((arguments.GetValueOrDefault(parameter.Name) ?? "").Trim())
                : parameter),
        ],
    };
}
