using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>Values by name are told as an object or as a list of {name, value}: the list is what strict schemas can say.</summary>
public sealed class NamedValueTests
{
    public static TheoryData<string, string> Forms => new()
    {
        { """{"cup":"staging"}""", """{"pour-tea":{"cup":"blue"}}""" },
        { """[{"name":"cup","value":"staging"}]""", """[{"name":"pour-tea","value":[{"name":"cup","value":"blue"}]}]""" },
        { """[{"value":"staging","name":"cup"}]""", """{"pour-tea":[{"name":"cup","value":"blue"}]}""" },
        { """[{"name":"cup","value":"staging"},{"name":"spoon","value":null}]""", """[{"name":"pour-tea","value":{"cup":"blue"}}]""" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_list_of_names_and_values_means_what_the_object_means(string arguments, string bindings)
    {
        await using var server = RunningServer.Stdio();
        await server.InitializeAsync();
        await StoreAsync(server, "boil-water", "Boil the water for the tea", "fill --kettle", "boil --kettle", "boil --verify");
        await StoreAsync(server, "pour-tea", "Pour the tea into a cup", "pot --open", "pour --into {cup}", "cup --verify");

        var found = await AnswerAsync(server, "retrieve_skill", $$"""{"skill":"pour-tea","arguments":{{arguments}}}""");
        Assert.Equal("pour --into staging", found["matches"]![0]!["steps"]![1]!.GetValue<string>());

        await AnswerAsync(server, "compose_skills",
            $$"""{"skills":["boil-water","pour-tea"],"name":"make-tea","description":"Make tea","bindings":{{bindings}}}""");
        var whole = await AnswerAsync(server, "retrieve_skill", """{"skill":"make-tea"}""");
        Assert.Contains("pour --into blue", whole["matches"]![0]!["steps"]!.AsArray().Select(step => step!.GetValue<string>()));

        var components = arguments.StartsWith('{')
            ? """{"boil-water":"success","pour-tea":"failure"}"""
            : """[{"name":"boil-water","value":"success"},{"name":"pour-tea","value":"failure"}]""";
        await AnswerAsync(server, "record_outcome", $$"""{"skill":"make-tea","outcome":"partial","components":{{components}}}""");
        var boiled = await AnswerAsync(server, "retrieve_skill", """{"skill":"boil-water"}""");
        var poured = await AnswerAsync(server, "retrieve_skill", """{"skill":"pour-tea"}""");
        Assert.True(Reliability(boiled) > Reliability(poured), $"{boiled} {poured}");
        await AnswerAsync(server, "record_outcome", $$"""{"skill":"pour-tea","outcome":"success","arguments":{{arguments}}}""");
    }

    static double Reliability(JsonNode found) => found["matches"]![0]!["reliability"]!.GetValue<double>();

    static Task<JsonNode> StoreAsync(RunningServer server, string name, string task, params string[] steps) =>
        AnswerAsync(server, "store_trajectory", JsonSerializer.Serialize(new { task, steps, success = true, name }));

    static async Task<JsonNode> AnswerAsync(RunningServer server, string tool, string arguments)
    {
        var answer = await server.CallAsync(tool, arguments);
        Assert.False(answer["result"]!["isError"]?.GetValue<bool>() ?? false, answer.ToJsonString());
        return answer["result"]!["structuredContent"]!;
    }
}
