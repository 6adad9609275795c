namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Archives, restores, pins, unpins or rolls back a skill. What is so already stays, and the answer says so.</summary>
    /// <exception cref="SkillException">No skill has the name, or it cannot be done in its state.</exception>
    async Task<Curated> CurateAdmittedAsync(CurateRequest request, CancellationToken cancel)
    {
        Skill? before = null;
        var after = await ChangeAsync(request.Skill, async read =>
        {
            before = read;
            var changed = request.Action switch
            {
                CurateAction.Archive => Archive(read, request.Reason),
                CurateAction.Restore => Restore(read),
                CurateAction.Pin => read with { Pinned = true },
                CurateAction.Unpin => read with { Pinned = false },
                _ => await RollBackAsync(read, request.Version, cancel),
            };
            return changed == read ? null : (changed, null);
        }, cancel);
        var moved = before!.Lifecycle.Status != after.Lifecycle.Status;
        return new Curated(after, Changed: after.Revision != before.Revision, moved ? await ConsequencesAsync(after, cancel) : []);
    }

    /// <summary>Makes a quarantined skill active, with the content that a person was shown. For people alone.</summary>
    /// <param name="read">The skill as it was shown.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SkillException">It is not quarantined, or somebody changed it since it was read.</exception>
    public async Task<Curated> ApproveAsync(Skill read, CancellationToken cancel = default)
    {
        Acting.As(Acting.Now.By with { Author = Author.Person }, time.GetUtcNow());
        if (read.Lifecycle.Status != Status.Quarantined)
        {
            throw new SkillException($"'{read.Name}' is {Word.Of(read.Lifecycle.Status)}: only a quarantined skill waits for approval.");
        }
        var target = await store.TargetAsync(project, read.Id, cancel);
        await CarryAsync(read.Project, target?.Project ?? read.Project, read.Procedure, cancel);
        return await store.ApproveAsync(project, read, cancel) == Saved.Done
            ? new Curated(await GetAsync(target?.Name ?? read.Name, cancel), Changed: true, target is null ? [] : SaidNow(target, read))
            : throw new SkillException($"'{read.Name}' was changed while you looked at it: look again, and approve what it says now.");
    }

    static IReadOnlyList<string> SaidNow(Skill target, Skill proposal) =>
    [
        $"{target.Name} says now what {proposal.Name} proposed",
        .. target.IsActive ? Array.Empty<string>() : [$"{target.Name} is {Word.Of(target.Lifecycle.Status)} ({target.Lifecycle.Word}) and stays so"],
    ];

    /// <summary>Deletes a skill and all that was kept of it, for good. For people alone.</summary>
    /// <param name="read">The skill as it was shown.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SkillException">Somebody changed it since it was read.</exception>
    public async Task<Curated> PurgeAsync(Skill read, CancellationToken cancel = default)
    {
        Acting.As(Acting.Now.By with { Author = Author.Person }, time.GetUtcNow());
        var composites = await store.CompositesOfAsync(project, read.Id, cancel);
        return await store.PurgeAsync(project, read, cancel) == Saved.Done
            ? new Curated(read, Changed: true, [.. composites.Select(composite => $"{composite.Name} is degraded: it had {read.Name} as a component")])
            : throw new SkillException($"'{read.Name}' was changed while you looked at it: look again, and purge it if it may still go.");
    }

    static Skill Archive(Skill skill, string reason) => skill.Lifecycle.Status switch
    {
        Status.Archived => skill,
        // Whoever could archive what waits for approval and restore it would have approved it.
        Status.Quarantined when Acting.Now.By.Author != Author.Person => throw new SkillException($"'{skill.Name}' is quarantined ({skill.Lifecycle.Word}): a person approves or rejects it, with 'skillmcp review'."),
        Status.Quarantined => skill with { Lifecycle = Lifecycle.Archived(Lifecycle.Rejected) },
        _ => skill with { Lifecycle = Lifecycle.Archived(ReasonFor(reason)) },
    };

    static Skill Restore(Skill skill) => skill.Lifecycle.Status switch
    {
        Status.Archived when skill.Lifecycle.Word == Lifecycle.Rejected => skill with { Lifecycle = Lifecycle.Quarantined($"{Lifecycle.Rejected}: restored, and not approved") },
        Status.Archived => skill with { Lifecycle = Lifecycle.Active },
        Status.Quarantined => throw new SkillException($"'{skill.Name}' is quarantined ({skill.Lifecycle.Word}): a person approves it, with 'skillmcp approve {skill.Name}'."),
        _ => skill,
    };

    /// <summary>The skill with an earlier version (or an alternative) in place; what is left behind stays a version.</summary>
    async Task<Skill> RollBackAsync(Skill skill, int number, CancellationToken cancel)
    {
        if (skill.Pinned)
        {
            throw new SkillException($"'{skill.Name}' is pinned and stays as it is: unpin it first.");
        }
        var versions = await store.VersionsAsync(project, skill.Id, cancel);
        var to = number == 0
            ? versions.LastOrDefault(version => version.Number < skill.Version && !version.IsAlternative)
            : versions.FirstOrDefault(version => version.Number == number);
        return to switch
        {
            { } found when found.Number == skill.Version => skill,
            { } found when skill.Lifecycle.Status != Status.Quarantined && LifecycleOf(found.Procedure, Acting.Now.By) is { Status: Status.Quarantined } held =>
                throw new HeldBack(skill, found.Procedure, $"back to version {found.Number}", Acting.Now.By, held),
            { } found => skill with { Version = found.Number, Procedure = found.Procedure, UpdatedAt = time.GetUtcNow() },
            null when number == 0 => throw new SkillException($"'{skill.Name}' has no version before {skill.Version} to go back to."),
            null => throw new SkillException($"'{skill.Name}' has no version {number}. Its versions: {string.Join(", ", versions.Select(v => v.Number))}."),
        };
    }

    static string ReasonFor(string reason) => reason.Trim() switch
    {
        Lifecycle.Unreliable or Lifecycle.Outdated or Lifecycle.Superseded or Lifecycle.Withdrawn => reason.Trim(),
        "" => Lifecycle.Withdrawn,
        var other => Excerpt.Of($"{Lifecycle.Withdrawn}: {other}", 500),
    };
}

public enum CurateAction
{
    Archive,
    Restore,
    Pin,
    Unpin,
    Rollback,
}

/// <summary>What is to become of a skill.</summary>
public sealed record CurateRequest
{
    public required SkillName Skill { get; init; }

    public required CurateAction Action { get; init; }

    /// <summary>Who wants it.</summary>
    public Provenance By { get; init; } = new(Author.Agent);

    /// <summary>Why. <c>unreliable</c>, <c>outdated</c>, <c>superseded</c> or <c>withdrawn</c> for an archived skill; anything else is kept behind <c>withdrawn</c>.</summary>
    public string Reason { get; init; } = "";

    /// <summary>For a rollback, the version to go back to; 0 for the one before.</summary>
    public int Version { get; init; }
}

/// <summary>What is now true.</summary>
/// <param name="Skill">The skill as it is now (after a purge, as it was).</param>
/// <param name="Changed">Whether anything had to be done.</param>
/// <param name="Followed">What followed, such as a composite that is degraded now; a sentence each.</param>
public sealed record Curated(Skill Skill, bool Changed, IReadOnlyList<string> Followed);
