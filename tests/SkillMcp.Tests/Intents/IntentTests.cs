using CsCheck;
using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

public sealed class IntentTests
{
    static readonly Gen<string> Sentence = Gen.OneOf(
        Gen.String,
        Gen.OneOf(
            "please", "don't", "do not", "only", "take", "the", "back", "up", "database", "of", "which", "how", "is", "?", ".", ",", "(",
            "'", "must", "be", "restored", "could you", "roll", "out", "Postgres", "staging", "db01", "and", "then", "\n", "let", "it")
        .List[0, 30].Select(words => string.Join(' ', words)));

    [Theory]
    [InlineData("Could you make a fresh dump of the Postgres database loyalty_prod?", "back up")]
    [InlineData("Hi, I'm just back from leave. Anyway: could you take the service back to the previous release?", "roll back")]
    [InlineData("The maintenance is over, put the node back into service.", "return to service")]
    [InlineData("Please have the certificate revoked.", "revoke")]
    [InlineData("The role must be dropped from every server.", "delete")]
    [InlineData("let it go on from the last checkpoint please", "resume")]
    [InlineData("How do I restore a mailbox?", "restore")]
    [InlineData("I'd like you to switch the nightly job off", "disable")]
    [InlineData("tf import sg-0d5e", "import")]
    [InlineData("Please look at it: the index should be rebuilt", "inspect")]
    public void The_verb_of_a_request_says_what_is_asked_for(string task, string expected) =>
        Assert.Contains(expected, ClassesOf(Intent.OfTask(task).Actions[0]));

    [Theory]
    [InlineData("Release 3.8 is off")]
    [InlineData("Port 9100 in the firewall is not needed any more")]
    [InlineData("the release notes from a backup")]
    [InlineData("My colleague said that she would restore the database")]
    [InlineData("They want to see the whole list")]
    [InlineData("")]
    [InlineData("Somebody emptied half the tables of crm_eu")]
    public void A_noun_is_no_verb_and_what_others_do_is_not_asked_for(string task) =>
        Assert.DoesNotContain(Intent.OfTask(task).Actions, action => action is { IsPolite: true, Classes.Length: > 0 });

    [Theory]
    [InlineData("Does pg_dump lock tables while it runs?", true)]
    [InlineData("what happens to the offsets when a topic is deleted", true)]
    [InlineData("From which failure rate on is a test considered flaky?", true)]
    [InlineData("If a column was dropped in between, is a downgrade safe?", true)]
    [InlineData("Could you restore the mailbox?", false)]
    [InlineData("How do I restore a mailbox?", false)]
    [InlineData("Restore the mailbox.", false)]
    [InlineData("I have an app that logs in twice, and it loses every session after an hour. Why?", false)]
    public void A_question_is_told_from_a_request_and_from_a_case(string task, bool isQuestion) =>
        Assert.Equal(isQuestion, Intent.OfTask(task).IsQuestion);

    [Theory]
    [InlineData("Don't run the backup yet, only tell me whether there is room.", "inspect")]
    [InlineData("Please do not remove any user, just list the accounts.", "inspect")]
    [InlineData("Nothing is to be revoked yet; tell me only which certificates there are.", "inspect")]
    [InlineData("No rollout today, but please check the logs.", "inspect")]
    [InlineData("Please delete nothing; I'd only like a list of the topics.", "inspect")]
    [InlineData("Hold off with deleting the topic, show me its owner.", "inspect")]
    public void What_is_not_to_be_done_is_told_from_what_is(string task, string expected)
    {
        var asked = Intent.OfTask(task);

        Assert.NotEmpty(asked.Negated);
        Assert.Contains(expected, ClassesOf(asked.Actions[0]));
    }

    [Theory]
    [InlineData("Put test_api into quarantine, but don't lose sight of it")]
    [InlineData("Don't forget to restart the workers")]
    public void A_caution_is_no_negation(string task) => Assert.Empty(Intent.OfTask(task).Negated);

    [Fact]
    public void A_procedure_does_what_the_verbs_of_its_name_and_description_say()
    {
        var does = Intent.OfProcedure(SkillName.Of(Sample.PostgresqlMigrationDeploy), Sample.PostgresqlMigrationDeploy);

        Assert.Contains("deploy", does.Actions.SelectMany(ClassesOf));
        Assert.False(does.AnswersQuestions);
    }

    [Fact]
    public void Any_text_is_read_and_read_the_same_again() => Sentence.Sample(text =>
        Print(Intent.OfTask(text)) == Print(Intent.OfTask(text)) && TaskParts.Of(text).Texts.Count is >= 1 and <= 3);

    [Fact]
    public void A_task_of_a_megabyte_is_read_by_its_beginning()
    {
        var task = "Restore the database. " + string.Concat(Enumerable.Repeat("take back up the (\u200b'\ud800 ", 60_000));

        Assert.Contains("restore", ClassesOf(Intent.OfTask(task).Actions[0]));
    }

    static IEnumerable<string> ClassesOf(AskedAction action) => action.Classes.Select(one => ActionLexicon.Instance.Names[one]);

    static string Print(Intent intent) =>
        $"{Verbs(intent.Actions)} {Verbs(intent.Negated)} {intent.IsQuestion}";

    static string Verbs(IEnumerable<AskedAction> actions) => string.Join(';', actions.Select(action => action.Verb));
}
