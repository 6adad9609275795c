using CsCheck;
using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class SimilarityTests
{
    static readonly WordFrequencies Empty = new(0, new Dictionary<string, int>());

    static readonly Gen<Procedure> Procedures =
        from words in Words("deploy", "restart", "{name}", "cart", "-n", "prod", "check").List[1, 6].List[0, 4]
        from about in Words("deploy", "cart", "backup", "shop").List[1, 4]
        select new Procedure
        {
            Title = "x",
            Description = string.Join(' ', about),
            Steps = [.. words.Select(step => Step.Parse(string.Join(' ', step)))],
        };

    static Gen<string> Words(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    [Fact]
    public void It_is_symmetric_and_between_0_and_1() => Gen.Select(Procedures, Procedures).Sample((a, b) =>
    {
        var similarity = Between(a, b, Empty);
        Assert.InRange(similarity, 0, 1);
        Assert.Equal(similarity, Between(b, a, Empty), tolerance: 1e-12);
    });

    [Fact]
    public void A_procedure_is_wholly_similar_to_itself() =>
        Procedures.Sample(procedure => Assert.Equal(1, Between(procedure, procedure, Empty), tolerance: 1e-9));

    [Fact]
    public void Steps_without_a_word_are_not_similar_for_having_none()
    {
        var (one, other) = (Saying("deploy", "!!!"), Saying("backup", "???"));
        Assert.Equal(0, Between(one, other, Empty), tolerance: 1e-9);

        static Procedure Saying(string description, string step) =>
            new() { Title = "x", Description = description, Steps = Sample.Steps(step) };
    }

    [Theory]
    [InlineData("kubectl rollout status deployment/{name} -n {namespace}", "kubectl rollout status deployment/cart -n staging", true)]
    [InlineData("kubectl rollout status deployment/{name} -n {namespace}", "kubectl rollout undo deployment/cart -n staging", false)]
    [InlineData("{command}", "anything at all", true)]
    [InlineData("curl {url}", "curl", false)]
    [InlineData("Run  the TESTS", "run the tests", true)]
    [InlineData("git branch -d feature", "git branch -D feature", false)]
    [InlineData("rm /tmp/A", "rm /tmp/a", false)]
    [InlineData("curl {url}", "curl -X DELETE https://prod.example.org/all", false)]
    [InlineData("ship {name}", "ship cart && reboot", false)]
    [InlineData("git commit -m {message}", "git commit -m 'add the -v flag'", true)]
    [InlineData("find . -mtime {mtime}", "find . -mtime -7", true)]
    [InlineData("awk '{print $1}' {file}", "awk '{print $1}' access.log", true)]
    public void A_step_with_its_placeholders_filled_is_the_same_step(string stored, string run, bool same) =>
        Assert.Equal(same, Similarity.SameStep(Step.Parse(stored), Step.Parse(run)));

    [Theory]
    [InlineData("a b|c d", "a b|c d", 1)]
    [InlineData("aaa bbb|ccc ddd", "aaa bbb|eee fff", 0.5)]
    [InlineData("aaa bbb|ccc ddd", "bbb aaa|ddd ccc", 1)]
    [InlineData("aaa {x}|aaa {x}", "aaa bbb", 1)]
    [InlineData("aaa bbb", "ccc ddd", 0)]
    [InlineData("aaa bbb ccc ddd", "aaa eee", 0.333)]
    public void Steps_are_as_similar_as_what_they_share(string a, string b, double similarity) =>
        Assert.Equal(similarity, Similarity.BetweenSteps(Sample.Steps(a.Split('|')), Sample.Steps(b.Split('|'))), 3);

    [Fact]
    public void Steps_are_the_same_one_for_one_and_in_order()
    {
        Assert.True(Similarity.SameSteps(Sample.Steps("ship {x}", "look"), Sample.Steps("ship cart", "look")));
        Assert.False(Similarity.SameSteps(Sample.Steps("ship {x}", "look"), Sample.Steps("look", "ship cart")));
        Assert.False(Similarity.SameSteps(Sample.Steps("ship {x}", "look"), Sample.Steps("ship cart")));
        Assert.True(Similarity.SameSteps(Sample.Steps(), Sample.Steps()));
    }

    [Fact]
    public void Names_count_where_authors_gave_them()
    {
        var (a, b) = (
            ComparisonFeatures.Of(new Procedure { Title = "cart", Description = "deploy it" }),
            ComparisonFeatures.Of(new Procedure { Title = "search", Description = "deploy it" }));

        Assert.Equal(1, Similarity.Between(a, b, named: false, Empty), 9);
        Assert.Equal(0.5, Similarity.Between(a, b, named: true, Empty), 1);
    }

    [Fact]
    public void Words_are_six_tenths_and_steps_four()
    {
        Procedure Of(string about, string step) => new() { Title = "x", Description = about, Steps = Sample.Steps(step) };

        Assert.Equal(0.6, Between(Of("deploy", "aaa"), Of("deploy", "bbb"), Empty), 9);
        Assert.Equal(0.4, Between(Of("deploy", "aaa"), Of("backup", "aaa"), Empty), 9);
        Assert.Equal(1, Between(Of("deploy", "aaa"), Of("deploy", "aaa") with { Steps = [] }, Empty), 9);
        Assert.Equal(0, Between(Of("the", "aaa") with { Steps = [] }, Of("deploy", "aaa"), Empty), 9);
    }

    [Fact]
    public void A_word_weighs_by_its_count_and_its_rarity()
    {
        var frequencies = new WordFrequencies(8, new Dictionary<string, int> { ["cart"] = 4, ["deploy"] = 1 });
        double Weight(int count, int holding) => ((1 + Math.Log(count)) * Math.Log(10 / (holding + 1.0))) + 0.1;
        var (cart, deploy) = (Weight(2, 4), Weight(1, 1));

        Assert.Equal(
            cart / Math.Sqrt((cart * cart) + (deploy * deploy)),
            Between(Saying("cart cart deploy"), Saying("carts"), frequencies),
            9);
    }

    [Fact]
    public void Rare_words_weigh_more_than_common_ones()
    {
        var common = new WordFrequencies(100, new Dictionary<string, int> { ["deploy"] = 90, ["cart"] = 2 });
        var cart = new Procedure { Title = "x", Description = "deploy cart" };

        var (sharesRare, sharesCommon) = (cart with { Description = "restart cart" }, cart with { Description = "deploy search" });

        Assert.True(Between(cart, sharesRare, common) > Between(cart, sharesCommon, common));
    }

    [Fact]
    public void Words_count_six_tenths_and_steps_four()
    {
        var procedure = new Procedure { Title = "x", Description = "deploy cart", Steps = [Step.Parse("make ship")] };

        Assert.Equal(0.6, Between(procedure, procedure with { Steps = [Step.Parse("restart")] }, Empty), 9);
        Assert.Equal(0.4, Between(procedure, procedure with { Description = "backup shop" }, Empty), 9);
        Assert.Equal(1, Between(procedure, procedure with { Steps = [] }, Empty), 9);
        Assert.Equal(0, Between(procedure with { Description = "the" }, procedure with { Steps = [] }, Empty), 9);
    }

    [Fact]
    public void Titles_count_only_where_authors_gave_both()
    {
        var (a, b) = (new Procedure { Title = "alpha", Description = "deploy" }, new Procedure { Title = "beta", Description = "deploy" });
        var (one, other) = (ComparisonFeatures.Of(a), ComparisonFeatures.Of(b));

        Assert.Equal(1, Similarity.Between(one, other, named: false, Empty), 9);
        Assert.Equal(0.5, Similarity.Between(one, other, named: true, Empty), 9);
    }

    [Theory]
    [InlineData("make a|make b", "make a|make b", 1)]
    [InlineData("make x|make y", "make x", 2 / 3.0)]
    [InlineData("ship {n}|restart", "ship anything else here", 2 / 3.0)]
    [InlineData("ship {n}", "ship anything else here", 1)]
    [InlineData("alpha beta", "alpha gamma", 0.5)]
    [InlineData("alpha", "beta", 0)]
    [InlineData("the", "the", 1)]
    public void Steps_are_as_similar_as_what_they_share_of_steps_or_of_words(string a, string b, double similarity) =>
        Assert.Equal(similarity, Similarity.BetweenSteps(Steps(a), Steps(b)), 9);

    [Fact]
    public void Steps_of_a_run_are_the_same_in_order_and_number()
    {
        Assert.True(Similarity.SameSteps(Steps("ship {n}|check"), Steps("ship cart|Check")));
        Assert.False(Similarity.SameSteps(Steps("ship {n}|check"), Steps("check|ship cart")));
        Assert.False(Similarity.SameSteps(Steps("ship {n}"), Steps("ship cart|check")));
        Assert.True(Similarity.SameSteps(Sample.Steps(), Sample.Steps()));
    }

    static Procedure Saying(string description) => new() { Title = "x", Description = description };

    static IReadOnlyList<Step> Steps(string texts) => Sample.Steps(texts.Split('|'));

    static double Between(Procedure a, Procedure b, WordFrequencies frequencies) =>
        Similarity.Between(ComparisonFeatures.Of(a), ComparisonFeatures.Of(b), named: false, frequencies);
}
