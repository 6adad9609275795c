using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class CompletedStepsTests
{
    const string Inspect = "docker manifest inspect ghcr.io/shop/cart:v2";
    const string SetImage = "kubectl set image deployment/cart cart=ghcr.io/shop/cart:v2 -n prod";

    static readonly IReadOnlyList<Step> Deploy = Sample.KubernetesRollingDeploy.Steps;

    [Fact]
    public void A_run_that_did_the_first_steps_goes_on_at_the_next()
    {
        var progress = Along(Deploy, [Inspect, SetImage]);

        Assert.Equal((1.0, 3), (progress.Share, progress.Next));
        Assert.Empty(progress.Skipped);
    }

    [Fact]
    public void A_step_that_was_left_out_is_named()
    {
        var progress = Along(Deploy, [Inspect, "kubectl rollout status deployment/cart -n prod --timeout=300s"]);

        Assert.Equal(4, progress.Next);
        Assert.Equal([2], progress.Skipped);
    }

    [Fact]
    public void What_the_procedure_does_not_know_makes_it_less_likely()
    {
        string[] done = [Inspect, SetImage];

        Assert.True(Along(Deploy, done).Likelihood > Along(Deploy, [.. done, "water the plants of the office"]).Likelihood);
        Assert.True(Along(Deploy, done).Likelihood > Along(Deploy, done[..1]).Likelihood);
    }

    [Theory]
    [InlineData("water the plants of the office")]
    [InlineData("kubectl config use-context prod")]
    [InlineData("")]
    public void Something_else_is_not_a_step_of_it(string done) =>
        Assert.Equal((0.0, 1), (Along(Deploy, [done]).Likelihood, Along(Deploy, [done]).Next));

    [Fact]
    public void Of_two_steps_that_are_alike_the_earlier_one_was_done() =>
        Assert.Equal(2, Along([.. Sample.Steps("git pull origin", "npm run build", "git pull origin")], ["git pull origin"]).Next);

    [Fact]
    public void Headings_are_not_steps()
    {
        IReadOnlyList<Step> steps =
        [
            Step.Heading("migrate"),
            Step.Parse("alembic upgrade head"),
            Step.Heading("deploy"),
            Step.Parse("kubectl apply -f shop.yaml"),
        ];

        Assert.Equal(2, Along(steps, ["alembic upgrade head"]).Next);
    }

    [Fact]
    public void Steps_that_were_done_as_they_are_written_are_all_found()
    {
        var word = Gen.Int[0, 25].Select(letter => $"{(char)('a' + letter)}{(char)('z' - letter)}x");
        var step = word.Array[2, 5].Select(words => string.Join(' ', words));
        Gen.Select(step.Array[1, 20], Gen.Int[0, 19]).Sample((steps, upTo) =>
        {
            var done = steps[..Math.Min(steps.Length, upTo + 1)];
            var progress = Along(Sample.Steps(steps), done);
            return progress.Share == 1
                && progress.Steps.Count == done.Length
                && progress.Next > done.Length - 1
                && progress.Next <= steps.Length + 1;
        });
    }

    [Fact]
    public void Any_texts_are_followed() =>
        Gen.Select(Gen.String.Array[0, 12], Gen.String.Where(text => text.Any(char.IsLetter)).Array[0, 12]).Sample((done, steps) =>
            Along([.. steps.Select(text => Step.Parse($"x{text}"))], done) is { Share: >= 0 and <= 1, Likelihood: >= 0 and < 1 });

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0.4)]
    [InlineData(2, 1, 0.64)]
    [InlineData(3, 1, 0.784)]
    [InlineData(3, 0.5, 0.196)]
    [InlineData(1, 0.25, 0.025)]
    public void Each_step_in_common_removes_two_fifths_of_the_doubt(int steps, double share, double likelihood) =>
        Assert.Equal(likelihood, new StepProgress(share, [.. Enumerable.Range(1, steps)]).Likelihood, 12);

    [Fact]
    public void Steps_before_the_next_that_were_not_done_are_skipped()
    {
        var progress = new StepProgress(1, [2, 5]);

        Assert.Equal(6, progress.Next);
        Assert.Equal([1, 3, 4], progress.Skipped);
    }

    [Theory]
    [InlineData("alpha bravo gamma delta omega", 1)]
    [InlineData("alpha bravo gamma sigma kappa", 1)]
    [InlineData("alpha bravo sigma kappa theta", 0)]
    public void Two_steps_are_the_same_from_three_fifths_of_their_words(string done, int steps) =>
        Assert.Equal(steps, Along(Sample.Steps("alpha bravo gamma delta omega"), [done]).Steps.Count);

    [Theory]
    [InlineData("alpha one1", 1)]
    [InlineData("alpha bravo gamma delta", 1)]
    [InlineData("alpha bravo gamma delta omega sigma", 0)]
    public void A_placeholder_takes_up_to_three_words(string done, int steps) =>
        Assert.Equal(steps, Along([Step.Parse("alpha {name}")], [done]).Steps.Count);

    [Fact]
    public void The_order_of_the_steps_counts() =>
        Assert.Equal([1], Along(Sample.Steps("npm ci", "npm run build"), ["npm run build", "npm ci"]).Steps);

    [Fact]
    public void The_last_step_is_searched_for_first_and_of_each_step_its_beginning()
    {
        var query = new CompletedSteps([new string('a', 200), "npm run build"]).SearchQuery;

        Assert.Equal($"npm run build\n{new string('a', 119)}…", query);
    }

    static StepProgress Along(IReadOnlyList<Step> steps, IReadOnlyList<string> done) => new CompletedSteps(done).ProgressThrough(steps);
}
