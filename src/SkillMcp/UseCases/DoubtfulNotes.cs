using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>The notes that the screen kept from becoming pitfalls or tips. Only a person decides on them.</summary>
sealed class DoubtfulNotes(IMemoryStore store, Project project, ChangeWriter writer)
{
    // More than a person goes through at once; the rest comes up when these are decided.
    const int MaxRead = 1_000;

    /// <summary>Those that wait, by the name of the skill; what several reports of a skill say alike is one.</summary>
    public async Task<IReadOnlyList<DoubtfulNote>> ListAsync(CancellationToken cancel)
    {
        var reports = await store.WithheldAsync(project, MaxRead, cancel);
        var skills = await store.GetAsync(project, [.. reports.Select(report => report.Skill).Distinct()], cancel);
        var byId = skills.ToDictionary(skill => skill.Id);
        return
        [
            .. reports
                .Where(report => byId.ContainsKey(report.Skill))
                .GroupBy(report => (report.Skill, Hash: report.Withheld!.ContentHash()))
                .Select(same => new DoubtfulNote(byId[same.Key.Skill], same.First().Withheld!, [.. same]))
                .OrderBy(note => note.Skill.Name.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>Lets a note become the pitfall or tip that it would have been, or drops it. The reports stay counted as they are.</summary>
    /// <param name="note">The note as a person read it.</param>
    /// <param name="isAdmitted">Whether it is admitted, and not dropped.</param>
    /// <param name="actor">The person.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <exception cref="SkillException">A report of it was changed since, or the actor is not a person.</exception>
    public async Task SettleAsync(DoubtfulNote note, bool isAdmitted, Actor actor, CancellationToken cancel)
    {
        if (actor.Author != Author.Person)
        {
            throw new SkillException("Only a person can do this, with 'skillmcp review'.");
        }
        foreach (var report in note.Reports.Reverse())
        {
            var change = ReportChanges.Settle(note.Skill, report, isAdmitted);
            if ((await writer.TryAsync(change, AdmissionControl.Admit(actor), cancel)).Result != ApplyResult.Applied)
            {
                throw new SkillException($"A report of '{note.Skill.Name}' was changed after you read it: read it again first.");
            }
        }
    }
}
