using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class NamedVersionTests
{
    static readonly Gen<int[]> Numbers = Gen.Int[0, 3].Array[1, 4];

    [Theory]
    [InlineData("node 20", "20", nameof(VersionBound.Exact))]
    [InlineData("v1.2.3", "1.2.3", nameof(VersionBound.Exact))]
    [InlineData("Node 18+", "18", nameof(VersionBound.OrNewer))]
    [InlineData("Python >= 3.10", "3.10", nameof(VersionBound.OrNewer))]
    [InlineData("at least 3", "3", nameof(VersionBound.OrNewer))]
    [InlineData("3.9 or newer", "3.9", nameof(VersionBound.OrNewer))]
    [InlineData("Go ≥ 1.22", "1.22", nameof(VersionBound.OrNewer))]
    [InlineData("Java <= 17", "17", nameof(VersionBound.OrOlder))]
    [InlineData("Java 17 or older", "17", nameof(VersionBound.OrOlder))]
    [InlineData("up to Java 17", "17", nameof(VersionBound.OrOlder))]
    [InlineData("Java 17 is up to date", "17", nameof(VersionBound.Exact))]
    [InlineData("Java < 17", "17", nameof(VersionBound.Older))]
    [InlineData("before Java 17", "17", nameof(VersionBound.Older))]
    [InlineData("Java below 17", "17", nameof(VersionBound.Older))]
    [InlineData("1.2.3.4", "1.2.3.4", nameof(VersionBound.Exact))]
    [InlineData("999999", "999999", nameof(VersionBound.Exact))]
    public void A_text_names_a_version_and_which_others_would_do(string text, string numbers, string bound)
    {
        var version = NamedVersion.Of(text);

        Assert.Equal(numbers, string.Join('.', version.Numbers));
        Assert.Equal(bound, version.Bound.ToString());
    }

    [Theory]
    [InlineData("node")]
    [InlineData("node 18 or 20")]
    [InlineData("10 GB of disk")]
    [InlineData("10GB")]
    [InlineData("port 443")]
    [InlineData("within 24 hours")]
    [InlineData("3 replicas")]
    [InlineData("k8s")]
    [InlineData("1234567")]
    [InlineData("٣")]
    public void Two_numbers_amounts_ports_and_names_are_not_versions(string text) => Assert.True(NamedVersion.Of(text).IsNone);

    [Theory]
    [InlineData("17", "17", ConditionState.Met)]
    [InlineData("17", "18", ConditionState.Unmet)]
    [InlineData("3.11.4", "3.11", ConditionState.Met)]
    [InlineData("3.11", "3.11.4", ConditionState.Unknown)]
    [InlineData("3", "3.11+", ConditionState.Unknown)]
    [InlineData("2", "3.11+", ConditionState.Unmet)]
    [InlineData("4", "3.11+", ConditionState.Met)]
    [InlineData("3.9", "3.10+", ConditionState.Unmet)]
    [InlineData("3.10", "3.10+", ConditionState.Met)]
    [InlineData("3.10", "<= 3.10", ConditionState.Met)]
    [InlineData("3.10.1", "<= 3.10", ConditionState.Met)]
    [InlineData("3.11", "<= 3.10", ConditionState.Unmet)]
    [InlineData("3.10", "< 3.10", ConditionState.Unmet)]
    [InlineData("3.10.1", "< 3.10", ConditionState.Unmet)]
    [InlineData("3.9", "< 3.10", ConditionState.Met)]
    [InlineData("17", "any", ConditionState.Met)]
    [InlineData("any", "any", ConditionState.Met)]
    [InlineData("any", "17", ConditionState.Unknown)]
    [InlineData("17+", "17", ConditionState.Unknown)]
    [InlineData("< 17", "17", ConditionState.Unknown)]
    public void A_version_that_is_there_satisfies_one_that_is_needed(string own, string needed, ConditionState state) =>
        Assert.Equal(state, NamedVersion.Of(own).Evaluate(NamedVersion.Of(needed)));

    [Fact]
    public void Bounds_agree_with_each_other() =>
        Gen.Select(Numbers, Numbers).Sample((own, needed) =>
        {
            ConditionState Evaluate(VersionBound bound) =>
                new NamedVersion(own, VersionBound.Exact).Evaluate(new NamedVersion(needed, bound));
            var exact = Evaluate(VersionBound.Exact);
            if (exact == ConditionState.Unknown)
            {
                return Enum.GetValues<VersionBound>().All(bound => Evaluate(bound) == ConditionState.Unknown);
            }
            return (exact == ConditionState.Met) == (Met(VersionBound.OrNewer) && Met(VersionBound.OrOlder))
                && Met(VersionBound.OrNewer) != Met(VersionBound.Older)
                && Met(VersionBound.OrOlder) == (Met(VersionBound.Older) || exact == ConditionState.Met);

            bool Met(VersionBound bound) => Evaluate(bound) == ConditionState.Met;
        });

    [Fact]
    public void Versions_of_as_many_parts_are_compared_like_those_of_the_runtime() =>
        Gen.Select(Gen.Int[0, 12].Array[3, 3], Gen.Int[0, 12].Array[3, 3]).Sample((own, needed) =>
        {
            var isNewer = new Version(own[0], own[1], own[2]) >= new Version(needed[0], needed[1], needed[2]);
            var state = new NamedVersion(own, VersionBound.Exact).Evaluate(new NamedVersion(needed, VersionBound.OrNewer));
            Assert.Equal(isNewer ? ConditionState.Met : ConditionState.Unmet, state);
        });
}
