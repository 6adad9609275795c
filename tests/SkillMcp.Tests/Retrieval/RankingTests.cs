using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class RankingTests
{
    static readonly string[] Vocabulary =
    [
        "deploy", "rollback", "kubernetes", "postgres", "backup", "restore", "certificate", "latency", "index", "cache", "queue",
        "how", "much",
    ];

    static readonly Gen<string> Sentence = Gen.OneOf(Vocabulary).Array[1, 8].Select(words => string.Join(' ', words));

    static readonly Gen<TrackRecord> Record = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60])
        .Select(counts => TrackRecord.Empty with { Successes = new Tally(counts.Item1, 0, 0), Failures = new Tally(counts.Item2, 0, 0) });

    static readonly Gen<Candidate[]> Memory = Gen.Select(Sentence, Sentence, Record).Array[1, 12]
        .Select(rows => rows.Select((row, at) => InMemoryRanking.Candidate(row.Item1, row.Item2, row.Item3, id: at + 1)).ToArray());

    [Fact]
    public void The_order_in_which_candidates_come_makes_no_difference() =>
        Gen.Select(Sentence, Memory).Sample((task, memory) =>
            Assert.Equal(
                InMemoryRanking.Rank(task, memory).Select(Essence),
                InMemoryRanking.Rank(task, [.. memory.Reverse()]).Select(Essence)));

    [Fact]
    public void A_relevance_is_a_probability_and_never_rises_down_the_list() =>
        Gen.Select(Gen.OneOf<string>(Sentence, Gen.String), Memory).Sample((task, memory) =>
        {
            var relevances = InMemoryRanking.Rank(task, memory).Select(ranked => ranked.Relevance).ToList();
            return relevances.TrueForAll(relevance => relevance is >= 0 and <= 1)
                && relevances.SequenceEqual(relevances.OrderDescending());
        });

    [Fact]
    public void Belief_never_lifts_an_unrelated_skill_above_a_related_one() =>
        Gen.Select(Record, Record).Sample((related, unrelated) =>
            InMemoryRanking.Rank(
                "roll back the kubernetes deployment",
                InMemoryRanking.Candidate("water-plants", "Water the plants of the office once a week", unrelated, id: 1),
                InMemoryRanking.Candidate("kubernetes-rollback", "Roll back a deployment on Kubernetes", related, id: 2))
                [0].Candidate.Id.ToString()[7] == '2');

    [Fact]
    public void Of_two_that_fit_alike_the_proven_one_comes_first()
    {
        var proven = TrackRecord.Empty with { Successes = new Tally(0, 0, 47), Failures = new Tally(0, 0, 3) };

        var ranked = InMemoryRanking.Rank(
            "deploy the api",
            InMemoryRanking.Candidate("deploy-api", "Deploy the API", id: 1),
            InMemoryRanking.Candidate("deploy-api", "Deploy the API", proven, id: 2));

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

    [Fact]
    public void Of_equals_the_one_with_the_lower_id_comes_first() =>
        Assert.Equal([1, 2, 3], InMemoryRanking.Rank("deploy the api", [.. new[] { 3, 1, 2 }.Select(Deploy)])
            .Select(one => (int)one.Candidate.Id.ToByteArray()[0]));

    [Fact]
    public void A_skill_is_stale_once_its_last_success_is_older_than_the_limit()
    {
        var candidate = Deploy(1);

        Assert.Equal(0, Penalty(candidate with { CreatedAt = InMemoryRanking.StaleSince }), 12);
        Assert.Equal(Math.Log(0.98), Penalty(candidate with { CreatedAt = InMemoryRanking.StaleSince.AddTicks(-1) }), 12);
        Assert.Equal(0, Penalty(candidate with { CreatedAt = DateTimeOffset.MinValue, LastSucceededAt = InMemoryRanking.StaleSince }), 12);
        Assert.Equal(Math.Log(0.98), Penalty(candidate with { LastSucceededAt = InMemoryRanking.StaleSince.AddTicks(-1) }), 12);
    }

    [Fact]
    public void A_belief_of_0_lowers_the_rank_by_a_twentieth_and_one_of_1_not_at_all() =>
        Gen.Select(Record, Gen.Double[0, 1]).Sample((record, confidence) =>
        {
            var candidate = Deploy(1) with { Record = record, Confidence = confidence };
            var ranked = InMemoryRanking.Rank("deploy the api", candidate)[0];
            Assert.Equal(Math.Log(0.95 + 0.05 * record.Belief(confidence)), ranked.Rank - ranked.Score, 9);
        });

    [Fact]
    public void A_dispute_lowers_the_rank_and_not_the_score()
    {
        var disputed = Deploy(1) with { Lifecycle = Lifecycle.Active with { Reason = Lifecycle.Disputed } };

        Assert.Equal(Math.Log(0.95), Penalty(disputed), 12);
        Assert.Equal(Score(Deploy(1)), Score(disputed));
    }

    [Fact]
    public void Of_two_with_the_same_words_the_one_nearer_in_meaning_comes_first() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1]).Where(pair => Math.Abs(pair.Item1 - pair.Item2) > 0.01).Sample((one, two) =>
            Assert.Equal(one > two ? 1 : 2, IdOfFirst(InMemoryRanking.Rank("deploy the api", Near(Deploy(1), one), Near(Deploy(2), two)))));

    [Fact]
    public void A_skill_without_a_vector_is_taken_to_be_as_near_as_the_median()
    {
        var ranked = InMemoryRanking.Rank("deploy the api", Near(Deploy(1), 0.2), Near(Deploy(2), 0.5), Near(Deploy(3), 0.9), Deploy(4));

        Assert.Equal([0.9, 0.5, 0.5, 0.2], ranked.Select(one => one.Comparison.TextCosine(0)));
    }

    [Fact]
    public void Without_any_vector_only_words_count() =>
        Assert.Equal(
            EvidenceKinds.Task,
            InMemoryRanking.Rank("deploy the api", Deploy(1) with { Nearness = [new Nearness(null, [])] })[0].Comparison.Kinds);

    [Fact]
    public void Other_words_find_what_the_task_calls_by_another_name() =>
        Assert.Equal(2, IdOfFirst(InMemoryRanking.RankAlso(
            "put the Octocat's thing out",
            "github, release, publish",
            InMemoryRanking.Candidate("put-out-fires", "Put a fire out", id: 1),
            InMemoryRanking.Candidate("publish-github-release", "Publish a release on GitHub", id: 2))));

    [Fact]
    public void A_lone_candidate_leads_by_its_score_and_the_first_of_two_by_the_difference()
    {
        var (deploy, plants) = (Deploy(1), InMemoryRanking.Candidate("water-plants", "Water the plants", id: 2));
        var alone = InMemoryRanking.Rank("deploy the api", deploy)[0];
        var two = InMemoryRanking.Rank("deploy the api", plants, deploy);

        Assert.Equal(Probability(alone, InMemoryRanking.Query("deploy the api", [deploy]), lead: alone.Score), alone.Relevance);
        var query = InMemoryRanking.Query("deploy the api", [plants, deploy]);
        Assert.Equal(Probability(two[0], query, lead: two[0].Score - two[1].Score), two[0].Relevance);
        Assert.Equal(Math.Min(two[0].Relevance, Probability(two[1], query, lead: two[1].Score - two[0].Score)), two[1].Relevance);
    }

    [Fact]
    public void Without_candidates_nothing_is_ranked() => Assert.Empty(InMemoryRanking.Rank("deploy the api"));

    static double Probability(RankedCandidate ranked, AnalyzedQuery query, double lead) =>
        Rerankers.Trained.For(EvidenceKinds.Task)
            .Right(Calibration.Compute(new CalibrationInput(
                query.ContentIndexes.Length, query.KnownWeightShare, ranked.Features, ranked.Score, lead)));

    static Candidate Near(Candidate candidate, double cosine) => candidate with { Nearness = [new Nearness(cosine, [])] };

    static int IdOfFirst(IReadOnlyList<RankedCandidate> ranked) => ranked[0].Candidate.Id.ToByteArray()[0];

    static Candidate Deploy(int id) => InMemoryRanking.Candidate("deploy-api", "Deploy the API", id: id);

    static double Score(Candidate candidate) => InMemoryRanking.Rank("deploy the api", candidate)[0].Score;

    /// <summary>By how much freshness and disputes lower the rank.</summary>
    static double Penalty(Candidate candidate)
    {
        var ranked = InMemoryRanking.Rank("deploy the api", candidate)[0];
        return ranked.Rank - ranked.Score - Math.Log(0.95 + 0.05 * candidate.Record.Belief(candidate.Confidence));
    }

    static (Guid, double) Essence(RankedCandidate ranked) => (ranked.Candidate.Id, Math.Round(ranked.Relevance, 12));
}
