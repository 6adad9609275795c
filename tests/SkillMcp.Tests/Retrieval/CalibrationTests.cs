using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(4.9, 4.9)]
    [InlineData(5.1, 5)]
    [InlineData(-5, -5)]
    [InlineData(-7, -5)]
    [InlineData(double.PositiveInfinity, 5)]
    public void A_lead_counts_up_to_5_in_either_direction(double lead, double counted) =>
        Assert.Equal(counted, Value("lead", new CalibrationInput(2, 0.4, Features(), Score: 1, lead)));

    [Fact]
    public void The_score_counts_as_it_is() =>
        Assert.Equal(-12.5, Value("score", new CalibrationInput(2, 0.4, Features(), -12.5, Lead: 0)));

    [Fact]
    public void The_query_counts_by_its_content_words_and_how_many_of_them_are_known()
    {
        var input = new CalibrationInput(2, 0.4, Features(), Score: 0, Lead: 0);

        Assert.Equal(1, Value("always", input));
        Assert.Equal(Math.Log(3), Value("asked_words", input), 12);
        Assert.Equal(0.4, Value("known_share", input));
    }

    [Fact]
    public void A_feature_is_taken_from_where_it_is_computed()
    {
        double[] features = [.. Enumerable.Range(0, RelevanceFeatures.All.Count).Select(index => 1000.0 + index)];
        var input = new CalibrationInput(2, 0.4, features, Score: 0, Lead: 0);
        var names = Calibration.All.Select(one => one.Name).Intersect(RelevanceFeatures.All.Select(feature => feature.Name)).ToList();

        Assert.Equal(17, names.Count);
        Assert.All(names, name => Assert.Equal(1000 + RelevanceFeatures.IndexOf(name), Value(name, input)));
    }

    [Fact]
    public void A_probability_is_the_logistic_of_the_weighted_inputs()
    {
        double[] right = [.. Calibration.All.Select(one => one.Name switch { "always" => -1, "score" => 2, _ => 0.0 })];
        double[] answerable = [.. Calibration.All.Select(one => one.Name == "lead" ? 1 : 0.0)];
        var inputs = Calibration.Compute(new CalibrationInput(2, 0.4, Features(), 0.75, Lead: 3));

        Assert.Equal(1 / (1 + Math.Exp(1 - 2 * 0.75)), new Reranker([], right, answerable).Right(inputs), 12);
        Assert.Equal(1 / (1 + Math.Exp(-3)), new Reranker([], right, answerable).Answerable(inputs), 12);
    }

    static double[] Features() => new double[RelevanceFeatures.All.Count];

    static double Value(string name, CalibrationInput input) =>
        Calibration.Compute(input)[Calibration.All.Index().First(one => one.Item.Name == name).Index];
}
