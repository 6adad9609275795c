using CsCheck;
using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class SimilarityTests
{
    static readonly WordFrequencies Empty = new(0, new Dictionary<string, int>());

    static readonly Gen<Procedure> Procedures =
        from words in Words("deploy", "restart", "{name}", "cart", "-n", "prod", "check").List[1, 6].List[0, 4]
        from about in Words("deploy", "cart", "backup", "shop").List[1, 4]
        select new Procedure { Title = "x", Description = string.Join(' ', about), Steps = [.. words.Select(step => Step.Parse(string.Join(' ', step)))] };

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

    [Fact]
    public void Rare_words_weigh_more_than_common_ones()
    {
        var common = new WordFrequencies(100, new Dictionary<string, int> { ["deploy"] = 90, ["cart"] = 2 });
        var cart = new Procedure { Title = "x", Description = "deploy cart" };

        Assert.True(Between(cart, cart with { Description = "restart cart" }, common) > Between(cart, cart with { Description = "deploy search" }, common));
    }

    static double Between(Procedure a, Procedure b, WordFrequencies frequencies) => Similarity.Between(ComparisonFeatures.Of(a), ComparisonFeatures.Of(b), named: false, frequencies);
}
