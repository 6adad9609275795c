using SkillMcp.Retrieval;

namespace SkillMcp.Checks;

/// <summary>A program of a procedure that is here in another version than the procedure was proved with, and may break it.</summary>
/// <param name="Proved">The version that it was proved with last.</param>
/// <param name="Here">The version that was seen here last.</param>
sealed record VersionDrift(ProgramVersion Proved, ProgramVersion Here)
{
    /// <summary>What an agent or a person is told: "proved with terraform 1.5, here is 2.0".</summary>
    public string Text => Warnings.OfDrift(Proved, Here);

    /// <summary>What has drifted of a procedure.</summary>
    /// <param name="procedure">The procedure.</param>
    /// <param name="runs">Executions of it that show versions, newest first.</param>
    /// <param name="here">The versions that were seen here last.</param>
    public static IReadOnlyList<VersionDrift> Of(
        Procedure procedure, IReadOnlyList<Execution> runs, IReadOnlyList<ProgramVersion> here)
    {
        // What this program saw itself says more than what was told.
        var successes = runs.Where(run => run.Outcome == Outcome.Success)
            .OrderByDescending(run => run.EvidenceLevel == EvidenceLevel.Verified).ToList();
        var drifts = here.Select(version => Of(version, successes)).OfType<VersionDrift>();
        return [.. drifts.Where(drift => !procedure.Preconditions.Any(drift.IsMeant))];
    }

    /// <summary>Null if a run went well with a version like the one here, or none shows a version of the program.</summary>
    static VersionDrift? Of(ProgramVersion here, IReadOnlyList<Execution> successes)
    {
        var proved = successes.SelectMany(run => run.Versions).Where(version => version.Program == here.Program).ToList();
        return proved.Count == 0 || proved.Exists(version => !version.IsBrokenBy(here)) ? null : new VersionDrift(proved[0], here);
    }

    /// <summary>Whether a condition says that the version here will do: its author knows.</summary>
    bool IsMeant(string condition) =>
        !ParsedCondition.Of(condition).Version.IsNone
        && new KnownFacts([$"{Here.Program} {Here.Version}"]).Evaluate(condition) == ConditionState.Met;
}
