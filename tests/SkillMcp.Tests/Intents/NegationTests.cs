using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

public sealed class NegationTests
{
    [Theory]
    [InlineData("publish", "make sure that the npm package is not published")]
    [InlineData("publish", "prevent anyone from publishing the npm package")]
    [InlineData("publish", "prevent anyone to publish the npm package")]
    [InlineData("publish", "I do not want you to publish the npm package")]
    [InlineData("publish", "I don't want the npm package published")]
    [InlineData("publish", "no npm publish please")]
    [InlineData("publish", "publishing the npm package is not allowed")]
    [InlineData("apply", "make sure nobody applies terraform to production")]
    [InlineData("apply", "prevent terraform from being applied to production")]
    [InlineData("apply", "terraform apply to production is forbidden today")]
    [InlineData("flush", "avoid flushing the redis cache")]
    [InlineData("flush", "whatever you do, don't flush the redis cache")]
    [InlineData("flush", "hold off on flushing the redis cache")]
    [InlineData("flush", "you can skip flushing the redis cache")]
    [InlineData("flush", "it's too early to flush the redis cache")]
    [InlineData("flush", "Instead of flushing the redis cache, tell me how big it is")]
    [InlineData("flush", "leave the redis cache alone")]
    [InlineData("flush", "keep your hands off the redis cache")]
    [InlineData("flush", "there is no need to flush the redis cache")]
    [InlineData("flush", "don't let anyone flush the redis cache")]
    [InlineData("deploy", "under no circumstances deploy the service to staging")]
    public void What_is_forbidden_in_any_wording_is_not_handed_over(string procedure, string task) =>
        Assert.Contains(EverydayProcedures.Differences(procedure, task), difference => difference.Kind == DifferenceKind.Negated);

    [Theory]
    [InlineData("don't nuke the hot key store")]
    [InlineData("never nuke the redis cache")]
    [InlineData("please do not zap the redis cache")]
    public void A_verb_that_is_not_known_is_forbidden_too(string task) =>
        Assert.Contains(EverydayProcedures.Differences("flush", task), difference => difference.Kind == DifferenceKind.Negated);

    [Theory]
    [InlineData("flush", "don't use redis-flush-cache")]
    [InlineData("flush", "skip redis-flush-cache")]
    [InlineData("flush", "anything but redis-flush-cache")]
    [InlineData("flush", "redis-flush-cache is forbidden")]
    [InlineData("back up", "not postgres-backup-to-s3 but postgres-restore-from-s3")]
    public void A_procedure_is_refused_by_its_name(string procedure, string task) =>
        Assert.Contains(EverydayProcedures.Differences(procedure, task), difference => difference.Kind == DifferenceKind.Negated);

    [Theory]
    [InlineData("flush", "flush the redis cache, no downtime please")]
    [InlineData("flush", "flush the redis cache without a restart")]
    [InlineData("flush", "never mind the old ticket, flush the redis cache")]
    [InlineData("flush", "nobody is online tonight, so flush the redis cache")]
    [InlineData("flush", "flush the redis cache but don't restart anything")]
    [InlineData("flush", "you don't need to back anything up, just flush the redis cache")]
    [InlineData("flush", "don't panic, just flush the redis cache")]
    [InlineData("flush", "Flush the redis cache, and make sure nobody gets logged out")]
    [InlineData("publish", "the npm package is still not published, please publish it")]
    [InlineData("publish", "publish the npm package, but not as a pre-release")]
    [InlineData("apply", "nobody applied the terraform change to production yet, please apply it")]
    [InlineData("back up", "no backup of the postgres database exists yet, please back it up to S3")]
    [InlineData("drain", "Drain the node without killing the pods")]
    [InlineData("restore", "not postgres-backup-to-s3 but postgres-restore-from-s3")]
    public void What_is_said_beside_does_not_forbid(string procedure, string task) =>
        Assert.Empty(EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("restore", "restore the postgres database... no wait, first just tell me when the last dump was made")]
    [InlineData("flush", "flush the redis cache. Scratch that, only count its keys")]
    public void What_is_taken_back_is_not_asked_for(string procedure, string task) =>
        Assert.NotEmpty(EverydayProcedures.Differences(procedure, task));
}
