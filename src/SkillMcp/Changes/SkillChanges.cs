namespace SkillMcp.Changes;

/// <summary>Decides what adding, changing, proposing, approving and purging a skill comes to, and what is said of it on record.</summary>
public static class SkillChanges
{
    /// <summary>Adds a skill with its first version, the record that it comes with and, where it was learned from one, its first execution.</summary>
    public static MemoryChange Add(Skill skill, string reason, Execution? first = null) => Added(skill, reason, first) with
    {
        Audit = [Note(AuditedAct.Added, skill, Described(skill))],
    };

    /// <summary>Adds a skill as it is elsewhere: with all its versions, what went wrong in each, and what was reported of it.</summary>
    public static MemoryChange Import(PortableSkill whole) => new()
    {
        Skills =
        [
            new SkillChange
            {
                After = whole.Skill,
                AddedVersions = whole.Versions,
                AddedExecutions = whole.Executions,
                Tasks = RememberedTasks.Only(PastTask.Remembered(ReportChanges.TaughtBy(whole.Executions.Reverse()))),
            },
        ],
        Audit = [Note(AuditedAct.Imported, whole.Skill, Described(whole.Skill))],
    };

    /// <summary>Changes a skill's name, lifecycle, pin and current version, and adds a version where one is given.</summary>
    /// <param name="before">The skill as it was read.</param>
    /// <param name="after">The skill as it is to be.</param>
    /// <param name="added">A version that did not exist before: the current one or an alternative.</param>
    public static MemoryChange Change(Skill before, Skill after, SkillVersion? added = null) => new()
    {
        Skills =
        [
            new SkillChange
            {
                Before = before,
                After = after,
                AddedVersions = added is null ? [] : [added],
                Record = IsRestored(before, after) ? Restored(before.Record) : RecordChange.None,
            },
        ],
        Audit = [Note(ActOf(before, after), after, DetailOf(before, after, added))],
    };

    /// <summary>Puts an earlier version back in place because the current one does worse.</summary>
    public static MemoryChange RollBack(Skill skill, SkillVersion to, DateTimeOffset now)
    {
        var change = Change(skill, skill with { Version = to.Number, Procedure = to.Procedure, UpdatedAt = now });
        return change with { Skills = [change.Skills[0] with { Origin = TextOrigin.Kept }] };
    }

    /// <summary>Adds a quarantined skill that is to change another one, which it does not touch before it is approved.</summary>
    /// <param name="proposal">What the other is to say.</param>
    /// <param name="target">The skill that it would change, as it was read.</param>
    /// <param name="reason">Why.</param>
    public static MemoryChange Propose(Skill proposal, Skill target, string reason)
    {
        var added = Added(proposal, reason, first: null);
        return added with
        {
            Skills = [added.Skills[0] with { Proposes = new ProposedChange(target.Id, target.Version) }],
            Audit = [Note(AuditedAct.Proposed, proposal, Described(proposal))],
            CopiedFiles = FilesOf(proposal.Procedure, target.Project, proposal.Project),
        };
    }

    /// <summary>Accepts the content of a quarantined skill as it was read, and makes it active.</summary>
    public static MemoryChange Approve(Skill skill) => new()
    {
        Skills = [new SkillChange { Before = skill, After = skill with { Lifecycle = Lifecycle.Active }, Origin = TextOrigin.Approved, AcceptsText = true }],
        Audit = [new AuditNote(AuditedAct.Approved, skill.Project, skill.Name.Value, $"version {Told(skill.Version, skill.Procedure)}", ReasonOf(skill.Lifecycle))],
    };

    /// <summary>Makes a proposal the next version of the skill that it is to change, and removes it; a target that is archived stays so.</summary>
    /// <param name="proposal">The proposal as it was read.</param>
    /// <param name="target">The skill that it changes.</param>
    /// <param name="versions">All versions of the target.</param>
    /// <param name="reason">Why it was proposed.</param>
    /// <param name="now">When it is approved.</param>
    public static MemoryChange Adopt(Skill proposal, Skill target, IReadOnlyList<SkillVersion> versions, string reason, DateTimeOffset now)
    {
        var version = new SkillVersion
        {
            Number = NextNumber(versions),
            Procedure = proposal.Procedure,
            Provenance = proposal.Provenance,
            Reason = reason,
            CreatedAt = now,
        };
        var after = target with { Procedure = version.Procedure, Version = version.Number, UpdatedAt = now };
        return new MemoryChange
        {
            Skills =
            [
                new SkillChange { Before = target, After = after, AddedVersions = [version], Origin = TextOrigin.Approved },
                new SkillChange { Before = proposal },
            ],
            Audit = [new AuditNote(AuditedAct.Approved, proposal.Project, target.Name.Value, $"version {Told(version.Number, version.Procedure)}, proposed as {proposal.Name}")],
            CopiedFiles = FilesOf(proposal.Procedure, proposal.Project, target.Project),
        };
    }

    /// <summary>Deletes a skill, as it was read, and everything that was kept of it.</summary>
    public static MemoryChange Purge(Skill skill) => new()
    {
        Skills = [new SkillChange { Before = skill }],
        Audit = [Note(AuditedAct.Purged, skill, $"version {Told(skill.Version, skill.Procedure)}")],
    };

    /// <summary>Puts a refusal on record, which changes nothing else.</summary>
    public static MemoryChange Refuse(Project project, string skill, string reason) => new()
    {
        Audit = [new AuditNote(AuditedAct.Refused, project, skill, Reason: reason)],
    };

    /// <summary>The number of the version that is written next.</summary>
    public static int NextNumber(IReadOnlyList<SkillVersion> versions) => versions.Max(version => version.Number) + 1;

    static MemoryChange Added(Skill skill, string reason, Execution? first)
    {
        var version = new SkillVersion
        {
            Number = skill.Version,
            Procedure = skill.Procedure,
            Provenance = skill.Provenance,
            Reason = reason,
            CreatedAt = skill.CreatedAt,
            Pitfalls = skill.Pitfalls,
        };
        var tasks = first is not null && PastTask.Of(first) is { } task ? RememberedTasks.Only([task]) : RememberedTasks.Unchanged;
        return new MemoryChange
        {
            Skills =
            [
                new SkillChange
                {
                    After = first is null ? skill : ReportChanges.With(skill, first),
                    AddedVersions = [version],
                    AddedExecutions = first is null ? [] : [first],
                    Tasks = tasks,
                },
            ],
        };
    }

    static bool IsRestored(Skill before, Skill after) => before.Lifecycle.Status == Status.Archived && after.Lifecycle.Status == Status.Active;

    /// <summary>An archived skill that becomes active keeps its record and starts a fresh one for retirement.</summary>
    static RecordChange Restored(TrackRecord record) => RecordChange.Between(record, record with { BeforeRestore = record.All, RecentWeight = 0, RecentScore = 0 });

    static AuditedAct ActOf(Skill before, Skill after) => (before.Lifecycle.Status, after.Lifecycle.Status) switch
    {
        var (from, to) when from == to => AuditedAct.Changed,
        (_, Status.Active) => AuditedAct.Restored,
        (_, Status.Archived) => AuditedAct.Archived,
        _ => AuditedAct.Quarantined,
    };

    static string DetailOf(Skill before, Skill after, SkillVersion? added)
    {
        var kind = added is { IsAlternative: true } ? "alternative" : "version";
        var pin = after.Pinned ? "pinned" : "unpinned";
        string[] details =
        [
            added is null ? "" : $"{kind} {Told(added.Number, added.Procedure)}",
            added is null && before.Version != after.Version ? $"back to version {after.Version}" : "",
            before.Name == after.Name ? "" : $"was {before.Name}",
            before.Pinned == after.Pinned ? "" : pin,
        ];
        return string.Join(", ", details.Where(detail => detail.Length > 0));
    }

    static AuditNote Note(AuditedAct act, Skill skill, string detail) => new(act, skill.Project, skill.Name.Value, detail, ReasonOf(skill.Lifecycle));

    // The reason for a quarantine is in our words alone; that of an archived skill may quote its user.
    static string ReasonOf(Lifecycle lifecycle) => lifecycle.Status == Status.Quarantined ? lifecycle.Reason : lifecycle.Word;

    static string Described(Skill skill) => $"{EnumName.Of(skill.Lifecycle.Status)}, version {Told(skill.Version, skill.Procedure)}";

    /// <summary>A version by its number and the beginning of its hash.</summary>
    static string Told(int number, Procedure procedure) => $"{number} {procedure.ContentHash()[..12]}";

    static FileCopy? FilesOf(Procedure procedure, Project from, Project to) =>
        procedure.Files.Count == 0 || from == to ? null : new FileCopy(from, to, [.. procedure.Files.Select(file => file.Digest).Distinct()]);
}
