using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>
/// A change whose texts were all redacted and screened. A store takes nothing else, and the constructor is private, so no text can be
/// written that did not pass through <see cref="Admit"/>.
/// </summary>
public sealed class AdmittedChange
{
    AdmittedChange(MemoryChange change, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents) =>
        (Change, Contents) = (change, contents);

    public MemoryChange Change { get; }

    /// <summary>The contents of the files that the change refers to, by digest. They replace stored ones that are damaged.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; }

    internal static ChangeAdmission Admit(MemoryChange change, Admission submission)
    {
        if (submission.Refusal is not null)
        {
            throw new InvalidOperationException("Nothing is written of a refused submission.");
        }
        var redacted = Redaction.ToFixedPoint(change);
        var skills = new List<SkillChange>(redacted.Skills.Count);
        foreach (var skill in redacted.Skills)
        {
            var (screening, reason) = Screen(skill, submission);
            if (screening?.Verdict == ScreeningVerdict.Refuse)
            {
                return new ChangeAdmission(AdmissionVerdict.Refused, null, Refusal: screening);
            }
            if (reason.Length > 0 && skill.Before is { } before && before.Lifecycle.Status != Status.Quarantined)
            {
                return new ChangeAdmission(AdmissionVerdict.Quarantined, null, reason);
            }
            skills.Add(reason.Length > 0 && skill.Before is null ? skill.Quarantined(reason) : skill);
        }
        var candidate = Screen(redacted.Candidates?.Added);
        if (candidate?.Verdict == ScreeningVerdict.Refuse)
        {
            return new ChangeAdmission(AdmissionVerdict.Refused, null, Refusal: candidate);
        }
        var added = skills.Where(skill => skill.Before is null).Select(skill => skill.After!).ToDictionary(skill => skill.Name.Value);
        var retrievals = redacted.Retrievals.Select(retrieval => retrieval with
        {
            Task = AdmissionControl.TaskIfClean(retrieval.Task),
            Also = AdmissionControl.AlsoIfClean(retrieval.Also),
        });
        // What is quarantined here was noted as active.
        var audit = redacted.Audit.Select(note =>
            note.Act is AuditedAct.Added or AuditedAct.Imported && added.TryGetValue(note.Skill, out var skill)
                ? SkillChanges.NoteOf(note.Act, skill)
                : note);
        var admitted = redacted with
        {
            Skills = skills,
            Retrievals = [.. retrievals],
            Candidates = Judged(redacted.Candidates, candidate, submission),
            Audit = [.. audit],
        };
        return new ChangeAdmission(AdmissionVerdict.Admitted, new AdmittedChange(admitted, submission.Contents));
    }

    /// <summary>A change to candidates, in which the added one says why a skill that is made of it needs approval.</summary>
    static CandidateChange? Judged(CandidateChange? change, ScreeningResult? screening, Admission submission)
    {
        if (change?.Added is not { } added)
        {
            return change;
        }
        var reason = screening is { Verdict: ScreeningVerdict.Quarantine }
            ? $"{Lifecycle.Screened}: {screening.Summary}"
            : submission.QuarantineReason;
        return change with { Added = added with { QuarantineReason = reason } };
    }

    /// <summary>Screens the texts of a run, those that become a procedure apart from the remarks on it; null if there is no run.</summary>
    static ScreeningResult? Screen(RunCandidate? added) => added is null
        ? null
        : new[] { TextRole.Content, TextRole.Commentary }
            .Select(wanted => ContentScreen.Of(AdmissionControl.PassagesOf(added.Run, role => role == wanted)))
            .MaxBy(screening => screening.Verdict);

    /// <summary>Screens the new texts of a change.</summary>
    /// <returns>The screening if it is a refusal, else null; and why the texts are quarantined, else an empty reason.</returns>
    static (ScreeningResult? Screening, string Reason) Screen(SkillChange change, Admission submission)
    {
        switch (change.Origin)
        {
            case TextOrigin.Approved when !submission.Actor.MayApprove:
                throw new InvalidOperationException("Only a person approves a text.");
            case TextOrigin.EarlierVersion when change.AddedVersions.Count > 0:
                throw new InvalidOperationException("A version that is added is not one that was kept.");
            case TextOrigin.Approved or TextOrigin.EarlierVersion:
                return (null, "");
        }
        var reason = change.NewTexts.Any() ? submission.QuarantineReason : "";
        foreach (var text in change.NewTexts.Where(text => !submission.Screened.Contains(text.ContentHash())))
        {
            var screening = ContentScreen.Of(AdmissionControl.PassagesOf(text, role => role == TextRole.Content));
            if (screening.Verdict == ScreeningVerdict.Refuse)
            {
                return (screening, "");
            }
            reason = screening.Verdict == ScreeningVerdict.Quarantine ? $"{Lifecycle.Screened}: {screening.Summary}" : reason;
        }
        return (null, reason);
    }
}
