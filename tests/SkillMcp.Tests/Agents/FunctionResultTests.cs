using System.Net;
using Microsoft.Extensions.AI;
using static SkillMcp.Tests.Agents.ScriptedModel;

namespace SkillMcp.Tests.Agents;

/// <summary>What a function returns says whether it failed, as a value of .NET, as JSON and in its own words.</summary>
public sealed class FunctionResultTests
{
    static readonly string[] Steps = ["build --service={service}", "push --service={service}", "roll_out --service={service}"];

    public enum Ending
    {
        Done,
        Failed,
    }

    [Theory]
    [InlineData("Failed: no nodes")]
    [InlineData("FAILED: no nodes")]
    [InlineData("failed")]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData("error: no nodes")]
    [InlineData("ERROR no nodes")]
    [InlineData("Deployment failed: no nodes available")]
    [InlineData("The rollout of cart failed.")]
    [InlineData("The rollout did not complete within 300s")]
    [InlineData("Could not roll out cart: no nodes available.")]
    [InlineData("I could not reach the cluster")]
    [InlineData("Unable to connect to the cluster")]
    [InlineData("Failed to roll out cart")]
    [InlineData("An error occurred: no nodes")]
    [InlineData("An unexpected error has occurred while rolling out")]
    [InlineData("Something went wrong")]
    [InlineData("permission denied")]
    [InlineData("Access denied")]
    [InlineData("cart: permission denied")]
    [InlineData("timed out waiting for the condition")]
    [InlineData("Request timed out")]
    [InlineData("500 Internal Server Error")]
    [InlineData("HTTP/1.1 500 Internal Server Error")]
    [InlineData("HTTP 502")]
    [InlineData("Response status code does not indicate success: 503 (Service Unavailable).")]
    [InlineData("status: failed")]
    [InlineData("service: cart\nstatus: failed\nnode: a1")]
    [InlineData("success=false, reason=quota")]
    [InlineData("Building…\nPushing…\nFailed: no nodes")]
    [InlineData("connection refused")]
    [InlineData("System.InvalidOperationException: no nodes")]
    [InlineData("Fehler: keine Knoten verfügbar")]
    [InlineData("Die Bereitstellung ist fehlgeschlagen")]
    [InlineData("Erreur : aucun nœud")]
    [InlineData("No se pudo conectar")]
    [InlineData("エラーが発生しました")]
    [InlineData("""{"success":false}""")]
    [InlineData("""{"Success":"False","Message":"no nodes"}""")]
    [InlineData("""{"IsSuccess":false}""")]
    [InlineData("""{"is_success":false}""")]
    [InlineData("""{"succeeded":false}""")]
    [InlineData("""{"ok":false}""")]
    [InlineData("""{"status":"FAILED","message":"no nodes"}""")]
    [InlineData("""{"Status":"Failed"}""")]
    [InlineData("""{"status":500,"title":"Internal Server Error"}""")]
    [InlineData("""{"statusCode":500,"body":"oops"}""")]
    [InlineData("""{"status_code":"404"}""")]
    [InlineData("""{"result":"error","detail":"no nodes"}""")]
    [InlineData("""{"result":{"success":false}}""")]
    [InlineData("""{"data":null,"errors":[{"message":"no nodes"}]}""")]
    [InlineData("""{"Errors":["no nodes"]}""")]
    [InlineData("""{"isError":"true","content":[]}""")]
    [InlineData("""{"isError":true,"content":[{"type":"text","text":"no nodes"}]}""")]
    [InlineData("""{"error":"no nodes"}""")]
    [InlineData("""{"errorMessage":"no nodes"}""")]
    [InlineData("""{"failed":2,"done":1}""")]
    [InlineData("""{"exitCode":1}""")]
    [InlineData("""{"ExitCode":1,"Output":"no"}""")]
    [InlineData("""{"message":"Could not connect to the cluster"}""")]
    [InlineData("""[{"service":"cart","success":false}]""")]
    public async Task A_result_that_says_it_failed_is_a_failure(string result) => Assert.Equal((0, 1), await CountsAsync(() => result));

    [Theory]
    [InlineData("ok")]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("0 errors")]
    [InlineData("no failures")]
    [InlineData("No errors occurred.")]
    [InlineData("rolled out, 0 errors, 0 failed")]
    [InlineData("Failed: 0")]
    [InlineData("Passed: 12, Failed: 0")]
    [InlineData("error: none")]
    [InlineData("Error: none")]
    [InlineData("status: ok, error: none")]
    [InlineData("Fixed the error handler; deployment complete")]
    [InlineData("Retried the failed job; all pods are up")]
    [InlineData("Deleted cart; this cannot be undone")]
    [InlineData("Restarted the pods that failed")]
    [InlineData("Could not find any problems")]
    [InlineData("Error pages were uploaded")]
    [InlineData("Created the failure report")]
    [InlineData("timeout set to 500 ms")]
    [InlineData("500")]
    [InlineData("404")]
    [InlineData("500 rows imported")]
    [InlineData("the old service is not running")]
    [InlineData("Warning: the cache was empty")]
    [InlineData("404 page published")]
    [InlineData("deployment \"cart\" successfully rolled out")]
    [InlineData("Fehlerseite veröffentlicht")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":null,"status":"ok"}""")]
    [InlineData("""{"error":"","status":"ok"}""")]
    [InlineData("""{"error":false}""")]
    [InlineData("""{"errors":[],"failed":0,"status":"ok"}""")]
    [InlineData("""{"success":true,"message":"Failed pods were replaced: 2"}""")]
    [InlineData("""{"status":200}""")]
    [InlineData("""{"statusCode":201,"id":500}""")]
    [InlineData("""{"code":500,"amount":404}""")]
    [InlineData("""{"status":"done","topic":"error handling"}""")]
    [InlineData("""[{"service":"cart","success":true}]""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_result_that_only_speaks_of_errors_is_a_success(string result) =>
        Assert.Equal((1, 0), await CountsAsync(() => result));

    [Fact]
    public async Task A_page_or_a_log_that_a_function_gives_back_at_length_says_nothing_of_the_function()
    {
        var page = $"How to read logs\n{string.Concat(Enumerable.Repeat("A line of the page.\n", 60))}"
            + "ERROR: could not connect\nFailed: 3\nstatus: failed\nThat is how it looks.";
        Assert.Equal((1, 0), await CountsAsync(() => page));
    }

    public static TheoryData<string, int> Values => new()
    {
        { nameof(Boolean), 0 },
        { nameof(Ending), 0 },
        { nameof(HttpStatusCode), 0 },
        { "record", 0 },
        { "records", 0 },
        { nameof(Int32), 1 },
        { nameof(Ending.Done), 1 },
        { "good record", 1 },
    };

    [Theory, MemberData(nameof(Values))]
    public async Task A_value_of_dotnet_says_it_too(string kind, int successes)
    {
        Delegate function = kind switch
        {
            nameof(Boolean) => (string service) => false,
            nameof(Ending) => (string service) => Ending.Failed,
            nameof(HttpStatusCode) => (string service) => new { StatusCode = HttpStatusCode.InternalServerError },
            "record" => (string service) => new { IsSuccess = false, Errors = new[] { "no nodes" } },
            "records" => (string service) => new[] { new { Success = true }, new { Success = false } },
            nameof(Int32) => (string service) => 1,
            nameof(Ending.Done) => (string service) => Ending.Done,
            _ => (string service) => new { IsSuccess = true, Errors = Array.Empty<string>() },
        };
        Assert.Equal((successes, 1 - successes), await CountsAsync(AIFunctionFactory.Create(function, "roll_out")));
    }

    [Theory]
    [InlineData("It failed: the service does not respond after the deployment.", 0)]
    [InlineData("Unfortunately, the deployment failed.", 0)]
    [InlineData("I could not verify it. The service does not respond.", 0)]
    [InlineData("The service is not responding.", 0)]
    [InlineData("Leider ist es fehlgeschlagen.", 0)]
    [InlineData("All done.", 1)]
    [InlineData("The first attempt failed, but the second one worked.", 1)]
    [InlineData("Deployed. No errors occurred.", 1)]
    [InlineData("Done: the pods that failed were replaced.", 1)]
    [InlineData("I could not find any problems, all is up.", 1)]
    public async Task The_agents_own_last_words_are_believed_where_they_say_less_good(string said, int successes) =>
        Assert.Equal((successes, 1 - successes), await CountsAsync(AgentDriver.Function("roll_out"), said));

    static Task<(int, int)> CountsAsync(Func<string> result) => CountsAsync(AgentDriver.Function("roll_out", _ => result()));

    static async Task<(int, int)> CountsAsync(AITool rollOut, string said = "All done, deployed successfully!")
    {
        ChatMessage Call(string function) => Calls(function, ("service", "cart"));
        await using var agent = await AgentDriver.NewAsync(
            Saying(Call("build"), Call("push"), Call("roll_out"), Says(said)),
            tools: [AgentDriver.Function("build"), AgentDriver.Function("push"), rollOut]);
        await agent.Opened.AddAsync("deploy-service", "Deploy a service to kubernetes", Steps);
        await agent.SayAsync("Deploy the cart service to kubernetes");
        var record = Assert.Single(await agent.SkillsAsync()).Record;
        return (record.Successes.Total, record.Failures.Total);
    }
}
