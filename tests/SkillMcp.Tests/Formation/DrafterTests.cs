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
            Parameters =
            [
                new Parameter { Name = "domain", Description = "the host", Example = "api.example.org" },
                new Parameter { Name = "unused" },
            ],
        });

        Assert.Equal("tls_with_certbot", draft.Title);
        Assert.Equal("Get a certificate", draft.Description);
        Assert.Equal(["DNS points here"], draft.Preconditions);
        Assert.Equal(["HTTPS answers"], draft.Postconditions);
        Assert.Equal("api.example.org", Assert.Single(draft.Parameters).Example);
    }

    [Fact]
    public void Values_do_not_become_part_of_a_name() =>
        Assert.Equal("deploy-rec-service-production", SkillName.From(TitleOf("Deploy rec-service v1.2.3 to production"))?.Value);

    [Theory]
    [InlineData("one two three four five six seven eight nine", "two three four five six seven eight")]
    [InlineData("Scale the workers up", "Scale workers up")]
    [InlineData("the  \n of 2 3", "the of 2 3")]
    [InlineData("数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数", null)]
    public void A_name_has_seven_words_and_64_characters_at_most(string task, string? title) =>
        Assert.Equal(title ?? task[..63] + "…", TitleOf(task));

    [Fact]
    public void There_are_five_drafted_conditions_of_a_kind_at_most_each_once()
    {
        var programs = new[] { "docker ps", "git pull", "git push", "npm ci", "curl x", "jq .", "tar xf a", "make" };
        var checks = Enumerable.Range(1, 7).Select(number => $"Check part {(char)('a' + number)}: ls");
        var draft = Drafter.Draft(new Trajectory { Task = "x", Success = true, Steps = Sample.Steps([.. programs, .. checks]) });

        Assert.Equal(["docker", "git", "npm", "curl", "jq"], draft.Preconditions.Select(text => text.Split(' ')[0]));
        Assert.Equal(5, draft.Postconditions.Count);
    }

    [Theory]
    [InlineData("sudo A=1 docker ps", "docker is installed and configured")]
    [InlineData("Start it: sudo docker ps", "docker is installed and configured")]
    [InlineData("Start it: the docker daemon", "")]
    [InlineData("docker: ps", "")]
    [InlineData("ls docker", "")]
    [InlineData("sudo", "")]
    [InlineData("Start: ", "")]
    [InlineData("apt-get install docker", "apt-get is installed and configured")]
    public void The_program_of_a_step_is_its_first_word(string step, string precondition) =>
        Assert.Equal(precondition, string.Join(", ", Draft(step, "docker-nothing").Preconditions));

    [Fact]
    public void What_a_step_installs_need_not_be_there_before() =>
        Assert.Equal(["apt is installed and configured"], Draft("apt Install -y docker,git", "docker ps", "git pull").Preconditions);

    static string TitleOf(string task) => Drafter.Draft(Certbot with { Task = task }).Title;

    static Procedure Draft(params string[] steps) =>
        Drafter.Draft(new Trajectory { Task = "x", Success = true, Steps = Sample.Steps(steps) });
}
