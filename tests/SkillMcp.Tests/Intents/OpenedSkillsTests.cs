using CsCheck;
using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

public sealed class OpenedSkillsTests
{
    [Theory]
    [InlineData("redis-flush-cache", "redis-flush-cache")]
    [InlineData("open the skill postgres-restore", "postgres-restore")]
    [InlineData("Use the procedure `redis-flush-cache` to empty the redis cache of the shop", "redis-flush-cache")]
    [InlineData("show me deploy-api in full", "deploy-api")]
    [InlineData("execute postgres-restore-from-s3", "postgres-restore-from-s3")]
    [InlineData("start the runbook drain-node, please", "drain-node")]
    [InlineData("Follow deploy-api.", "deploy-api")]
    [InlineData("roll out the changes in prod with terraform-apply-production", "terraform-apply-production")]
    [InlineData("run redis-flush-cache, then cdn-purge-cloudflare", "redis-flush-cache cdn-purge-cloudflare")]
    [InlineData("follow deploy-api and follow deploy-api", "deploy-api")]
    public void A_skill_is_asked_for_by_its_name(string task, string names) =>
        Assert.Equal(names, string.Join(' ', OpenedSkills.In(task)));

    [Theory]
    [InlineData("don't use redis-flush-cache")]
    [InlineData("please do not use postgres-restore-from-s3 today")]
    [InlineData("skip redis-flush-cache")]
    [InlineData("Clear the cache without using redis-flush-cache")]
    [InlineData("never run terraform-apply-production")]
    public void A_skill_that_is_refused_is_not(string task) => Assert.Empty(OpenedSkills.In(task));

    [Theory]
    [InlineData("deploy web-shop to staging")]
    [InlineData("run docker-compose up on the server")]
    [InlineData("restart the api-server")]
    [InlineData("use the new logo")]
    [InlineData("compare deploy-api and deploy-web")]
    [InlineData("")]
    public void A_name_that_is_mentioned_asks_for_nothing(string task) => Assert.Empty(OpenedSkills.In(task));

    [Fact]
    public void Any_text_is_read() => Gen.String.Sample(text => OpenedSkills.In(text).Count <= 3);
}
