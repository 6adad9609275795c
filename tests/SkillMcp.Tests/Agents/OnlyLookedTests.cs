using SkillMcp.Sessions;
using static SkillMcp.Tests.Agents.ScriptedModel;

namespace SkillMcp.Tests.Agents;

/// <summary>A conversation in which an agent only looked, asked or told is not a run.</summary>
public sealed class OnlyLookedTests
{
    [Theory]
    [InlineData("get_status")]
    [InlineData("GetStatus")]
    [InlineData("getStatus")]
    [InlineData("GET_STATUS")]
    [InlineData("get-status")]
    [InlineData("get")]
    [InlineData("Weather-GetWeather")]
    [InlineData("cluster.get_pods")]
    [InlineData("mcp__cluster__list_pods")]
    [InlineData("fetch_logs")]
    [InlineData("query")]
    [InlineData("QueryDatabase")]
    [InlineData("think")]
    [InlineData("ask_user")]
    [InlineData("look_up")]
    [InlineData("is_healthy")]
    [InlineData("calculate")]
    [InlineData("list_pods")]
    public void A_function_that_is_named_after_looking_looks(string name) =>
        Assert.Equal(CommandNature.Look, FunctionName.NatureOf(name, ["select 1"]));

    [Theory]
    [InlineData("check_status")]
    [InlineData("VerifyBackup")]
    [InlineData("testHttps")]
    public void A_function_that_is_named_after_testing_checks(string name) =>
        Assert.Equal(CommandNature.Check, FunctionName.NatureOf(name, []));

    [Theory]
    [InlineData("roll_out")]
    [InlineData("get_or_create_user")]
    [InlineData("findAndReplace")]
    [InlineData("check_out_order")]
    [InlineData("checkout")]
    [InlineData("get_rid_of_user")]
    [InlineData("getaway")]
    [InlineData("readmit_patient")]
    [InlineData("deploy")]
    [InlineData("set_image")]
    [InlineData("注文")]
    [InlineData("")]
    public void Any_other_function_acts(string name) => Assert.Equal(CommandNature.Act, FunctionName.NatureOf(name, ["cart"]));

    [Theory]
    [InlineData("DELETE FROM cart", true)]
    [InlineData(" update cart set x = 1", true)]
    [InlineData("select deleted from cart", false)]
    public void A_query_that_changes_something_acts(string sql, bool acts) =>
        Assert.Equal(acts ? CommandNature.Act : CommandNature.Look, FunctionName.NatureOf("query", [sql]));

    [Theory]
    [InlineData("Deploy status of cart?", "get_status")]
    [InlineData("Which version did we deploy?", "query")]
    [InlineData("Debug why the cart is slow", "fetch_logs")]
    [InlineData("Check the deployment: is cart healthy in production?", "check_status")]
    [InlineData("Run a summary of the weather", "get_weather")]
    public async Task Nothing_is_learned_where_nothing_was_done(string request, string function)
    {
        var calls = new[] { "cart", "mail", "stock" }.Select(service => Calls(function, ("service", service)));
        await using var agent = await AgentDriver.NewAsync(
            Saying([.. calls, Says("It is fine.")]), tools: AgentDriver.Function(function, _ => "fine"));
        await agent.SayAsync(request);
        Assert.Empty(await agent.SkillsAsync());
        Assert.Equal(0, (await agent.Memory.StatsAsync()).RememberedRuns);
    }

    [Fact]
    public async Task A_check_behind_work_is_a_step_of_it()
    {
        string[] functions = ["build", "push", "check_rollout"];
        await using var agent = await AgentDriver.NewAsync(
            Saying([.. functions.Select(function => Calls(function, ("service", "cart"))), Says("Done.")]),
            tools: [.. functions.Select(function => AgentDriver.Function(function))]);
        await agent.SayAsync("Deploy the cart service");
        Assert.Equal(
            functions.Select(function => $"{function} --service={{service}}"),
            Assert.Single(await agent.SkillsAsync()).Procedure.Steps.Select(step => step.Text));
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("Deploy the cart service to kubernetes")]
    public async Task A_run_that_the_model_only_tells_is_not_learned(string request)
    {
        (string, object?)[] told =
        [
            ("task", "deploy the cart"), ("steps", new[] { "docker build -t cart .", "docker push cart", "kubectl apply -f cart.yaml" }),
            ("success", true), ("name", "deploy-cart"),
        ];
        await using var agent = await AgentDriver.NewAsync(
            Saying(Calls("store_trajectory", told), Says("Hello."), Calls("store_trajectory", told), Says("Hello again.")));
        await agent.SayAsync(request);
        await agent.SayAsync(request);
        Assert.Empty(await agent.SkillsAsync());
        Assert.Equal(0, (await agent.Memory.StatsAsync()).RememberedRuns);
    }
}
