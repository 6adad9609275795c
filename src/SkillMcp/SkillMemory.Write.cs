namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Adds a skill that a person wrote (or imports), with the record that it comes with; a person's record counts as verified.</summary>
    /// <returns>The skill as stored: with <c>-2</c> behind its name where the name is taken by another procedure; an equal one is returned as it is.</returns>
    /// <exception cref="SkillException">The procedure is malformed.</exception>
    Task<Skill> AddAdmittedAsync(Procedure procedure, Executions record, Provenance by, Source source, CancellationToken cancel)
    {
        if (record is { Successes: < 0 } or { Partials: < 0 } or { Failures: < 0 })
        {
            throw new SkillException("A track record counts executions: none of its numbers can be below 0.");
        }
        return AddAsync(New(procedure, source, by) with { Record = TrackRecord.Of(record, by.Author == Author.Person ? Grade.Verified : Grade.SelfReported) }, "added", cancel);
    }

    /// <summary>Replaces what a skill says; the new text is a new version.</summary>
    /// <param name="read">The skill as it was when the editing began.</param>
    /// <param name="procedure">What it is to say; another title renames it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SkillException">Somebody else changed it meanwhile, the new name is taken, or the procedure is malformed.</exception>
    async Task<Skill> EditAdmittedAsync(Skill read, Procedure procedure, string reason, Provenance by, CancellationToken cancel)
    {
        var written = procedure.WithParametersOfSteps().Checked();
        if (written.ContentHash() == read.Procedure.ContentHash())
        {
            return read;
        }
        var name = written.Title == read.Procedure.Title ? read.Name : NameOf(written);
        var (changed, version) = await NextVersionAsync(read, written, reason, by, cancel);
        return await store.ChangeAsync(project, changed with { Name = name }, version, cancel) switch
        {
            Saved.Done => await GetAsync(name, cancel),
            Saved.NameTaken => throw new SkillException($"Another skill is called '{name}': choose another name."),
            _ => throw new SkillException($"Somebody else changed '{read.Name}' meanwhile: look at what it says now, and edit that."),
        };
    }

    /// <summary>A skill that was never stored.</summary>
    Skill New(Procedure procedure, Source source, Provenance by)
    {
        var written = procedure.WithParametersOfSteps().Checked();
        var now = time.GetUtcNow();
        return new Skill
        {
            Id = Guid.CreateVersion7(now),
            Project = project,
            Name = NameOf(written),
            Procedure = written,
            Lifecycle = LifecycleOf(written, by),
            Source = source,
            Provenance = by,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    static SkillName NameOf(Procedure procedure) => SkillName.From(procedure.Title) ?? SkillName.FromHash(procedure.ContentHash());

    /// <summary>Adds a skill under its own name or, where another procedure has that, the first one with a number that is free.</summary>
    async Task<Skill> AddAsync(Skill skill, string reason, CancellationToken cancel)
    {
        for (var number = 1; ; number++)
        {
            var numbered = number == 1 ? skill : skill with { Name = skill.Name.Numbered(number) };
            if (await store.AddAsync(project, numbered, reason, first: null, cancel) == Saved.Done)
            {
                return numbered;
            }
            if (await store.FindAsync(project, numbered.Name, cancel) is { } holder && holder.Procedure.ContentHash() == skill.Procedure.ContentHash())
            {
                return holder;
            }
        }
    }

    /// <summary>A skill with its next version in place, and that version.</summary>
    async Task<(Skill Changed, SkillVersion Version)> NextVersionAsync(Skill skill, Procedure procedure, string reason, Provenance by, CancellationToken cancel)
    {
        var version = await NewVersionAsync(skill, procedure, reason, by, cancel);
        return (skill with { Procedure = procedure, Version = version.Number, UpdatedAt = version.CreatedAt }, version);
    }

    /// <summary>
    /// A skill with a text in place (or, as an alternative, beside it), as a new version or as the one that said it before,
    /// whose record then goes on.
    /// </summary>
    async Task<(Skill Changed, SkillVersion? Added)> WrittenAsync(Skill skill, int number, Procedure? text, Decision decision, string reason, Provenance by, CancellationToken cancel)
    {
        if (text is null || number > 0)
        {
            return (text is null || decision == Decision.Alternative ? skill : skill with { Procedure = text, Version = number, UpdatedAt = time.GetUtcNow() }, null);
        }
        var (changed, version) = await NextVersionAsync(skill, text, reason, by, cancel);
        return decision == Decision.Alternative ? (skill, version with { IsAlternative = true }) : (changed, version);
    }

    async Task<SkillVersion> NewVersionAsync(Skill skill, Procedure procedure, string reason, Provenance by, CancellationToken cancel)
    {
        if (skill.Lifecycle.Status != Status.Quarantined && LifecycleOf(procedure, by) is { Status: Status.Quarantined } held)
        {
            throw new HeldBack(skill, procedure, reason, by, held);
        }
        var versions = await store.VersionsAsync(project, skill.Id, cancel);
        return new SkillVersion
        {
            Number = versions.Max(version => version.Number) + 1,
            Procedure = procedure,
            Provenance = by,
            Reason = reason,
            CreatedAt = time.GetUtcNow(),
        };
    }

    /// <summary>
    /// Reads a skill, decides, and writes; where somebody else changed it meanwhile, all three again. What is decided is
    /// the skill as it is to be with the version that this adds, if any; or null, where nothing is to be written.
    /// </summary>
    async Task<Skill> ChangeAsync(SkillName name, Func<Skill, Task<(Skill Skill, SkillVersion? Added)?>> decide, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var read = await GetAsync(name, cancel);
            if (await decide(read) is not { } decided)
            {
                return read;
            }
            if (await store.ChangeAsync(project, decided.Skill, decided.Added, cancel) == Saved.Done)
            {
                return await GetAsync(name, cancel);
            }
        }
        throw new SkillException($"'{name}' is being changed by others all the time: try again in a moment.");
    }
}
