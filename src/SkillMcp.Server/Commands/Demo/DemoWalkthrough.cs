using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands.Demo;

/// <summary>What <c>skillmcp demo</c> shows: an agent's calls to a real server, and what its model sees of the answers.</summary>
sealed class DemoWalkthrough(McpClient server, CancellationToken cancel)
{
    public async Task RunAsync()
    {
        Terminal.Line("An agent without procedural memory works out every task from scratch.");
        Terminal.Line("This one remembers what worked. After each '>' is what its model calls,");
        Terminal.Line("and below that what a real server answers.");

        Chapter("It connects, and is offered these tools");
        foreach (var tool in await server.ListToolsAsync(cancellationToken: cancel))
        {
            Terminal.Item("-", $"{tool.Name}: {tool.Title}");
        }

        Chapter("The memory before: three skills, each with the record of its executions");
        await CallAsync("list_skills", "{}");

        Chapter("A task that was done 50 times before: the procedure comes back, filled in with what is known");
        var deploying = await CallAsync("retrieve_skill", """
            {
              "task": "Deploy the recommendation-service to Kubernetes",
              "arguments": {
                "registry": "123456789.dkr.ecr.us-east-1.amazonaws.com",
                "image": "rec-service",
                "tag": "abc123",
                "name": "recommendation-service",
                "namespace": "production"
              }
            }
            """);

        Chapter("Another task, in other words than the skill's own");
        var debugging = await CallAsync("retrieve_skill", """
            { "task": "Our user-profile API is showing 8-second latency on /profile endpoint. Need to debug and fix this." }
            """);

        Chapter("A question that no procedure answers: nothing is found, and nothing is made up");
        await CallAsync("retrieve_skill", """{ "task": "What is the capital of France?" }""");

        Chapter("Something new was done, and it worked: the run becomes a skill");
        await CallAsync("store_trajectory", """
            {
              "task": "Set up SSL/TLS certificate with Let's Encrypt and Nginx on Ubuntu server",
              "steps": [
                "Install certbot: sudo apt install certbot python3-certbot-nginx",
                "Obtain cert: sudo certbot --nginx -d {domain}",
                "Verify renewal: sudo certbot renew --dry-run",
                "Reload nginx: sudo nginx -s reload",
                "Test HTTPS: curl -vI https://{domain} | grep 'SSL certificate'",
                "Set up cron: 0 12 * * * certbot renew --quiet"
              ],
              "success": true,
              "category": "setup"
            }
            """);

        Chapter("So the next one who needs it finds it");
        await CallAsync("retrieve_skill", """
            {
              "task": "I need to set up SSL certificates for api.finvault.com using Let's Encrypt.",
              "arguments": { "domain": "api.finvault.com" }
            }
            """);

        Chapter("Small skills are joined into a larger one, which refers to them and improves when they do");
        await CallAsync("compose_skills", """
            {
              "skills": ["postgresql-migration-deploy", "kubernetes-rolling-deploy"],
              "name": "full_production_deployment",
              "description": "Complete production deployment: migrate database then deploy application"
            }
            """);

        Chapter("How it went is reported, with what was observed; reliability is counted, not claimed");
        await CallAsync("record_outcome", $$"""
            {
              "skill": "kubernetes-rolling-deploy", "outcome": "success", "retrieval_id": "{{deploying}}",
              "evidence": {
                "kind": "http_status", "observed": "200", "expected": "200", "check": "curl -f http://recommendation-service/health"
              }
            }
            """);
        await CallAsync("record_outcome", $$"""
            { "skill": "api-latency-investigation", "outcome": "success", "retrieval_id": "{{debugging}}" }
            """);

        Chapter("The memory after: it has grown by what was learned and what was joined");
        await CallAsync("list_skills", "{}");

        Chapter("Your own memory");
        Terminal.Line("For agents: 'skillmcp serve', in the configuration of any MCP client.");
        Terminal.Line("By hand: skillmcp add, list, show, retrieve, confirm; --help shows all.");
    }

    static void Chapter(string heading)
    {
        Terminal.Line();
        Terminal.Heading($"== {heading} ==");
    }

    /// <summary>Calls a tool, and shows the call and its answer.</summary>
    /// <returns>The id of the retrieval; empty if the tool gives none.</returns>
    async Task<string> CallAsync(string tool, string arguments)
    {
        Terminal.Faint($"> {tool} {arguments}");
        var result = await server.CallToolAsync(tool, Read(arguments), cancellationToken: cancel);
        Terminal.Line(string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text)).TrimEnd());
        if (result.IsError is true)
        {
            throw new SkillException($"The demonstration ends here, because {tool} failed.");
        }
        return result.StructuredContent?.TryGetProperty("retrieval_id", out var id) is true ? id.GetString() ?? "" : "";
    }

    static Dictionary<string, object?> Read(string arguments) =>
        JsonElement.Parse(arguments).EnumerateObject().ToDictionary(argument => argument.Name, argument => (object?)argument.Value);
}
