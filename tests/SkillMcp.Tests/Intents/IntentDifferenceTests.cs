using CsCheck;
using SkillMcp.Intents;
using static SkillMcp.Tests.Intents.DescribedProcedure;

namespace SkillMcp.Tests.Intents;

public sealed class IntentDifferenceTests
{
    static readonly string[] Objects = ["database", "mailbox", "certificate", "user account", "Kafka topic", "branch", "invoice"];

    static readonly Procedure Dump = Doing(
        "postgres-dump-to-s3",
        "Takes a logical backup of one PostgreSQL database with pg_dump and stores the file in the S3 bucket.");

    static readonly Procedure Production = Doing(
        "deploy-web-shop-to-staging", "Deploys a release of the web shop to the staging cluster with Helm.");

    [Theory]
    [InlineData("Restore the PostgreSQL database billing from the dump", "Opposite: backs up; you ask to restore")]
    [InlineData("Take a backup of the MySQL database shopfront", "System: for PostgreSQL; you ask for MySQL")]
    [InlineData("Back up the config directory of db01", "Object: for PostgreSQL databases; you ask for config directories")]
    [InlineData("Does pg_dump lock tables for writing?", "Question: a how-to; you ask a question")]
    [InlineData("List the dumps of billing", "Action: backs up; you ask to list")]
    public void What_differs_is_said_in_a_phrase(string task, string expected) =>
        Assert.Contains(expected, Differences(task, Dump));

    [Theory]
    [InlineData("Don't run the backup of crm yet, only tell me whether there is room", DifferenceKind.Negated)]
    [InlineData("Rename the PostgreSQL database billing", DifferenceKind.Action)]
    public void Each_kind_of_difference_is_told(string task, object kind) =>
        Assert.Contains(Dump.Differences(task), difference => difference.Kind == (DifferenceKind)kind);

    [Fact]
    public void A_place_differs_from_another() =>
        Assert.Equal(["Environment: for staging; you ask for production"], Differences("Deploy web-shop 3.4.2 to production", Production));

    [Theory]
    [InlineData("Before tonight's change, take a copy of the billing Postgres database and put it in the bucket.")]
    [InlineData("pg backup of crm_eu to s3, now")]
    [InlineData("Could you save the complete contents of the database?")]
    [InlineData("I want a safety copy of everything in the tables of inventory_w2")]
    [InlineData("Somebody emptied half the tables of crm_eu")]
    [InlineData("")]
    public void A_task_that_is_served_or_says_too_little_does_not_differ(string task) => Assert.Empty(Differences(task, Dump));

    [Fact]
    public void What_finds_something_out_is_not_contradicted_by_a_question()
    {
        var lookup = new Procedure
        {
            Title = "balance",
            Description = "what is my account balance",
            Steps = [Step.Parse("Look the balance up in the bank's records")],
        };

        Assert.Empty(Differences("how much money is on my account?", lookup));
    }

    [Fact]
    public void A_task_in_the_words_of_a_procedure_does_not_differ_from_it() =>
        Gen.Select(Gen.Int[0, ActionLexicon.Instance.Examples.Count - 1], Gen.OneOf(Objects)).Sample((number, thing) =>
        {
            var (_, sentence) = ActionLexicon.Instance.Examples[number];
            var asked = Intent.OfTask(sentence);
            var verb = asked.Actions.Count > 0 ? asked.Actions[0].Verb : "restore";
            var verbPhrase = verb.Contains(' ') ? "restore" : verb;
            var procedure = Doing($"{verbPhrase}-it", $"{English.ThirdPerson(verbPhrase)} the {thing} of one customer.");
            return procedure.Differences($"{verbPhrase} the {thing} of one customer").Count == 0;
        });

    static IEnumerable<string> Differences(string task, Procedure procedure) =>
        procedure.Differences(task).Select(difference => $"{difference.Kind}: {difference.Phrase}");
}
