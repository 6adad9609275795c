using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>A candidate, read as the run that it was.</summary>
/// <param name="Candidate">The candidate as it was read.</param>
/// <param name="Run">The run, drafted again by the rules of today.</param>
sealed record RememberedRun(RunCandidate Candidate, LearnedRun Run)
{
    public bool IsDoubtful => Run.Admission.QuarantineReason.Length > 0;
}

/// <summary>A remembered run that a new one repeats.</summary>
/// <param name="First">The remembered run.</param>
/// <param name="Similarity">How similar the two are, 0-1.</param>
sealed record RepeatedRun(RememberedRun First, double Similarity);

/// <summary>What a run was compared with.</summary>
/// <param name="Skills">The active skills that share words with it, the most similar first.</param>
/// <param name="Remembered">The remembered runs of its kind, in the order in which they were stored.</param>
/// <param name="Frequencies">How common its words are.</param>
sealed record ComparedRun(IReadOnlyList<SkillComparison> Skills, IReadOnlyList<RememberedRun> Remembered, WordFrequencies Frequencies);
