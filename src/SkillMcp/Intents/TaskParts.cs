using System.Globalization;
using System.Text.RegularExpressions;
using Found = System.Text.RegularExpressions.Match;

namespace SkillMcp.Intents;

/// <summary>The things that one task asks for: "dump the database, then roll out, then tell the channel".</summary>
/// <param name="Texts">Up to three parts in the words of the task; the whole task if it asks for a single thing.</param>
/// <param name="AreInOrder">
/// Whether the task says that they come one after the other. Else it may be one thing that is said with two verbs.
/// </param>
sealed partial record TaskParts(IReadOnlyList<string> Texts, bool AreInOrder)
{
    const int Max = 3;

    public static TaskParts None { get; } = new([], AreInOrder: false);

    /// <summary>The parts of a task.</summary>
    public static TaskParts Of(string task)
    {
        if (Items(task) is { Count: > 1 } items)
        {
            return new TaskParts([.. items.Take(Max)], AreInOrder: true);
        }
        var (tokens, all) = TaskReader.Requests(task);
        var requests = all.Where(request => !request.IsNegated && (request.Classes.Length > 0 || request.IsUnknown))
            .OrderBy(request => request.At);
        var starts = new List<int>();
        var isSequence = false;
        foreach (var request in requests)
        {
            var follows = starts.Count > 0 && IsAfterwards(tokens, starts[^1], request.At);
            isSequence |= follows;
            if (starts.Count == 0 || follows || request.Classes.Length > 0 && IsOfItsOwn(request))
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

    /// <summary>The items of a list: lines that begin with a number or a bullet, or "1. back it up 2. migrate it".</summary>
    static List<string> Items(string task)
    {
        var text = task.Length > Tokenizer.MaxLength ? task[..Tokenizer.MaxLength] : task;
        var bullets = Bullet().Matches(text);
        var marks = bullets.Count > 1 ? bullets.ToList() : Numbered(text);
        var ends = marks.Skip(1).Select(mark => mark.Index).Append(text.Length);
        return [.. marks.Zip(ends, (mark, end) => text[(mark.Index + mark.Length)..end].Trim().TrimEnd(';', ',', '.'))
            .Where(item => item.Length > 0)];
    }

    /// <summary>The numbers of a list, where they count from 1.</summary>
    static List<Found> Numbered(string text)
    {
        var marks = new List<Found>();
        foreach (Found mark in Number().Matches(text))
        {
            if (mark.Groups[1].Value == (marks.Count + 1).ToString(CultureInfo.InvariantCulture))
            {
                marks.Add(mark);
            }
        }
        return marks;
    }

    [GeneratedRegex(@"(?<=^|\n)[ \t]*[-*•][ \t]+", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"(?<=^|\s)([1-9])[.)]\s+(?=\D)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

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
    static bool IsOfItsOwn(AskedAction request) => request.Objects is [{ Head.Length: > 0 } or { Text: "" }, ..];

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
