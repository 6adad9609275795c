using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>
/// A function of the memory that a model may call. It is written out, with its schema, because a function that is made of a method needs
/// reflection. A mistake of the model is answered in words, so that it can try again.
/// </summary>
abstract class MemoryFunction(string name, string description, string schema) : AIFunction
{
    /// <summary>The names of the functions.</summary>
    public static readonly FrozenSet<string> Names =
        FrozenSet.ToFrozenSet([RetrieveSkillFunction.Called, RecordOutcomeFunction.Called, StoreTrajectoryFunction.Called]);

    /// <summary>The most characters of a task.</summary>
    protected const int MaxTask = 1_000;

    readonly JsonElement parsed = Parse(schema);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => parsed;

    /// <inheritdoc/>
    protected sealed override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswerAsync(new FunctionArguments(arguments), cancellationToken);
        }
        catch (SkillException mistake)
        {
            return $"Error: {mistake.Message}";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A conversation goes on without its memory, which may be closed by now.
        catch (Exception)
#pragma warning restore CA1031
        {
            return "Error: the memory cannot be asked any more. Go on without it.";
        }
    }

    protected abstract ValueTask<string> AnswerAsync(FunctionArguments arguments, CancellationToken cancel);

    static JsonElement Parse(string schema)
    {
        // Clients send it as it is written, and white space is paid for.
        using var document = JsonDocument.Parse(JsonNode.Parse(schema)!.ToJsonString());
        return document.RootElement.Clone();
    }
}
