using SkillMcp.Intents;
using static SkillMcp.Tests.Intents.DescribedProcedure;

namespace SkillMcp.Tests.Intents;

/// <summary>One word that is swapped in a request of the procedure's own words, beside requests in other words.</summary>
public sealed class ContrastTests
{
    static readonly Dictionary<string, Procedure> Procedures = new[]
    {
        Doing("escalate-ticket", "Escalate a Zendesk ticket to the engineering team through Jira"),
        Doing("approve-leave", "Process an employee's parental leave request in Workday"),
        Doing("add-alert", "Add an alert for high error rates in Grafana that notifies PagerDuty"),
        Doing("thaw-cells", "Thaw a cryovial of HEK293 cells and put it in culture"),
        Doing("deploy-api", "Deploy the orders API to the staging Kubernetes cluster with Helm"),
        Doing("upgrade-ubuntu", "Upgrade an Ubuntu server from 22.04 to 24.04 LTS"),
        Doing("upgrade-postgres", "Upgrade a PostgreSQL server to the next major version"),
    }.ToDictionary(procedure => procedure.Title);

    [Theory]
    [InlineData("escalate-ticket", "escalate a Zendesk ticket to the sales team", "sales")]
    [InlineData("approve-leave", "process an employee's sick leave in Workday", "sick")]
    [InlineData("add-alert", "add an alert for high latency in Grafana that notifies PagerDuty", "latency")]
    [InlineData("thaw-cells", "thaw a cryovial of yeast and put it in culture", "yeast")]
    public void A_word_that_only_the_request_says_is_named(string procedure, string task, string unsaid)
    {
        var difference = Assert.Single(Differences(procedure, task));
        Assert.Equal(DifferenceKind.Object, difference.Kind);
        Assert.Contains(unsaid, difference.Phrase);
    }

    [Theory]
    [InlineData("escalate-ticket", "support is stuck with 5512, the developers have to look at it")]
    [InlineData("escalate-ticket", "Escalate Zendesk ticket 5512 to the engineering team")]
    [InlineData("escalate-ticket", "please escalate the ticket of Ms. Lopez to engineering, because the printer is on fire")]
    [InlineData("approve-leave", "process the parental leave request of Tom in Workday, so that he sees his son")]
    [InlineData("thaw-cells", "thaw the HEK293 cells")]
    [InlineData("deploy-api", "deploy the orders API 2.3.1 to staging with Helm")]
    public void Names_values_reasons_and_other_words_tell_nothing(string procedure, string task) =>
        Assert.Empty(Differences(procedure, task));

    [Theory]
    [InlineData("upgrade-ubuntu", "Upgrade an Ubuntu server from 24.04 to 22.04")]
    [InlineData("upgrade-ubuntu", "upgrade the Ubuntu server from 24.04 to 26.04")]
    [InlineData("upgrade-ubuntu", "upgrade from Ubuntu 18.04 to 20.04")]
    public void Another_way_through_the_versions_differs(string procedure, string task) =>
        Assert.NotEmpty(Differences(procedure, task));

    [Theory]
    [InlineData("upgrade-ubuntu", "Upgrade the Ubuntu server app-3 from 22.04 to 24.04")]
    [InlineData("upgrade-ubuntu", "upgrade the Ubuntu server to 24.04")]
    [InlineData("upgrade-postgres", "upgrade the PostgreSQL server from 16 to 17")]
    public void The_same_way_or_none_agrees(string procedure, string task) => Assert.Empty(Differences(procedure, task));

    [Theory]
    [InlineData("de-escalate the Zendesk ticket", DifferenceKind.Opposite)]
    [InlineData("un-escalate the Zendesk ticket", DifferenceKind.Opposite)]
    [InlineData("close the Zendesk ticket", DifferenceKind.Action)]
    [InlineData("translate the Zendesk ticket", DifferenceKind.Action)]
    public void A_verb_that_no_list_has_is_the_procedures_own(string task, object kind) =>
        Assert.Equal((DifferenceKind)kind, Differences("escalate-ticket", task)[0].Kind);

    static IReadOnlyList<IntentDifference> Differences(string name, string task) => Procedures[name].Differences(task);
}
