using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

/// <summary>Ranks candidates that are in no store.</summary>
static class InMemoryRanking
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset StaleSince = Now.AddDays(-90);

    public static Candidate Candidate(
        string name, string description, TrackRecord? record = null, double confidence = 1, int id = 1) => new()
    {
        Id = new Guid(id, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0),
        Text = SearchText.Of(SkillName.From(name)!.Value, new Procedure { Title = name, Description = description }, [], []),
        Lifecycle = Lifecycle.Active,
        Record = record ?? TrackRecord.Empty,
        Confidence = confidence,
        CreatedAt = Now,
    };

    /// <summary>A task as a query to a memory of these candidates.</summary>
    public static AnalyzedQuery Query(string task, IReadOnlyList<Candidate> memory)
    {
        var text = TaskText.Of(task);
        var frequencies = text.Words
            .Select(word => (word.Stem, Count: memory.Count(skill => Holds(skill.Text, word.Stem))))
            .Where(word => word.Count > 0)
            .ToDictionary(word => word.Stem, word => word.Count);
        return new AnalyzedQuery(text, new WordFrequencies(memory.Count, frequencies) { TitleDocumentFrequency = frequencies });
    }

    /// <summary>A task as a query to a memory with these document frequencies.</summary>
    public static AnalyzedQuery Query(string task, int skills, params (string Stem, int Skills)[] frequencies) =>
        new(TaskText.Of(task), new WordFrequencies(skills, frequencies.ToDictionary(word => word.Stem, word => word.Skills)));

    public static IReadOnlyList<RankedCandidate> Rank(string task, params IReadOnlyList<Candidate> memory) =>
        new Ranking(StaleSince).Of(Query(task, memory), also: null, memory);

    /// <summary>Ranks for a task with other words.</summary>
    public static IReadOnlyList<RankedCandidate> RankAlso(string task, string also, params IReadOnlyList<Candidate> memory) =>
        new Ranking(StaleSince).Of(Query(task, memory), Query(also, memory), memory);

    /// <summary>The value of one feature of a text for a query.</summary>
    public static double Feature(string name, AnalyzedQuery query, SearchText text) =>
        RelevanceFeatures.Compute(Compare(query, text))[RelevanceFeatures.IndexOf(name)];

    /// <summary>A text compared with a task alone.</summary>
    public static Comparison Compare(AnalyzedQuery query, SearchText text) =>
        new(new CandidateMatch(query, text), Also: null, Nearness: []);

    static bool Holds(SearchText text, string stem) => $" {text.Name} {text.Description} ".Contains($" {stem} ", StringComparison.Ordinal);
}
