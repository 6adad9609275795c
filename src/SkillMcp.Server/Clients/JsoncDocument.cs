using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>
/// A JSON object of another program's file, in whose text single values are set and removed. Every other byte stays as and where it is:
/// comments, order, indentation, line endings and a byte order mark. In a path, an item of a list is named by its number, from 0.
/// </summary>
sealed class JsoncDocument : IConfigurationDocument
{
    public const int MaxDepth = 10_000;

    static readonly JsonWriterOptions OnOneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonWriterOptions Indented = OnOneLine with { Indented = true, NewLine = "\n" };

    readonly string text;
    readonly byte[] utf8;

    // The same bytes with comments blanked out: every token is at the offset that it has in the text.
    // A comment that ends with its line becomes tabs, one with an end of its own spaces.
    readonly byte[] blanked;

    readonly bool comments;

    JsoncDocument(string text, bool comments)
    {
        (this.text, this.comments, utf8) = (text, comments, Encoding.UTF8.GetBytes(text));
        blanked = comments ? WithoutComments(utf8) : [.. utf8];
        if (text.StartsWith('\uFEFF'))
        {
            blanked.AsSpan(0, 3).Fill((byte)' ');
        }
    }

    JsonReaderOptions ReaderOptions => new() { AllowTrailingCommas = comments, MaxDepth = MaxDepth };

    bool IsEmpty => blanked.AsSpan().Trim(" \t\r\n"u8).IsEmpty;

    string NewLine => text.IndexOf('\n') is > 0 and var at && text[at - 1] == '\r' ? "\r\n" : "\n";

    /// <param name="text">The whole text; an empty one has no value yet.</param>
    /// <param name="comments">Whether the format has comments and trailing commas.</param>
    /// <exception cref="SkillException">It is not a JSON object; the message says at which line and column.</exception>
    public static JsoncDocument Parse(string text, bool comments)
    {
        var document = new JsoncDocument(text, comments);
        if (!document.IsEmpty)
        {
            document.Validate();
        }
        return document;
    }

    /// <summary>The value at the end of a path of keys, as it is written; null if there is none.</summary>
    /// <exception cref="SkillException">A value on the path is not an object.</exception>
    public string? Find(params ReadOnlySpan<string> path)
    {
        if (IsEmpty)
        {
            return null;
        }
        var found = Root;
        foreach (var key in path)
        {
            if (MembersOf(found, key).Sought is not { } member)
            {
                return null;
            }
            found = member;
        }
        return Text(found.Value, found.End);
    }

    /// <summary>The text with a value at the end of a path of keys. Missing objects on the path are added as last members.</summary>
    /// <exception cref="SkillException">A value on the path is not an object.</exception>
    public string With(JsonNode value, params ReadOnlySpan<string> path)
    {
        if (IsEmpty)
        {
            var separator = text.TrimStart('\uFEFF') == "" || text.EndsWith('\n') ? "" : NewLine;
            return $"{text}{separator}{Format(Nest(value, path), "  ", "")}{NewLine}";
        }
        var member = Root;
        for (var depth = 0; depth < path.Length; depth++)
        {
            var parent = MembersOf(member, path[depth]);
            if (parent.Sought is not { } next)
            {
                return Insert(parent, path[depth], Nest(value, path[(depth + 1)..]));
            }
            member = next;
        }
        return Apply((member.Value, member.End, Format(value, IsOneLine(member.Value, member.End) ? null : Unit, IndentOf(member.Key))));
    }

    /// <summary>The text without the value at the end of a path of keys, and without repetitions of it. An emptied object stays.</summary>
    /// <exception cref="SkillException">A value on the path is not an object.</exception>
    public string Without(params ReadOnlySpan<string> path)
    {
        if (IsEmpty)
        {
            return text;
        }
        var member = Root;
        foreach (var key in path[..^1])
        {
            if (MembersOf(member, key).Sought is not { } next)
            {
                return text;
            }
            member = next;
        }
        var parent = MembersOf(member, path[^1]);
        if (parent.Sought is null)
        {
            return text;
        }
        var removed = Remove(parent, parent.Sought);
        // Another item of a list has that number then.
        return member.Kind == JsonTokenType.StartArray ? removed : Parse(removed, comments).Without(path);
    }

    Member Root
    {
        get
        {
            var start = blanked.AsSpan().IndexOfAnyExcept(" \t\r\n"u8);
            var end = blanked.AsSpan().LastIndexOfAnyExcept(" \t\r\n"u8) + 1;
            return new Member("", 0, start, end, JsonTokenType.StartObject);
        }
    }

    void Validate()
    {
        var reader = new Utf8JsonReader(blanked, ReaderOptions);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw NotAnObject((int)reader.TokenStartIndex, "it holds", reader.TokenType);
            }
            while (reader.Read())
            {
            }
        }
        catch (JsonException mistake)
        {
            var line = StartOfLine((int)(mistake.LineNumber ?? 0));
            var reason = IsValidWithComments
                ? "a comment or a trailing comma, which this format does not have."
                : mistake.Message.Split(" LineNumber:")[0];
            throw new SkillException($"{PositionOf(line + (int)(mistake.BytePositionInLine ?? 0))}: {reason}");
        }
    }

    /// <summary>Whether the text would be valid if the format had comments and trailing commas, which it does not.</summary>
    bool IsValidWithComments
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

    /// <param name="member">The member whose value is the object.</param>
    /// <param name="sought">A key. If it is repeated, the last one is meant, as clients read it.</param>
    /// <exception cref="SkillException">The value is not an object.</exception>
    ObjectMembers MembersOf(Member member, string sought)
    {
        var isNumber = int.TryParse(sought, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (member.Kind == JsonTokenType.StartArray && isNumber)
        {
            return ItemsOf(member, number);
        }
        if (member.Kind != JsonTokenType.StartObject)
        {
            throw NotAnObject(member.Value, $"\"{member.Name}\" is", member.Kind);
        }
        var start = member.Value;
        var reader = new Utf8JsonReader(blanked.AsSpan(start), ReaderOptions);
        reader.Read();
        var all = new List<Member>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, key) = (NameIn(ref reader), start + (int)reader.TokenStartIndex);
            reader.Read();
            var (value, kind) = (start + (int)reader.TokenStartIndex, reader.TokenType);
            reader.Skip();
            all.Add(new Member(name, key, value, start + (int)reader.BytesConsumed, kind));
        }
        return new ObjectMembers(start, start + (int)reader.TokenStartIndex, all, all.FindLastIndex(one => one.Name == sought));
    }

    /// <summary>The items of a list, as members without keys.</summary>
    ObjectMembers ItemsOf(Member list, int sought)
    {
        var start = list.Value;
        var reader = new Utf8JsonReader(blanked.AsSpan(start), ReaderOptions);
        reader.Read();
        var all = new List<Member>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var (value, kind) = (start + (int)reader.TokenStartIndex, reader.TokenType);
            reader.Skip();
            all.Add(new Member($"{list.Name}[{all.Count}]", value, value, start + (int)reader.BytesConsumed, kind));
        }
        return new ObjectMembers(start, start + (int)reader.TokenStartIndex, all, sought < all.Count ? sought : -1) { IsList = true };
    }

    static string NameIn(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        // Half a surrogate pair, which JSON can escape and a string cannot hold. It is not one of our keys.
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    string Insert(ObjectMembers parent, string key, JsonNode value)
    {
        var isOneLine = StaysOnOneLine(parent);
        var space = isOneLine && utf8.AsSpan(parent.Open, parent.Close - parent.Open).IndexOf(": "u8) < 0 ? "" : " ";
        var indent = IndentIn(parent);
        var before = (isOneLine, parent.IsEmpty) switch
        {
            (false, _) => NewLine + indent,
            (true, true) => "",
            (true, false) => space,
        };
        var name = parent.IsList ? "" : $"{JsonValue.Create(key)!.ToJsonString()}:{space}";
        var member = $"{before}{name}{Format(value, isOneLine ? null : Unit, indent)}";
        var end = EndBefore(parent.Close);
        if (parent.IsEmpty)
        {
            // A closing brace on the line of the opening one moves to a line of its own.
            return !isOneLine && IsOneLine(end, parent.Close)
                ? Apply((end, parent.Close, member + NewLine + IndentOf(parent.Open)))
                : Apply((end, end, member));
        }
        // A trailing comma stays one: the new member gets its own.
        var last = parent.All[^1];
        return CommaIn(last.End, parent.Close) >= 0
            ? Apply((end, end, $"{member},"))
            : Apply((last.End, last.End, ","), (end, end, member));
    }

    /// <summary>
    /// Whether a new member goes on the line of its object. For an empty object the root decides: on one line if all of it is,
    /// and an empty root is spread over lines.
    /// </summary>
    bool StaysOnOneLine(ObjectMembers parent)
    {
        if (!IsOneLine(parent.Open, parent.Close))
        {
            return false;
        }
        return !parent.IsEmpty || parent.Open != Root.Value && IsOneLine(Root.Value, Root.End);
    }

    string Remove(ObjectMembers parent, Member member)
    {
        if (parent.All.Count == 1 && HasNoComment(parent.Open, member.Key) && HasNoComment(member.End, parent.Close))
        {
            return Apply((parent.Open + 1, parent.Close, ""));
        }
        var commaBehind = CommaIn(member.End, parent.Close);
        var start = StartOfRemoval(member, commaBehind);
        if (commaBehind >= 0)
        {
            return Apply((start, member.End, ""), (commaBehind, commaBehind + 1, ""));
        }
        if (parent.Index == 0)
        {
            return Apply((start, member.End, ""));
        }
        var commaBefore = CommaIn(parent.All[parent.Index - 1].End, member.Key);
        return Apply((commaBefore, commaBefore + 1, ""), (start, member.End, ""));
    }

    /// <summary>
    /// Where the removal of a member starts: with the white space before it, unless a line comment would then swallow what follows,
    /// or two lines would become one.
    /// </summary>
    int StartOfRemoval(Member member, int commaBehind)
    {
        var gap = EndBefore(member.Key);
        if (IsOneLine(gap, member.Key))
        {
            return gap;
        }
        var end = commaBehind >= 0 && HasNoComment(member.End, commaBehind) ? commaBehind + 1 : member.End;
        var next = utf8[end + utf8.AsSpan(end).IndexOfAnyExcept(" \t"u8)];
        var isBehindLineComment = utf8[gap - 1] != blanked[gap - 1] && blanked[gap - 1] == '\t';
        return next is (byte)'\n' or (byte)'\r' || next is (byte)'}' && !isBehindLineComment ? gap : member.Key;
    }

    /// <summary>Applies edits, which are in the order of their positions and do not overlap.</summary>
    string Apply(params ReadOnlySpan<(int From, int To, string Text)> edits)
    {
        var result = new StringBuilder(text.Length + 256);
        var done = 0;
        foreach (var (from, to, replacement) in edits)
        {
            result.Append(Text(done, from)).Append(replacement);
            done = to;
        }
        return result.Append(Text(done, utf8.Length)).ToString();
    }

    /// <param name="value">The value.</param>
    /// <param name="unit">The indentation of one level; null for a value on one line.</param>
    /// <param name="indent">The indentation of the line on which the value begins.</param>
    string Format(JsonNode value, string? unit, string indent)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, unit is null ? OnOneLine : Indented))
        {
            value.WriteTo(writer);
        }
        var lines = Encoding.UTF8.GetString(buffer.ToArray()).Split('\n');
        return string.Join(NewLine + indent, unit is null ? lines : lines.Select(line => Reindent(line, unit)));
    }

    /// <summary>A line of the writer, which indents by two spaces a level, indented by a unit a level.</summary>
    static string Reindent(string line, string unit)
    {
        var content = line.TrimStart(' ');
        return string.Concat(Enumerable.Repeat(unit, (line.Length - content.Length) / 2)) + content;
    }

    static JsonNode Nest(JsonNode value, ReadOnlySpan<string> path)
    {
        var nested = value;
        for (var depth = path.Length - 1; depth >= 0; depth--)
        {
            nested = new JsonObject { [path[depth]] = nested };
        }
        return nested;
    }

    /// <summary>The indentation of one level: that of the root's first member, or two spaces if that does not say.</summary>
    string Unit
    {
        get
        {
            var unit = MembersOf(Root, "").All is [var first, ..] && BeginsLine(first.Key) ? IndentOf(first.Key) : "";
            return unit == "" ? "  " : unit;
        }
    }

    string IndentIn(ObjectMembers parent) =>
        parent.All is [.., var last] && BeginsLine(last.Key) ? IndentOf(last.Key) : IndentOf(parent.Open) + Unit;

    bool BeginsLine(int at) => !IsOneLine(EndBefore(at), at);

    /// <summary>The white space at the beginning of the line of a position.</summary>
    string IndentOf(int at)
    {
        var start = utf8.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        start += start == 0 && text.StartsWith('\uFEFF') ? 3 : 0;
        var length = utf8.AsSpan(start).IndexOfAnyExcept(" \t"u8);
        return Text(start, start + length);
    }

    bool IsOneLine(int from, int to) => !utf8.AsSpan(from, to - from).Contains((byte)'\n');

    bool HasNoComment(int from, int to) => blanked.AsSpan(from, to - from).SequenceEqual(utf8.AsSpan(from, to - from));

    /// <summary>The end of the token or comment before a position.</summary>
    int EndBefore(int at) => utf8.AsSpan(0, at).LastIndexOfAnyExcept(" \t\r\n"u8) + 1;

    /// <summary>The position of the first comma outside a comment; -1 where there is none.</summary>
    int CommaIn(int from, int to) => blanked.AsSpan(from, to - from).IndexOf((byte)',') is >= 0 and var at ? from + at : -1;

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

    string PositionOf(int at)
    {
        var before = Text(0, Math.Min(at, utf8.Length)).TrimStart('\uFEFF');
        return $"line {before.Count(character => character == '\n') + 1}, column {before.Length - before.LastIndexOf('\n')}";
    }

    SkillException NotAnObject(int at, string subject, JsonTokenType kind) =>
        new($"{PositionOf(at)}: {subject} {Describe(kind)}, and an object belongs there: {{ … }}.");

    static string Describe(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    static byte[] WithoutComments(byte[] utf8)
    {
        byte[] blanked = [.. utf8];
        for (var at = 0; at < blanked.Length; at++)
        {
            if (blanked[at] == '"')
            {
                at = EndOfString(blanked, at);
            }
            else if (blanked.AsSpan(at).StartsWith("//"u8))
            {
                at = Blank(blanked, at, blanked.AsSpan(at).IndexOfAny((byte)'\n', (byte)'\r'), '\t');
            }
            else if (blanked.AsSpan(at).StartsWith("/*"u8) && blanked.AsSpan(at + 2).IndexOf("*/"u8) is >= 0 and var length)
            {
                at = Blank(blanked, at, length + 4, ' ');
            }
        }
        return blanked;
    }

    static int EndOfString(byte[] bytes, int at)
    {
        for (at++; at < bytes.Length && bytes[at] != '"'; at++)
        {
            at += bytes[at] == '\\' ? 1 : 0;
        }
        return at;
    }

    /// <summary>Puts white space in the place of a comment, but for its line breaks.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="at">Where the comment begins.</param>
    /// <param name="length">Its length; negative where it goes on to the end.</param>
    /// <param name="space">What is put there.</param>
    /// <returns>The position of its last byte.</returns>
    static int Blank(byte[] bytes, int at, int length, char space)
    {
        var comment = length < 0 ? bytes.AsSpan(at) : bytes.AsSpan(at, length);
        foreach (ref var character in comment)
        {
            character = character == '\n' ? character : (byte)space;
        }
        return at + comment.Length - 1;
    }

    /// <summary>A member of an object, by byte positions.</summary>
    /// <param name="Name">Its key, unescaped.</param>
    /// <param name="Key">Where its key begins.</param>
    /// <param name="Value">Where its value begins.</param>
    /// <param name="End">Where its value has ended.</param>
    /// <param name="Kind">The first token of its value.</param>
    sealed record Member(string Name, int Key, int Value, int End, JsonTokenType Kind);

    /// <summary>The members of an object, by byte positions.</summary>
    /// <param name="Open">Where the opening brace is.</param>
    /// <param name="Close">Where the closing brace is.</param>
    /// <param name="All">The members in order.</param>
    /// <param name="Index">The index of the sought one; -1 where there is none.</param>
    sealed record ObjectMembers(int Open, int Close, IReadOnlyList<Member> All, int Index)
    {
        public bool IsList { get; init; }

        public bool IsEmpty => All.Count == 0;

        public Member? Sought => Index < 0 ? null : All[Index];
    }
}
