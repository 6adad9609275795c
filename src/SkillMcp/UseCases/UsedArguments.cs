using SkillMcp.Admissions;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>Checks the values that a report says were used, and teaches the skill which of its parameters vary.</summary>
sealed class UsedArguments(IMemoryStore store, Project project, TimeProvider time, ProjectScope scope, ChangeWriter writer)
{
    /// <param name="submitted">The report as it came.</param>
    /// <param name="report">The report with its secrets redacted.</param>
    /// <param name="procedure">The current procedure of the skill; a composite laid out.</param>
    /// <param name="isCurrent">Whether this is the version that was followed: another one may have had other parameters.</param>
    /// <exception cref="SkillException">
    /// A value belongs to no parameter, does not match its pattern, or is a secret. The message does not repeat it.
    /// </exception>
    public static void Check(Report submitted, Report report, Procedure procedure, bool isCurrent)
    {
        var secrets = procedure.Parameters.Where(parameter => parameter.IsSecret).Select(parameter => parameter.Name);
        var redacted = submitted.Arguments.Where(argument => report.Arguments.GetValueOrDefault(argument.Key) != argument.Value)
            .Select(argument => argument.Key);
        if (secrets.Intersect(submitted.Arguments.Keys).Concat(redacted).FirstOrDefault() is { } secret)
        {
            throw new SkillException($"Nothing was recorded: '{secret}' is a secret, which is kept nowhere. Leave it out of arguments.");
        }
        if (isCurrent && Arguments.Fill(procedure, report.Arguments).Warnings is { Count: > 0 } mistakes)
        {
            throw new SkillException($"Nothing was recorded: {string.Join("; ", mistakes)}.");
        }
    }

    /// <summary>
    /// Drops the default of each parameter of a learned skill that had another value this time, if the default only repeats the example.
    /// </summary>
    /// <returns>What to tell the caller; a sentence each.</returns>
    public async Task<IReadOnlyList<string>> TeachAsync(Admission<Report> admission, string task, CancellationToken cancel)
    {
        var report = admission.Value;
        if (report.Arguments.Count == 0)
        {
            return [];
        }
        var changed = await writer.ChangeAsync(report.Skill, async read =>
        {
            var taught = Taught(read.Procedure, report.Arguments);
            var mayChange = read is { IsActive: true, Pinned: false, Source: Source.Learned } && taught.IsOfSoundLength
                && !scope.Protects(read, admission.Actor);
            if (!mayChange || taught.Parameters.SequenceEqual(read.Procedure.Parameters))
            {
                return null;
            }
            var written = new WrittenText(Number: 0, taught, IsBeside: false, "a run with other values") { IsSameWay = true };
            var versions = await store.VersionsAsync(project, read.Id, cancel);
            var (after, added) = written.In(read, versions, Provenance.Of(admission.Actor, task), time.GetUtcNow());
            return SkillChanges.Change(read, after, added);
        }, admission, cancel);
        if (changed.Proposal is { } proposal)
        {
            return [$"that its values vary waits for a person's approval, as {proposal.Name}"];
        }
        var varied = changed.Skill.Procedure.Parameters.Except(changed.Before.Procedure.Parameters).ToList();
        var names = string.Join(", ", varied.Select(parameter => parameter.Name));
        return varied.Count == 0 ? [] : [$"version {changed.Skill.Version} asks for {names}, which had another value"];
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
