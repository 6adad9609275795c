namespace SkillMcp.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task The_demonstration_tells_its_story_and_leaves_nothing_behind()
    {
        var scratch = Directory.CreateDirectory(skillmcp.Folder["scratch"]).FullName;
        skillmcp.Variables["TMPDIR"] = scratch;
        skillmcp.Variables["SKILLMCP_PROJECT"] = "not this one";
        var ran = await skillmcp.RunAsync("demo");

        Assert.Equal("", ran.Error);
        Assert.Equal(0, ran.Code);
        string[] story =
        [
            "retrieve_skill",
            "3 active skills, on average 90% reliable",
            "kubernetes-rolling-deploy (deployment, active, 94% of 50)",
            "kubectl rollout status deployment/recommendation-service -n production",
            "Skill: api-latency-investigation",
            "What is the capital of France?",
            "No stored procedure fits",
            "recurrent_category_setup",
            "sudo certbot --nginx -d api.finvault.com",
            "Composed full-production-deployment of 2 phases",
            "kubernetes-rolling-deploy is active, 94% reliable over 51 executions",
            "api-latency-investigation is active, 80% reliable over 33 executions",
            "5 active skills",
        ];
        var at = 0;
        foreach (var fact in story)
        {
            var found = ran.Output.IndexOf(fact, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{fact}' does not come, or too early, in:\n{ran.Output}");
            at = found;
        }
        Assert.DoesNotContain('\u001b', ran.Output);
        Assert.False(File.Exists(skillmcp.Memory));
        Assert.DoesNotContain(
            Directory.GetDirectories(scratch),
            folder => Path.GetFileName(folder).StartsWith("skillmcp", StringComparison.Ordinal));
    }
}
