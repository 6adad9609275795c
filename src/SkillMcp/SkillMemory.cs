using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.AI;
using SkillMcp.Admissions;
using SkillMcp.Checks;
using SkillMcp.Formation;
using SkillMcp.Packaging;
using SkillMcp.Retrieval;
using SkillMcp.Sessions;
using SkillMcp.UseCases;
using SkillMcp.Ways;

namespace SkillMcp;

/// <summary>
/// Procedural memory as one project sees it: skills are retrieved before work, and outcomes recorded after it;
/// new runs are learned, changed ones refine a skill, skills are composed, and old ones curated.
/// It delegates each use case to one class. It is thread-safe, and keeps no state except retrievals that are not yet written.
/// </summary>
public sealed partial class SkillMemory
{
    static readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> NoContents = new Dictionary<string, ReadOnlyMemory<byte>>();

    // Retrievals are kept for ninety days.
    const int MaxWeeks = 12;

    readonly IMemoryStore store;
    readonly Project project;
    readonly TimeProvider time;
    readonly SkillMemoryOptions options;
    readonly RetrievalLog log;
    readonly FollowedRetrieval followed;
    readonly EmbeddingSearch? embeddings;
    readonly SkillLookup lookup;
    readonly CompositeLayout layout;
    readonly WayLookup ways;
    readonly Matching matching;
    readonly Measuring measuring;
    readonly Retrieving retrieving;
    readonly Remembering remembering;
    readonly Learning learning;
    readonly Recording recording;
    readonly SessionLearning sessions;
    readonly ConversationLearning conversations;
    readonly Refining refining;
    readonly Composing composing;
    readonly Curating curating;
    readonly Approving approving;
    readonly DoubtfulNotes doubtful;
    readonly Authoring authoring;
    readonly Importing importing;
    readonly Packing packing;
    readonly Completing completing;
    readonly VersionDrifts drifts;
    readonly ConcurrentDictionary<Task, bool> learningNow = [];

    /// <param name="store">Where skills are stored.</param>
    /// <param name="project">The project whose skills are seen, together with the shared ones.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">The adjustable values of the rules; null for the defaults.</param>
    /// <param name="embedder">An embedding model, to find skills by meaning as well as by words; null for none.</param>
    /// <param name="random">
    /// What decides which way of a skill is tried, and from which task it is withheld: the same one plays the same history again. Null for
    /// one that differs each time.
    /// </param>
    /// <param name="drafter">
    /// What writes the words of a skill that a run becomes, where whoever told the run left them out; null to draft from the run alone.
    /// </param>
    /// <exception cref="SkillException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">The embedder does not name its model.</exception>
    internal SkillMemory(
        IMemoryStore store,
        Project project,
        TimeProvider time,
        SkillMemoryOptions? options = null,
        IEmbeddingGenerator<string, Embedding<float>>? embedder = null,
        Random? random = null,
        IDrafter? drafter = null)
    {
        (this.store, this.project, this.time) = (store, project, time);
        this.options = (options ?? new SkillMemoryOptions()).Checked();
        var recorder = new RetrievalRecorder(store, project);
        log = new RetrievalLog(recorder.WriteAsync);
        embeddings = embedder is null ? null : new EmbeddingSearch(store, project, time, embedder);

        var control = new AdmissionControl(this.options.QuarantineAgents);
        lookup = new SkillLookup(store, project);
        layout = new CompositeLayout(store, project);
        followed = new FollowedRetrieval(store, project, log);
        var scope = new ProjectScope(project, this.options);
        var writer = new ChangeWriter(store, project, time, lookup, scope, embeddings);
        var counting = new Counting(store, project, scope, lookup, writer);
        ways = new WayLookup(store, project, time);
        var retiring = new Retiring(store, project, time, this.options, scope, ways, writer);

        var trials = new WayTrials(ways, this.options, random ?? new Random());
        matching = new Matching(store, project, time, this.options, layout, trials, embeddings);
        var comparing = new SkillComparisons(store, project, this.options);
        var replacements = new ComponentReplacements(store, project, comparing);
        drifts = new VersionDrifts(store, project, this.options);
        var seen = new SeenVersions(this.options, time);
        // A source of random numbers is not safe for several threads: the trials have one of their own.
        measuring = new Measuring(store, project, time, this.options, log, recorder, random ?? new Random());
        var components = new ComponentWarnings(layout, drifts);
        retrieving = new Retrieving(store, project, time, lookup, trials, matching, replacements, drifts, components, measuring, log);
        remembering = new Remembering(store, project, time, this.options, control, followed, measuring, writer);
        learning = new Learning(
            store, project, time, scope, control, lookup, comparing, layout, followed, ways, writer, counting, retiring, remembering,
            new Drafting(drafter, control), seen, measuring);
        var arguments = new UsedArguments(store, project, time, scope, writer);
        var evidence = new ComponentEvidence(layout, counting, writer);
        recording = new Recording(
            time, control, lookup, layout, followed, ways, writer, counting, evidence, arguments, retiring, seen, measuring);
        sessions = new SessionLearning(store, project, this.options, layout, followed, ways, learning, recording, remembering, measuring);
        conversations = new ConversationLearning(store, project, this.options, followed, sessions, learning, remembering);
        refining = new Refining(store, project, time, control, lookup, followed, ways, writer, counting, retiring, seen, measuring);
        composing = new Composing(store, project, time, control, lookup, layout, writer);
        curating = new Curating(store, project, time, control, writer, retiring);
        doubtful = new DoubtfulNotes(store, project, writer);
        approving = new Approving(store, project, time, lookup, writer, curating);
        authoring = new Authoring(store, project, time, control, lookup, writer);
        importing = new Importing(store, project, time, control, lookup, layout, writer, new KnownSources(store, project));
        packing = new Packing(store, project, layout);
        completing = new Completing(store, project, matching, this.options);
    }

    /// <summary>
    /// Finds the procedures that fit a task, or the one that is named.
    /// If none fits, there are no matches, and the answer says what to do instead.
    /// </summary>
    /// <exception cref="SkillException">
    /// Neither a task nor a skill is given, a number is out of range, or no skill has the name.
    /// </exception>
    public Task<Retrieved> RetrieveAsync(RetrieveRequest request, CancellationToken cancel = default) =>
        retrieving.RetrieveAsync(request, cancel);

    /// <summary>
    /// What fits a prompt so surely that it is handed over unasked, within a budget; null if nothing does. Nothing is written:
    /// <see cref="NoteAsync"/> does that for what was handed over.
    /// </summary>
    internal Task<Recalled?> RecallAsync(RecallRequest request, CancellationToken cancel = default) =>
        retrieving.RecallAsync(request, cancel);

    /// <summary>
    /// What fits a person's words so surely that an agent is shown it unasked; null if nothing does. A report can refer to it by its
    /// <see cref="Retrieved.RetrievalId"/>. It is written down in the background, see <see cref="FlushAsync"/>.
    /// </summary>
    public async Task<Retrieved?> OfferAsync(OfferRequest request, CancellationToken cancel = default)
    {
        if (RecallRequest.Of(request.Message, request.IsFirst) is not { } asked)
        {
            return null;
        }
        var recalled = await retrieving.RecallAsync(
            asked with { Also = request.Also, HandedOver = request.HandedOver, Budget = 2 * request.MaxTokens, IsWatched = true }, cancel);
        if (recalled is not null)
        {
            log.Note(recalled.Retrieval);
        }
        return recalled?.Answer;
    }

    /// <summary>
    /// Learns from the last task of a conversation that the program watched, once that task is done: the outcome of the skill that was
    /// followed is recorded, or else what worked is remembered as <see cref="LearnAsync"/> does. What the calls show weighs more than what
    /// the agent says. A task that was counted before is not counted again.
    /// </summary>
    /// <param name="turns">The conversation, the turn that is over last.</param>
    /// <param name="actor">The agent.</param>
    /// <param name="cancel">Cancels the learning.</param>
    /// <returns>What became of the task, and why; of a request for several things, of each.</returns>
    public async Task<IReadOnlyList<TurnLesson>> LearnConversationAsync(
        IReadOnlyList<ConversationTurn> turns, Actor actor, CancellationToken cancel = default)
    {
        // Whoever does not wait for it is not kept by what is computed before the first write.
        var lessons = Task.Run(() => conversations.LearnAsync(turns, actor, cancel), cancel);
        learningNow[lessons] = true;
        try
        {
            return await lessons;
        }
        finally
        {
            learningNow.TryRemove(lessons, out _);
        }
    }

    /// <summary>
    /// Writes down a retrieval that was answered before, so that a report can refer to it. A second time changes nothing.
    /// </summary>
    /// <param name="retrieval">The retrieval.</param>
    /// <param name="assignment">What was drawn for it; null if it is not measured.</param>
    /// <param name="cancel">Cancels the wait.</param>
    internal async Task NoteAsync(PastRetrieval retrieval, Assignment? assignment = null, CancellationToken cancel = default)
    {
        log.Note(retrieval);
        await log.FlushAsync(cancel);
        if (assignment is not null)
        {
            await measuring.NoteAsync(assignment);
        }
    }

    /// <summary>Decides whether and how a run is remembered, and remembers it. The run counts as the first execution.</summary>
    /// <exception cref="SkillException">
    /// The run is malformed or refused, or the skill of <see cref="LearnRequest.MergeInto"/> cannot be merged with it.
    /// </exception>
    public Task<Learned> LearnAsync(LearnRequest request, Actor actor, CancellationToken cancel = default) =>
        learning.LearnAsync(request, actor, (told, isKnown) => FormationPolicy.Decide(told, options.MinSteps, isKnown), cancel);

    /// <summary>Remembers a run without asking the formation policy. It is used to measure how runs are merged.</summary>
    internal Task<Learned> RememberAsync(LearnRequest request, Actor actor, CancellationToken cancel = default) =>
        learning.LearnAsync(request, actor, (_, _) => new FormationDecision(true, "asked_for"), cancel);

    /// <summary>Records how an execution ended, and promotes another way or archives the skill if the record requires that.</summary>
    /// <exception cref="SkillException">
    /// No skill has the name, the retrieval did not return it, the step or component does not exist, or a text is refused.
    /// </exception>
    public Task<Recorded> RecordAsync(Report report, Actor actor, CancellationToken cancel = default) =>
        recording.RecordAsync(report, actor, cancel);

    /// <summary>
    /// Learns from a session that was read out of the log of an agent: of each of its tasks the outcome of the skill that it followed, or
    /// its run. A task that was counted before is not counted again.
    /// </summary>
    /// <returns>What became of each task. What is refused is left out with the reason.</returns>
    internal Task<IReadOnlyList<TaskLesson>> LearnSessionAsync(
        SessionReading session, SessionLearningOptions? wanted = null, CancellationToken cancel = default) =>
        sessions.LearnAsync(session, wanted ?? new SessionLearningOptions(), cancel);

    /// <summary>Keeps that a person said no to what was done for a task of a session: it is not learned, and nobody asks again.</summary>
    internal Task DeclineAsync(SessionReading session, TaskPath path, Actor person, CancellationToken cancel = default) =>
        sessions.DeclineAsync(session, path, RequirePerson(person), cancel);

    /// <summary>The remembered runs that wait for a second one or for a person, in the order in which they were told.</summary>
    internal async Task<IReadOnlyList<WaitingRun>> WaitingRunsAsync(CancellationToken cancel = default) =>
    [
        .. (await remembering.WaitingAsync(cancel)).Select(waiting => new WaitingRun(
            waiting.Candidate, remembering.SkillOf(waiting.Run), waiting.Run.Admission.QuarantineReason)),
    ];

    /// <summary>
    /// Makes a skill of a remembered run, or counts it for the skill that does the same by now. Only a person may do this, and what the
    /// screen doubts waits for approval even so.
    /// </summary>
    /// <exception cref="SkillException">It is refused or gone, or the actor is not a person.</exception>
    internal Task<Learned> AdmitRunAsync(WaitingRun shown, Actor person, CancellationToken cancel = default) =>
        learning.ConfirmAsync(shown.Candidate, RequirePerson(person), cancel);

    /// <summary>Forgets a remembered run, and does not remember it again from the same session. Only a person may do this.</summary>
    /// <exception cref="SkillException">It is gone, or the actor is not a person.</exception>
    internal async Task DropRunAsync(WaitingRun shown, Actor person, CancellationToken cancel = default)
    {
        if (!await remembering.DeclineAsync(shown.Candidate.Retrieval, shown.Candidate, RequirePerson(person), cancel))
        {
            throw Remembering.Gone;
        }
    }

    static Actor RequirePerson(Actor actor) => actor.Author == Author.Person
        ? actor
        : throw new SkillException("Only a person can do this, with 'skillmcp review'.");

    /// <summary>Replaces the steps of a skill by those of a run that succeeded with them.</summary>
    /// <exception cref="SkillException">
    /// The run did not succeed or is refused, nothing changed, or the skill is a composite or not active.
    /// </exception>
    public Task<Refined> RefineAsync(RefineRequest request, Actor actor, CancellationToken cancel = default) =>
        refining.RefineAsync(request, actor, cancel);

    /// <summary>Joins skills into a composite that refers to them.</summary>
    /// <exception cref="SkillException">
    /// There are fewer than two skills, one does not exist or is not active, they form a cycle,
    /// a binding names no parameter, or a text is refused.
    /// </exception>
    public Task<Composed> ComposeAsync(ComposeRequest request, Actor actor, CancellationToken cancel = default) =>
        composing.ComposeAsync(request, actor, cancel);

    /// <summary>Archives, restores, pins, unpins or rolls back a skill. If it is in that state already, the answer says so.</summary>
    /// <exception cref="SkillException">No skill has the name, its state does not allow the action, or the reason is refused.</exception>
    public Task<Curated> CurateAsync(CurateRequest request, Actor actor, CancellationToken cancel = default) =>
        curating.CurateAsync(request, actor, cancel);

    /// <summary>Lets other ways of a skill than the current one be tried, or not.</summary>
    /// <exception cref="SkillException">No skill has the name.</exception>
    internal Task<Curated> SetTrialsAsync(SkillName name, bool areTried, Actor actor, CancellationToken cancel = default) =>
        curating.SetTrialsAsync(name, areTried, actor, cancel);

    /// <summary>Makes a quarantined skill active, with the content that a person was shown.</summary>
    /// <param name="shown">The skill as it was shown.</param>
    /// <param name="actor">The person, or the client that asked its user.</param>
    /// <param name="cancel">Cancels the approval.</param>
    /// <exception cref="SkillException">It is not quarantined, was changed since it was read, or the actor may not approve.</exception>
    public Task<Curated> ApproveAsync(Skill shown, Actor actor, CancellationToken cancel = default) =>
        approving.ApproveAsync(shown, actor, cancel);

    /// <summary>Archives a quarantined skill as rejected. Only a person may do this.</summary>
    /// <exception cref="SkillException">It is not quarantined, or the actor is not a person.</exception>
    public Task<Curated> RejectAsync(Skill shown, Actor actor, CancellationToken cancel = default) =>
        approving.RejectAsync(shown, actor, cancel);

    /// <summary>Deletes a skill and everything stored about it, permanently. Only a person may do this.</summary>
    /// <exception cref="SkillException">It was changed since it was read, or the actor is not a person.</exception>
    public Task<Curated> PurgeAsync(Skill shown, Actor actor, CancellationToken cancel = default) =>
        approving.PurgeAsync(shown, actor, cancel);

    /// <summary>The notes of reports that were kept from becoming pitfalls or tips, by the name of the skill.</summary>
    internal Task<IReadOnlyList<DoubtfulNote>> DoubtfulNotesAsync(CancellationToken cancel = default) => doubtful.ListAsync(cancel);

    /// <summary>Lets a note become the pitfall or tip that it would have been. Only a person may do this.</summary>
    /// <exception cref="SkillException">A report of it was changed since it was read, or the actor is not a person.</exception>
    internal Task AdmitNoteAsync(DoubtfulNote note, Actor actor, CancellationToken cancel = default) =>
        doubtful.SettleAsync(note, isAdmitted: true, actor, cancel);

    /// <summary>Drops a note: it will never be a pitfall or a tip. Only a person may do this.</summary>
    /// <inheritdoc cref="AdmitNoteAsync"/>
    internal Task DropNoteAsync(DoubtfulNote note, Actor actor, CancellationToken cancel = default) =>
        doubtful.SettleAsync(note, isAdmitted: false, actor, cancel);

    /// <summary>What a skill is known not to be for, a line each.</summary>
    internal Task<IReadOnlyList<string>> NotForAsync(Skill skill, CancellationToken cancel = default) =>
        matching.NotForAsync(skill, cancel);

    /// <summary>
    /// The programs that a skill uses which were seen here last in another version than it was proved with, and may break it.
    /// </summary>
    internal async Task<IReadOnlyList<VersionDrift>> DriftsAsync(Skill skill, CancellationToken cancel = default) =>
        await drifts.OfAsync(skill, (await layout.LayOutAsync(skill, cancel)).Procedure, cancel);

    /// <summary>Puts on record that a client accepted a skill without what proves that a person agreed.</summary>
    internal Task RefuseAcceptAsync(Skill shown, Actor actor, CancellationToken cancel = default) =>
        approving.RefuseAcceptAsync(shown, actor, cancel);

    /// <summary>Why a skill that another program changed was not active before; empty if it was, or is as skillmcp wrote it.</summary>
    internal Task<string> WhyKeptApartAsync(Skill skill, CancellationToken cancel = default) => approving.WhyKeptApartAsync(skill, cancel);

    /// <summary>The skill that a quarantined proposal would change; null if it is not a proposal.</summary>
    internal Task<Skill?> TargetAsync(Skill proposal, CancellationToken cancel = default) => approving.TargetAsync(proposal, cancel);

    /// <summary>Adds a skill that a person wrote or imports, with its record so far; a person's record counts as verified.</summary>
    /// <param name="procedure">The text of the skill.</param>
    /// <param name="record">Its executions so far.</param>
    /// <param name="actor">Who adds it.</param>
    /// <param name="source">How it was created.</param>
    /// <param name="contents">The contents of its files, by digest.</param>
    /// <param name="overridesScreen">Whether a person admits it whatever the screen finds, which goes on record.</param>
    /// <param name="cancel">Cancels the adding.</param>
    /// <returns>
    /// The skill as stored. It has a number after its name, such as <c>-2</c>, if another procedure has the name,
    /// and is quarantined if a person has to approve it. If an equal skill exists, that one is returned unchanged.
    /// </returns>
    /// <exception cref="SkillException">The procedure is malformed or refused, or an agent overrides the screen.</exception>
    public Task<Skill> AddAsync(
        Procedure procedure,
        ExecutionCounts record,
        Actor actor,
        Source source = Source.Manual,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? contents = null,
        bool overridesScreen = false,
        CancellationToken cancel = default) =>
        authoring.AddAsync(procedure, record, actor, source, contents ?? NoContents, overridesScreen, cancel);

    /// <summary>Replaces the text of a skill by a new version. If that has to be approved, it is stored as a quarantined skill.</summary>
    /// <param name="read">The skill as it was when the editing began.</param>
    /// <param name="procedure">The new text; another title renames the skill.</param>
    /// <param name="reason">Why it is edited.</param>
    /// <param name="actor">Who edits it.</param>
    /// <param name="contents">The contents of its files, by digest; those that are stored already may be left out.</param>
    /// <param name="cancel">Cancels the editing.</param>
    /// <exception cref="SkillException">
    /// It was changed since it was read, the new name is taken, or the procedure is malformed or refused.
    /// </exception>
    public Task<Skill> EditAsync(
        Skill read,
        Procedure procedure,
        string reason,
        Actor actor,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? contents = null,
        CancellationToken cancel = default) =>
        authoring.EditAsync(read, procedure, reason, actor, contents ?? NoContents, cancel);

    /// <summary>Proposes an edit that a person made elsewhere: it waits for approval as a quarantined skill.</summary>
    /// <param name="read">The skill as it was when the editing began.</param>
    /// <param name="procedure">The new text; another title renames the skill once it is approved.</param>
    /// <param name="reason">Where it was edited.</param>
    /// <param name="actor">Who edited it, with the place as the client.</param>
    /// <param name="contents">The contents of its files, by digest; those that are stored already may be left out.</param>
    /// <param name="earlier">The proposal of an earlier edit from there, which this one replaces; null if there is none.</param>
    /// <param name="cancel">Cancels the proposing.</param>
    /// <returns>The proposal, or the skill itself if it says that already.</returns>
    /// <exception cref="SkillException">The procedure is malformed or refused.</exception>
    internal Task<Skill> ProposeAsync(
        Skill read,
        Procedure procedure,
        string reason,
        Actor actor,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents,
        Skill? earlier = null,
        CancellationToken cancel = default) =>
        authoring.ProposeAsync(read, procedure, reason, actor, contents, earlier, cancel);

    /// <summary>
    /// Imports a skill with its versions, executions and files.
    /// Records and dates are trusted, because a person vouches for them; texts are screened like any other.
    /// </summary>
    /// <param name="whole">The skill.</param>
    /// <param name="place">
    /// Where it is from, if its text there may change later.
    /// Empty for a skill that is imported with its versions, or that is from no such place.
    /// </param>
    /// <param name="batch">The other skills that are imported with it.</param>
    /// <param name="actor">Who imports it.</param>
    /// <param name="overridesScreen">Whether a person admits it whatever the screen finds, which goes on record.</param>
    /// <param name="cancel">Cancels the import.</param>
    /// <exception cref="SkillException">It is malformed or refused, or an agent overrides the screen.</exception>
    internal Task<Imported> ImportAsync(
        PortableSkill whole,
        string place,
        ImportBatch batch,
        Actor actor,
        bool overridesScreen = false,
        CancellationToken cancel = default) =>
        importing.ImportAsync(whole, place, batch, actor, overridesScreen, cancel);

    /// <summary>
    /// The skill that was imported from a place before, if nothing there has changed since; null if something has, or it has to be read
    /// to know.
    /// </summary>
    /// <exception cref="SkillException">It was refused before, and nobody overrides the screen.</exception>
    internal Task<Imported?> FindUnchangedAsync(
        UnreadSkill unread,
        string place,
        ImportBatch batch,
        Actor actor,
        bool overridesScreen = false,
        CancellationToken cancel = default) =>
        importing.UnchangedAsync(unread, place, batch, actor, overridesScreen, cancel);

    /// <summary>Keeps what was read in an import, so that the next one does not read what is still the same.</summary>
    internal Task FinishImportAsync(CancellationToken cancel = default) => importing.FinishAsync(cancel);

    /// <summary>The places that skills were imported from which are as they came, one for each skill.</summary>
    internal async Task<IReadOnlyList<string>> ImportPlacesAsync(CancellationToken cancel = default) =>
    [
        .. (await store.ImportedAsync(project, cancel))
            .Where(text => text.Reason.StartsWith(ImportPlace.Reason, StringComparison.Ordinal))
            .Select(text => text.Reason[ImportPlace.Reason.Length..]),
    ];

    /// <summary>The skill of this name, whatever its status.</summary>
    /// <exception cref="SkillException">There is none; the message names the most similar ones.</exception>
    public Task<Skill> GetAsync(SkillName name, CancellationToken cancel = default) => lookup.GetAsync(name, cancel);

    /// <summary>The skill of this name, whatever its status; null if there is none.</summary>
    public Task<Skill?> FindAsync(SkillName name, CancellationToken cancel = default) => store.FindAsync(project, name, cancel);

    /// <summary>Whether there is a skill with this id.</summary>
    internal async Task<bool> ExistsAsync(Guid id, CancellationToken cancel = default) =>
        (await store.GetAsync(project, [id], cancel)).Count > 0;

    /// <summary>A page of skills by name.</summary>
    /// <param name="filter">Which skills.</param>
    /// <param name="after">The name of the last skill of the previous page; empty for the first page.</param>
    /// <param name="limit">The maximum number of skills, from 1.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public Task<IReadOnlyList<Skill>> ListAsync(
        SkillFilter filter, string after = "", int limit = 50, CancellationToken cancel = default) =>
        store.ListAsync(project, filter, after, limit, cancel);

    /// <summary>The active skills in numbers.</summary>
    public async Task<SkillStats> StatsAsync(CancellationToken cancel = default) =>
        await store.StatsAsync(project, cancel) with { RememberedRuns = await remembering.CountAsync(cancel) };

    /// <summary>When something was asked for; null if no retrieval is given, or it is unknown or no longer kept.</summary>
    public async Task<DateTimeOffset?> RetrievedAtAsync(Guid? retrieval, CancellationToken cancel = default) =>
        (await followed.FindAsync(retrieval, cancel))?.At;

    /// <summary>What became of the retrievals of the project in the last twelve weeks that had any, the oldest first.</summary>
    internal async Task<IReadOnlyList<RetrievalWeek>> RetrievalWeeksAsync(CancellationToken cancel = default) =>
        [.. (await store.RetrievalWeeksAsync(project, MaxWeeks, cancel)).Reverse()];

    /// <summary>What difference a skill makes to how tasks end, as far as that was measured.</summary>
    internal async Task<Uplift> UpliftAsync(Skill skill, CancellationToken cancel = default) =>
        Uplift.Of(await store.AssignmentsAsync(project, skill.Id, cancel));

    /// <summary>What difference the skills make that it was measured for, the one that it is known best for first.</summary>
    internal async Task<IReadOnlyList<(Skill Skill, Uplift Uplift)>> UpliftsAsync(CancellationToken cancel = default)
    {
        var bySkill = (await store.AssignmentsAsync(project, skill: null, cancel)).ToLookup(assignment => assignment.Skill);
        var skills = await store.GetAsync(project, [.. bySkill.Select(tasks => tasks.Key)], cancel);
        return
        [
            .. skills
                .Select(skill => (Skill: skill, Uplift: Uplift.Of(bySkill[skill.Id])))
                .OrderByDescending(measured => measured.Uplift.Without.Known)
                .ThenBy(measured => measured.Skill.Name.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>The filter for skills without a success for longer than <see cref="SkillMemoryOptions.StaleAfter"/>.</summary>
    public SkillFilter Stale => new() { Status = Status.Active, StaleSince = time.GetUtcNow() - options.StaleAfter };

    /// <summary>Whether a skill is without a success for longer than <see cref="SkillMemoryOptions.StaleAfter"/>.</summary>
    public bool IsStale(Skill skill) => skill.IsStale(time.GetUtcNow(), options.StaleAfter);

    /// <summary>
    /// The ways of a skill in order, each with its own record: versions that say the same are one way. The current one is among them.
    /// </summary>
    internal Task<IReadOnlyList<SkillWay>> WaysAsync(Skill skill, CancellationToken cancel = default) => ways.OfAsync(skill.Id, cancel);

    /// <summary>All pitfalls and tips of a skill's current text, those too that rank too low to be shown to agents.</summary>
    public Task<IReadOnlyList<Pitfall>> PitfallsAsync(Skill skill, CancellationToken cancel = default) =>
        store.PitfallsAsync(project, skill.Id, skill.Version, cancel);

    /// <summary>The last executions of a skill, newest first.</summary>
    public Task<IReadOnlyList<Execution>> ExecutionsAsync(Skill skill, int limit, CancellationToken cancel = default) =>
        store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, limit, cancel);

    /// <summary>All versions of a skill, including alternatives, in order.</summary>
    public Task<IReadOnlyList<SkillVersion>> VersionsAsync(Skill skill, CancellationToken cancel = default) =>
        store.VersionsAsync(project, skill.Id, cancel);

    /// <summary>The audit log, newest first: of one skill, or of all if its name is empty.</summary>
    internal Task<IReadOnlyList<AuditEntry>> AuditAsync(string skill = "", int limit = 50, CancellationToken cancel = default) =>
        store.AuditAsync(project, skill, limit, cancel);

    /// <summary>
    /// Completes the name of an active skill: first the names that begin with the text, then those in which a word begins with it.
    /// If a task is given, the matching names of skills that fit it come before all others.
    /// </summary>
    /// <param name="typed">The text so far, in any spelling, such as <c>docker_ecr</c> or <c>rolling</c>; empty for all names.</param>
    /// <param name="task">What the skill is for; empty if it is not known.</param>
    /// <param name="limit">The maximum number of names, from 1.</param>
    /// <param name="cancel">Cancels the search.</param>
    internal Task<Names> NamesAsync(string typed, string task = "", int limit = 100, CancellationToken cancel = default) =>
        completing.NamesAsync(typed, task, limit, cancel);

    /// <summary>
    /// Completes the category of active skills: first those that begin with the text, then those in which a word begins with it.
    /// </summary>
    internal Task<Names> CategoriesAsync(string typed, int limit = 100, CancellationToken cancel = default) =>
        completing.CategoriesAsync(typed, limit, cancel);

    /// <summary>
    /// A skill as an agent follows it. A composite gets the steps, conditions and parameters of its components,
    /// except for quarantined ones; any other skill is unchanged.
    /// </summary>
    public Task<Composition> LayOutAsync(Skill skill, CancellationToken cancel = default) => layout.LayOutAsync(skill, cancel);

    /// <summary>
    /// A skill as it is exported: laid out, with the names of its components and the contents of its files,
    /// and without components that are not active.
    /// </summary>
    /// <exception cref="SkillException">The content of a file is lost; the message names the file.</exception>
    internal Task<PackedSkill> PackAsync(Skill skill, CancellationToken cancel = default) => packing.PackAsync(skill, cancel);

    /// <summary>A skill as it is edited: as it is exported, but with archived components, which an edit must not remove.</summary>
    /// <inheritdoc cref="PackAsync"/>
    internal Task<PackedSkill> PackForEditingAsync(Skill skill, CancellationToken cancel = default) =>
        packing.PackForEditingAsync(skill, cancel);

    /// <summary>The folder of files that a skill consists of as an Agent Skill.</summary>
    internal async Task<ServedFolder> FolderAsync(Skill skill, CancellationToken cancel = default) =>
        (await packing.FoldersAsync([skill], cancel))[0];

    /// <summary>The folders of several skills, read together.</summary>
    internal Task<IReadOnlyList<ServedFolder>> FoldersAsync(IReadOnlyList<Skill> skills, CancellationToken cancel = default) =>
        packing.FoldersAsync(skills, cancel);

    /// <summary>The content of a file of a skill's folder; null if it is not stored or does not match its digest.</summary>
    internal async Task<ReadOnlyMemory<byte>?> ContentAsync(ServedFile file, CancellationToken cancel = default) =>
        file.Text is { } text ? Encoding.UTF8.GetBytes(text) : await store.ContentAsync(project, file.Digest, cancel);

    /// <summary>The content of a file; null if it is not stored or does not match its digest.</summary>
    internal Task<ReadOnlyMemory<byte>?> ContentAsync(SkillFile file, CancellationToken cancel = default) =>
        store.ContentAsync(project, file.Digest, cancel);

    /// <summary>The contents of files, by digest; each is read once.</summary>
    /// <exception cref="SkillException">The content of a file is lost; the message names the file.</exception>
    internal Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ContentsAsync(
        IEnumerable<SkillFile> files, CancellationToken cancel = default) =>
        packing.ContentsAsync(files, cancel);

    /// <summary>A skill with its versions, executions and files.</summary>
    /// <exception cref="SkillException">The content of a file is lost; the message names the file.</exception>
    internal async Task<PortableSkill> ExportAsync(Skill skill, CancellationToken cancel = default)
    {
        var versions = await store.VersionsAsync(project, skill.Id, cancel);
        var newestFirst = await store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, int.MaxValue, cancel);
        return new PortableSkill
        {
            Skill = skill,
            Versions = versions,
            Executions = [.. newestFirst.Reverse()],
            Assignments = await store.AssignmentsAsync(project, skill.Id, cancel),
            Contents = await packing.ContentsAsync(versions.SelectMany(version => version.Procedure.Files), cancel),
        };
    }

    /// <summary>The names of the components of some procedures, by id; components that do not exist are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, SkillName>> ComponentNamesAsync(
        IEnumerable<Procedure> composites, CancellationToken cancel = default)
    {
        var components = composites.SelectMany(composite => composite.Components);
        var ids = components.Select(component => component.Skill).Distinct().ToList();
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, SkillName>();
        }
        var skills = await store.GetAsync(project, ids, cancel);
        return skills.ToDictionary(skill => skill.Id, skill => skill.Name);
    }

    /// <summary>
    /// A number that changes when this program or another writes to the store. It does not say what was written,
    /// and is cheap enough to be read every second.
    /// </summary>
    internal Task<long> GenerationAsync(CancellationToken cancel = default) => store.GenerationAsync(project, cancel);

    /// <summary>A hash that changes when the names, titles or descriptions of the active skills do.</summary>
    internal Task<string> ListFingerprintAsync(CancellationToken cancel = default) => store.ListFingerprintAsync(project, cancel);

    /// <summary>
    /// The digest of a file in an active skill's folder; empty if there is no such file.
    /// It also changes with the components of the skill and with what is learned about it, if the file shows that.
    /// </summary>
    internal async Task<string> FileFingerprintAsync(SkillName name, string path, CancellationToken cancel = default)
    {
        if (await store.FindAsync(project, name, cancel) is not { IsActive: true } skill)
        {
            return "";
        }
        var folder = await FolderAsync(skill, cancel);
        return folder.Files.FirstOrDefault(file => file.Path == path)?.Digest ?? "";
    }

    /// <summary>
    /// Waits for conversations that are being learned from, writes the retrievals that are not stored yet, and gives texts that are being
    /// embedded another second. Call it, or <see cref="DisposeAsync"/>, before the program ends.
    /// </summary>
    public async Task FlushAsync(CancellationToken cancel = default)
    {
        // What fails is told to whoever called for it.
        await Task.WhenAll(learningNow.Keys).WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        await log.FlushAsync(cancel);
        await (embeddings?.SettleAsync(cancel) ?? Task.CompletedTask);
    }

    /// <summary>
    /// Makes the vectors that skills lack, and returns when they are stored, the embedding model has failed, or there is none.
    /// They are made in the background anyway: call this to wait for all of them, as after an import.
    /// </summary>
    public Task EmbedAsync(CancellationToken cancel = default) => embeddings?.EmbedMissingAsync().WaitAsync(cancel) ?? Task.CompletedTask;

    /// <summary>The candidates for a task, the best first, without a minimum score or a limit.</summary>
    internal Task<IReadOnlyList<RankedCandidate>> RankAsync(
        string task, IReadOnlyList<string> also, string? category, CancellationToken cancel) =>
        matching.RankAsync(task, also, category, cancel);
}
