using System.Text;
using Microsoft.Extensions.AI;
using SkillMcp.Admissions;
using SkillMcp.Formation;
using SkillMcp.Packaging;
using SkillMcp.Retrieval;
using SkillMcp.UseCases;

namespace SkillMcp;

/// <summary>
/// Procedural memory, as one project sees it: retrieve before work, record afterwards, store what was new, refine what changed,
/// compose what belongs together, curate what is old. A façade over one class for each use case. Thread-safe; it keeps nothing but
/// what waits to be written.
/// </summary>
public sealed class SkillMemory
{
    static readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> NoContents = new Dictionary<string, ReadOnlyMemory<byte>>();

    readonly IMemoryStore store;
    readonly Project project;
    readonly TimeProvider time;
    readonly SkillMemoryOptions options;
    readonly RetrievalLog log;
    readonly EmbeddingSearch? embeddings;
    readonly SkillLookup lookup;
    readonly CompositeLayout layout;
    readonly Retrieving retrieving;
    readonly Learning learning;
    readonly Recording recording;
    readonly Refining refining;
    readonly Composing composing;
    readonly Curating curating;
    readonly Approving approving;
    readonly Authoring authoring;
    readonly Importing importing;
    readonly Packing packing;
    readonly Completing completing;

    /// <param name="store">Where skills are stored.</param>
    /// <param name="project">Which project asks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">What the rules leave open; null for the defaults.</param>
    /// <param name="embedder">A model of what texts mean, where there is one: skills are found by that too, and not by words alone.</param>
    public SkillMemory(
        IMemoryStore store, Project project, TimeProvider time, SkillMemoryOptions? options = null, IEmbeddingGenerator<string, Embedding<float>>? embedder = null)
    {
        (this.store, this.project, this.time) = (store, project, time);
        this.options = (options ?? new SkillMemoryOptions()).Checked();
        log = new RetrievalLog(new RetrievalRecorder(store, project).WriteAsync);
        embeddings = embedder is null ? null : new EmbeddingSearch(store, project, embedder);

        var control = new AdmissionControl(this.options.QuarantineAgents);
        lookup = new SkillLookup(store, project);
        layout = new CompositeLayout(store, project);
        var followed = new FollowedRetrieval(store, project, log);
        var writer = new ChangeWriter(store, project, time, lookup);
        var counting = new Counting(store, project, lookup, writer);
        var retiring = new Retiring(store, project, time, this.options, writer);

        retrieving = new Retrieving(store, project, time, this.options, lookup, layout, embeddings, log);
        learning = new Learning(store, project, time, this.options, control, lookup, followed, writer, counting, retiring);
        recording = new Recording(time, control, lookup, layout, followed, writer, counting, retiring);
        refining = new Refining(store, project, time, control, lookup, followed, writer, counting, retiring);
        composing = new Composing(store, project, time, control, lookup, layout, writer);
        curating = new Curating(store, project, time, control, writer, retiring);
        approving = new Approving(store, project, time, lookup, writer, curating);
        authoring = new Authoring(store, project, time, control, lookup, writer);
        importing = new Importing(store, project, time, control, lookup, layout, writer);
        packing = new Packing(store, project, layout);
        completing = new Completing(store, project, retrieving, this.options);
    }

    /// <summary>Finds the procedures that fit a task, or the one that is named. Nothing that fits: no matches, and what to do instead.</summary>
    /// <exception cref="SkillException">Neither a task nor a skill is given, a number is out of range, or no skill has the name.</exception>
    public Task<Retrieved> RetrieveAsync(RetrieveRequest request, CancellationToken cancel = default) =>
        retrieving.RetrieveAsync(request, cancel);

    /// <summary>Decides whether a run is worth remembering, as what, and remembers it. The run itself is the first execution.</summary>
    /// <exception cref="SkillException">The run is malformed or refused, or <see cref="LearnRequest.MergeInto"/> cannot take it.</exception>
    public Task<Learned> LearnAsync(LearnRequest request, Actor actor, CancellationToken cancel = default) =>
        learning.LearnAsync(request, actor, (told, isKnown) => FormationPolicy.Judge(told, options.MinSteps, isKnown), cancel);

    /// <summary>The same past the formation policy: everything is worth remembering. For measuring what is the same and what is not.</summary>
    internal Task<Learned> RememberAsync(LearnRequest request, Actor actor, CancellationToken cancel = default) =>
        learning.LearnAsync(request, actor, (_, _) => new FormationDecision(true, "asked_for"), cancel);

    /// <summary>Records how an execution ended, and does what follows from it.</summary>
    /// <exception cref="SkillException">No skill has the name, the retrieval did not return it, the step or component is not there, or a text is refused.</exception>
    public Task<Recorded> RecordAsync(Report report, Actor actor, CancellationToken cancel = default) =>
        recording.RecordAsync(report, actor, cancel);

    /// <summary>Gives a skill other steps, because a run showed that they work.</summary>
    /// <exception cref="SkillException">The run did not succeed or is refused, nothing changed, or the skill is a composite or not active.</exception>
    public Task<Refined> RefineAsync(RefineRequest request, Actor actor, CancellationToken cancel = default) =>
        refining.RefineAsync(request, actor, cancel);

    /// <summary>Joins skills into one that refers to them.</summary>
    /// <exception cref="SkillException">Fewer than two skills, one that is not there or not active, a cycle, a binding to nothing, or a text that is refused.</exception>
    public Task<Composed> ComposeAsync(ComposeRequest request, Actor actor, CancellationToken cancel = default) =>
        composing.ComposeAsync(request, actor, cancel);

    /// <summary>Archives, restores, pins, unpins or rolls back a skill. What is so already stays, and the answer says so.</summary>
    /// <exception cref="SkillException">No skill has the name, it cannot be done in its state, or the reason is refused.</exception>
    public Task<Curated> CurateAsync(CurateRequest request, Actor actor, CancellationToken cancel = default) =>
        curating.CurateAsync(request, actor, cancel);

    /// <summary>Makes a quarantined skill active, with the content that a person was shown. For people alone.</summary>
    /// <param name="shown">The skill as it was shown.</param>
    /// <param name="actor">The person, and the program that asked.</param>
    /// <param name="cancel">Cancels the approval.</param>
    /// <exception cref="SkillException">It is not quarantined, was changed since it was read, or the actor is no person.</exception>
    public Task<Curated> ApproveAsync(Skill shown, Actor actor, CancellationToken cancel = default) =>
        approving.ApproveAsync(shown, actor, cancel);

    /// <summary>Archives a quarantined skill as rejected. For people alone.</summary>
    /// <exception cref="SkillException">It is not quarantined, or the actor is no person.</exception>
    public Task<Curated> RejectAsync(Skill shown, Actor actor, CancellationToken cancel = default) =>
        approving.RejectAsync(shown, actor, cancel);

    /// <summary>Deletes a skill and all that was kept of it, for good. For people alone.</summary>
    /// <exception cref="SkillException">It was changed since it was read, or the actor is no person.</exception>
    public Task<Curated> PurgeAsync(Skill shown, Actor actor, CancellationToken cancel = default) =>
        approving.PurgeAsync(shown, actor, cancel);

    /// <summary>The skill that a quarantined one would change; null where it would change none.</summary>
    public Task<Skill?> TargetAsync(Skill proposal, CancellationToken cancel = default) => approving.TargetAsync(proposal, cancel);

    /// <summary>Adds a skill that a person wrote (or imports), with the record that it comes with; a person's record counts as verified.</summary>
    /// <param name="procedure">What it says.</param>
    /// <param name="record">How it fared so far.</param>
    /// <param name="actor">Who adds it.</param>
    /// <param name="source">Where it is from.</param>
    /// <param name="contents">What its files hold, by digest.</param>
    /// <param name="cancel">Cancels the adding.</param>
    /// <returns>The skill as stored: with <c>-2</c> behind its name where the name is taken by another procedure; an equal one is returned as it is; quarantined where a person has to approve it.</returns>
    /// <exception cref="SkillException">The procedure is malformed or refused.</exception>
    public Task<Skill> AddAsync(
        Procedure procedure, ExecutionCounts record, Actor actor, Source source = Source.Manual,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? contents = null, CancellationToken cancel = default) =>
        authoring.AddAsync(procedure, record, actor, source, contents ?? NoContents, cancel);

    /// <summary>Replaces what a skill says; the new text is a new version, or waits apart for approval as a skill of its own.</summary>
    /// <param name="read">The skill as it was when the editing began.</param>
    /// <param name="procedure">What it is to say; another title renames it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="actor">Who edits it.</param>
    /// <param name="contents">What its files hold, by digest; those that are kept already may be left out.</param>
    /// <param name="cancel">Cancels the editing.</param>
    /// <exception cref="SkillException">Somebody else changed it meanwhile, the new name is taken, or the procedure is malformed or refused.</exception>
    public Task<Skill> EditAsync(
        Skill read, Procedure procedure, string reason, Actor actor,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? contents = null, CancellationToken cancel = default) =>
        authoring.EditAsync(read, procedure, reason, actor, contents ?? NoContents, cancel);

    /// <summary>
    /// Takes a skill in from elsewhere, with all that comes with it: records and dates are taken as they are, for a person vouches for them;
    /// texts are admitted like any other.
    /// </summary>
    /// <param name="whole">The skill.</param>
    /// <param name="place">Where it is from, if it may say something else there later. Empty for a skill that comes with its versions, or from nowhere.</param>
    /// <param name="batch">What it comes along with.</param>
    /// <param name="actor">Who imports it.</param>
    /// <param name="cancel">Cancels the import.</param>
    /// <exception cref="SkillException">It is malformed or refused.</exception>
    public Task<Imported> ImportAsync(
        PortableSkill whole, string place, ImportBatch batch, Actor actor, CancellationToken cancel = default) =>
        importing.ImportAsync(whole, place, batch, actor, cancel);

    /// <summary>The skill of this name, whatever its status.</summary>
    /// <exception cref="SkillException">There is none; the message names the nearest.</exception>
    public Task<Skill> GetAsync(SkillName name, CancellationToken cancel = default) => lookup.GetAsync(name, cancel);

    /// <summary>The skill of this name, whatever its status; null where there is none.</summary>
    public Task<Skill?> FindAsync(SkillName name, CancellationToken cancel = default) => store.FindAsync(project, name, cancel);

    /// <summary>Whether there is a skill with this id.</summary>
    public async Task<bool> KnowsAsync(Guid id, CancellationToken cancel = default) =>
        (await store.GetAsync(project, [id], cancel)).Count > 0;

    /// <summary>A page of skills by name.</summary>
    /// <param name="filter">Which skills.</param>
    /// <param name="after">The name of the last skill of the page before; empty for the first page.</param>
    /// <param name="limit">The most skills that come back, from 1.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public Task<IReadOnlyList<Skill>> ListAsync(
        SkillFilter filter, string after = "", int limit = 50, CancellationToken cancel = default) =>
        store.ListAsync(project, filter, after, limit, cancel);

    public Task<SkillStats> StatsAsync(CancellationToken cancel = default) => store.StatsAsync(project, cancel);

    /// <summary>The filter for skills without a success for longer than <see cref="SkillMemoryOptions.StaleAfter"/>.</summary>
    public SkillFilter Stale => new() { Status = Status.Active, StaleSince = time.GetUtcNow() - options.StaleAfter };

    public bool IsStale(Skill skill) => skill.IsStale(time.GetUtcNow(), options.StaleAfter);

    /// <summary>All versions of a skill, alternatives among them, in order.</summary>
    public Task<IReadOnlyList<SkillVersion>> VersionsAsync(Skill skill, CancellationToken cancel = default) =>
        store.VersionsAsync(project, skill.Id, cancel);

    /// <summary>The record of changes, newest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> AuditAsync(string skill = "", int limit = 50, CancellationToken cancel = default) =>
        store.AuditAsync(project, skill, limit, cancel);

    /// <summary>
    /// Names of active skills for the beginning of one, however it is written: those that begin with it first, then those in which a word
    /// does. Where a task is given, of both those that fit it come first.
    /// </summary>
    /// <param name="typed">What is there so far, such as <c>docker_ecr</c> or <c>rolling</c>; empty for all.</param>
    /// <param name="task">What the skill is for; empty where it is not known.</param>
    /// <param name="limit">The most names that come back, from 1.</param>
    /// <param name="cancel">Cancels the search.</param>
    public Task<Names> NamesAsync(string typed, string task = "", int limit = 100, CancellationToken cancel = default) =>
        completing.NamesAsync(typed, task, limit, cancel);

    /// <summary>Categories of active skills for the beginning of one: those that begin with it first, then those in which a word does.</summary>
    public Task<Names> CategoriesAsync(string typed, int limit = 100, CancellationToken cancel = default) =>
        completing.CategoriesAsync(typed, limit, cancel);

    /// <summary>A skill as it is followed: a composite with the steps, conditions and parameters of its components, except for quarantined ones; any other as it is.</summary>
    public Task<Composition> LayOutAsync(Skill skill, CancellationToken cancel = default) => layout.LayOutAsync(skill, cancel);

    /// <summary>A skill as it goes out: laid out, with the names of its components and the contents of its files, without what is not active.</summary>
    /// <exception cref="SkillException">What a file holds is lost; the message names it.</exception>
    public Task<PackedSkill> PackAsync(Skill skill, CancellationToken cancel = default) => packing.PackAsync(skill, cancel);

    /// <summary>The same for its author to change: with archived components, for a composite does not lose what is only archived.</summary>
    /// <inheritdoc cref="PackAsync"/>
    public Task<PackedSkill> DraftAsync(Skill skill, CancellationToken cancel = default) => packing.DraftAsync(skill, cancel);

    /// <summary>The files that a skill is made of as an Agent Skill.</summary>
    public async Task<ServedFolder> FolderAsync(Skill skill, CancellationToken cancel = default) =>
        (await packing.FoldersAsync([skill], cancel))[0];

    /// <summary>The same for each of some skills, read together.</summary>
    public Task<IReadOnlyList<ServedFolder>> FoldersAsync(IReadOnlyList<Skill> skills, CancellationToken cancel = default) =>
        packing.FoldersAsync(skills, cancel);

    /// <summary>The bytes of a file of a skill's folder; null where they are not kept (any more), or are not what they were.</summary>
    public async Task<ReadOnlyMemory<byte>?> ContentAsync(ServedFile file, CancellationToken cancel = default) =>
        file.Text is { } text ? Encoding.UTF8.GetBytes(text) : await store.ContentAsync(project, file.Digest, cancel);

    /// <summary>What a file holds; null where it is lost.</summary>
    public Task<ReadOnlyMemory<byte>?> ContentAsync(SkillFile file, CancellationToken cancel = default) =>
        store.ContentAsync(project, file.Digest, cancel);

    /// <summary>What files hold, by digest; each is read once.</summary>
    /// <exception cref="SkillException">What one of them holds is lost; the message names it.</exception>
    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ContentsAsync(
        IEnumerable<SkillFile> files, CancellationToken cancel = default) =>
        packing.ContentsAsync(files, cancel);

    /// <summary>A skill with all that is kept of it.</summary>
    /// <exception cref="SkillException">What a file holds is lost; the message names it.</exception>
    public async Task<PortableSkill> ExportAsync(Skill skill, CancellationToken cancel = default)
    {
        var versions = await store.VersionsAsync(project, skill.Id, cancel);
        return new PortableSkill
        {
            Skill = skill,
            Versions = versions,
            Executions = [.. (await store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, int.MaxValue, cancel)).Reverse()],
            Contents = await packing.ContentsAsync(versions.SelectMany(version => version.Procedure.Files), cancel),
        };
    }

    /// <summary>The names of the components of a skill's versions, as far as they are there.</summary>
    public async Task<IReadOnlyDictionary<Guid, SkillName>> ComponentNamesAsync(PortableSkill whole, CancellationToken cancel = default)
    {
        var ids = whole.Versions.SelectMany(version => version.Procedure.Components).Select(component => component.Skill).Distinct().ToList();
        return ids.Count == 0 ? new Dictionary<Guid, SkillName>() : (await store.GetAsync(project, ids, cancel)).ToDictionary(skill => skill.Id, skill => skill.Name);
    }

    /// <summary>
    /// A number that differs once this program or another has written what this memory may see. It says only that something was written,
    /// and is cheap enough to be asked for every second.
    /// </summary>
    public Task<long> GenerationAsync(CancellationToken cancel = default) => store.GenerationAsync(project, cancel);

    /// <summary>A short text that differs once the names, titles or descriptions of the active skills do.</summary>
    public Task<string> ListMarkAsync(CancellationToken cancel = default) => store.ListMarkAsync(project, cancel);

    /// <summary>
    /// A short text that differs once a file of an active skill's folder does, whether its author changed it, one of its components
    /// or what is learned of it; empty as long as there is no such file.
    /// </summary>
    public async Task<string> FileMarkAsync(SkillName name, string path, CancellationToken cancel = default) =>
        await store.FindAsync(project, name, cancel) is { IsActive: true } skill
        && (await FolderAsync(skill, cancel)).Files.FirstOrDefault(file => file.Path == path) is { } file
            ? file.Digest
            : "";

    /// <summary>Writes down what was handed out and is not written yet. Call it before the program ends.</summary>
    public Task FlushAsync(CancellationToken cancel = default) => log.FlushAsync(cancel);

    /// <summary>Waits for the vectors that are being made.</summary>
    internal Task EmbeddedAsync() => embeddings?.EmbeddingTask ?? Task.CompletedTask;

    /// <summary>The candidates for a task, the best first, before anything is cut from them.</summary>
    internal Task<IReadOnlyList<RankedCandidate>> RankAsync(string task, string? category, CancellationToken cancel) =>
        retrieving.RankAsync(task, category, cancel);
}
