using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class DrafterTests
{
    static readonly Trajectory Certbot = new()
    {
        Task = "Set up SSL/TLS certificate with Let's Encrypt and Nginx on Ubuntu server",
        Success = true,
        Category = "setup",
        Steps =
        [
            Step.Parse("Install certbot: sudo apt install certbot python3-certbot-nginx"),
            Step.Parse("Obtain cert: sudo certbot --nginx -d {domain}"),
            Step.Parse("Verify renewal: sudo certbot renew --dry-run"),
            Step.Parse("Test HTTPS: curl -vI https://{domain} | grep 'SSL certificate'"),
        ],
    };

    [Fact]
    public void What_the_caller_leaves_out_is_drafted_from_the_run()
    {
        var draft = Drafter.Draft(Certbot);

        Assert.Equal("set-up-ssl-tls-certificate-lets-encrypt", SkillName.From(draft.Title)?.Value);
        Assert.Equal(Certbot.Task, draft.Description);
        Assert.Equal(["domain"], draft.Parameters.Select(p => p.Name));
        Assert.Equal(["apt is installed and configured", "curl is installed and configured"], draft.Preconditions);
        Assert.Equal(["Verify renewal passes", "Test HTTPS passes"], draft.Postconditions);
    }

    [Fact]
    public void What_the_caller_gives_is_taken()
    {
        var draft = Drafter.Draft(Certbot with
        {
            Name = "tls_with_certbot",
            Description = "Get a certificate",
            Preconditions = ["DNS points here"],
            Postconditions = ["HTTPS answers"],
            Parameters = [new Parameter { Name = "domain", Description = "the host", Example = "api.example.org" }, new Parameter { Name = "unused" }],
        });

        Assert.Equal("tls_with_certbot", draft.Title);
        Assert.Equal("Get a certificate", draft.Description);
        Assert.Equal(["DNS points here"], draft.Preconditions);
        Assert.Equal(["HTTPS answers"], draft.Postconditions);
        Assert.Equal("api.example.org", Assert.Single(draft.Parameters).Example);
    }

    [Fact]
    public void Values_do_not_become_part_of_a_name() =>
        Assert.Equal("deploy-rec-service-production", SkillName.From(Drafter.Draft(Certbot with { Task = "Deploy rec-service v1.2.3 to production" }).Title)?.Value);
}
