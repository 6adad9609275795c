using ModelContextProtocol.Client;

namespace SkillMcp.Tests.EndToEnd;

public sealed class LearningLoopTests
{
    static readonly object Certificate = new
    {
        task = "Set up SSL/TLS certificate with Let's Encrypt and Nginx on Ubuntu server",
        steps = new[]
        {
            "Install certbot: sudo apt install certbot python3-certbot-nginx",
            "1. Obtain cert: sudo certbot --nginx -d {domain}",
            "Test HTTPS: curl -vI https://{domain}",
        },
        success = true,
        category = "setup",
        name = "certbot_nginx",
        preconditions = new[] { "DNS points to this host" },
        postconditions = new[] { "HTTPS answers" },
    };

    static readonly object Deployment = new
    {
        task = "Deploy the shop to Kubernetes",
        steps = new[] { "docker build -t shop:{tag} .", "kubectl set image deployment/shop shop=shop:{tag}",
            "kubectl rollout status deployment/shop" },
        success = true,
        name = "deploy-shop",
    };

    public static TheoryData<string> Versions => [.. RunningServer.ProtocolVersions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Over_stdio_a_run_becomes_a_skill_that_is_found_reported_and_composed(string version)
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync(version);

        Assert.Equal(version, client.NegotiatedProtocolVersion);
        await LoopAsync(client);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Over_HTTP_a_run_becomes_a_skill_that_is_found_reported_and_composed(string version)
    {
        await using var server = RunningServer.Http();
        await using var client = await server.ClientAsync(version);

        Assert.Equal(version, client.NegotiatedProtocolVersion);
        await LoopAsync(client);
    }

    [Fact]
    public async Task A_run_that_is_refused_says_that_it_is_remembered_and_the_second_one_is_stored()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync(RunningServer.ProtocolVersions[^1]);

        var (would, wouldText) = await client.CallAsync("store_trajectory", Moving("cart", "staging", dryRun: true));
        var (first, firstText) = await client.CallAsync("store_trajectory", Moving("cart", "staging"));
        var (list, _) = await client.CallAsync("list_skills", new { });
        var (second, secondText) = await client.CallAsync("store_trajectory", Moving("search", "prod"));

        Assert.Equal(("not_stored", true), (would.GetProperty("decision").GetString(), would.GetProperty("remembered").GetBoolean()));
        Assert.StartsWith("Nothing was written; the run would be not stored (one_time_task).\nIt would be remembered", wouldText);
        Assert.Equal(
            ("not_stored", "one_time_task", true),
            (first.GetProperty("decision").GetString(), first.GetProperty("reason").GetString(),
                first.GetProperty("remembered").GetBoolean()));
        Assert.Contains("It is remembered for 90 days", firstText);
        Assert.Contains("call again with name", firstText);
        var stats = list.GetProperty("stats");
        Assert.Equal((0, 1), (stats.GetProperty("total_skills").GetInt32(), stats.GetProperty("remembered_runs").GetInt32()));
        Assert.Equal(
            ("stored", "second_run", false),
            (second.GetProperty("decision").GetString(), second.GetProperty("reason").GetString(),
                second.GetProperty("remembered").GetBoolean()));
        Assert.StartsWith("The run was stored as the new skill ", secondText);

        static object Moving(string app, string stage, bool dryRun = false) => new
        {
            task = $"Move {app} to {stage}",
            steps = new[]
            {
                $"kubectl set image deployment/{app} app=web:2 -n {stage}",
                $"kubectl rollout status deployment/{app} -n {stage}",
                $"kubectl get pods -n {stage}",
            },
            success = true,
            dry_run = dryRun,
        };
    }

    static async Task LoopAsync(McpClient client)
    {
        var (nothing, advice) = await client.CallAsync("retrieve_skill", new { task = "set up an SSL certificate with nginx" });
        Assert.Equal(0, nothing.GetProperty("matches").GetArrayLength());
        Assert.Contains("store_trajectory", advice);

        var (stored, _) = await client.CallAsync("store_trajectory", Certificate);
        Assert.Equal(("stored", "certbot-nginx"), (stored.GetProperty("decision").GetString(), stored.GetProperty("skill").GetString()));
        await client.CallAsync("store_trajectory", Deployment);

        var (found, text) = await client.CallAsync("retrieve_skill",
            new { task = "Set up an SSL certificate with certbot and nginx", arguments = new { domain = "api.example.org" } });
        var match = found.GetProperty("matches")[0];
        Assert.Equal("certbot-nginx", match.GetProperty("skill").GetString());
        Assert.Equal("Test HTTPS: curl -vI https://api.example.org", match.GetProperty("steps")[2].GetString());
        Assert.Contains("  2. Obtain cert: sudo certbot --nginx -d api.example.org", text);

        var (recorded, _) = await client.CallAsync("record_outcome", new
        {
            skill = "certbot-nginx",
            outcome = "partial",
            retrieval_id = found.GetProperty("retrieval_id").GetString(),
            evidence = new { kind = "exit_code", observed = "0" },
        });
        Assert.Equal((0.75, 2), (recorded.GetProperty("reliability").GetDouble(), recorded.GetProperty("executions").GetInt32()));

        var (composed, _) = await client.CallAsync("compose_skills",
            new { skills = new[] { "certbot-nginx", "deploy-shop" }, name = "whole shop",
            description = "Certificate, then deployment of the shop" });
        Assert.Equal(["certbot-nginx", "deploy-shop"], composed.GetProperty("phases").EnumerateArray()
            .Select(phase => phase.GetProperty("skill").GetString()));

        var (_, whole) = await client.CallAsync("retrieve_skill", new { skill = "whole-shop" });
        Assert.Contains("  --- Phase: deploy-shop ---\n  4. docker build", whole);
    }

    [Fact]
    public async Task A_report_teaches_what_a_skill_is_asked_for()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await client.CallAsync("store_trajectory", Certificate);
        var asked = new { task = "the browser says that our padlock is broken" };
        var (nothing, _) = await client.CallAsync("retrieve_skill", asked);
        Assert.Equal(0, nothing.GetProperty("matches").GetArrayLength());
        Assert.False(nothing.TryGetProperty("retrieval_id", out _));

        var (named, _) = await client.CallAsync("retrieve_skill", new { asked.task, skill = "certbot-nginx" });
        await client.CallAsync("record_outcome",
            new { skill = "certbot-nginx", outcome = "success", retrieval_id = named.GetProperty("retrieval_id").GetString() });

        var (found, text) = await client.CallAsync("retrieve_skill", new { task = "our padlock is broken, says the browser" });
        Assert.Equal("certbot-nginx", found.GetProperty("matches")[0].GetProperty("skill").GetString());
        Assert.Contains("past tasks: ", text);
    }

    [Fact]
    public async Task What_differs_is_named_without_its_steps_and_other_words_are_asked_for_once()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await client.CallAsync("store_trajectory", Deployment);
        await client.CallAsync("store_trajectory", new
        {
            task = "Create a release branch",
            steps = new[] { "git fetch", "git branch release origin/main", "git push origin release" },
            success = true,
            name = "create-branch",
        });

        const string task = "Delete a release branch";
        var (found, text) = await client.CallAsync("retrieve_skill", new { task });
        var (again, _) = await client.CallAsync("retrieve_skill", new { task, also = new[] { "git", "remove" } });
        var (whole, _) = await client.CallAsync(
            "retrieve_skill", new { task = "Deploy the shop to Kubernetes", also = new[] { "kubectl" } });

        var match = found.GetProperty("matches")[0];
        var differs = Assert.Single(match.GetProperty("differs").EnumerateArray()).GetString();
        Assert.Equal("possible", match.GetProperty("fit").GetString());
        Assert.False(match.TryGetProperty("steps", out _));
        var advice = found.GetProperty("advice").GetString()!;
        Assert.StartsWith(
            $"'create-branch' seems not to be what is asked for: {differs}. Call again with 'also': 6-12 other words", advice);
        Assert.StartsWith(advice, text);
        Assert.Contains($" — {differs}", text);
        Assert.DoesNotContain("'also'", again.GetProperty("advice").GetString());
        Assert.False(whole.GetProperty("matches")[0].TryGetProperty("differs", out _));
        Assert.True(whole.GetProperty("matches")[0].TryGetProperty("steps", out _));
    }

    [Fact]
    public async Task What_was_done_and_what_is_known_say_where_to_go_on_and_what_holds()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await client.CallAsync("store_trajectory", Certificate);

        var (found, text) = await client.CallAsync("retrieve_skill", new
        {
            task = "set up an SSL certificate with nginx",
            done = new[] { "sudo apt install certbot python3-certbot-nginx", "sudo certbot --nginx -d shop.example.org" },
            context = new[] { "the DNS points to this host", "os=linux" },
        });

        var match = found.GetProperty("matches")[0];
        Assert.Equal(("certbot-nginx", 3), (match.GetProperty("skill").GetString(), match.GetProperty("next_step").GetInt32()));
        Assert.Equal(("DNS points to this host", "met"),
            (match.GetProperty("conditions")[0].GetProperty("text").GetString(), match.GetProperty("conditions")[0].GetProperty("state")
            .GetString()));
        Assert.Contains("Go on at step 3", text);
        Assert.Contains("  ✓ (met) DNS points to this host", text);
    }

    [Fact]
    public async Task Who_wrote_a_skill_is_kept_from_the_handshake()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();

        await client.CallAsync("store_trajectory", Certificate);
        var (_, text) = await client.CallAsync("retrieve_skill", new { skill = "certbot-nginx" });

        Assert.Contains("learned via the-tests 7.7", text);
    }

    [Fact]
    public async Task The_text_of_a_skill_keeps_the_form_that_agents_know()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await client.CallAsync("store_trajectory", Certificate);

        var (_, text) = await client.CallAsync("retrieve_skill", new { skill = "certbot-nginx" });

        var lines = text.Split('\n').Where(line => !line.StartsWith("Description:", StringComparison.Ordinal)).ToList();
        var start = lines.IndexOf("Skill: certbot-nginx");
        Assert.Equal(
            [
                "Skill: certbot-nginx",
                "Reliability: 100% (1 execution)",
                "Preconditions:",
                "  - DNS points to this host",
                "Steps:",
                "  1. Install certbot: sudo apt install certbot python3-certbot-nginx",
                "  2. Obtain cert: sudo certbot --nginx -d {domain}",
                "  3. Test HTTPS: curl -vI https://{domain}",
                "Expected outcome:",
                "  → HTTPS answers",
            ],
            lines[start..(start + 10)]);
    }

    [Fact]
    public async Task A_page_of_the_list_leads_to_the_next()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await client.CallAsync("store_trajectory", Certificate);
        await client.CallAsync("store_trajectory", Deployment);

        var (first, _) = await client.CallAsync("list_skills", new { limit = 1 });
        var (second, _) = await client.CallAsync("list_skills", new { limit = 1, cursor = first.GetProperty("next_cursor").GetString() });

        Assert.Equal("certbot-nginx", first.GetProperty("skills")[0].GetProperty("skill").GetString());
        Assert.Equal("deploy-shop", second.GetProperty("skills")[0].GetProperty("skill").GetString());
        Assert.Equal("", second.GetProperty("next_cursor").GetString());
        Assert.Equal(2, second.GetProperty("stats").GetProperty("total_skills").GetInt32());
    }
}
