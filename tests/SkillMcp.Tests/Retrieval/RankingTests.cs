using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class RankingTests
{
    static readonly string[] Vocabulary = ["deploy", "rollback", "kubernetes", "postgres", "backup", "restore", "certificate", "latency", "index", "cache", "queue", "how", "much"];

    static readonly Gen<string> Sentence = Gen.OneOf(Vocabulary).Array[1, 8].Select(words => string.Join(' ', words));

    static readonly Gen<TrackRecord> Record = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60])
        .Select(counts => TrackRecord.Empty with { Successes = new Tally(counts.Item1, 0, 0), Failures = new Tally(counts.Item2, 0, 0) });

    static readonly Gen<Candidate[]> Memory = Gen.Select(Sentence, Sentence, Record).Array[1, 12]
        .Select(rows => rows.Select((row, at) => InMemoryRanking.Candidate(row.Item1, row.Item2, row.Item3, id: at + 1)).ToArray());

    [Fact]
    public void The_order_in_which_candidates_come_makes_no_difference() =>
        Gen.Select(Sentence, Memory).Sample((task, memory) =>
            Assert.Equal(InMemoryRanking.Rank(task, memory).Select(Essence), InMemoryRanking.Rank(task, [.. memory.Reverse()]).Select(Essence)));

    [Fact]
    public void A_relevance_is_a_probability_and_never_rises_down_the_list() =>
        Gen.Select(Gen.OneOf<string>(Sentence, Gen.String), Memory).Sample((task, memory) =>
        {
            var relevances = InMemoryRanking.Rank(task, memory).Select(ranked => ranked.Relevance).ToList();
            return relevances.TrueForAll(relevance => relevance is >= 0 and <= 1) && relevances.SequenceEqual(relevances.OrderDescending());
        });

    [Fact]
    public void Belief_never_lifts_an_unrelated_skill_above_a_related_one() =>
        Gen.Select(Record, Record).Sample((related, unrelated) =>
            InMemoryRanking.Rank(
                "roll back the kubernetes deployment",
                InMemoryRanking.Candidate("water-plants", "Water the plants of the office once a week", unrelated, id: 1),
                InMemoryRanking.Candidate("kubernetes-rollback", "Roll back a deployment on Kubernetes", related, id: 2))[0].Candidate.Id.ToString()[7] == '2');

    [Fact]
    public void Of_two_that_fit_alike_the_proven_one_comes_first()
    {
        var proven = TrackRecord.Empty with { Successes = new Tally(0, 0, 47), Failures = new Tally(0, 0, 3) };

        var ranked = InMemoryRanking.Rank("deploy the api", InMemoryRanking.Candidate("deploy-api", "Deploy the API", id: 1), InMemoryRanking.Candidate("deploy-api", "Deploy the API", proven, id: 2));

        Assert.Same(proven, ranked[0].Candidate.Record);
        Assert.Equal(ranked[0].Score, ranked[1].Score);
    }

    [Fact]
    public void Of_two_that_fit_alike_the_disputed_and_the_stale_come_last()
    {
        var candidate = InMemoryRanking.Candidate("deploy-api", "Deploy the API");

        var ranked = InMemoryRanking.Rank(
            "deploy the api",
            candidate with { Id = new Guid(1, 0, 0, new byte[8]), Lifecycle = Lifecycle.Active with { Reason = Lifecycle.Disputed } },
            candidate with { Id = new Guid(2, 0, 0, new byte[8]), CreatedAt = InMemoryRanking.Now.AddDays(-91) },
            candidate with { Id = new Guid(3, 0, 0, new byte[8]) });

        Assert.Equal(["3", "2", "1"], ranked.Select(one => one.Candidate.Id.ToString()[7..8]));
    }

    [Fact]
    public void A_misspelt_word_still_finds_its_skill() =>
        Assert.Equal(2, InMemoryRanking.Rank(
            "kuberntes rolback",
            InMemoryRanking.Candidate("water-plants", "Water the plants of the office", id: 1),
            InMemoryRanking.Candidate("kubernetes-rollback", "Roll back a deployment", id: 2))[0].Candidate.Id.ToByteArray()[0]);

    static (Guid, double) Essence(RankedCandidate ranked) => (ranked.Candidate.Id, Math.Round(ranked.Relevance, 12));
}
