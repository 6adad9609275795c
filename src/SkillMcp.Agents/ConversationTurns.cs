using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>Reads the messages of a conversation as turns: what was asked for, the calls with their results, and what was said.</summary>
static partial class ConversationTurns
{
    // A task goes on over a few turns; of a longer conversation the end is read.
    const int MaxTurns = 30;

    /// <param name="messages">The conversation to the end of its last turn.</param>
    /// <param name="watched">The last turn.</param>
    public static IReadOnlyList<ConversationTurn> Of(IEnumerable<ChatMessage> messages, WatchedTurn watched)
    {
        var own = watched.Offered.Select(function => function.Name).ToHashSet(StringComparer.Ordinal);
        List<ConversationTurn> read = [.. Of(messages, own)];
        if (read.Count > 0 && watched.State is { } state)
        {
            read[^1] = With(read[^1], state);
        }
        return read;
    }

    /// <summary>A conversation in which the functions of the memory were not offered.</summary>
    public static IEnumerable<ConversationTurn> Of(IEnumerable<ChatMessage> messages) => Of(messages, own: []);

    static IEnumerable<ConversationTurn> Of(IEnumerable<ChatMessage> messages, HashSet<string> own)
    {
        var turns = new List<List<ChatMessage>>();
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.User && !string.IsNullOrWhiteSpace(message.Text) && MemoryState.In(message) is null)
            {
                turns.Add([]);
            }
            if (turns.Count > 0)
            {
                turns[^1].Add(message);
            }
        }
        return turns.TakeLast(MaxTurns).Select(turn => Of(turn, own));
    }

    static ConversationTurn With(ConversationTurn turn, MemoryState state) => turn with
    {
        Id = state.Id,
        Retrievals = state.Retrieval is { } retrieval ? [retrieval, .. turn.Retrievals.Where(id => id != retrieval)] : turn.Retrievals,
    };

    static ConversationTurn Of(List<ChatMessage> messages, HashSet<string> own)
    {
        var calls = AnsweredCall.In(messages);
        var ofMemory = calls.Where(call => own.Contains(call.Call.Name) && call.Result is not null).ToList();
        var turn = new ConversationTurn
        {
            Request = messages[0].Text,
            Answer = messages.LastOrDefault(message => message.Role == ChatRole.Assistant)?.Text ?? "",
            Calls =
            [
                .. calls.Where(call => !MemoryFunction.Names.Contains(call.Call.Name)).Select(call => Of(call.Call, call.Result)),
            ],
            Retrievals = [.. ofMemory.SelectMany(call => RetrievalsIn(call.Result!))],
            Reports = [.. ofMemory.Select(call => RecordOutcomeFunction.ReportOf(call.Call)).OfType<Report>()],
            Told = ofMemory.Select(call => StoreTrajectoryFunction.RunOf(call.Call)).LastOrDefault(run => run is not null),
        };
        var marked = messages.Select(MemoryState.In).FirstOrDefault(state => state is not null);
        return marked is null ? turn : With(turn, marked);
    }

    static ObservedCall Of(FunctionCallContent call, FunctionResultContent? result) => new()
    {
        Tool = call.Name,
        Arguments = (call.Arguments ?? new Dictionary<string, object?>())
            .Where(argument => argument.Value is not null)
            .ToDictionary(argument => argument.Key, argument => TextOf(argument.Value), StringComparer.Ordinal),
        Result = TextOf(result?.Result),
        HasFailed = result?.Exception is not null || call.Exception is not null,
        IsAnswered = result is not null,
    };

    static IEnumerable<Guid> RetrievalsIn(FunctionResultContent result) =>
        RetrievalId().Matches(TextOf(result.Result)).Select(found => Guid.Parse(found.Groups[1].ValueSpan));

    /// <summary>A value that a function was called with or returned, as a text.</summary>
    internal static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        JsonElement { ValueKind: JsonValueKind.Undefined } => "",
        JsonElement json => json.GetRawText(),
        bool flag => flag ? "true" : "false",
        TextContent text => text.Text,
        IEnumerable<AIContent> contents => string.Join('\n', contents.Select(content => TextOf(content))),
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonForm.Of(value) ?? value.ToString() ?? "",
    };

    [GeneratedRegex(@"retrieval_id: ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")]
    private static partial Regex RetrievalId();
}
