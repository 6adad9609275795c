using SkillMcp.Intents;
using static SkillMcp.Tests.Intents.DescribedProcedure;

namespace SkillMcp.Tests.Intents;

/// <summary>A procedure of one or two steps is told apart like a longer one; a tool, a topic and a document serve many tasks.</summary>
public sealed class ShortProcedureTests
{
    static readonly Dictionary<string, Procedure> Procedures = new[]
    {
        InSteps("invite-guest", "Invites an external guest to the tenant and adds them to a team.",
            "az ad invitation create {email}", "add {email} to {team}"),
        InSteps("clear-cdn-cache", "Clears the CDN cache of the web site after a release.",
            "curl -X POST https://api.cdn.example/purge", "curl -I https://www.example.com/{path}"),
        InSteps("scale-deployment", "Scales a Kubernetes deployment up or down.",
            "kubectl scale deployment/{service} --replicas={replicas}"),
        InSteps("restart-service", "Restarts a service.", "`systemctl restart nginx`"),
        InSteps("pdf-tool", "Works with PDF files.", "See the chapters on forms, tables and merging."),
        InSteps("letters", "Writes letters to customers."),
        InSteps("cities", "Finds cities of a state.", "Installation", "Quick Start"),
    }.ToDictionary(procedure => procedure.Title);

    [Theory]
    [InlineData("invite-guest", "invite the team to a meeting")]
    [InlineData("invite-guest", "add a graphql query for invoices")]
    [InlineData("invite-guest", "remove the guest from the tenant")]
    [InlineData("clear-cdn-cache", "disable the CDN cache for /api")]
    [InlineData("clear-cdn-cache", "clear the browser cache")]
    [InlineData("scale-deployment", "deploy cart v1.2 to production")]
    [InlineData("scale-deployment", "delete the deployment cart")]
    [InlineData("restart-service", "stop the service nginx")]
    public void It_differs_from_what_a_longer_one_would_differ_from(string procedure, string task) =>
        Assert.NotEmpty(Differences(procedure, task));

    [Theory]
    [InlineData("invite-guest", "invite a guest from Contoso to the tenant")]
    [InlineData("clear-cdn-cache", "users still see the old styles after the release")]
    [InlineData("clear-cdn-cache", "since the last deployment the site shows old pages")]
    [InlineData("clear-cdn-cache", "purge the CDN cache of the site")]
    [InlineData("scale-deployment", "scale cart to 5 replicas")]
    [InlineData("restart-service", "restart nginx")]
    [InlineData("pdf-tool", "merge two invoices into one file")]
    [InlineData("letters", "write a postcard to a customer")]
    [InlineData("cities", "which towns are there in Ohio?")]
    public void What_it_does_or_may_do_does_not_differ(string procedure, string task) =>
        Assert.Empty(Differences(procedure, task));

    static IReadOnlyList<IntentDifference> Differences(string procedure, string task) => Procedures[procedure].Differences(task);
}
