using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class SafeguardsTests
{
    static readonly IReadOnlyList<Step> Migration = Steps(
        "Backup schema: pg_dump --schema-only {db_name} > schema_backup.sql",
        "Run on production: alembic upgrade head",
        "Verify schema: psql -c '\\d+ {table_name}'",
        "Wait for the replicas to catch up",
        "If issues: alembic downgrade -1");

    [Fact]
    public void A_shorter_way_that_drops_them_names_each()
    {
        var lost = Safeguards.LostBetween(Migration, Steps("Run on production: alembic upgrade head"));

        Assert.Collection(lost,
            step => Assert.StartsWith("backup: Backup schema", step),
            step => Assert.StartsWith("check: Verify schema", step),
            step => Assert.StartsWith("wait: Wait for", step),
            step => Assert.StartsWith("rollback: If issues", step));
    }

    [Fact]
    public void Other_words_for_the_same_check_lose_nothing() =>
        Assert.Empty(Safeguards.LostBetween(
            Steps("Verify schema: psql -c '\\d+ {table_name}'"),
            Steps("Check the schema with psql -c '\\d+ orders'")));

    [Fact]
    public void One_check_does_not_replace_two() =>
        Assert.Single(Safeguards.LostBetween(
            Steps("check the logs for errors", "check the logs for warnings"),
            Steps("check the logs for errors and warnings")));

    [Theory]
    [InlineData("Wait for the replicas", "rollback the replicas", "wait: Wait for the replicas")]
    [InlineData("check b c f g h j k l n", "check b c p q u v w x z", "")]
    [InlineData("check b c f g h j k l n", "check b o p q u v w x z", "check: check b c f g h j k l n")]
    [InlineData("Roll back the release", "ship it", "rollback: Roll back the release")]
    [InlineData("Roll out the release", "ship it", "")]
    [InlineData("Ask before the restore", "ship it", "confirmation and rollback: Ask before the restore")]
    [InlineData("Dry-run the plan", "ship it", "check: Dry-run the plan")]
    [InlineData("Back up the database prod", "Make no backup of the database prod", "backup: Back up the database prod")]
    [InlineData("Dump the database prod", "Skip the dump of the database prod", "backup: Dump the database prod")]
    [InlineData("Back up the database prod", "Delete the old backup of the database prod", "backup: Back up the database prod")]
    [InlineData("Copy nginx.conf to nginx.conf.bak", "ship it", "backup: Copy nginx.conf to nginx.conf.bak")]
    [InlineData("Save a copy of the table", "ship it", "backup: Save a copy of the table")]
    [InlineData("Make sure that nobody is logged in", "ship it", "check: Make sure that nobody is logged in")]
    [InlineData("Put the site into maintenance mode", "ship it", "wait: Put the site into maintenance mode")]
    public void A_counterpart_is_of_the_same_kind_and_similar(string before, string after, string lost) =>
        Assert.Equal(lost, string.Join(", ", Safeguards.LostBetween(Steps(before), Steps(after))));

    [Fact]
    public void Nothing_is_lost_of_nothing_and_everything_to_nothing()
    {
        Assert.Empty(Safeguards.LostBetween([], Migration));
        Assert.Equal(["wait: Wait for it", "backup: Dump it"], Safeguards.LostBetween(Steps("Wait for it", "ship it", "Dump it"), []));
    }

    [Fact]
    public void A_step_that_stays_does_not_replace_another() =>
        Assert.Equal(
            ["backup: list the dump: dumpctl crm.dump | head -5"],
            Safeguards.LostBetween(
                Steps("list the dump: dumpctl crm.dump | head -5", "aws s3 cp crm.dump s3://acme/crm/"),
                Steps("crmctl migrate", "aws s3 cp crm.dump s3://acme/crm/")));

    [Fact]
    public void What_guards_nothing_may_go() =>
        Assert.Empty(Safeguards.LostBetween(Steps("cd /srv/app", "alembic upgrade head"), Steps("alembic upgrade head")));

    [Fact]
    public void The_same_steps_lose_nothing() => Assert.Empty(Safeguards.LostBetween(Migration, Migration));

    static IReadOnlyList<Step> Steps(params string[] texts) => [.. texts.Select(Step.Parse)];

    [Theory]
    [InlineData("roll the release back", "rollback: roll the release back")]
    [InlineData("take it back", "")]
    [InlineData("npm run build", "")]
    [InlineData("pg_ctl stop", "")]
    [InlineData("pg_dump shop", "backup: pg_dump shop")]
    [InlineData("helm upgrade shop --dry-run", "check: helm upgrade shop --dry-run")]
    [InlineData("roll the dice", "")]
    [InlineData("back up and verify it", "check and backup: back up and verify it")]
    [InlineData("snapshot then verify", "backup and check: snapshot then verify")]
    [InlineData("wait for approval", "wait and confirmation: wait for approval")]
    public void A_step_guards_by_what_its_words_say(string step, string lost) =>
        Assert.Equal(lost, string.Join('|', Safeguards.LostBetween(Steps(step), Steps("ls"))));

    [Theory]
    [InlineData("verify aaa bbb ccc", "check aaa xxx yyy", "check: verify aaa bbb ccc")]
    [InlineData("verify aaa bbb", "check aaa xxx", "")]
    [InlineData("verify aaa bbb", "wait aaa bbb", "check: verify aaa bbb")]
    public void A_counterpart_guards_in_the_same_way_and_says_a_third_of_it(string before, string after, string lost) =>
        Assert.Equal(lost, string.Join('|', Safeguards.LostBetween(Steps(before), Steps(after))));

    [Fact]
    public void A_step_that_is_the_same_is_taken_before_one_that_is_like_it() =>
        Assert.Empty(Safeguards.LostBetween(Steps("check aaa bbb", "check aaa ccc"), Steps("check aaa ccc", "check aaa bbb")));
}
