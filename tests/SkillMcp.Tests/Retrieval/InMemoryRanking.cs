using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

/// <summary>A small memory in the hand, to rank without a store.</summary>
static class InMemoryRanking
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Candidate Candidate(string name, string description, TrackRecord? record = null, double confidence = 1, int id = 1) => new()
    {
        Id = new Guid(id, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0),
        Text = SearchText.Of(SkillName.From(name)!.Value, new Procedure { Title = name, Description = description }, [], []),
        Lifecycle = Lifecycle.Active,
        Record = record ?? TrackRecord.Empty,
        Confidence = confidence,
        CreatedAt = Now,
    };

    public static AnalyzedQuery Query(string task, IReadOnlyList<Candidate> memory)
    {
        var text = TaskText.Of(task);
        var holding = text.Words
            .Select(word => (word.Stem, Count: memory.Count(skill => $" {skill.Text.Name} {skill.Text.Description} ".Contains($" {word.Stem} ", StringComparison.Ordinal))))
            .Where(word => word.Count > 0)
            .ToDictionary(word => word.Stem, word => word.Count);
        return new AnalyzedQuery(text, new WordFrequencies(memory.Count, holding) { TitleDocumentFrequency = holding });
    }

    public static IReadOnlyList<RankedCandidate> Rank(string task, params IReadOnlyList<Candidate> memory) =>
        new Ranking(Reranker.Trained, cosineSimilarityWeight: 8, staleSince: Now.AddDays(-90)).Of(Query(task, memory), memory);
}
