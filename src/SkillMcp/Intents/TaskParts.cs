namespace SkillMcp.Intents;

/// <summary>The things that one task asks for: "dump the database, then roll out, then tell the channel".</summary>
/// <param name="Texts">Up to three parts in the words of the task; the whole task if it asks for a single thing.</param>
/// <param name="AreInOrder">
/// Whether the task says that they come one after the other. Else it may be one thing that is said with two verbs.
/// </param>
public sealed record TaskParts(IReadOnlyList<string> Texts, bool AreInOrder)
{
    const int Max = 3;

    public static TaskParts None { get; } = new([], AreInOrder: false);

    /// <summary>The parts of a task.</summary>
    public static TaskParts Of(string task)
    {
        var (tokens, all) = TaskReader.Requests(task);
        var requests = all.Where(request => !request.IsNegated && request.Classes.Length > 0).OrderBy(request => request.At);
        var starts = new List<int>();
        var isSequence = false;
        foreach (var request in requests)
        {
            var follows = starts.Count > 0 && IsAfterwards(tokens, starts[^1], request.At);
            isSequence |= follows;
            if (starts.Count == 0 || follows || IsOfItsOwn(request))
            {
                starts.Add(request.At);
            }
        }
        if (starts.Count < 2)
        {
            return new TaskParts([task], AreInOrder: false);
        }
        // What is told before the first request belongs to it.
        starts[0] = 0;
        var texts = starts.Take(Max).Select((start, part) => Text(task, tokens, start, part + 1 < starts.Count ? starts[part + 1] : -1));
        return new TaskParts([.. texts], isSequence);
    }

    static bool IsAfterwards(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var at = Math.Max(from, to - 3); at < to; at++)
        {
            if (tokens[at].Lower is "then" or "afterwards" or "finally" or "next" or "lastly" or "subsequently"
                || tokens[at].Lower == "that" && at > 0 && tokens[at - 1].Lower == "after")
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether it names what it is done to, and does not say "it".</summary>
    static bool IsOfItsOwn(AskedAction request) => request.Objects is [{ Head.Length: > 0 }, ..];

    static string Text(string task, IReadOnlyList<Token> tokens, int from, int to)
    {
        var end = to < 0 ? Math.Min(task.Length, Tokenizer.MaxLength) : tokens[to].Start;
        var text = task[tokens[from].Start..end].Trim();
        // The words that join it to the next part belong to neither.
        while (to > 0 && text.LastIndexOf(' ') is var space and > 0 && IsJoint(text[(space + 1)..]))
        {
            text = text[..space].TrimEnd();
        }
        return text.TrimEnd(',', ';', ':', '.', ' ');
    }

    static bool IsJoint(string word) => word.ToLowerInvariant().Trim(',', ';', '.')
        is "then" or "and" or "afterwards" or "finally" or "next" or "lastly" or "subsequently" or "that" or "after" or "please" or "";
}
