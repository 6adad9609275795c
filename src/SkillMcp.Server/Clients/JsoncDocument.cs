using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>
/// A JSON text of somebody else's in which single values are put and taken away, while every other character stays what and where it is:
/// comments, order, indentation, line ends and a byte order mark.
/// </summary>
sealed class JsoncDocument
{
    const int MaxDepth = 10_000;

    static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonWriterOptions OnOneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly string text;
    readonly byte[] utf8;

    // The same bytes with white space where comments are (tabs for those that end with their line): it has the same paths, and the reader knows all of it.
    readonly byte[] bare;

    readonly bool comments;

    JsoncDocument(string text, bool comments)
    {
        (this.text, this.comments, utf8) = (text, comments, Encoding.UTF8.GetBytes(text));
        bare = comments ? WithoutComments(utf8) : [.. utf8];
        if (text.StartsWith('\uFEFF'))
        {
            bare.AsSpan(0, 3).Fill((byte)' ');
        }
    }

    JsonReaderOptions Reading => new() { AllowTrailingCommas = comments, MaxDepth = MaxDepth };

    bool IsEmpty => bare.AsSpan().Trim(" \t\r\n"u8).IsEmpty;

    string NewLine => text.IndexOf('\n') is > 0 and var at && text[at - 1] == '\r' ? "\r\n" : "\n";

    /// <param name="text">The whole text; an empty one has no value yet.</param>
    /// <param name="comments">Whether comments and trailing commas belong to the format.</param>
    /// <exception cref="SkillException">It is no JSON, or no object; says in which line and column.</exception>
    public static JsoncDocument Parse(string text, bool comments)
    {
        var json = new JsoncDocument(text, comments);
        if (!json.IsEmpty)
        {
            json.Require();
        }
        return json;
    }

    /// <summary>The value at the end of a way of keys, as it is written; null where there is none.</summary>
    /// <exception cref="SkillException">Something on the way is no object.</exception>
    public string? Find(params ReadOnlySpan<string> way)
    {
        if (IsEmpty)
        {
            return null;
        }
        var found = Root;
        foreach (var key in way)
        {
            if (Members(found, key) is not { Last: { } member })
            {
                return null;
            }
            found = member;
        }
        return Text(found.Value, found.End);
    }

    /// <summary>The text with a value at the end of a way of keys. What is missing of the way is made behind what is there.</summary>
    /// <exception cref="SkillException">Something on the way is no object.</exception>
    public string With(JsonNode value, params ReadOnlySpan<string> way)
    {
        if (IsEmpty)
        {
            return $"{text}{(text.TrimStart('\uFEFF') == "" || text.EndsWith('\n') ? "" : NewLine)}{Written(Nested(value, way), "  ", "")}{NewLine}";
        }
        var holder = Root;
        for (var depth = 0; depth < way.Length; depth++)
        {
            var members = Members(holder, way[depth]);
            if (members.Last is not { } member)
            {
                return Inserted(members, way[depth], Nested(value, way[(depth + 1)..]));
            }
            holder = member;
        }
        return Changed((holder.Value, holder.End, Written(value, IsOneLine(holder.Value, holder.End) ? null : Unit, IndentOf(holder.Key))));
    }

    /// <summary>The text without the value at the end of a way of keys, however often it is said. An object of which nothing is left stays, empty.</summary>
    /// <exception cref="SkillException">Something on the way is no object.</exception>
    public string Without(params ReadOnlySpan<string> way)
    {
        var holder = Root;
        foreach (var key in way[..^1])
        {
            if (Members(holder, key) is not { Last: { } member })
            {
                return text;
            }
            holder = member;
        }
        var members = Members(holder, way[^1]);
        return members.Last is null ? text : Parse(Removed(members), comments).Without(way);
    }

    Member Root => new("", 0, bare.AsSpan().IndexOfAnyExcept(" \t\r\n"u8), bare.AsSpan().LastIndexOfAnyExcept(" \t\r\n"u8) + 1, JsonTokenType.StartObject);

    void Require()
    {
        var reader = new Utf8JsonReader(bare, Reading);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new SkillException($"{PlaceOf((int)reader.TokenStartIndex)}: it holds {Word(reader.TokenType)}, and an object belongs there: {{ … }}.");
            }
            while (reader.Read())
            {
            }
        }
        catch (JsonException mistake)
        {
            var line = StartOfLine((int)(mistake.LineNumber ?? 0));
            throw new SkillException($"{PlaceOf(line + (int)(mistake.BytePositionInLine ?? 0))}: {(IsTooFree ? "a comment or a trailing comma, which this format does not have." : mistake.Message.Split(" LineNumber:")[0])}");
        }
    }

    /// <summary>Whether it would be right if comments and trailing commas were.</summary>
    bool IsTooFree
    {
        get
        {
            try
            {
                return !comments && Parse(text, comments: true) is not null;
            }
            catch (SkillException)
            {
                return false;
            }
        }
    }

    /// <summary>The members of an object, or of whatever stands in its place.</summary>
    /// <param name="holder">The object.</param>
    /// <param name="sought">The key whose last member is meant: of two alike, clients heed the last.</param>
    Holder Members(Member holder, string sought)
    {
        if (holder.Kind != JsonTokenType.StartObject)
        {
            throw new SkillException($"{PlaceOf(holder.Value)}: \"{holder.Name}\" is {Word(holder.Kind)}, and an object belongs there: {{ … }}.");
        }
        var reader = new Utf8JsonReader(bare.AsSpan(holder.Value), Reading);
        reader.Read();
        var all = new List<Member>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, key) = (NameIn(ref reader), holder.Value + (int)reader.TokenStartIndex);
            reader.Read();
            var (value, kind) = (holder.Value + (int)reader.TokenStartIndex, reader.TokenType);
            reader.Skip();
            all.Add(new Member(name, key, value, holder.Value + (int)reader.BytesConsumed, kind));
        }
        return new Holder(holder.Value, holder.Value + (int)reader.TokenStartIndex, all, all.FindLastIndex(member => member.Name == sought));
    }

    static string NameIn(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        // Half a surrogate pair, which JSON lets be written; it is none of ours.
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    string Inserted(Holder holder, string key, JsonNode value)
    {
        var (isEmpty, at) = (holder.All.Count == 0, EndBefore(holder.Close));
        // Behind a trailing comma comes another one.
        var trailing = !isEmpty && CommaIn(holder.All[^1].End, holder.Close) >= 0;
        var onOneLine = IsOneLine(holder.Open, holder.Close) && (!isEmpty || holder.Open != Root.Value && IsOneLine(Root.Value, Root.End));
        var space = onOneLine && utf8.AsSpan(holder.Open, holder.Close - holder.Open).IndexOf(": "u8) < 0 ? "" : " ";
        var indent = IndentIn(holder);
        var gap = onOneLine ? isEmpty ? "" : space : NewLine + indent;
        var member = $"{gap}{JsonValue.Create(key)!.ToJsonString()}:{space}{Written(value, onOneLine ? null : Unit, indent)}{(trailing ? "," : "")}";
        return isEmpty && !onOneLine && IsOneLine(at, holder.Close)
            ? Changed((at, holder.Close, member + NewLine + IndentOf(holder.Open)))
            : isEmpty || trailing ? Changed((at, at, member)) : Changed((holder.All[^1].End, holder.All[^1].End, ","), (at, at, member));
    }

    string Removed(Holder holder)
    {
        var member = holder.Last!;
        var behind = CommaIn(member.End, holder.Close);
        if (holder.All.Count == 1 && HasNoComment(holder.Open, member.Key) && HasNoComment(member.End, holder.Close))
        {
            return Changed((holder.Open + 1, holder.Close, ""));
        }
        var before = behind < 0 && holder.At > 0 ? CommaIn(holder.All[holder.At - 1].End, member.Key) : -1;
        var gap = EndBefore(member.Key);
        var from = GapMayGo(gap, member.Key, behind >= 0 && HasNoComment(member.End, behind) ? behind + 1 : member.End) ? gap : member.Key;
        return Changed(
            before < 0 ? (0, 0, "") : (before, before + 1, ""),
            (from, member.End, ""),
            behind < 0 ? (member.End, member.End, "") : (behind, behind + 1, ""));
    }

    /// <summary>Whether nothing gets into a comment, and no line becomes a part of another, if the white space before a member goes with it.</summary>
    bool GapMayGo(int gap, int key, int end)
    {
        var next = utf8.AsSpan(end).IndexOfAnyExcept(" \t"u8) is >= 0 and var offset ? utf8[end + offset] : (byte)'\n';
        var isBehindLineComment = utf8[gap - 1] != bare[gap - 1] && bare[gap - 1] == '\t';
        return IsOneLine(gap, key) || next is (byte)'\n' or (byte)'\r' || next is (byte)'}' && !isBehindLineComment;
    }

    /// <summary>Applies changes, which are in the order of their paths.</summary>
    string Changed(params ReadOnlySpan<(int From, int To, string Text)> changes)
    {
        var result = new StringBuilder(text.Length + 256);
        var done = 0;
        foreach (var (from, to, put) in changes)
        {
            result.Append(Text(done, from)).Append(put);
            done = to;
        }
        return result.Append(Text(done, utf8.Length)).ToString();
    }

    /// <summary>A value as it is written into this text, the lines behind its first under an indentation.</summary>
    /// <param name="value">The value.</param>
    /// <param name="unit">What each level is set in by; null for one line.</param>
    /// <param name="indent">The indentation of the line that it begins on.</param>
    string Written(JsonNode value, string? unit, string indent)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, unit is null ? OnOneLine : Indented))
        {
            value.WriteTo(writer);
        }
        var lines = Encoding.UTF8.GetString(buffer.ToArray()).Split('\n');
        return string.Join(NewLine + indent, lines.Select(line => line.TrimStart(' ') is var bareLine && unit is not null ? string.Concat(Enumerable.Repeat(unit, (line.Length - bareLine.Length) / 2)) + bareLine : line));
    }

    static JsonNode Nested(JsonNode value, ReadOnlySpan<string> way)
    {
        var nested = value;
        for (var depth = way.Length - 1; depth >= 0; depth--)
        {
            nested = new JsonObject { [way[depth]] = nested };
        }
        return nested;
    }

    /// <summary>What a level is set in by: what the first line of the outermost object has; two spaces where it says nothing.</summary>
    string Unit => Members(Root, "").All is [var first, ..] && BeginsLine(first.Key) && IndentOf(first.Key) is { Length: > 0 } unit ? unit : "  ";

    string IndentIn(Holder holder) => holder.All is [.., var last] && BeginsLine(last.Key) ? IndentOf(last.Key) : IndentOf(holder.Open) + Unit;

    bool BeginsLine(int at) => !IsOneLine(EndBefore(at), at);

    /// <summary>The white space that the line of a place begins with.</summary>
    string IndentOf(int at)
    {
        var start = utf8.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        start += start == 0 && text.StartsWith('\uFEFF') ? 3 : 0;
        var length = utf8.AsSpan(start).IndexOfAnyExcept(" \t"u8);
        return Text(start, start + Math.Max(length, 0));
    }

    bool IsOneLine(int from, int to) => !utf8.AsSpan(from, to - from).Contains((byte)'\n');

    bool HasNoComment(int from, int to) => bare.AsSpan(from, to - from).SequenceEqual(utf8.AsSpan(from, to - from));

    /// <summary>The end of what stands before the white space before a place.</summary>
    int EndBefore(int at) => utf8.AsSpan(0, at).LastIndexOfAnyExcept(" \t\r\n"u8) + 1;

    int CommaIn(int from, int to) => bare.AsSpan(from, to - from).IndexOf((byte)',') is >= 0 and var at ? from + at : -1;

    string Text(int from, int to) => Encoding.UTF8.GetString(utf8.AsSpan(from, to - from));

    int StartOfLine(int line)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += utf8.AsSpan(start).IndexOf((byte)'\n') + 1;
        }
        return start;
    }

    string PlaceOf(int at)
    {
        var before = Text(0, Math.Min(at, utf8.Length)).TrimStart('\uFEFF');
        return $"line {before.Count(character => character == '\n') + 1}, column {before.Length - before.LastIndexOf('\n')}";
    }

    static string Word(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    static byte[] WithoutComments(byte[] utf8)
    {
        byte[] bare = [.. utf8];
        for (var at = 0; at < bare.Length; at++)
        {
            if (bare[at] == '"')
            {
                at = EndOfString(bare, at);
            }
            else if (bare.AsSpan(at).StartsWith("//"u8))
            {
                at = Blank(bare, at, bare.AsSpan(at).IndexOfAny((byte)'\n', (byte)'\r'), '\t');
            }
            else if (bare.AsSpan(at).StartsWith("/*"u8) && bare.AsSpan(at + 2).IndexOf("*/"u8) is >= 0 and var length)
            {
                at = Blank(bare, at, length + 4, ' ');
            }
        }
        return bare;
    }

    static int EndOfString(byte[] bare, int at)
    {
        for (at++; at < bare.Length && bare[at] != '"'; at++)
        {
            at += bare[at] == '\\' ? 1 : 0;
        }
        return at;
    }

    /// <summary>Puts white space in the place of a comment; its lines stay.</summary>
    static int Blank(byte[] bare, int at, int length, char space)
    {
        var comment = length < 0 ? bare.AsSpan(at) : bare.AsSpan(at, length);
        foreach (ref var character in comment)
        {
            character = character == '\n' ? character : (byte)space;
        }
        return at + comment.Length - 1;
    }

    /// <param name="Name">What it is called.</param>
    /// <param name="Key">Where its name begins.</param>
    /// <param name="Value">Where its value begins.</param>
    /// <param name="End">Where its value has ended.</param>
    /// <param name="Kind">What its value begins with.</param>
    sealed record Member(string Name, int Key, int Value, int End, JsonTokenType Kind);

    /// <param name="Open">Where the object begins.</param>
    /// <param name="Close">Where its closing brace is.</param>
    /// <param name="All">Its members in order.</param>
    /// <param name="At">The number of the sought one; -1 where there is none.</param>
    sealed record Holder(int Open, int Close, IReadOnlyList<Member> All, int At)
    {
        public Member? Last => At < 0 ? null : All[At];
    }
}
