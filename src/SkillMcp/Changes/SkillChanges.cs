namespace SkillMcp.Changes;

/// <summary>Builds the changes that add, change, propose, approve and purge skills, with their audit entries.</summary>
static class SkillChanges
{
    /// <summary>Adds a skill with its first version.</summary>
    /// <param name="skill">The skill, with its initial record.</param>
    /// <param name="reason">Why; stored with the version.</param>
    /// <param name="first">The execution that the skill was learned from; null if there was none.</param>
    public static MemoryChange Add(Skill skill, string reason, Execution? first = null) => Added(skill, reason, first) with
    {
        Audit = [NoteOf(AuditedAct.Added, skill)],
    };

    /// <summary>Adds a skill from another memory, with all its versions, their pitfalls, and its executions.</summary>
    public static MemoryChange Import(PortableSkill incoming) => new()
    {
        Skills =
        [
            new SkillChange
            {
                After = incoming.Skill,
                AddedVersions = incoming.Versions,
                AddedExecutions = incoming.Executions,
                Tasks = RememberedTasks.Only(PastTask.Remembered(ReportChanges.TasksOf(incoming.Executions.Reverse()))),
            },
        ],
        Assignments = incoming.Assignments,
        Audit = [NoteOf(AuditedAct.Imported, incoming.Skill)],
    };

    /// <summary>Changes a skill's name, lifecycle, pin or current version, and adds a version if one is given.</summary>
    /// <param name="before">The skill as it was read.</param>
    /// <param name="after">The skill after the change.</param>
    /// <param name="added">A new version, which is the current one or an alternative; null for none.</param>
    /// <param name="isPersons">Whether a person decides, and another way than the one that becomes current is not offered any more.</param>
    public static MemoryChange Change(Skill before, Skill after, SkillVersion? added = null, bool isPersons = false) => new()
    {
        Skills =
        [
            new SkillChange
            {
                Before = before,
                After = after,
                AddedVersions = added is null ? [] : [added],
                Decision = DecisionOf(before, after, added, isPersons),
                Record = IsRestored(before, after) ? Restored(before.Record) : RecordChange.None,
            },
        ],
        Audit = [Note(ActOf(before, after), after, DetailOf(before, after, added))],
    };

    /// <summary>The name of a skill with another text: a new title gives it a new name.</summary>
    public static SkillName NameOf(Skill skill, Procedure text) =>
        text.Title == skill.Procedure.Title ? skill.Name : SkillName.Of(text);

    /// <summary>The skill with a stored version as its current one.</summary>
    public static Skill WithVersion(Skill skill, SkillVersion version, DateTimeOffset now) => skill with
    {
        Version = version.Number,
        Way = version.Way,
        Procedure = version.Procedure,
        UpdatedAt = now,
    };

    /// <summary>Makes another way the current one, because it is known to work more often.</summary>
    /// <param name="skill">The skill as it was read.</param>
    /// <param name="to">The version that becomes the current one.</param>
    /// <param name="probability">How likely it works more often, 0-1.</param>
    /// <param name="now">When it was decided.</param>
    public static MemoryChange PromoteWay(Skill skill, SkillVersion to, double probability, DateTimeOffset now)
    {
        var after = WithVersion(skill, to, now);
        var reason = $"better than version {skill.Version} with {100 * probability:0} %";
        var change = new SkillChange
        {
            Before = skill,
            After = after,
            Origin = TextOrigin.EarlierVersion,
            Decision = new WayDecision(after.Way, skill.Way, reason, RetiresOthers: false),
        };
        var detail = $"version {VersionText(to.Number, to.Procedure)} promoted: {reason}";
        return new MemoryChange { Skills = [change], Audit = [Note(AuditedAct.Changed, after, detail)] };
    }

    /// <summary>Adds a quarantined skill that changes another one when it is approved.</summary>
    /// <param name="proposal">The quarantined skill, with the text that the target would get.</param>
    /// <param name="target">The skill that it would change, as it was read.</param>
    /// <param name="reason">Why; stored with the version.</param>
    public static MemoryChange Propose(Skill proposal, Skill target, string reason)
    {
        var added = Added(proposal, reason, first: null);
        return added with
        {
            Skills = [added.Skills[0] with { Proposes = new ProposedChange(target.Id, target.Version) }],
            Audit = [NoteOf(AuditedAct.Proposed, proposal)],
            CopiedFiles = FilesOf(proposal.Procedure, target.Project, proposal.Project),
        };
    }

    /// <summary>The name that a quarantined skill gets once it is approved: its own, where that was doubtful and held back.</summary>
    public static SkillName ApprovedNameOf(Skill skill) =>
        skill.Name.IsOfHash ? SkillName.From(skill.Procedure.Title) ?? skill.Name : skill.Name;

    /// <summary>Accepts the content of a quarantined skill as it was read, and makes it active.</summary>
    /// <param name="skill">The skill as it was read.</param>
    /// <param name="name">The name that it gets; null for the one that it has.</param>
    public static MemoryChange Approve(Skill skill, SkillName? name = null) => new()
    {
        Skills =
        [
            new SkillChange
            {
                Before = skill,
                After = skill with { Name = name ?? skill.Name, Lifecycle = Lifecycle.Active },
                Origin = TextOrigin.Approved,
                AcceptsText = true,
            },
        ],
        Audit = [Note(AuditedAct.Approved, skill with { Name = name ?? skill.Name }, ApprovalDetail(skill, name ?? skill.Name))],
    };

    /// <summary>Takes a skill that another program changed as it was read, and archives it.</summary>
    public static MemoryChange RejectChanged(Skill skill)
    {
        var after = skill with { Lifecycle = Lifecycle.Archived(Lifecycle.Rejected) };
        return new MemoryChange
        {
            Skills = [new SkillChange { Before = skill, After = after, Origin = TextOrigin.Approved, AcceptsText = true }],
            Audit = [NoteOf(AuditedAct.Archived, after)],
        };
    }

    /// <summary>Makes a proposal the next version of its target, and removes it. The status of the target does not change.</summary>
    /// <param name="proposal">The proposal as it was read.</param>
    /// <param name="target">The skill that it changes.</param>
    /// <param name="versions">All versions of the target.</param>
    /// <param name="reason">Why it was proposed.</param>
    /// <param name="now">When it is approved.</param>
    public static MemoryChange Adopt(Skill proposal, Skill target, IReadOnlyList<SkillVersion> versions, string reason, DateTimeOffset now)
    {
        var number = NextNumber(versions);
        var version = new SkillVersion
        {
            Number = number,
            Way = SaysTheSame(target.Procedure, proposal.Procedure) ? target.Way : number,
            Procedure = proposal.Procedure,
            Provenance = proposal.Provenance,
            Reason = reason,
            CreatedAt = now,
        };
        var name = NameOf(target, version.Procedure);
        var after = WithVersion(target, version, now) with { Name = name };
        var was = name == target.Name ? "" : $", was {target.Name}";
        var detail = $"version {VersionText(version.Number, version.Procedure)}, proposed as {proposal.Name}{was}";
        // What a person wrote takes the place of the text before it, as if it had not had to wait; an agent's is another way.
        var isPersons = proposal.Provenance.Author == Author.Person;
        return new MemoryChange
        {
            Skills =
            [
                new SkillChange
                {
                    Before = target,
                    After = after,
                    AddedVersions = [version],
                    Origin = TextOrigin.Approved,
                    Decision = DecisionOf(target, after, version, isPersons),
                },
                new SkillChange { Before = proposal },
            ],
            Audit = [new AuditNote(AuditedAct.Approved, proposal.Project, name.Value, detail)],
            CopiedFiles = FilesOf(proposal.Procedure, proposal.Project, target.Project),
        };
    }

    /// <summary>Deletes a skill, as it was read, with its versions and executions.</summary>
    public static MemoryChange Purge(Skill skill) => new()
    {
        Skills = [new SkillChange { Before = skill }],
        Audit = [Note(AuditedAct.Purged, skill, $"version {VersionText(skill.Version, skill.Procedure)}")],
    };

    /// <summary>Adds to the audit log that a client accepted a skill without its name, and changes nothing else.</summary>
    public static MemoryChange RefuseAccept(Skill skill) => new()
    {
        Audit = [Note(AuditedAct.AcceptRefused, skill, "accepted without the name of the skill")],
    };

    /// <summary>Adds a refusal to the audit log, and changes nothing else.</summary>
    /// <param name="project">The project that it was submitted to.</param>
    /// <param name="skill">The name of the skill.</param>
    /// <param name="reason">Why it was refused.</param>
    /// <param name="hash">The hash of its text; empty if that is not to be recognized.</param>
    public static MemoryChange Refuse(Project project, string skill, string reason, string hash = "") => new()
    {
        Audit = [new AuditNote(AuditedAct.Refused, project, skill, hash.Length > 0 ? $"text {hash[..8]}" : "", reason)],
    };

    /// <summary>The number that the next version gets.</summary>
    /// <param name="versions">All versions of the skill; at least one.</param>
    public static int NextNumber(IReadOnlyList<SkillVersion> versions) => versions.Max(version => version.Number) + 1;

    /// <summary>Whether two texts have the same steps: then one is the other in other words, and both are one way.</summary>
    public static bool SaysTheSame(Procedure one, Procedure other) =>
        one.Steps.SequenceEqual(other.Steps) && one.Components.SequenceEqual(other.Components);

    static WayDecision? DecisionOf(Skill before, Skill after, SkillVersion? added, bool isPersons)
    {
        if (before.Way == after.Way)
        {
            return null;
        }
        var reason = added is null ? $"back to version {after.Version}" : $"version {after.Version} replaces version {before.Version}";
        return new WayDecision(after.Way, before.Way, isPersons ? $"{reason}, by a person" : reason, isPersons);
    }

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

    static bool IsRestored(Skill before, Skill after) =>
        before.Lifecycle.Status == Status.Archived && after.Lifecycle.Status == Status.Active;

    /// <summary>A restored skill keeps its record, but only executions since then count for retiring it again.</summary>
    static RecordChange Restored(TrackRecord record)
    {
        var restored = record with { BeforeRestore = record.All };
        return RecordChange.Between(record, restored);
    }

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
        var trials = after.HasTrials ? "other ways are tried" : "no other way is tried";
        string[] details =
        [
            added is null ? "" : $"{kind} {VersionText(added.Number, added.Procedure)}",
            added is null && before.Version != after.Version ? $"back to version {after.Version}" : "",
            before.Name == after.Name ? "" : $"was {before.Name}",
            before.Pinned == after.Pinned ? "" : pin,
            before.HasTrials == after.HasTrials ? "" : trials,
        ];
        return string.Join(", ", details.Where(detail => detail.Length > 0));
    }

    /// <summary>What the audit log says of a skill that is new.</summary>
    internal static AuditNote NoteOf(AuditedAct act, Skill skill) => Note(act, skill, Described(skill));

    static AuditNote Note(AuditedAct act, Skill skill, string detail) =>
        new(act, skill.Project, skill.Name.Value, detail, ReasonOf(skill.Lifecycle));

    // The reason of a quarantine is written by this program. That of an archived skill may be free text, so only its word is logged.
    static string ReasonOf(Lifecycle lifecycle) => lifecycle.Status == Status.Quarantined ? lifecycle.Reason : lifecycle.ReasonCode;

    static string Described(Skill skill) =>
        $"{EnumName.Of(skill.Lifecycle.Status)}, version {VersionText(skill.Version, skill.Procedure)}";

    static string ApprovalDetail(Skill skill, SkillName name)
    {
        var was = name == skill.Name ? "" : $", was {skill.Name}";
        return $"version {VersionText(skill.Version, skill.Procedure)}{was}";
    }

    /// <summary>The number of a version and the first 12 digits of its content hash.</summary>
    static string VersionText(int number, Procedure procedure) => $"{number} {procedure.ContentHash()[..12]}";

    static FileCopy? FilesOf(Procedure procedure, Project from, Project to)
    {
        var digests = procedure.Files.Select(file => file.Digest).Distinct().ToList();
        return digests.Count == 0 || from == to ? null : new FileCopy(from, to, digests);
    }
}
