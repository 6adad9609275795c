using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>
/// An agent that retrieves and uses skills from procedural memory: it is shown the procedure that fits before it answers, learns from
/// trajectories, and records outcomes. One conversation, in which one message is answered at a time.
/// </summary>
public sealed class ProceduralAgent
{
    /// <summary>What the agent is told beside the procedures, if its options say nothing else.</summary>
    public const string DefaultInstructions =
        "You are an expert DevOps and engineering assistant. When a procedure from memory is shown with a request and fits it, follow its "
        + "steps precisely, and adapt its parameters ({service_name}, etc.) to the specific context.";

    readonly IChatClient client;
    readonly SkillMemory memory;
    readonly ProceduralAgentOptions options;
    readonly List<ChatMessage> conversation = [];
    readonly SemaphoreSlim answering = new(1, 1);

    /// <param name="model">Any chat client. It is not disposed with the agent.</param>
    /// <param name="memory">The memory. It is not disposed with the agent.</param>
    /// <param name="options">What the agent is told and may call; null for the defaults.</param>
    public ProceduralAgent(IChatClient model, SkillMemory memory, ProceduralAgentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(memory);
        this.memory = memory;
        this.options = options ?? new ProceduralAgentOptions();
        var builder = model.AsBuilder().UseProceduralMemory(memory, this.options.Memory);
        client = (model.GetService<FunctionInvokingChatClient>() is null ? builder.UseFunctionInvocation() : builder).Build();
    }

    /// <summary>What was said so far, with the calls of functions.</summary>
    public IReadOnlyList<ChatMessage> Conversation => conversation;

    /// <summary>Answers a message, with the procedure that fits it in view.</summary>
    /// <param name="userMessage">What the user says.</param>
    /// <param name="cancel">Cancels the answer; the message is then forgotten.</param>
    public async Task<AgentAnswer> RespondAsync(string userMessage, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(userMessage);
        await answering.WaitAsync(cancel);
        try
        {
            var message = new ChatMessage(ChatRole.User, userMessage);
            var asked = new ChatOptions { Instructions = options.Instructions, Tools = options.Tools };
            var response = await client.GetResponseAsync([.. conversation, message], asked, cancel);
            conversation.Add(message);
            conversation.AddRange(response.Messages);
            return new AgentAnswer(response, response.Messages.Select(MemoryState.In).FirstOrDefault(state => state is not null));
        }
        finally
        {
            answering.Release();
        }
    }

    /// <summary>Stores a completed trajectory as a new skill, or as an execution of a known one.</summary>
    /// <param name="taskDescription">What was to be done.</param>
    /// <param name="steps">What was done, one command or action each, only the path that worked.</param>
    /// <param name="success">Whether it worked. A failed run of a known skill becomes a pitfall.</param>
    /// <param name="category">What kind of task it is, such as <c>deployment</c> or <c>setup</c>.</param>
    /// <param name="evidence">What was observed of it; null for nothing.</param>
    /// <param name="cancel">Cancels the learning.</param>
    /// <returns>What became of it, and why.</returns>
    /// <exception cref="SkillException">The run is malformed or refused.</exception>
    public Task<Learned> LearnFromTrajectoryAsync(
        string taskDescription,
        IReadOnlyList<string> steps,
        bool success,
        string category = "general",
        Evidence? evidence = null,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(taskDescription);
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(category);
        var run = new Trajectory
        {
            Task = taskDescription, Steps = [.. steps.Select(Step.Parse)], Success = success, Category = category, Evidence = evidence,
        };
        return memory.LearnAsync(new LearnRequest { Trajectory = run }, Actor, cancel);
    }

    /// <summary>
    /// Records how a task ended, for the skill that was shown with its answer and for no other. A task counts once: this replaces what its
    /// calls showed, and another outcome for the same answer replaces this one. What did not end well is taken at its word; a success is
    /// as good as its evidence, and evidence that contradicts the outcome wins.
    /// </summary>
    /// <param name="answer">The answer to the task.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="evidence">What was observed of it; null for nothing.</param>
    /// <param name="notes">What went wrong or helps, for later runs.</param>
    /// <param name="cancel">Cancels the recording.</param>
    /// <returns>The skill as it is now; null if none was shown.</returns>
    public async Task<Recorded?> RecordTaskOutcomeAsync(
        AgentAnswer answer, Outcome outcome, Evidence? evidence = null, string notes = "", CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(notes);
        if (answer.Skill is not { } skill)
        {
            return null;
        }
        // What its calls show is counted first, and would count over this.
        await memory.FlushAsync(cancel);
        var report = new Report
        {
            Skill = skill, Outcome = outcome, Retrieval = answer.Retrieval, Evidence = evidence, Notes = notes,
            // The program saw it, and not the model.
            IsVerified = evidence is null && outcome is Outcome.Failure or Outcome.Partial,
        };
        return await memory.RecordAsync(report, Actor, cancel);
    }

    Actor Actor => new(Author.Agent, options.Memory.Agent);
}
