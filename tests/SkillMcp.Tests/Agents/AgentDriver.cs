using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SkillMcp.Agents;
using SkillMcp.Tests.Memory;

namespace SkillMcp.Tests.Agents;

/// <summary>A conversation with an agent that has a memory on a real file, functions that do nothing, and a scripted model.</summary>
sealed class AgentDriver : IAsyncDisposable
{
    readonly IChatClient client;
    readonly ScriptedModel model;
    readonly ConcurrentQueue<TurnLesson> lessons = [];

    AgentDriver(OpenMemory opened, ScriptedModel model, ProceduralMemoryOptions options, Placement placement, IList<AITool> tools)
    {
        (Opened, this.model, Tools) = (opened, model, tools);
        var watched = options with { Learned = learned => learned.ToList().ForEach(lessons.Enqueue) };
        var builder = model.AsBuilder();
        client = (placement switch
        {
            Placement.BeforeFunctions => builder.UseProceduralMemory(opened.Memory, watched).UseFunctionInvocation(),
            _ => builder.UseFunctionInvocation().UseProceduralMemory(opened.Memory, watched),
        }).Build();
    }

    public OpenMemory Opened { get; }

    public SkillMemory Memory => Opened.Memory;

    public IList<AITool> Tools { get; }

    public IReadOnlyList<TurnLesson> Lessons => [.. lessons];

    public List<ChatMessage> Conversation { get; } = [];

    public IReadOnlyList<ModelRequest> Requests => [.. model.Requests];

    public static async Task<AgentDriver> NewAsync(
        ScriptedModel model,
        ProceduralMemoryOptions? options = null,
        Placement placement = Placement.BeforeFunctions,
        params AITool[] tools) =>
        new(await OpenMemory.NewAsync(), model, options ?? new ProceduralMemoryOptions(), placement, tools);

    public static AIFunction Function(string name, Func<string, string>? run = null) =>
        AIFunctionFactory.Create((string service) => run is null ? "ok" : run(service), name);

    /// <summary>Says something, and waits until the memory has learned from what came of it.</summary>
    public Task<ChatResponse> SayAsync(string words, bool isStreaming = false) =>
        SayAsync(new ChatMessage(ChatRole.User, words), isStreaming);

    public async Task<ChatResponse> SayAsync(ChatMessage said, bool isStreaming)
    {
        Conversation.Add(said);
        var options = new ChatOptions { Tools = Tools };
        var response = isStreaming
            ? await client.GetStreamingResponseAsync(Conversation, options).ToChatResponseAsync()
            : await client.GetResponseAsync(Conversation, options);
        Conversation.AddMessages(response);
        await Memory.FlushAsync();
        return response;
    }

    /// <summary>What was learned, once that is so much: it is told in the background.</summary>
    public async Task<IReadOnlyList<TurnLesson>> LessonsAsync(int count)
    {
        for (var tries = 0; lessons.Count < count && tries < 500; tries++)
        {
            await Task.Delay(10);
        }
        return Lessons;
    }

    public IChatClient Client => client;

    public async Task<Skill> SkillAsync(string name) => await Memory.GetAsync(SkillName.Parse(name));

    public async Task<IReadOnlyList<Skill>> SkillsAsync() => await Memory.ListAsync(new());

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Opened.DisposeAsync();
    }
}
