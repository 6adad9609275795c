using Microsoft.Extensions.AI;
using SkillMcp.Agents;

namespace SkillMcp.Tests.Agents;

/// <summary>Thirty tasks of six kinds, done by a model that follows what it is shown and tries the rest.</summary>
public sealed class ThirtyTasksTests
{
    static readonly string[] Services = ["cart", "search", "billing", "mail", "stock"];

    // How the kinds of tasks are asked for, as people do who do not remember how they asked the last time; and the steps of each, in the
    // one order in which they work.
    static readonly (string[] Tasks, string[] Steps)[] Kinds =
    [
        (["Deploy the {0} service to kubernetes", "please deploy the new version of {0} to the kubernetes cluster"],
            ["lint_chart", "build_image", "push_image", "apply_chart", "await_rollout"]),
        (["Migrate the database of the {0} service", "run the database migration for {0}"],
            ["stop_writers", "dump_schema", "run_migration", "check_schema", "start_writers"]),
        (["Set up TLS certificates for the {0} service", "{0} needs TLS certificates, set them up"],
            ["open_port", "request_certificate", "install_it", "reload_proxy", "test_https"]),
        (["Debug the slow queries of the {0} service", "I want you to debug why the queries of {0} are slow"],
            ["enable_tracing", "collect_plans", "add_index", "analyze_table", "disable_tracing"]),
        (["Install monitoring for the {0} service", "install the monitoring for {0} too"],
            ["create_dashboard", "add_exporter", "register_target", "define_alert", "test_alert"]),
        (["Generate the monthly report of the {0} service", "generate this month's report for {0}"],
            ["close_month", "export_ledger", "build_report", "sign_report", "send_report"]),
    ];

    // Half is the aim. Asked for in other words every second time, "search" and "mail" are not known for services where nothing says so,
    // and a procedure for services is withheld.
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 60)]
    public async Task With_the_memory_a_model_needs_about_half_of_the_calls(int wordings, int percent)
    {
        var without = await PlayAsync(wordings, useMemory: false);
        var with = await PlayAsync(wordings, useMemory: true);
        Assert.Equal((30, 30), (without.Finished, with.Finished));
        Assert.True(100 * with.Calls <= percent * without.Calls, $"{with.Calls} calls with the memory, {without.Calls} without");
    }

    static async Task<(int Finished, int Calls)> PlayAsync(int wordings, bool useMemory)
    {
        await using var opened = await Memory.OpenMemory.NewAsync();
        var (finished, calls) = (0, 0);
        foreach (var (number, service) in Services.Index())
        {
            foreach (var (tasks, steps) in Kinds)
            {
                var world = new World(steps, service);
                using var model = new ScriptedModel(world.Answer);
                var builder = model.AsBuilder();
                using var client = (useMemory ? builder.UseProceduralMemory(opened.Memory) : builder).UseFunctionInvocation().Build();
                var words = string.Format(System.Globalization.CultureInfo.InvariantCulture, tasks[number % wordings], service);
                await client.GetResponseAsync(words, new ChatOptions { Tools = [.. world.Functions] });
                await opened.Memory.FlushAsync();
                finished += world.IsDone ? 1 : 0;
                calls += model.Requests.Count - 1;
            }
        }
        return (finished, calls);
    }

    /// <summary>What the functions of a kind of task do, and a model that does the task.</summary>
    sealed class World(string[] steps, string service)
    {
        int done;

        public bool IsDone => done == steps.Length;

        public IEnumerable<AITool> Functions => steps.Select(step => AIFunctionFactory.Create((string service) => Try(step), step));

        string Try(string step)
        {
            if (step != steps[Math.Min(done, steps.Length - 1)])
            {
                return "Error: not possible in this state";
            }
            done++;
            return "ok";
        }

        /// <summary>
        /// Follows the steps that it is shown. Where none are shown it asks the memory once, as its functions say, and then tries what it
        /// has not tried since something last worked. Each answer but the last is a call, and calls of the memory count too.
        /// </summary>
        public ChatMessage Answer(ModelRequest request)
        {
            if (IsDone)
            {
                return ScriptedModel.Says("Done.");
            }
            var shown = request.Text.Split('\n')
                .Select(line => line.TrimStart(' ', '1', '2', '3', '4', '5', '.').Split(' ')[0])
                .Where(steps.Contains).ToList();
            if (shown.Count == 0 && request.Functions.Contains("retrieve_skill") && request.Messages.Count == 1)
            {
                return ScriptedModel.Calls("retrieve_skill", ("task", request.Messages[0].Text));
            }
            var failed = request.Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Reverse()
                .TakeWhile(result => $"{result.Result}".StartsWith("Error", StringComparison.Ordinal)).Count();
            var next = shown.Count == steps.Length && failed == 0 ? shown[done] : steps.Order(StringComparer.Ordinal).ElementAt(failed);
            return ScriptedModel.Calls(next, ("service", service));
        }
    }
}
