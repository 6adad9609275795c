using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

public sealed class ActionDifferenceTests
{
    [Theory]
    [InlineData("apply", "run terraform plan against production but don't apply")]
    [InlineData("apply", "run terraform plan against production")]
    [InlineData("apply", "preview the terraform changes in production")]
    [InlineData("publish", "npm publish dry run")]
    [InlineData("publish", "npm publish --dry-run")]
    [InlineData("publish", "do a dry run of publishing the npm package")]
    public void A_trial_is_not_the_thing(string procedure, string task) =>
        Assert.NotEmpty(EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("apply", "execute terraform apply for production")]
    [InlineData("back up", "run a backup of postgres to S3")]
    [InlineData("restore", "do a restore of the postgres database from S3")]
    [InlineData("flush", "perform a flush of the redis cache")]
    [InlineData("enable", "start by enabling BitLocker on the laptop")]
    public void What_is_run_or_performed_says_what_is_asked_for(string procedure, string task) =>
        Assert.Empty(EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("flush", "explain how to flush the redis cache")]
    [InlineData("flush", "document how we flush the redis cache")]
    [InlineData("flush", "tell me how to flush the redis cache")]
    [InlineData("flush", "is it safe to flush the redis cache")]
    [InlineData("flush", "I wonder whether flushing the redis cache is safe")]
    [InlineData("flush", "in which cases do we flush the redis cache")]
    [InlineData("flush", "any idea why we flush the redis cache?")]
    public void An_explanation_is_not_the_thing(string procedure, string task) =>
        Assert.NotEmpty(EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("flush", "how do I flush the redis cache?")]
    [InlineData("flush", "can you tell me what to do to flush the redis cache?")]
    [InlineData("flush", "I wonder whether you could flush the redis cache")]
    [InlineData("enable", "what's the best way to enable BitLocker on the laptop?")]
    [InlineData("flush", "The redis cache is full: what it holds should be flushed by tonight")]
    public void The_way_to_do_it_is_asked_for_by_who_will_do_it(string procedure, string task) =>
        Assert.Empty(EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("flush", "schedule a monthly redis cache flush")]
    [InlineData("flush", "automate the redis cache flush")]
    [InlineData("deploy", "schedule the deployment of cart to staging")]
    [InlineData("clean up", "uninstall docker on the host")]
    [InlineData("deploy", "scale the kubernetes deployment to 5 replicas")]
    [InlineData("deploy", "undeploy cart from staging")]
    [InlineData("deploy", "document the deployment of cart to staging")]
    [InlineData("enable", "get the BitLocker recovery key of a laptop")]
    [InlineData("transcode", "add subtitles to a video for the web with ffmpeg")]
    public void Another_action_on_the_same_thing_differs(string procedure, string task) =>
        Assert.NotEmpty(EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("On the laptop disable BitLocker")]
    [InlineData("we should turn BitLocker off on the laptop")]
    [InlineData("someone needs to disable BitLocker on the laptop")]
    [InlineData("I need BitLocker disabled on the laptop")]
    [InlineData("make sure BitLocker is disabled on the laptop")]
    [InlineData("you can disable BitLocker now")]
    [InlineData("please go ahead and disable BitLocker")]
    [InlineData("feel free to disable BitLocker")]
    [InlineData("proceed with disabling BitLocker")]
    [InlineData("use manage-bde to disable BitLocker")]
    public void The_opposite_is_known_however_it_is_asked_for(string task) =>
        Assert.Contains(EverydayProcedures.Differences("enable", task), difference => difference.Kind == DifferenceKind.Opposite);

    [Theory]
    [InlineData("apply", "roll out the terraform changes in prod")]
    [InlineData("flush", "clear out the redis cache")]
    [InlineData("flush", "wipe the redis cache")]
    [InlineData("flush", "reset the redis cache")]
    [InlineData("close", "end the sprint")]
    [InlineData("back up", "export the postgres db to s3")]
    [InlineData("back up", "copy the postgres db to s3")]
    [InlineData("scrub", "scrub a leaked password from git history")]
    [InlineData("reset", "rewind the kafka offsets")]
    [InlineData("reset", "set the offsets of the kafka consumer group back to Monday")]
    [InlineData("transcode", "compress this video with ffmpeg")]
    [InlineData("file", "write an expense report")]
    [InlineData("invoice", "send out the invoices for May")]
    [InlineData("publish", "push the npm package to the registry")]
    public void Words_for_the_same_do_not_differ(string procedure, string task) =>
        Assert.Empty(EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("scrub", "Nobody should find the leaked password in the git history any more")]
    [InlineData("scrub", "Make sure that nobody sees the leaked password in the git history")]
    [InlineData("flush", "Nobody can read the new prices while the redis cache holds the old ones")]
    public void What_others_are_kept_from_is_not_what_is_not_to_be_done(string procedure, string task) =>
        Assert.DoesNotContain(EverydayProcedures.Differences(procedure, task), difference => difference.Kind == DifferenceKind.Negated);

    [Theory]
    [InlineData("flush", "squeegee the redis cache", "flushes cache; you ask to squeegee")]
    [InlineData("flush", "deal with the redis cache", "flushes cache; you ask to deal with")]
    [InlineData("back up", "upload a postgres dump to S3", "backs up; you ask to upload")]
    public void Who_calls_the_thing_by_its_word_means_the_action_by_its_word_too(string procedure, string task, string phrase) =>
        Assert.Equal([new IntentDifference(DifferenceKind.Action, phrase)], EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("flush", "nuke the redis cache")]
    [InlineData("flush", "take care of the redis cache")]
    [InlineData("publish", "make the npm package available on the registry")]
    [InlineData("flush", "flsuh the redis cache")]
    [InlineData("flush", "fl\u200Bush the re\u200Bdis cache")]
    [InlineData("deploy", "staging")]
    [InlineData("issue", "install a Let's Encrypt certificate on nginx")]
    [InlineData("issue", "get a let's encrypt certificate for nginx")]
    [InlineData("apply", "public void Configure(IApplicationBuilder app)")]
    public void What_is_not_known_counts_against_nothing(string procedure, string task) =>
        Assert.Empty(EverydayProcedures.Differences(procedure, task));

    [Theory]
    [InlineData("back up", "restroe the postgres database from S3")]
    [InlineData("back up", "resore the postgres database from S3")]
    public void A_slip_of_the_pen_still_names_the_opposite(string procedure, string task) =>
        Assert.NotEmpty(EverydayProcedures.Differences(procedure, task));
}
