using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class CompletedStepsTests
{
    static readonly IReadOnlyList<Step> Deploy = Sample.KubernetesRollingDeploy.Steps;

    [Fact]
    public void A_run_that_did_the_first_steps_goes_on_at_the_next()
    {
        var progress = Along(Deploy, ["docker manifest inspect ghcr.io/shop/cart:v2", "kubectl set image deployment/cart cart=ghcr.io/shop/cart:v2 -n prod"]);

        Assert.Equal((1.0, 3), (progress.Share, progress.Next));
        Assert.Empty(progress.Skipped);
    }

    [Fact]
    public void A_step_that_was_left_out_is_named()
    {
        var progress = Along(Deploy, ["docker manifest inspect ghcr.io/shop/cart:v2", "kubectl rollout status deployment/cart -n prod --timeout=300s"]);

        Assert.Equal(4, progress.Next);
        Assert.Equal([2], progress.Skipped);
    }

    [Fact]
    public void What_the_procedure_does_not_know_makes_it_less_likely()
    {
        string[] done = ["docker manifest inspect ghcr.io/shop/cart:v2", "kubectl set image deployment/cart cart=ghcr.io/shop/cart:v2 -n prod"];

        Assert.True(Along(Deploy, done).Likelihood > Along(Deploy, [.. done, "water the plants of the office"]).Likelihood);
        Assert.True(Along(Deploy, done).Likelihood > Along(Deploy, done[..1]).Likelihood);
    }

    [Theory]
    [InlineData("water the plants of the office")]
    [InlineData("kubectl config use-context prod")]
    [InlineData("")]
    public void Something_else_is_no_step_of_it(string done) =>
        Assert.Equal((0.0, 1), (Along(Deploy, [done]).Likelihood, Along(Deploy, [done]).Next));

    [Fact]
    public void Of_two_steps_that_are_alike_the_earlier_one_was_done() =>
        Assert.Equal(2, Along([.. Sample.Steps("git pull origin", "npm run build", "git pull origin")], ["git pull origin"]).Next);

    [Fact]
    public void Headings_are_no_steps() =>
        Assert.Equal(2, Along([Step.Heading("migrate"), Step.Parse("alembic upgrade head"), Step.Heading("deploy"), Step.Parse("kubectl apply -f shop.yaml")], ["alembic upgrade head"]).Next);

    [Fact]
    public void Steps_that_were_done_as_they_are_written_are_all_found()
    {
        var step = Gen.Int[0, 25].Array[2, 5].Select(letters => string.Join(' ', letters.Select(letter => $"{(char)('a' + letter)}{(char)('z' - letter)}x")));
        Gen.Select(step.Array[1, 20], Gen.Int[0, 19]).Sample((steps, upTo) =>
        {
            var done = steps[..Math.Min(steps.Length, upTo + 1)];
            var progress = Along(Sample.Steps(steps), done);
            return progress.Share == 1 && progress.Steps.Count == done.Length && progress.Next > done.Length - 1 && progress.Next <= steps.Length + 1;
        });
    }

    [Fact]
    public void Any_texts_are_followed() =>
        Gen.Select(Gen.String.Array[0, 12], Gen.String.Where(text => text.Any(char.IsLetter)).Array[0, 12]).Sample((done, steps) =>
            Along([.. steps.Select(text => Step.Parse($"x{text}"))], done) is { Share: >= 0 and <= 1, Likelihood: >= 0 and < 1 });

    static StepProgress Along(IReadOnlyList<Step> steps, IReadOnlyList<string> done) => new CompletedSteps(done).ProgressThrough(steps);
}
