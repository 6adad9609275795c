using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>
/// A change whose texts were all redacted and screened. A store takes nothing else, and the constructor is private, so no text can be
/// written that did not pass through <see cref="Admit"/>.
/// </summary>
sealed class AdmittedChange
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
        var redacted = Redaction.ToFixedPoint(change, submission.Clean, out _);
        var skills = new List<SkillChange>(redacted.Skills.Count);
        List<ScreeningResult> doubts = [.. submission.Doubts];
        foreach (var skill in redacted.Skills)
        {
            var found = DoubtsOf(skill, submission);
            doubts.AddRange(found);
            if (submission.OverridesScreen)
            {
                skills.Add(skill);
                continue;
            }
            if (found.Find(screening => screening.Verdict == ScreeningVerdict.Refuse) is { } refusal)
            {
                return new ChangeAdmission(AdmissionVerdict.Refused, null, Refusal: refusal) { Doubts = doubts };
            }
            var reason = QuarantineReason(skill, found, submission);
            if (reason.Length > 0 && skill.Before is { } before && before.Lifecycle.Status != Status.Quarantined)
            {
                return new ChangeAdmission(AdmissionVerdict.Quarantined, null, reason) { Doubts = doubts };
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
            Audit = [.. submission.OverridesScreen ? audit.Select(note => Overridden(note, doubts)) : audit],
        };
        return new ChangeAdmission(AdmissionVerdict.Admitted, new AdmittedChange(admitted, submission.Contents)) { Doubts = doubts };
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
            .Concat(NameScreen.Of(added.Run))
            .MaxBy(screening => screening.Verdict);

    /// <summary>An entry of the audit log that says against which rules a person admitted the change.</summary>
    static AuditNote Overridden(AuditNote note, IReadOnlyList<ScreeningResult> doubts)
    {
        var rules = string.Join(", ", doubts.Select(screening => screening.Summary).Distinct());
        return rules.Length == 0 ? note : note with { Reason = $"admitted by a person against {rules}" };
    }

    static string QuarantineReason(SkillChange change, List<ScreeningResult> doubts, Admission submission)
    {
        if (doubts.Count > 0)
        {
            return $"{Lifecycle.Screened}: {doubts[^1].Summary}";
        }
        return change.Origin == TextOrigin.New && change.NewTexts.Any() ? submission.QuarantineReason : "";
    }

    /// <summary>The screenings that the new texts of a change did not pass, up to the first refusal.</summary>
    static List<ScreeningResult> DoubtsOf(SkillChange change, Admission submission)
    {
        switch (change.Origin)
        {
            case TextOrigin.Approved when !submission.Actor.MayApprove:
                throw new InvalidOperationException("Only a person approves a text.");
            case TextOrigin.EarlierVersion when change.AddedVersions.Count > 0:
                throw new InvalidOperationException("A version that is added is not one that was kept.");
            case TextOrigin.Approved or TextOrigin.EarlierVersion:
                return [];
        }
        var doubts = new List<ScreeningResult>();
        foreach (var text in change.NewTexts.Where(text => !submission.Screened.Contains(text.ContentHash())))
        {
            IEnumerable<ScreeningResult> screenings =
                [.. NameScreen.Of(text), ContentScreen.Of(AdmissionControl.PassagesOf(text, role => role == TextRole.Content))];
            doubts.AddRange(screenings.Where(screening => screening.Verdict != ScreeningVerdict.Pass));
            if (doubts.Exists(screening => screening.Verdict == ScreeningVerdict.Refuse) && !submission.OverridesScreen)
            {
                break;
            }
        }
        return doubts;
    }
}
