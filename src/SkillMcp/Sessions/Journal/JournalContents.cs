using System.Text;
using System.Text.Json;

namespace SkillMcp.Sessions.Journal;

/// <summary>What a journal holds. Others may have written into it: a line that this program would not have written is left out.</summary>
/// <param name="First">Whose it is; null if the first line does not say.</param>
/// <param name="Lines">The other lines, in order.</param>
/// <param name="Unread">What could not be read, a sentence each.</param>
sealed record JournalContents(JournalLine? First, IReadOnlyList<JournalLine> Lines, IReadOnlyList<string> Unread)
{
    // A journal that is full, and what was on its way then.
    const long MaxLength = 8 << 20;

    const int MaxUnread = 20;

    public static JournalContents Empty { get; } = new(null, [], []);

    /// <summary>The names of the skills that were handed over unasked, or withheld.</summary>
    public IReadOnlySet<string> HandedOver =>
        Lines.SelectMany(line => line.Skills ?? []).Select(skill => skill.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The retrievals of what was handed over unasked or withheld, each with what was drawn for it if that is measured.</summary>
    public IEnumerable<(PastRetrieval Retrieval, Assignment? Assignment)> Retrievals =>
        Lines.Where(line => line.Event == JournalEvent.Recall).Select(line => (RetrievalOf(line), AssignmentOf(line)));

    /// <summary>Whether a tool was called since the agent last gave the word back.</summary>
    public bool HasNewCalls =>
        Lines.Reverse().TakeWhile(line => line.Event != JournalEvent.TurnEnd).Any(line => line.Event == JournalEvent.Call);

    public static JournalContents Of(string file)
    {
        if (new FileInfo(file).Length > MaxLength)
        {
            return Empty with { Unread = [$"It is larger than {MaxLength >> 20} MB, which no journal is."] };
        }
        // Read while another process adds to it: its last line may be on its way.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Of(reader);
    }

    static JournalContents Of(TextReader reader)
    {
        var (lines, unread, number) = (new List<JournalLine>(), new List<string>(), 0);
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (Parse(text) is { } line)
            {
                lines.Add(line);
            }
            else if (text.Length > 0 && unread.Count < MaxUnread)
            {
                unread.Add($"Line {number} is none of this program's.");
            }
        }
        var first = lines.Find(line => line.Event == JournalEvent.Session);
        return new JournalContents(first, [.. Once(lines.Where(line => line.Event != JournalEvent.Session))], unread);
    }

    /// <summary>
    /// The lines without those that a second hook wrote of the same, where a client calls two at once: one for all of a person's projects
    /// and one for this. What was handed over twice would be counted twice.
    /// </summary>
    static IEnumerable<JournalLine> Once(IEnumerable<JournalLine> lines)
    {
        var request = "";
        var handed = new HashSet<string>(StringComparer.Ordinal);
        var calls = new HashSet<(string?, string?, string?, string?)>();
        foreach (var line in lines)
        {
            var isNew = line.Event switch
            {
                JournalEvent.Request => line.Text != request,
                JournalEvent.Recall => line.Skills!.Count(skill => handed.Add(skill.Name)) > 0,
                JournalEvent.Call => string.IsNullOrEmpty(line.Id) || calls.Add((line.Id, line.Command, line.Arguments, line.Output)),
                _ => true,
            };
            if (isNew)
            {
                yield return line;
            }
            request = line.Event switch
            {
                JournalEvent.Request => line.Text!,
                JournalEvent.Recall => request,
                _ => "",
            };
            if (line.Event == JournalEvent.TurnEnd)
            {
                calls.Clear();
            }
        }
    }

    static JournalLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JournalJson.Default.JournalLine) is { IsWhole: true } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static PastRetrieval RetrievalOf(JournalLine line) => new(
        Guid.Parse(line.Id!),
        Truncate.To(line.Text ?? "", PastTask.MaxLength),
        line.Withheld is true ? [] : [.. line.Skills!.Select(skill => new RetrievedSkill(skill.Skill, skill.Version, skill.IsPossible))],
        line.Time);

    Assignment? AssignmentOf(JournalLine line) => line.Percent is not { } percent ? null : new Assignment
    {
        Retrieval = Guid.Parse(line.Id!),
        First = line.First ?? Guid.Parse(line.Id!),
        Skill = line.Skills![0].Skill,
        Version = line.Skills[0].Version,
        IsWithheld = line.Withheld is true,
        Percent = percent,
        Session = First is { } first ? SessionKey.OfHook(first.Client!.Value, first.Session!) : "",
        At = line.Time,
    };
}
