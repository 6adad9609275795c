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

        var worded = Drafter.Reworded(draft, Certbot);

        Assert.Equal("set-up-ssl-tls-certificate-lets-encrypt", SkillName.From(worded.Title)?.Value);
        Assert.Equal(Certbot.Task, worded.Description);
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
    [InlineData("Convert the recording keynote.wav to stereo", "recording", "keynote", "Convert the recording to stereo")]
    [InlineData("Bump the chart to version 0.4.1 and release it", "version", "0.4.1", "Bump the chart to a version and release it")]
    [InlineData("Release 0.4.2 of the crate", "version", "0.4.2", "Release a version of the crate")]
    [InlineData("Train the churn model for 20 epochs", "epochs", "20", "Train the churn model for a number of epochs")]
    [InlineData("Create an account for ana on the server", "user", "ana", "Create an account for a user on the server")]
    [InlineData("Convert the recording to mp3", "format", "mp3", "Convert the recording to mp3")]
    [InlineData("Publish it to the local outbox", "name", "outbox", "Publish it")]
    [InlineData("Restart the crm", "name", "crm", "Restart something")]
    public void A_description_without_a_value_is_a_sentence(string task, string name, string value, string description)
    {
        var general = Sample.Procedure("x", $"use {{{name}}}") with { Parameters = [new Parameter { Name = name, Example = value }] };

        Assert.Equal(description, Drafter.Reworded(general, Certbot with { Task = task }).Description);
    }

    [Fact]
    public void A_name_ends_with_the_first_thing_that_is_done() =>
        Assert.Equal("Add feature flag web app", TitleOf("Add the feature flag to the web app and open a pull request"));

    [Fact]
    public void A_value_without_a_kind_takes_the_other_words_of_its_name_along()
    {
        var run = Certbot with { Task = "Publish acme 1.4.0 to the local feed" };
        var general = Sample.Procedure("x", "use {name} {version}") with
        {
            Parameters = [new Parameter { Name = "name", Example = "acme" }, new Parameter { Name = "version", Example = "1.4.0" }],
        };

        var worded = Drafter.Reworded(general, run);

        Assert.Equal(("Publish local feed", "Publish something to the local feed"), (worded.Title, worded.Description));
    }

    [Theory]
    [InlineData("one two three four five six seven eight nine", "Two three four five six seven eight")]
    [InlineData("Scale the workers up", "Scale up workers")]
    [InlineData("the  \n of 2 3", "The of 2 3")]
    public void A_name_has_seven_words_and_64_characters_at_most(string task, string title) =>
        Assert.Equal(title, TitleOf(task));

    [Fact]
    public void A_task_that_a_name_cannot_be_written_of_is_named_by_its_commands() =>
        Assert.Equal("Apt install certbot certbot renew", TitleOf(new string('数', 100)));

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

    static string TitleOf(string task) => Drafter.Reworded(Drafter.Draft(Certbot with { Task = task }), Certbot with { Task = task }).Title;

    static Procedure Draft(params string[] steps) =>
        Drafter.Draft(new Trajectory { Task = "x", Success = true, Steps = Sample.Steps(steps) });

    [Fact]
    public void A_name_is_the_first_seven_words_that_say_something()
    {
        Assert.Equal("Red green blue black white brown grey", Title("the red green blue black white brown grey pink"));
        Assert.Equal("Set up web", Title("Set up the web2 web".ToLowerInvariant()));
        Assert.Equal("Scale down", Title("scale it down"));
        Assert.Equal("Größe l’eau", Title("die Größe 4 l’eau").Replace("Die ", ""));
        Assert.Equal("It the", Title(" it\n the "));
        Assert.Equal(64, Title(new string('x', 100)).Length);
    }

    [Fact]
    public void A_description_is_the_task_on_one_line_and_as_long_as_it_may_be()
    {
        Assert.Equal("do all of it", Drafter.Draft(Certbot with { Task = " do\n all\tof  it " }).Description);
        Assert.Equal(Procedure.MaxDescriptionLength, Drafter.Draft(Certbot with { Task = new string('x', 2_000) }).Description.Length);
    }

    [Theory]
    [InlineData("docker build .|docker push x|helm upgrade x", "docker helm")]
    [InlineData("apt install docker|docker build .", "apt")]
    [InlineData("docker build .|apt install docker", "docker apt")]
    [InlineData("sudo A=b docker build .", "docker")]
    [InlineData("Build it: docker build .", "docker")]
    [InlineData("docker: helm upgrade", "helm")]
    [InlineData("ls -a|unknown x|docker-x y", "")]
    [InlineData("git pull|go build|make x|npm ci|pip install x|terraform plan", "git go make npm pip")]
    public void The_programs_that_are_called_must_be_there(string steps, string programs) =>
        Assert.Equal(
            programs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(program => $"{program} is installed and configured"),
            Drafter.Draft(Certbot with { Steps = Sample.Steps(steps.Split('|')) }).Preconditions);

    [Fact]
    public void Five_checks_say_what_is_true_afterwards()
    {
        string[] steps =
        [
            "Verify it all: a", "check that too : b", "make it: c", "Test X: d", "Ensure a thing: e", "Smoke test all: f",
            "Validate more: g",
        ];

        Assert.Equal(
            ["Verify it all passes", "check that too passes", "Test X passes", "Ensure a thing passes", "Smoke test all passes"],
            Drafter.Draft(Certbot with { Steps = Sample.Steps(steps) }).Postconditions);
    }

    [Fact]
    public void A_name_is_drafted_where_a_learned_skill_is_called_as_its_task_says()
    {
        var skill = Sample.Skill(Sample.Procedure("Deploy cart")) with
        {
            Source = Source.Learned,
            Provenance = new Provenance(Author.Agent, "", "Deploy the cart"),
        };

        Assert.True(Drafter.HasDraftedName(skill));
        Assert.False(Drafter.HasDraftedName(skill with { Source = Source.Manual }));
        Assert.False(Drafter.HasDraftedName(skill with { Provenance = skill.Provenance with { Task = "Deploy the search" } }));
        Assert.False(Drafter.HasDraftedName(skill with { Procedure = skill.Procedure with { Title = "deploy-cart" } }));
    }

    static string Title(string task) => TitleOf(task);
}
