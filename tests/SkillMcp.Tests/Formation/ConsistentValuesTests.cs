using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class ConsistentValuesTests
{
    static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["release"] = "grafana",
        ["version"] = "0.9.3",
        ["wait"] = "15",
    };

    [Fact]
    public void Where_a_compound_ends_another_step_says()
    {
        var steps = Aligned(
            ("helm upgrade {release} --version {version} --wait={wait}", "helm upgrade loki-stack --version 11.0.1-rc2 --wait=15"),
            ("helm list | grep {release}-{version}", "helm list | grep loki-stack-11.0.1-rc2"));

        Assert.Equal(
            [("release", "loki-stack"), ("version", "11.0.1-rc2")],
            steps[1].Filled.Select(place => (place.Name, place.InRun)));
        Assert.Empty(steps[1].Gaps);
        Assert.Equal(["loki-stack", "11.0.1-rc2", "15"], steps[0].Filled.Select(place => place.InRun));
    }

    [Fact]
    public void A_value_that_stays_the_same_beside_one_that_changes_stays_a_parameter()
    {
        var steps = Aligned(
            ("helm upgrade {release} --set tag={version}", "helm upgrade loki-stack --set tag=0.9.3"),
            ("git tag -m \"{release} {version} is out\"", "git tag -m \"loki-stack 0.9.3 is out\""));

        Assert.Equal(["release", "version"], steps[1].Filled.Select(place => place.Name));
    }

    [Fact]
    public void A_step_that_its_values_do_not_explain_is_left_as_it_was_aligned()
    {
        var steps = Aligned(
            ("helm upgrade {release}", "helm upgrade loki-stack"),
            ("echo {release}", "echo prometheus"));

        Assert.Equal("prometheus", Assert.Single(steps[1].Filled).InRun);
    }

    [Fact]
    public void A_name_and_the_version_behind_it_are_two_values_where_another_step_has_the_version_alone()
    {
        var steps = Aligned(
            ("npm version 1.4.0", "npm version 2.0.1"),
            ("node publish.js acme-csv-1.4.0.tgz --feed ../feed", "node publish.js brio-yaml-2.0.1.tgz --feed ../feed"));

        Assert.Equal([("acme-csv", "brio-yaml"), ("1.4.0", "2.0.1")], steps[1].Gaps.Select(gap => (gap.Text, gap.Other)));
    }

    static List<AlignedStep> Aligned(params (string Known, string Run)[] steps) => ConsistentValues.Of(
        [.. steps.Select(step => AlignedStep.Of(Step.Parse(step.Known), Examples, Step.Parse(step.Run))!)]);
}
