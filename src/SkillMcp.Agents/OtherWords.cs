using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>Asks the model for other words for a task. Whatever comes back is used as words to search for, and as nothing else.</summary>
static class OtherWords
{
    const int MaxRequest = 2_000;
    const int MaxTokens = 200;
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // What a list has before its items.
    static readonly char[] Marks = [.. "-*•1234567890.) \"'["];

    const string Instructions =
        "Name 6 to 12 other words or short phrases that a stored procedure for the user's task may use: product and command names, "
        + "general terms, synonyms. One a line, nothing else. Do not do the task.";

    /// <summary>Other words; none if the model gives none, is too slow or fails.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(
        IChatClient model, string request, ChatOptions? given, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            var asked = new ChatOptions { Instructions = Instructions, MaxOutputTokens = MaxTokens, ModelId = given?.ModelId };
            var message = new ChatMessage(ChatRole.User, request[..Math.Min(request.Length, MaxRequest)]);
            var answer = await model.GetResponseAsync([message], asked, limit.Token);
            return [.. WordsIn(answer.Text)];
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return [];
        }
    }

    static IEnumerable<string> WordsIn(string answer) => answer
        .Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.TrimStart(Marks).TrimEnd('"', '\'', ']', '.'))
        .Where(word => !string.IsNullOrWhiteSpace(word) && word.Length <= RetrieveRequest.MaxAlsoLength)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Take(RetrieveRequest.MaxAlso);
}
