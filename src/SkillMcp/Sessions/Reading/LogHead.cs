using System.Text;
using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>What the beginning of a log says of its form: which members its entries have, and short values of them.</summary>
sealed class LogHead
{
    const int MaxLines = 100;
    const int MaxValue = 64;

    // A log may begin with anything; a few thousand facts are more than any form needs.
    const int MaxFacts = 4_000;

    /// <summary>The value of a text that holds a command between fences.</summary>
    public const string CommandFence = "```bash";

    readonly List<HashSet<string>> entries = [];

    /// <summary>The members of the first entry that has any, for a sentence about a form that is not known.</summary>
    public IEnumerable<string> Members => entries
        .Select(entry => entry.Where(fact => !fact.AsSpan().ContainsAny('.', '=')).Take(8).ToList())
        .FirstOrDefault(members => members.Count > 0) ?? [];

    /// <summary>
    /// Reads the entries: each line, and the whole for a document. A fact is the path of a member, as <c>message.content</c> or
    /// <c>history[].action</c>, or with its value, as <c>type=user</c>.
    /// </summary>
    public static LogHead Of(string head)
    {
        var facts = new LogHead();
        foreach (var line in head.Split('\n', MaxLines + 1).Take(MaxLines).Where(line => line.AsSpan().Trim("\0\r \uFEFF") is not ""))
        {
            facts.Read(line.Trim('\0', '\r', ' ', '\uFEFF'));
        }
        facts.Read(head.Trim('\0', '\r', ' ', '\uFEFF'));
        return facts;
    }

    /// <summary>Whether an entry has all of these.</summary>
    public bool Any(params ReadOnlySpan<string> all)
    {
        foreach (var entry in entries)
        {
            var count = 0;
            foreach (var fact in all)
            {
                count += entry.Contains(fact) ? 1 : 0;
            }
            if (count == all.Length)
            {
                return true;
            }
        }
        return false;
    }

    void Read(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isFinalBlock: false, default);
        var entry = new HashSet<string>();
        entries.Add(entry);
        try
        {
            Read(ref reader, entry);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // What was read until here counts.
        }
    }

    static void Read(ref Utf8JsonReader reader, HashSet<string> facts)
    {
        // The path to what is read next, and to each object and list around it.
        var around = new Stack<string>();
        var path = "";
        while (facts.Count < MaxFacts && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path = Joined(around.Peek(), reader.GetString() ?? "");
                    facts.Add(path);
                    break;
                case JsonTokenType.StartObject:
                    around.Push(path);
                    break;
                case JsonTokenType.StartArray:
                    path += "[]";
                    around.Push(path);
                    facts.Add(path);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    around.Pop();
                    path = around.TryPeek(out var outer) ? outer : "";
                    break;
                case JsonTokenType.String when reader.ValueSpan.Length <= MaxValue:
                    facts.Add($"{path}={reader.GetString()}");
                    break;
                case JsonTokenType.String when HasFence(reader.ValueSpan):
                    facts.Add($"{path}={CommandFence}");
                    break;
                case JsonTokenType.True:
                    facts.Add($"{path}=true");
                    break;
            }
        }
    }

    static bool HasFence(ReadOnlySpan<byte> text) => text.IndexOf("```bash"u8) >= 0 || text.IndexOf("```mswea_bash_command"u8) >= 0;

    static string Joined(string around, string name) => around.Length == 0 ? name : $"{around}.{name}";
}
