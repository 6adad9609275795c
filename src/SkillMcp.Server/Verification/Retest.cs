using SkillMcp.Checks;

namespace SkillMcp.Server.Verification;

/// <summary>Makes the checks of many skills again: first what failed since it was proved, then what was proved longest ago.</summary>
/// <param name="memory">The memory.</param>
/// <param name="verifier">Verifies one.</param>
sealed class Retest(SkillMemory memory, Verifier verifier)
{
    const int Page = 200;

    // An outcome that was verified before these is long ago in any case.
    const int LastExecutions = 200;

    /// <summary>
    /// The skills that state a check and were not proved since a time or failed since they were proved; these come first, then the one
    /// that was proved longest ago.
    /// </summary>
    /// <param name="filter">Which skills.</param>
    /// <param name="before">Only what was not proved since, or failed after it; null for all.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(SkillFilter filter, DateTimeOffset? before, CancellationToken cancel)
    {
        var found = new List<Candidate>();
        var after = "";
        while (await memory.ListAsync(filter, after, Page, cancel) is { Count: > 0 } skills)
        {
            foreach (var skill in skills)
            {
                var filled = await verifier.FilledAsync(skill, new Dictionary<string, string>(), cancel);
                if (CheckReader.ChecksOf(filled).Count == 0)
                {
                    continue;
                }
                var (proved, failedAt) = await LastProofAsync(skill, cancel);
                if (before is null || failedAt is not null || proved is null || proved.At < before)
                {
                    found.Add(new Candidate(skill, filled, proved, failedAt));
                }
            }
            after = skills[^1].Name.Value;
        }
        // The skills came in the order of their names, which stays among those that were proved at the same time.
        return
        [
            .. found.OrderBy(candidate => candidate.FailedAt is null)
                .ThenBy(candidate => candidate.Proved?.At ?? DateTimeOffset.MinValue),
        ];
    }

    /// <summary>Makes the checks of a skill and records what was seen; nothing is recorded where that is not known.</summary>
    public async Task<RetestedSkill> RunAsync(Candidate candidate, CancellationToken cancel)
    {
        var none = new Dictionary<string, string>();
        // What was proved is not proved again by the same report of tests.
        var since = candidate.Proved?.At;
        var made = await verifier.VerifyAsync(candidate.Skill, candidate.Filled, none, withSteps: false, since, cancel);
        var seen = await verifier.WithVersionsAsync(made, candidate.Filled, cancel);
        var recorded = await verifier.RecordAsync(candidate.Skill, seen, none, cancel);
        return new RetestedSkill(candidate.Skill, seen, candidate.Proved, recorded?.Consequences ?? []);
    }

    /// <summary>The last time that it was verified, null if that is not known, and the last failure that was only told since.</summary>
    async Task<(Execution? Proved, DateTimeOffset? FailedAt)> LastProofAsync(Skill skill, CancellationToken cancel)
    {
        var executions = await memory.ExecutionsAsync(skill, LastExecutions, cancel);
        var proved = executions.FirstOrDefault(IsProof);
        var told = executions.TakeWhile(execution => !IsProof(execution));
        var failed = told.FirstOrDefault(execution => execution.Outcome == Outcome.Failure);
        return (proved, failed?.At);

        static bool IsProof(Execution execution) =>
            execution.EvidenceLevel == EvidenceLevel.Verified && execution.Outcome != Outcome.NotUsed;
    }

    /// <summary>A skill whose checks may be made again.</summary>
    /// <param name="Skill">The skill.</param>
    /// <param name="Filled">Its text with the values of earlier runs in place.</param>
    /// <param name="Proved">The execution that was verified last; null if there is none.</param>
    /// <param name="FailedAt">When somebody last told that it failed, if that was after it was verified; else null.</param>
    public sealed record Candidate(Skill Skill, Procedure Filled, Execution? Proved, DateTimeOffset? FailedAt);
}
