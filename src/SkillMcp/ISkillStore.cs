namespace SkillMcp;

/// <summary>
/// Where skills live. The project that asks comes first in every operation: it sees its own skills and everybody's,
/// and of two with one name its own. Ids and times are the caller's. Every write is atomic and, once acknowledged,
/// survives a power cut; what is derived for search is kept by the same transaction. A skill whose content no longer
/// matches its hash is answered as quarantined. A skill comes with the pitfalls that its steps of today still have.
/// </summary>
/// <exception cref="SkillException">From every operation: the store cannot be used (locked, read-only, full, foreign, newer), and what to do about it.</exception>
public interface ISkillStore
{
    /// <summary>The skill of this name, whatever its status; null where there is none.</summary>
    Task<Skill?> FindAsync(Project project, SkillName name, CancellationToken cancel);

    /// <summary>The skills with these ids that there are, in the order of the ids.</summary>
    Task<IReadOnlyList<Skill>> GetAsync(Project project, IReadOnlyList<Guid> ids, CancellationToken cancel);

    /// <summary>The composites, archived ones too, that have this skill as a component.</summary>
    Task<IReadOnlyList<Skill>> CompositesOfAsync(Project project, Guid component, CancellationToken cancel);

    /// <summary>A page of skills by name.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="filter">Which skills.</param>
    /// <param name="after">The name of the last skill of the page before; empty for the first page.</param>
    /// <param name="limit">The most skills that come back, from 1.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<Skill>> ListAsync(Project project, SkillFilter filter, string after, int limit, CancellationToken cancel);

    /// <summary>Names of active skills in which a text stands where a word begins: those that begin with it first, each kind in order.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="text">The beginning of a name or of words within it, as names are written; empty for all.</param>
    /// <param name="limit">The most names that come back, from 1.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Names> NamesAsync(Project project, string text, int limit, CancellationToken cancel);

    /// <summary>
    /// A number that is another one once anybody, in this program or another, has written what the project may see.
    /// It means nothing in another program, and is cheap enough to be asked for every second.
    /// </summary>
    Task<long> GenerationAsync(Project project, CancellationToken cancel);

    /// <summary>A short text that is another one once the list of active skills is: their names, titles or descriptions.</summary>
    Task<string> ListMarkAsync(Project project, CancellationToken cancel);

    Task<SkillStats> StatsAsync(Project project, CancellationToken cancel);

    /// <summary>In how many skills each of the words stands, for those that stand in any.</summary>
    Task<WordFrequencies> FrequenciesAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel);

    /// <summary>The active skills that hold any of the words, those first that hold rarer ones more often.</summary>
    Task<IReadOnlyList<Candidate>> SearchAsync(Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel);

    /// <summary>The active skills whose names, descriptions, tags or past tasks hold words that look like these, those first that look most like them.</summary>
    Task<IReadOnlyList<Candidate>> SearchLettersAsync(Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel);

    /// <summary>The active skills whose vectors of the same model are nearest to one, and all of some others that have such a vector, each with its <see cref="Candidate.CosineSimilarity"/>.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="vector">What is looked for.</param>
    /// <param name="others">Skills that are wanted however far they are.</param>
    /// <param name="category">Only skills of this category; null for any.</param>
    /// <param name="limit">How many of the nearest.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<Candidate>> SearchVectorsAsync(Project project, ModelVector vector, IReadOnlyList<Guid> others, string? category, int limit, CancellationToken cancel);

    /// <summary>Active skills without a vector of a model for what they say now, at most so many.</summary>
    Task<IReadOnlyList<Skill>> WithoutVectorAsync(Project project, string model, int limit, CancellationToken cancel);

    /// <summary>Keeps a vector for each of some skills as they were read, in place of one that it had.</summary>
    Task KeepVectorsAsync(Project project, IReadOnlyList<(Skill Skill, ModelVector Vector)> vectors, CancellationToken cancel);

    /// <summary>Keeps what files hold, for a version that is about to be written; what is kept already stays.</summary>
    Task KeepAsync(Project project, IReadOnlyList<ReadOnlyMemory<byte>> contents, CancellationToken cancel);

    /// <summary>What the file with this digest holds; null where it is not kept, or is not what it was.</summary>
    Task<ReadOnlyMemory<byte>?> ContentAsync(Project project, string digest, CancellationToken cancel);

    /// <summary>All versions of a skill, alternatives among them, in order; each with its own record, the first with what the skill came with too.</summary>
    Task<IReadOnlyList<SkillVersion>> VersionsAsync(Project project, Guid skill, CancellationToken cancel);

    /// <summary>The last executions of a skill, newest first.</summary>
    Task<IReadOnlyList<Execution>> ExecutionsAsync(Project project, Guid skill, int limit, CancellationToken cancel);

    /// <summary>What a retrieval returned; null where it is not known (any more).</summary>
    Task<PastRetrieval?> FindRetrievalAsync(Project project, Guid id, CancellationToken cancel);

    /// <summary>Adds a skill with its first version, the record that it comes with and, where it was learned from one, its first execution.</summary>
    /// <exception cref="SkillException">It holds a file whose content was not kept before.</exception>
    Task<Saved> AddAsync(Project project, Skill skill, string reason, Execution? first, CancellationToken cancel);

    /// <summary>Adds a skill as it is elsewhere: with all its versions, what went wrong in each, and what was reported of it. What its files hold was kept before.</summary>
    /// <returns><see cref="Saved.Conflict"/> where its id, or one of its executions', is taken.</returns>
    /// <exception cref="SkillException">It holds a file whose content was not kept before.</exception>
    Task<Saved> ImportAsync(Project project, WholeSkill whole, CancellationToken cancel);

    /// <summary>
    /// Changes a skill's name, lifecycle, pin and current version, and adds a version where one is given.
    /// An archived skill that becomes active keeps its record and starts a fresh one for retirement.
    /// </summary>
    /// <param name="project">Who asks.</param>
    /// <param name="skill">What is to be true, with the <see cref="Skill.Revision"/> that it was decided on.</param>
    /// <param name="added">A version that did not exist before: the current one or an alternative.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Saved> ChangeAsync(Project project, Skill skill, SkillVersion? added, CancellationToken cancel);

    /// <summary>Adds a quarantined skill that is to change another one, which it does not touch before it is approved.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="proposal">What the other is to say.</param>
    /// <param name="target">The skill that it would change, as it was read.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Saved> ProposeAsync(Project project, Skill proposal, Skill target, string reason, CancellationToken cancel);

    /// <summary>The skill that a quarantined one would change; null where it would change none.</summary>
    Task<Skill?> TargetAsync(Project project, Guid proposal, CancellationToken cancel);

    /// <summary>
    /// Accepts the content of a quarantined skill as it was read, and makes it active; what was archived stays so.
    /// A proposal becomes the next version of the skill that it is to change, and is gone.
    /// </summary>
    Task<Saved> ApproveAsync(Project project, Skill skill, CancellationToken cancel);

    /// <summary>
    /// Appends an execution and adds it to the record, and its task to those that the skill is found by (<see cref="PastTask"/>).
    /// With a retrieval that the skill was already reported for, the new outcome takes the old one's place, unless that was known better.
    /// </summary>
    Task<Counted> RecordAsync(Project project, Execution execution, CancellationToken cancel);

    /// <summary>Appends to the record of changes what changed nothing, such as a refusal. Every change appends to it by itself.</summary>
    Task AppendAsync(Project project, AuditEntry entry, CancellationToken cancel);

    /// <summary>The record of changes as the project sees it, newest first.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="skill">Only what happened to the skill of this name; empty for all.</param>
    /// <param name="limit">The most entries that come back, from 1.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<AuditEntry>> AuditAsync(Project project, string skill, int limit, CancellationToken cancel);

    /// <summary>Remembers what was handed out.</summary>
    Task NoteAsync(Project project, IReadOnlyList<PastRetrieval> retrievals, CancellationToken cancel);

    /// <summary>Deletes a skill, as it was read, and everything that was kept of it.</summary>
    Task<Saved> PurgeAsync(Project project, Skill skill, CancellationToken cancel);
}

/// <summary>What became of a write.</summary>
public enum Saved
{
    Done,

    /// <summary>Another skill of the project has the name. Nothing was written.</summary>
    NameTaken,

    /// <summary>Somebody changed the skill since it was read. Nothing was written: read again, decide again.</summary>
    Conflict,
}

/// <summary>What became of a reported execution.</summary>
public enum Counted
{
    New,

    /// <summary>It took the place of an earlier report of the same execution.</summary>
    Corrected,

    /// <summary>The same was reported before, or what is known better.</summary>
    Unchanged,
}

/// <summary>Which skills a list holds; what is null is not asked for.</summary>
public sealed record SkillFilter
{
    public Status? Status { get; init; }

    public string? Category { get; init; }

    public string? Tag { get; init; }

    /// <summary>Only skills with no success (or, never tried, no making) since then.</summary>
    public DateTimeOffset? StaleSince { get; init; }
}

/// <summary>Names that were asked for.</summary>
/// <param name="First">As many of them as were wanted.</param>
/// <param name="Total">How many there are.</param>
public sealed record Names(IReadOnlyList<string> First, int Total);

/// <summary>The memory in numbers; active skills only.</summary>
/// <param name="TotalSkills">How many there are.</param>
/// <param name="ByCategory">How many in each category.</param>
/// <param name="AverageReliability">The mean of their reliabilities, 0-1; 0 where there are none.</param>
public sealed record SkillStats(int TotalSkills, IReadOnlyDictionary<string, int> ByCategory, double AverageReliability);

/// <summary>How common words are in the memory.</summary>
/// <param name="Skills">How many skills there are.</param>
/// <param name="DocumentFrequency">For each known word, how many skills hold it.</param>
public sealed record WordFrequencies(int Skills, IReadOnlyDictionary<string, int> DocumentFrequency)
{
    /// <summary>For each known word, about how many skills hold it in the name, the description or the tags.</summary>
    public IReadOnlyDictionary<string, int> TitleDocumentFrequency { get; init; } = new Dictionary<string, int>();
}

/// <summary>A skill that may be the one, with the parts that ranking looks at.</summary>
public sealed record Candidate
{
    public required Guid Id { get; init; }

    public required SearchText Text { get; init; }

    public required Lifecycle Lifecycle { get; init; }

    public required TrackRecord Record { get; init; }

    /// <summary>Prior belief before any execution, 0-1.</summary>
    public required double Confidence { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSucceededAt { get; init; }

    /// <summary>The cosine similarity of its vector and the query's, -1 to 1; null if either has none.</summary>
    public double? CosineSimilarity { get; init; }
}

/// <summary>What an embedding model makes of a text. Vectors of two models have nothing in common.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Values">The vector.</param>
public sealed record ModelVector(string Model, ReadOnlyMemory<float> Values);
