using System.Globalization;
using Microsoft.Extensions.AI;
using SkillMcp.Agents;
using SkillMcp.Requests;

namespace SkillMcp.Examples;

/// <summary>The seven stages of the project's original demonstration, with any chat client.</summary>
public static class Demonstration
{
    static readonly string Line = new('=', 60);

    /// <summary>Runs the demonstration, and prints what happens.</summary>
    public static async Task RunAsync(IChatClient model, SkillMemory memory, TextWriter output, CancellationToken cancel = default)
    {
        await output.WriteLineAsync($"{Line}\nPROCEDURAL MEMORY - DEMONSTRATION\n{Line}");
        await KnownWorkflows.AddAsync(memory, cancel);
        var agent = new ProceduralAgent(model, memory);
        await output.WriteLineAsync($"\nInitialized: {await StatsAsync(memory, cancel)}");

        await TitleAsync(output, "QUERY 1: Kubernetes deployment");
        var deployment = await AskAsync(agent, output,
            "I need to deploy the recommendation-service to Kubernetes. "
            + "Image: 123456789.dkr.ecr.us-east-1.amazonaws.com/rec-service:abc123. Namespace: production.", cancel);

        await TitleAsync(output, "QUERY 2: API latency debugging");
        var debugging = await AskAsync(agent, output,
            "Our user-profile API is showing 8-second latency on /profile endpoint. Need to debug and fix this.", cancel);

        await TitleAsync(output, "LEARNING: New SSL setup skill");
        var learned = await agent.LearnFromTrajectoryAsync(
            "Set up SSL/TLS certificate with Let's Encrypt and Nginx on Ubuntu server",
            [
                "Install certbot: sudo apt install certbot python3-certbot-nginx",
                "Obtain cert: sudo certbot --nginx -d {domain}",
                "Verify renewal: sudo certbot renew --dry-run",
                "Reload nginx: sudo nginx -s reload",
                "Test HTTPS: curl -vI https://{domain} | grep 'SSL certificate'",
                "Set up cron: 0 12 * * * certbot renew --quiet",
            ],
            success: true,
            category: "setup",
            cancel: cancel);
        await output.WriteLineAsync($"[ProceduralAgent] Learned new skill: '{learned.Skill?.Name}' ({learned.Reason})");
        await output.WriteLineAsync($"\nUpdated skill store: {await StatsAsync(memory, cancel)}");

        await TitleAsync(output, "QUERY 3: SSL setup (newly learned)");
        var setup = await AskAsync(agent, output, "I need to set up SSL certificates for api.finvault.com using Let's Encrypt.", cancel);

        await TitleAsync(output, "SKILL COMPOSITION");
        var composed = await memory.ComposeAsync(
            new ComposeRequest
            {
                Skills = [SkillName.Parse("postgresql_migration_deploy"), SkillName.Parse("kubernetes_rolling_deploy")],
                Name = "full_production_deployment",
                Description = "Complete production deployment: migrate database then deploy application",
            },
            KnownWorkflows.Person,
            cancel);
        var steps = composed.Composition.Procedure.Steps.Count(step => !step.IsHeading);
        await output.WriteLineAsync($"Created composite skill: '{composed.Skill.Name}' with {steps} steps");
        await output.WriteLineAsync($"\nFinal skill store: {await StatsAsync(memory, cancel)}");

        await TitleAsync(output, "RECORDING OUTCOMES");
        await RecordAsync(agent, output, deployment, Outcome.Success, cancel);
        await RecordAsync(agent, output, debugging, Outcome.Success, cancel);
        await RecordAsync(agent, output, setup, Outcome.Success, cancel);
    }

    static Task TitleAsync(TextWriter output, string title) => output.WriteLineAsync($"\n\n=== {title} ===");

    static async Task<AgentAnswer> AskAsync(ProceduralAgent agent, TextWriter output, string question, CancellationToken cancel)
    {
        var answer = await agent.RespondAsync(question, cancel);
        await output.WriteLineAsync($"Agent ({answer.Skill?.Value ?? "no procedure"}):\n{answer}");
        return answer;
    }

    static async Task RecordAsync(
        ProceduralAgent agent, TextWriter output, AgentAnswer answer, Outcome outcome, CancellationToken cancel)
    {
        var recorded = await agent.RecordTaskOutcomeAsync(answer, outcome, cancel: cancel);
        await output.WriteLineAsync(recorded is null
            ? "[ProceduralAgent] No procedure was followed, so nothing is recorded"
            : $"[ProceduralAgent] Recorded '{outcome}' for skill '{recorded.Skill.Name}': "
                + $"{Percent(recorded.Skill.Reliability)} of {recorded.Skill.Record.Total}");
    }

    static async Task<string> StatsAsync(SkillMemory memory, CancellationToken cancel)
    {
        var stats = await memory.StatsAsync(cancel);
        var categories = stats.ByCategory.OrderBy(category => category.Key, StringComparer.Ordinal)
            .Select(category => $"{category.Key} {category.Value}");
        return $"{stats.TotalSkills} skills ({string.Join(", ", categories)}), {Percent(stats.AverageReliability)} reliable on average";
    }

    static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);
}
