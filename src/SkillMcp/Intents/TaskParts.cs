namespace SkillMcp.Intents;

/// <summary>The things that one task asks for one after the other: "dump the database, then roll out, then tell the channel".</summary>
public static class TaskParts
{
    const int Max = 3;

    /// <summary>Up to three parts in the words of the task; the whole task if it asks for a single thing.</summary>
    public static IReadOnlyList<string> Of(string task)
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
        // "build the image and push it" is one thing; three verbs with an object each are as many as said with "then".
        if (starts.Count < (isSequence ? 2 : 3))
        {
            return [task];
        }
        // What is told before the first request belongs to it.
        starts[0] = 0;
        return [.. starts.Take(Max).Select((start, part) => Text(task, tokens, start, part + 1 < starts.Count ? starts[part + 1] : -1))];
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
