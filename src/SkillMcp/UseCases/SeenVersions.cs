using SkillMcp.Admissions;
using SkillMcp.Sessions;

namespace SkillMcp.UseCases;

/// <summary>Collects the versions of programs that a run or a report shows, as seen on this machine.</summary>
sealed class SeenVersions(SkillMemoryOptions options, TimeProvider time)
{
    /// <param name="told">Those that are known already, which come first.</param>
    /// <param name="admission">The admission of the report: what is doubtful in any way shows none.</param>
    /// <param name="evidence">What was observed; null if nothing was.</param>
    /// <param name="texts">Texts that may quote a command with its output.</param>
    public IReadOnlyList<ProgramVersion> Of(
        IReadOnlyList<ProgramVersion> told, Admission admission, Evidence? evidence, params IEnumerable<string> texts)
    {
        if (admission.QuarantineReason.Length > 0)
        {
            return [];
        }
        var shown = evidence is null ? [] : VersionReader.In(evidence.Check, evidence.Observed);
        var all = told.Concat(shown).Concat(texts.SelectMany(VersionReader.Quoted))
            .Where(version => version.IsSound).DistinctBy(version => version.Program).Take(ProgramVersion.MaxPerRun).ToList();
        return all.Count == 0 ? [] : [.. all.Select(version => version with
        {
            Machine = version.Machine.Length > 0 ? version.Machine : options.Machine,
            SeenAt = version.SeenAt ?? time.GetUtcNow(),
        })];
    }

    /// <summary>A run with all the versions that it shows.</summary>
    public Trajectory In(Admission<Trajectory> run) => run.Value with
    {
        Versions = Of(run.Value.Versions, run, run.Value.Evidence, [run.Value.Notes, .. run.Value.Steps.Select(step => step.Text)]),
    };
}
