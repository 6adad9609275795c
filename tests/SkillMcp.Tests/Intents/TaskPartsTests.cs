using SkillMcp.Intents;

namespace SkillMcp.Tests.Intents;

public sealed class TaskPartsTests
{
    [Theory]
    [InlineData("dump the database, then roll out, then tell the channel", "dump the database|roll out|tell the channel")]
    [InlineData("Please back up billing on db01, apply the migrations and restart the workers.",
        "Please back up billing on db01|apply the migrations|restart the workers")]
    [InlineData("First drain node wk-3, then upgrade the kernel, and finally put the node back into service",
        "First drain node wk-3|upgrade the kernel|put the node back into service")]
    [InlineData("Dump the database. After that roll out the api. Finally tell the channel.",
        "Dump the database|roll out the api|tell the channel")]
    [InlineData("Back up the database, after that migrate it and finally restart the api",
        "Back up the database|migrate it|restart the api")]
    [InlineData("1. renew the nginx certificate 2. rotate the key 3. block tiktok.com",
        "renew the nginx certificate|rotate the key|block tiktok.com")]
    [InlineData("Please:\n- renew the nginx certificate\n- rotate the key;", "renew the nginx certificate|rotate the key")]
    [InlineData("Renew the nginx certificate; rotate the key; block tiktok.com",
        "Renew the nginx certificate|rotate the key|block tiktok.com")]
    public void Several_things_in_a_task_are_told_apart(string task, string parts) =>
        Assert.Equal(parts.Split('|'), TaskParts.Of(task).Texts);

    [Theory]
    [InlineData("Build the image and push it to Harbor")]
    [InlineData("Take a copy of the database and put it in the bucket")]
    [InlineData("What happens then?")]
    [InlineData("Upgrade to 2. The release notes say how")]
    [InlineData("Restart the api after that migration has run")]
    [InlineData("Don't restart anything, then tell me what is wrong")]
    [InlineData("")]
    public void A_single_thing_stays_whole(string task) => Assert.Equal([task], TaskParts.Of(task).Texts);

    [Fact]
    public void There_are_three_parts_at_most() =>
        Assert.Equal(3, TaskParts.Of("Drain the node, then upgrade the kernel, then reboot the host, then uncordon the node").Texts.Count);
}
