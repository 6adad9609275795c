using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class ConsolidatorTests
{
    static readonly WordFrequencies Frequencies = new(0, new Dictionary<string, int>());

    [Fact]
    public void A_run_with_other_values_generalizes_the_skill()
    {
        var known = Skill("make build", "ship --to=prod", "ship --check");

        var plan = Plan(known, "make build", "ship --to=qa", "ship --check");

        Assert.Equal((Decision.Consolidated, 0), (plan.Decision, plan.Version));
        Assert.Equal("ship --to={environment}", plan.Written?.Steps[1].Text);
    }

    [Fact]
    public void A_generalization_that_was_left_is_not_made_again()
    {
        var known = Skill("make build", "ship --to=prod", "ship --check");
        var left = Version(1, Sample.Procedure("tidy", "make build", "ship --to={to}", "ship --check"));

        var run = Draft("make build", "ship --to=qa", "ship --check");

        var plan = Consolidator.Plan(
            known with { Version = 2 }, [left, Version(2, known.Procedure)], ComparisonFeatures.Of(run), EvidenceLevel.Verified);

        Assert.Equal(new MergePlan(Decision.Consolidated, 1, null), plan);
    }

    [Fact]
    public void The_same_steps_are_the_version_that_has_them()
    {
        var known = Skill("make build", "ship --check");

        Assert.Equal(new MergePlan(Decision.Consolidated, 1, null), Plan(known, "make build", "ship --check"));
    }

    [Theory]
    [InlineData(EvidenceLevel.SelfReported, false, Decision.Alternative)]
    [InlineData(EvidenceLevel.Evidenced, false, Decision.Refined)]
    [InlineData(EvidenceLevel.Verified, false, Decision.Refined)]
    [InlineData(EvidenceLevel.Verified, true, Decision.Alternative)]
    public void A_shorter_way_with_evidence_replaces_a_skill_that_is_not_pinned(EvidenceLevel grade, bool pinned, Decision decision)
    {
        var known = Skill("make build", "make pack", "ship it") with { Pinned = pinned };
        var plan = Consolidator.Plan(known, [Version(1, known.Procedure)], ComparisonFeatures.Of(Draft("make build", "ship it")), grade);

        Assert.Equal(decision, plan.Decision);
        Assert.Equal(["make build", "ship it"], plan.Written?.Steps.Select(step => step.Text));
        Assert.Equal(known.Procedure.Title, plan.Written?.Title);
    }

    [Theory]
    [InlineData("make build", "make pack", "ship all")]
    [InlineData("make build", "ship it", "make pack")]
    [InlineData("make build", "ship it")]
    public void A_way_that_is_not_shorter_or_loses_a_check_is_an_alternative(params string[] steps)
    {
        var known = Skill(steps.Length == 2 ? ["make build", "make check", "ship it"] : ["make build", "make pack", "ship it"]);

        Assert.Equal(Decision.Alternative, Plan(known, steps).Decision);
    }

    [Fact]
    public void An_alternative_that_turns_out_shorter_with_evidence_becomes_the_skill()
    {
        var known = Skill("make build", "make pack", "ship it");
        var alternative = Version(2, Sample.Procedure("tidy", "make build", "ship it")) with { IsAlternative = true };

        SkillVersion[] versions = [Version(1, known.Procedure), alternative];
        MergePlan Planned(EvidenceLevel grade) =>
            Consolidator.Plan(known, versions, ComparisonFeatures.Of(Draft("make build", "ship it")), grade);

        Assert.Equal(new MergePlan(Decision.Refined, 2, alternative.Procedure), Planned(EvidenceLevel.Verified));
        Assert.Equal(new MergePlan(Decision.Consolidated, 2, null), Planned(EvidenceLevel.SelfReported));
    }

    [Fact]
    public void Of_versions_with_the_same_steps_the_current_one_is_found()
    {
        SkillVersion[] versions = [Version(1, Draft("a")), Version(2, Draft("a")), Version(3, Draft("b"))];

        Assert.Equal(2, Consolidator.WithSteps(versions, 2, Sample.Steps("a"))?.Number);
        Assert.Equal(1, Consolidator.WithSteps(versions, 3, Sample.Steps("a"))?.Number);
        Assert.Null(Consolidator.WithSteps(versions, 1, Sample.Steps("A")));
    }

    [Fact]
    public void The_steps_of_a_run_are_written_as_the_stored_ones()
    {
        var known = Sample.Steps("ship --to={to}", "Check it");

        var run = Consolidator.InTermsOf(known, Sample.Steps("check IT", "ship --to=qa", "ls"));

        Assert.Equal(["Check it", "ship --to={to}", "ls"], run.Select(step => step.Text));
    }

    [Fact]
    public void Only_what_is_not_said_yet_is_new()
    {
        var kept = Sample.Procedure("tidy", "ship --to={to}") with
        {
            Description = "Tidy  up",
            Preconditions = ["Signed in"],
            Parameters = [new Parameter { Name = "to", Example = "qa" }],
        };
        var run = new Trajectory
        {
            Task = "x",
            Success = true,
            Description = "tidy UP",
            Preconditions = ["signed in", "on call"],
            Postconditions = ["It is tidy"],
            Tags = ["", "chores"],
            Parameters = [new Parameter { Name = "to", Description = "where to" }],
            Steps = Sample.Steps("ship --to=qa", "ship  --to={to}", "ship --to=prod"),
        };

        Assert.Equal(["on call", "It is tidy", "chores", "where to"], Consolidator.NewWords(run, [kept]));
        Assert.Equal(["ship --to=prod"], Consolidator.NewSteps(run.Steps, [kept]));
    }

    [Theory]
    [InlineData("Show the CPU of the cart", "Show the memory of the cart", false)]
    [InlineData("Show the load of the cart", "Show the load of the shop", true)]
    public void A_word_of_a_description_that_the_steps_explain_is_a_value(string known, string draft, bool same)
    {
        string[] Steps(string service) => ["kubectl get pods", $"kubectl top pod -l --app={service}", "kubectl get events"];
        var skill = Learned(known, Steps("cart"));
        var features = ComparisonFeatures.Of(Of(draft, Steps("shop")));

        Assert.Equal(same, Consolidator.Compare(features, named: false, skill, Frequencies).IsSame);
    }

    [Fact]
    public void What_is_pinned_or_a_composite_is_the_same_as_nothing_else()
    {
        var pinned = Skill("make build", "ship it") with { Pinned = true };
        var composite = pinned with { Procedure = Sample.CompositeOf("tidy", pinned) };

        Assert.Equal("the other is pinned", Compare(pinned, "make build", "make ship").Conflict);
        Assert.True(Compare(pinned, "make build", "ship it").IsSame);
        Assert.StartsWith("the other is a composite", Compare(composite, "make build", "ship it").Conflict);
    }

    static SkillComparison Compare(Skill known, params string[] steps) =>
        Consolidator.Compare(ComparisonFeatures.Of(Draft(steps)), named: true, known, Frequencies);

    static MergePlan Plan(Skill known, params string[] steps) =>
        Consolidator.Plan(known, [Version(1, known.Procedure)], ComparisonFeatures.Of(Draft(steps)), EvidenceLevel.Verified);

    static Skill Skill(params string[] steps) => Sample.Skill(Sample.Procedure("tidy", steps));

    static Skill Learned(string task, string[] steps)
    {
        var procedure = Of(task, steps);
        return Sample.Skill(procedure) with { Source = Source.Learned, Provenance = new Provenance(Author.Agent) { Task = task } };
    }

    static Procedure Of(string task, string[] steps) =>
        Drafter.Draft(new Trajectory { Task = task, Success = true, Steps = Sample.Steps(steps) });

    static Procedure Draft(params string[] steps) => Sample.Procedure("tidy", steps);

    static SkillVersion Version(int number, Procedure procedure) => new()
    {
        Number = number,
        Procedure = procedure,
        Provenance = new Provenance(Author.Agent),
        CreatedAt = Sample.Noon,
        Record = TrackRecord.Empty,
    };

    static readonly WordFrequencies Unknown = new(0, new Dictionary<string, int>());

    static readonly Procedure Deploy = Of(
        "deploy-cart", "Deploy the cart", "docker build -t cart .", "kubectl apply -f cart.yaml", "kubectl rollout status deployment/cart");

    [Fact]
    public void The_same_commands_are_the_same_skill_whatever_they_are_called() =>
        Assert.True(Compare(Deploy, Deploy with { Title = "x", Description = "Bring something out" }).IsSame);

    [Fact]
    public void Steps_in_words_are_the_same_only_under_like_descriptions()
    {
        var known = Of("x", "Ask the team for the cart release", "tell the team", "open the list", "write the release down");

        Assert.True(Compare(known, known).IsSame);
        Assert.False(Compare(known, known with { Description = "Celebrate summer holidays somewhere warm" }).IsSame);
    }

    [Fact]
    public void Names_that_authors_gave_count_where_both_did()
    {
        var run = Deploy with { Title = "restart-cart" };

        Assert.Null(Compare(Deploy, run, named: false).Conflict);
        Assert.NotNull(Compare(Deploy, run, named: true).Conflict);
        var drafted = Sample.Skill(Deploy with { Title = "Deploy cart" }) with
        {
            Source = Source.Learned,
            Provenance = new Provenance(Author.Agent, "", "Deploy the cart"),
        };
        Assert.Null(Consolidator.Compare(ComparisonFeatures.Of(run), true, drafted, Unknown).Conflict);
    }

    [Fact]
    public void A_pinned_skill_takes_its_own_steps_and_no_others()
    {
        var pinned = Sample.Skill(Deploy) with { Pinned = true };

        Assert.Null(Consolidator.Compare(ComparisonFeatures.Of(Deploy), true, pinned, Unknown).Conflict);
        Assert.Equal(
            "the other is pinned",
            Consolidator.Compare(ComparisonFeatures.Of(Deploy with { Steps = [.. Deploy.Steps.Take(2)] }), true, pinned, Unknown).Conflict);
    }

    [Fact]
    public void A_composite_takes_no_run() =>
        Assert.Contains(
            "composite",
            Consolidator.Compare(
                ComparisonFeatures.Of(Deploy),
                true,
                Sample.Skill(Deploy with { Components = [new Component(Guid.NewGuid())] }),
                Unknown).Conflict);

    [Fact]
    public void A_conflict_wins_over_any_similarity()
    {
        var likeness = Compare(Deploy, Deploy with { Description = "Undeploy the cart" });

        Assert.NotNull(likeness.Conflict);
        Assert.False(likeness.IsSame);
    }

    [Theory]
    [InlineData("make cart", "make search", false)]
    [InlineData("make cart", "make cart", true)]
    [InlineData("make  cart", "make cart", true)]
    public void One_command_is_the_same_only_as_it_stands(string known, string run, bool isSame) =>
        Assert.Equal(isSame, Compare(Of("x", "Build all of it", known), Of("x", "Build all of it", run)).IsSame);

    [Fact]
    public void A_run_that_differs_in_values_is_merged_into_a_common_form()
    {
        var run = Deploy with
        {
            Steps = Sample.Steps("docker build -t cart .", "kubectl apply -f cart.yaml", "kubectl rollout status deployment/search"),
        };

        var merge = Plan(Deploy, run);

        Assert.Equal((Decision.Consolidated, 0), (merge.Decision, merge.Version));
        Assert.Equal("kubectl rollout status deployment/{deployment}", merge.Written!.Steps[2].Text);
        Assert.Equal(
            new MergePlan(Decision.Consolidated, 3, null),
            Plan(Deploy, run, versions: [Version(1, Deploy), Version(2, Deploy) with { IsAlternative = true }, Version(3, merge.Written)]));
    }

    [Fact]
    public void The_same_run_again_says_nothing_new() => Assert.Equal(new MergePlan(Decision.Consolidated, 1, null), Plan(Deploy, Deploy));

    [Fact]
    public void A_shorter_way_that_is_shown_to_work_takes_over_and_one_that_is_only_claimed_stands_beside()
    {
        var run = Of("another", "Deploy the cart", "docker build -t cart .", "kubectl apply -f cart.yaml");
        var known = Deploy with { Steps = [.. Deploy.Steps.Take(2), Step.Parse("make tea")] };

        var shown = Plan(known, run, EvidenceLevel.Evidenced);
        Assert.Equal((Decision.Refined, 0, "deploy-cart"), (shown.Decision, shown.Version, shown.Written!.Title));
        Assert.Equal(run.Steps, shown.Written.Steps);
        Assert.Equal(Decision.Refined, Plan(known, run, EvidenceLevel.Verified).Decision);

        var claimed = Plan(known, run);
        Assert.Equal((Decision.Alternative, 0, "deploy-cart"), (claimed.Decision, claimed.Version, claimed.Written!.Title));
        Assert.Equal(
            Decision.Alternative,
            Consolidator.Plan(
                Sample.Skill(known) with { Pinned = true },
                [Version(1, known)],
                ComparisonFeatures.Of(run),
                EvidenceLevel.Verified).Decision);
        Assert.Equal(Decision.Alternative, Plan(Deploy, run, EvidenceLevel.Verified).Decision);
        Assert.Equal(
            Decision.Alternative,
            Plan(known, run with { Steps = [.. run.Steps, Step.Parse("make coffee && drink it all")] }, EvidenceLevel.Verified).Decision);
    }

    [Fact]
    public void An_alternative_that_is_shown_to_work_becomes_the_skill()
    {
        var run = Of("another", "Deploy the cart", "docker build -t cart .", "kubectl apply -f cart.yaml");
        var known = Deploy with { Steps = [.. Deploy.Steps.Take(2), Step.Parse("make tea")] };
        SkillVersion[] versions = [Version(1, known), Version(2, run) with { IsAlternative = true }];

        Assert.Equal(new MergePlan(Decision.Refined, 2, run), Plan(known, run, EvidenceLevel.Evidenced, versions));
        Assert.Equal(new MergePlan(Decision.Consolidated, 2, null), Plan(known, run, EvidenceLevel.SelfReported, versions));
        Assert.Equal(
            new MergePlan(Decision.Consolidated, 2, null),
            Plan(known, run, EvidenceLevel.Evidenced, [versions[0], Version(2, run)]));
    }

    [Fact]
    public void Of_versions_with_the_same_steps_the_one_of_today_comes_first()
    {
        SkillVersion[] versions = [Version(1, Deploy), Version(2, Deploy), Version(3, Deploy)];

        Assert.Equal(2, Consolidator.WithSteps(versions, 2, Deploy.Steps)?.Number);
        Assert.Equal(1, Consolidator.WithSteps(versions, 9, Deploy.Steps)?.Number);
        Assert.Null(Consolidator.WithSteps(versions, 2, [.. Deploy.Steps.Take(2)]));
    }

    [Fact]
    public void A_run_is_told_in_the_words_of_the_skill() =>
        Assert.Equal(
            ["ship {what}", "other"],
            Consolidator.InTermsOf(Sample.Steps("look", "ship {what}"), Sample.Steps("ship cart", "other")).Select(step => step.Text));

    [Fact]
    public void What_the_teller_says_anew_is_told_apart_from_what_is_known()
    {
        var run = new Trajectory
        {
            Task = "x",
            Success = true,
            Steps = Sample.Steps("x"),
            Description = "deploy  THE cart",
            Preconditions = ["It is built", ""],
            Postconditions = ["It answers"],
            Tags = ["shop"],
            Parameters = [new Parameter { Name = "n", Description = "where to" }, new Parameter { Name = "m" }],
        };

        Assert.Equal(["It is built", "It answers", "shop", "where to"], Consolidator.NewWords(run, [Deploy]));
        Assert.Equal(
            ["It answers"],
            Consolidator.NewWords(run, [Deploy with { Preconditions = ["it is  built"], Tags = ["Shop"], Postconditions = ["Where to"] }]));
    }

    [Fact]
    public void Steps_that_are_known_with_their_examples_filled_in_are_not_new()
    {
        var known = new Procedure
        {
            Title = "x",
            Description = "x",
            Steps = Sample.Steps("ship {what} now", "look"),
            Parameters = [new Parameter { Name = "what", Example = "cart" }],
        };

        Assert.Equal(
            ["ship search now", "Look"],
            Consolidator.NewSteps(Sample.Steps("ship  cart now", "ship {what} now", "ship search now", "look", "Look"), [known]));
    }

    static SkillComparison Compare(Procedure known, Procedure run, bool named = false) =>
        Consolidator.Compare(ComparisonFeatures.Of(run), named, Sample.Skill(known), Unknown);

    static MergePlan Plan(
        Procedure known, Procedure run, EvidenceLevel grade = EvidenceLevel.SelfReported, IReadOnlyList<SkillVersion>? versions = null) =>
        Consolidator.Plan(Sample.Skill(known), versions ?? [Version(1, known)], ComparisonFeatures.Of(run), grade);

    static Procedure Of(string title, string description, params string[] steps) =>
        new Procedure { Title = title, Description = description, Steps = Sample.Steps(steps) }.WithParametersOfSteps();
}
