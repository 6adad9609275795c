using System.CommandLine.Parsing;
using System.Text.Json.Nodes;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>How a memory is asked to store a synthetic skill and to search for one. Another server takes another method here.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Environment">Where it keeps its file, if the arguments do not say so.</param>
/// <param name="Batch">How many skills one call stores while the memory is filled.</param>
/// <param name="Store">The call that stores the skills with these numbers.</param>
/// <param name="Search">The call that searches for what the skill with this number does, for five results.</param>
sealed record RivalAdapter(
    string Name,
    IReadOnlyList<string> Command,
    IReadOnlyList<(string, string)> Environment,
    int Batch,
    Func<IEnumerable<int>, JsonObject> Store,
    Func<int, JsonObject> Search)
{
    const int Results = 5;

    // It writes its whole file with every call.
    const int BatchOfServerMemory = 500;

    /// <summary>A skillmcp.</summary>
    public static RivalAdapter SkillMcp(string name, string executable, string file) => new(
        name,
        [executable, "serve", "--db", file, "--embeddings", "off"],
        [],
        Batch: 1,
        numbers => StoreRun(numbers.Single()),
        number => Call("retrieve_skill", new JsonObject { ["task"] = SyntheticSkills.TaskFor(number), ["limit"] = Results }));

    /// <summary>@modelcontextprotocol/server-memory.</summary>
    public static RivalAdapter ServerMemory(string command, string file) => new(
        "server-memory",
        [.. CommandLineParser.SplitCommandLine(command)],
        [("MEMORY_FILE_PATH", file)],
        BatchOfServerMemory,
        numbers => Call("create_entities", new JsonObject { ["entities"] = new JsonArray([.. numbers.Select(Entity)]) }),
        number => Call("search_nodes", new JsonObject { ["query"] = SyntheticSkills.TaskFor(number) }));

    /// <summary>@ai-devkit/memory.</summary>
    public static RivalAdapter AiDevkit(string command, string home) => new(
        "ai-devkit",
        [.. CommandLineParser.SplitCommandLine(command)],
        [("HOME", home), ("USERPROFILE", home)],
        Batch: 1,
        numbers => StoreKnowledge(numbers.Single()),
        number => Call("memory_searchKnowledge", new JsonObject { ["query"] = SyntheticSkills.TaskFor(number), ["limit"] = Results }));

    static JsonObject StoreRun(int number)
    {
        var run = SyntheticSkills.Run(number);
        return Call("store_trajectory", new JsonObject
        {
            ["task"] = run.Task,
            ["steps"] = Texts(run.Steps.Select(step => step.Text)),
            ["success"] = true,
            ["name"] = run.Name,
            ["category"] = run.Category,
            ["tags"] = Texts(run.Tags),
            ["preconditions"] = Texts(run.Preconditions),
            ["postconditions"] = Texts(run.Postconditions),
        });
    }

    static JsonObject StoreKnowledge(int number)
    {
        var procedure = SyntheticSkills.Procedure(number);
        return Call("memory_storeKnowledge", new JsonObject
        {
            ["title"] = procedure.Title,
            ["content"] = string.Join('\n', TextsOf(procedure)),
            ["tags"] = Texts(procedure.Tags),
        });
    }

    static JsonObject Entity(int number)
    {
        var procedure = SyntheticSkills.Procedure(number);
        return new JsonObject
        {
            ["name"] = procedure.Title,
            ["entityType"] = procedure.Category,
            ["observations"] = Texts(TextsOf(procedure)),
        };
    }

    static IEnumerable<string> TextsOf(Procedure procedure) =>
        [procedure.Description, .. procedure.Preconditions, .. procedure.Steps.Select(step => step.Text), .. procedure.Postconditions];

    static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    static JsonObject Call(string tool, JsonObject arguments) => new() { ["name"] = tool, ["arguments"] = arguments };
}
