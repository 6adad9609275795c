using SkillMcp.Admissions;
using SkillMcp.UseCases;

namespace SkillMcp.Tests;

/// <summary>
/// Does to a store what a use case would do, one change at a time: decided by the same rules, admitted by the same class, and applied.
/// A person approves every text, so that a test can store what the screen would quarantine.
/// </summary>
static class StoreDriver
{
    static readonly Actor Person = new(Author.Person, "tests 1.0");

    public static Task<ApplyResult> AddAsync(
        this IMemoryStore store, Project project, Skill skill, string reason, Execution? first, CancellationToken cancel) =>
        store.ApplyAsync(project, SkillChanges.Add(skill, reason, first), Person, cancel);

    public static Task<ApplyResult> ImportAsync(this IMemoryStore store, Project project, PortableSkill whole, CancellationToken cancel) =>
        store.ApplyAsync(project, SkillChanges.Import(whole), Person, cancel);

    /// <summary>Changes a skill as it was read at the revision that it carries.</summary>
    public static Task<ApplyResult> ChangeAsync(
        this IMemoryStore store, Project project, Skill skill, SkillVersion? added, CancellationToken cancel) =>
        store.ChangeAsync(project, skill, added, Person, cancel);

    public static async Task<ApplyResult> ChangeAsync(
        this IMemoryStore store, Project project, Skill skill, SkillVersion? added, Actor actor, CancellationToken cancel)
    {
        var known = await store.GetAsync(skill.Project, [skill.Id], cancel);
        var before = known.Count == 0 ? skill with { Version = 0 } : known[0] with { Revision = skill.Revision };
        return await store.ApplyAsync(project, SkillChanges.Change(before, skill, added), actor, cancel);
    }

    public static Task<ApplyResult> ProposeAsync(
        this IMemoryStore store, Project project, Skill proposal, Skill target, string reason, CancellationToken cancel) =>
        store.ApplyAsync(project, SkillChanges.Propose(proposal, target, reason), Person, cancel);

    /// <summary>The skill that a proposal would change; null where it would change none.</summary>
    public static async Task<Skill?> TargetAsync(this IMemoryStore store, Project project, Guid proposal, CancellationToken cancel) =>
        await store.ProposalAsync(project, proposal, cancel) is { } proposed
            ? (await store.GetAsync(project, [proposed.Target], cancel)).FirstOrDefault()
            : null;

    public static async Task<ApplyResult> ApproveAsync(this IMemoryStore store, Project project, Skill skill, CancellationToken cancel)
    {
        var target = await store.TargetAsync(project, skill.Id, cancel);
        return await store.ApplyAsync(
            project,
            target is null
                ? SkillChanges.Approve(skill)
                : SkillChanges.Adopt(skill, target, await store.VersionsAsync(project, target.Id, cancel), "better", Sample.Noon),
            Person,
            cancel);
    }

    public static Task<ApplyResult> PurgeAsync(this IMemoryStore store, Project project, Skill skill, CancellationToken cancel) =>
        store.ApplyAsync(project, SkillChanges.Purge(skill), Person, cancel);

    /// <exception cref="SkillException">No skill has the id.</exception>
    public static async Task<Counted> RecordAsync(this IMemoryStore store, Project project, Execution execution, CancellationToken cancel)
    {
        var lookup = new SkillLookup(store, project);
        var scope = new ProjectScope(project, new SkillMemoryOptions());
        var counting = new Counting(store, project, scope, lookup, new ChangeWriter(store, project, TimeProvider.System, lookup, scope));
        while (await store.GetAsync(project, [execution.Skill], cancel) is [var skill])
        {
            var reported = await counting.ReportedAsync(skill, execution, cancel);
            if (reported.Change is null || await store.ApplyAsync(project, reported.Change, Person, cancel) == ApplyResult.Applied)
            {
                return reported.Counted;
            }
        }
        throw new SkillException($"There is no skill {execution.Skill}.");
    }

    public static Task NoteAsync(
        this IMemoryStore store, Project project, IReadOnlyList<PastRetrieval> retrievals, CancellationToken cancel) =>
        new RetrievalRecorder(store, project).WriteAsync(retrievals);

    /// <summary>Keeps what files hold, for versions that are to refer to them.</summary>
    public static async Task KeepAsync(
        this IMemoryStore store, Project project, IReadOnlyList<ReadOnlyMemory<byte>> contents, CancellationToken cancel)
    {
        var files = contents.Select((content, at) => SkillFile.Of($"file {at}", content.Span)).DistinctBy(file => file.Digest).ToList();
        var submission = new SkillSubmission(
            Sample.Procedure("files") with { Files = files },
            contents.DistinctBy(content => SkillFile.DigestOf(content.Span)).ToDictionary(content => SkillFile.DigestOf(content.Span)));
        var admission = new AdmissionControl(quarantineAgents: false).Admit(submission, Person, cancel);
        var change = AdmissionControl.Admit(new MemoryChange(), admission).Change!;
        await store.ApplyAsync(project, change, new AuditContext(Person, Sample.Noon), cancel);
    }

    public static Task RefuseAsync(this IMemoryStore store, Project project, string reason, Actor actor, CancellationToken cancel) =>
        store.ApplyAsync(project, SkillChanges.Refuse(project, "", reason), actor, cancel);

    /// <summary>Admits a change by an actor, and applies it.</summary>
    public static Task<ApplyResult> ApplyAsync(
        this IMemoryStore store, Project project, MemoryChange change, Actor actor, CancellationToken cancel)
    {
        var approved = actor.Author == Author.Person
            ? change with { Skills = [.. change.Skills.Select(skill => skill with { Origin = TextOrigin.Approved })] }
            : change;
        return store.ApplyAsync(
            project, AdmissionControl.Admit(approved, AdmissionControl.Admit(actor)).Change!, new AuditContext(actor, Sample.Noon), cancel);
    }

    public static Task<IReadOnlyList<Execution>> ExecutionsAsync(
        this IMemoryStore store, Project project, Guid skill, int limit, CancellationToken cancel) =>
        store.ExecutionsAsync(project, skill, ExecutionFilter.All, limit, cancel);
}
