using CsCheck;
using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class ConflictTests
{
    [Theory]
    [InlineData("Backup the database to s3", "Restore the database from s3")]
    [InlineData("Back up the database to s3", "Restore the database from s3")]
    [InlineData("Create a release branch", "Delete a release branch")]
    [InlineData("Migrate the postgres database", "Migrate the mysql database")]
    [InlineData("Upgrade the cluster to version 2", "Upgrade the cluster to version 3")]
    [InlineData("Upgrade the cluster from 1.27 to 1.28", "Upgrade the cluster from 1.28 to 1.29")]
    [InlineData("Move the database from 14 to 15", "Move the database from 15 to 16")]
    [InlineData("Scale up the workers", "Scale in the workers")]
    [InlineData("Scale the workers up", "Scale the workers down")]
    [InlineData("Build the image on Windows", "Build the image on Linux")]
    [InlineData("Turn on the flag darkMode", "Turn off the flag darkMode")]
    [InlineData("Switch the lamp in the hall on", "Switch the lamp in the hall off")]
    public void What_is_done_to_what_must_agree(string a, string b)
    {
        Assert.NotNull(Between(a, b));
        Assert.NotNull(Between(b, a));
    }

    [Theory]
    [InlineData("Deploy the cart service to Kubernetes", "Deploy the cart service to k8s")]
    [InlineData("Migrate the Postgres database", "Migrate our PostgreSQL database")]
    [InlineData("Set up TLS with nginx", "Configure TLS for nginx")]
    [InlineData("Set up SSH keys on server web1", "Set up SSH keys on server db7")]
    [InlineData("Deploy the cart in staging", "Deploy the cart")]
    [InlineData("Deploy cart to staging", "Deploy cart to production")]
    public void Other_words_for_the_same_thing_are_not_a_conflict(string a, string b) => Assert.Null(Between(a, b));

    [Theory]
    [InlineData("aws-well-architected-review", "azure-well-architected-review")]
    [InlineData("java-springboot", "kotlin-springboot")]
    [InlineData("convert-pdf-to-md", "convert-word-to-md")]
    [InlineData("create-specification", "update-specification")]
    [InlineData("abc-def", "部署服务")]
    public void Names_that_swap_a_word_stay_apart(string a, string b)
    {
        Procedure Named(string name) => Saying("Follow the team's guide") with { Title = name };

        Assert.NotNull(Conflict.Between(Named(a), Named(b), named: true));
        Assert.Null(Conflict.Between(Named(a), Named(b), named: false));
    }

    [Theory]
    [InlineData("Click the toggle next to \"Off\" so that it says \"On\"", "Click the toggle next to \"On\" so that it says \"Off\"", true)]
    [InlineData("Set {feature} to true", "Set {flag} to false", true)]
    [InlineData("Click \"Save\"", "Click \"Save\"", false)]
    [InlineData("Click the toggle so that it says \"On\"", "Click \"Save\"", false)]
    public void A_step_that_leads_where_the_others_begins_is_a_conflict(string a, string b, bool conflict)
    {
        Assert.Equal(conflict, Conflict.BetweenSteps([Step.Parse(a)], [Step.Parse(b)]) is not null);
        Assert.Equal(conflict, Conflict.BetweenSteps([Step.Parse(b)], [Step.Parse(a)]) is not null);
    }

    [Fact]
    public void What_turns_something_off_and_on_again_leads_nowhere_else() => Assert.Null(Conflict.BetweenSteps(
        [Step.Parse("Turn it off"), Step.Parse("Turn it on")], [Step.Parse("Turn it on"), Step.Parse("Turn it off")]));

    [Fact]
    public void Names_of_which_one_has_no_word_are_told_apart() => Assert.Equal(
        "they have other names",
        Conflict.Between(Saying("Guide") with { Title = "abc-def" }, Saying("Guide") with { Title = "部署服务" }, named: true));

    [Fact]
    public void The_first_words_that_two_names_swap_are_told()
    {
        var (one, other) = (Saying("Guide") with { Title = "shop-queue-guide" }, Saying("Guide") with { Title = "cart-topic-guide" });

        Assert.Equal("one is named 'shop' where the other is named 'cart'", Conflict.Between(one, other, named: true));
    }

    [Fact]
    public void A_name_that_only_says_more_is_not_a_conflict()
    {
        var (one, other) = (Saying("Deploy") with { Title = "deploy-api" }, Saying("Deploy") with { Title = "deploy-rest-api" });

        Assert.Null(Conflict.Between(one, other, named: true));
    }

    [Fact]
    public void A_conflict_is_one_in_both_directions() => Gen.Select(Descriptions, Descriptions).Sample((a, b) =>
    {
        Assert.Equal(Between(a, b) is null, Between(b, a) is null);
        Assert.Equal(Conflict.Opposes(a, b), Conflict.Opposes(b, a));
        Assert.Equal(Conflict.Contradicts(a, b), Conflict.Contradicts(b, a));
        Assert.Null(Between(a, a));
    });

    static readonly Gen<string> Descriptions =
        Gen.OneOf(
            "create", "delete", "backup", "restore", "back", "up", "down", "set", "scale", "in", "out", "start", "stopped", "running",
            "postgres", "mysql", "aws", "azure", "the", "service", "2", "3", "v2", "1.27", "web1")
        .List[0, 5].Select(words => string.Join(' ', words));

    [Theory]
    [InlineData("on", "off", false)]
    [InlineData("postgres", "mysql", true)]
    [InlineData("postgres", "PostgreSQL", false)]
    [InlineData("backup", "restore", true)]
    [InlineData("cart", "search", false)]
    [InlineData("", "backup", false)]
    public void A_value_opposes_its_opposite_and_another_of_its_family(string a, string b, bool opposes) =>
        Assert.Equal(opposes, Conflict.Opposes(a, b));

    [Theory]
    [InlineData("the service is stopped", "the service is running", true)]
    [InlineData("maintenance mode enabled", "maintenance mode disabled", true)]
    [InlineData("the service is stopped", "the database is running", false)]
    [InlineData("backup completed", "database restored", false)]
    public void Conditions_contradict_in_what_both_name(string a, string b, bool contradict) =>
        Assert.Equal(contradict, Conflict.Contradicts(a, b));

    static string? Between(string a, string b) => Conflict.Between(Saying(a), Saying(b), named: false);

    static Procedure Saying(string description) => new() { Title = "x", Description = description };
}
