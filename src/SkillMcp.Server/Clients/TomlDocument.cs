using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SkillMcp.Server.Clients;

/// <summary>
/// A TOML document of another program's file, in whose text single values are set and removed. Every other byte stays as and where it is:
/// comments, order, indentation, line endings and a byte order mark.
/// </summary>
sealed class TomlDocument : IConfigurationDocument
{
    const string ByteOrderMark = "\uFEFF";

    readonly string mark;
    readonly string text;
    readonly DocumentSyntax document;
    readonly IReadOnlyList<Header> headers;
    readonly IReadOnlyList<Pair> pairs;

    TomlDocument(string whole)
    {
        // A reader strips it; the syntax tree would take it for a part of the first key.
        mark = whole.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? ByteOrderMark : "";
        text = whole[mark.Length..];
        document = SyntaxTreeOf(text);
        headers = [.. document.Tables.Select(table => new Header(PathOf(table.Name!), table))];
        pairs = [.. document.KeyValues.SelectMany(pair => PairsOf(pair, [], null)), .. headers.SelectMany(PairsUnder)];
    }

    string NewLine => text.IndexOf('\n') is > 0 and var at && text[at - 1] == '\r' ? "\r\n" : "\n";

    /// <exception cref="SkillException">It is not TOML; the message says at which line and column.</exception>
    public static TomlDocument Parse(string text) => new(text);

    /// <summary>The value at the end of a path of keys, as JSON; null if there is none.</summary>
    /// <exception cref="SkillException">A value on the path is not a table.</exception>
    public string? Find(params ReadOnlySpan<string> path)
    {
        RequireTables(path);
        var at = path.ToArray();
        if (headers.Any(header => header.IsList && header.Path.SequenceEqual(at)))
        {
            return "[]";
        }
        if (ValueAt(at) is { } pair)
        {
            return JsonOf(pair.Value).ToJsonString();
        }
        return IsTable(at) ? TableAt(at).ToJsonString() : null;
    }

    /// <summary>The text with a value at the end of a path of keys. A missing table gets a header of its own at the end.</summary>
    /// <exception cref="SkillException">A value on the path is not a table.</exception>
    public string With(JsonNode value, params ReadOnlySpan<string> path)
    {
        RequireTables(path);
        var at = path.ToArray();
        if (value is JsonObject table)
        {
            return IsThere(at) ? Parse(Without(at)).WithTable(table, at) : WithTable(table, at);
        }
        if (ValueAt(at) is { } written)
        {
            return Apply(written.Value.Span.Start.Offset, EndOf(written.Value), Format(value));
        }
        var neighbour = pairs.LastOrDefault(pair => pair.Path.SkipLast(1).SequenceEqual(at[..^1]));
        return neighbour is null
            ? throw new SkillException($"{string.Join('.', at[..^1])} is empty.")
            : InsertBehind(neighbour, at[^1], value);
    }

    /// <summary>The text without the value at the end of a path of keys, however many headers and keys it is spread over.</summary>
    /// <exception cref="SkillException">A value on the path is not a table.</exception>
    public string Without(params ReadOnlySpan<string> path)
    {
        RequireTables(path);
        var at = path.ToArray();
        var header = headers.FirstOrDefault(header => StartsWith(header.Path, at));
        var pair = pairs.FirstOrDefault(pair => StartsWith(pair.Path, at));
        return (header, pair) switch
        {
            ({ } found, _) => Parse(RemoveLines(found.Table.Span.Start.Offset, EndOf(found))).Without(path),
            (null, { Inline: { } inline } found) => Parse(RemoveFrom(inline, found)).Without(path),
            (null, { } found) => Parse(RemoveLines(found.Syntax.Span.Start.Offset, EndOf(found.Value))).Without(path),
            _ => mark + text,
        };
    }

    static DocumentSyntax SyntaxTreeOf(string text)
    {
        try
        {
            var parsed = SyntaxParser.Parse(text);
            return parsed.Diagnostics.FirstOrDefault(found => found.Kind == DiagnosticMessageKind.Error) is { } mistake
                ? throw new SkillException($"{PositionIn(text, mistake.Span.Start.Offset)}: {mistake.Message}.")
                : parsed;
        }
        catch (TomlException mistake)
        {
            throw new SkillException(mistake.Message);
        }
    }

    /// <summary>A pair and, if its value is an inline table, the pairs in that.</summary>
    static IEnumerable<Pair> PairsOf(KeyValueSyntax syntax, IReadOnlyList<string> table, InlineTableSyntax? inline)
    {
        var pair = new Pair([.. table, .. PathOf(syntax.Key!)], syntax, inline);
        return syntax.Value is InlineTableSyntax inner
            ? [pair, .. inner.Items.SelectMany(item => PairsOf(item.KeyValue!, pair.Path, inner))]
            : [pair];
    }

    /// <summary>The pairs under a header. Of an entry in a list of tables nothing is at a path.</summary>
    static IEnumerable<Pair> PairsUnder(Header header) =>
        header.IsList ? [] : header.Table.Items.SelectMany(pair => PairsOf(pair, header.Path, null));

    static string[] PathOf(KeySyntax key) => [NameOf(key.Key!), .. key.DotKeys.Select(item => NameOf(item.Key!))];

    static string NameOf(BareKeyOrStringValueSyntax key) => key switch
    {
        BareKeySyntax bare => bare.Key!.Text!,
        StringValueSyntax quoted => quoted.Value!,
        _ => key.ToString().Trim(),
    };

    /// <exception cref="SkillException">A value on the path, before its end, is not a table.</exception>
    void RequireTables(ReadOnlySpan<string> path)
    {
        for (var length = 1; length < path.Length; length++)
        {
            var table = path[..length].ToArray();
            var name = string.Join('.', table);
            if (headers.FirstOrDefault(header => header.IsList && header.Path.SequenceEqual(table)) is { } list)
            {
                throw NotATable(list.Table.Span.Start.Offset, name, "a list");
            }
            if (ValueAt(table) is { Value: not InlineTableSyntax } pair)
            {
                throw NotATable(pair.Value.Span.Start.Offset, name, "a value");
            }
        }
    }

    SkillException NotATable(int at, string name, string kind) =>
        new($"{PositionIn(text, at)}: {name} is {kind}, and a table belongs there: [{name}].");

    Pair? ValueAt(IReadOnlyList<string> path) => pairs.FirstOrDefault(pair => pair.Path.SequenceEqual(path));

    bool IsThere(IReadOnlyList<string> path) => IsTable(path) || ValueAt(path) is not null;

    bool IsTable(IReadOnlyList<string> path) =>
        headers.Any(header => StartsWith(header.Path, path))
        || pairs.Any(pair => pair.Path.Count > path.Count && StartsWith(pair.Path, path));

    JsonObject TableAt(string[] path)
    {
        var table = new JsonObject();
        // The pairs of an inline table are in its own value.
        foreach (var pair in pairs.Where(pair => pair.Inline is null && StartsWith(pair.Path, path)))
        {
            var parent = pair.Path.Skip(path.Length).SkipLast(1).Aggregate(table, Child);
            parent[pair.Path[^1]] = JsonOf(pair.Value);
        }
        return table;
    }

    static JsonObject Child(JsonObject parent, string key)
    {
        if (parent[key] is not JsonObject child)
        {
            parent[key] = child = [];
        }
        return child;
    }

    static JsonNode JsonOf(ValueSyntax value) => value switch
    {
        StringValueSyntax quoted => quoted.Value!,
        BooleanValueSyntax boolean => boolean.Value,
        IntegerValueSyntax number => number.Value,
        ArraySyntax list => new JsonArray([.. list.Items.Select(item => JsonOf(item.Value!))]),
        InlineTableSyntax table => ObjectOf(table),
        _ => value.ToString().Trim(),
    };

    static JsonObject ObjectOf(InlineTableSyntax table)
    {
        var members = new JsonObject();
        foreach (var item in table.Items)
        {
            var path = PathOf(item.KeyValue!.Key!);
            path[..^1].Aggregate(members, Child)[path[^1]] = JsonOf(item.KeyValue.Value!);
        }
        return members;
    }

    string WithTable(JsonObject table, string[] path)
    {
        if (ValueAt(path[..^1]) is { Value: InlineTableSyntax parent })
        {
            return InsertInto(parent, $"{KeyOf(path[^1])} = {Format(table)}");
        }
        var header = $"[{string.Join('.', path.Select(KeyOf))}]";
        var lines = table.Select(member => $"{KeyOf(member.Key)} = {Format(member.Value!)}").Prepend(header);
        var end = text.Length == 0 || text.EndsWith('\n') ? "" : NewLine;
        var gap = text.Length == 0 ? "" : NewLine;
        return Apply(text.Length, text.Length, $"{end}{gap}{string.Join(NewLine, lines)}{NewLine}");
    }

    string InsertInto(InlineTableSyntax table, string pair)
    {
        if (table.Items.LastOrDefault() is { } last)
        {
            var end = EndOf(last.KeyValue!.Value!);
            return Apply(end, end, $", {pair}");
        }
        return Apply(table.Span.Start.Offset, EndOf(table), $"{{ {pair} }}");
    }

    /// <summary>Inserts a key beside another one of the same table, in the way in which that is written.</summary>
    string InsertBehind(Pair neighbour, string key, JsonNode value)
    {
        var end = EndOf(neighbour.Value);
        var keyStart = neighbour.Syntax.Key!.Span.Start.Offset;
        var lastKey = neighbour.Syntax.Key.DotKeys.LastOrDefault()?.Key?.Span.Start.Offset ?? keyStart;
        var pair = $"{text[keyStart..lastKey]}{KeyOf(key)} = {Format(value)}";
        if (neighbour.Inline is not null)
        {
            return Apply(end, end, $", {pair}");
        }
        var indent = text[StartOfLine(keyStart)..keyStart];
        var next = EndOfLine(end);
        return text[..next].EndsWith('\n') ? Apply(next, next, $"{indent}{pair}{NewLine}") : Apply(next, next, $"{NewLine}{indent}{pair}");
    }

    string RemoveFrom(InlineTableSyntax table, Pair pair)
    {
        var items = table.Items.ToList();
        var index = items.FindIndex(item => item.KeyValue == pair.Syntax);
        var (start, end) = (pair.Syntax.Span.Start.Offset, EndOf(pair.Value));
        return (index, items.Count) switch
        {
            (_, 1) => Apply(table.Span.Start.Offset, EndOf(table), "{}"),
            (0, _) => Apply(start, items[1].KeyValue!.Span.Start.Offset, ""),
            _ => Apply(EndOf(items[index - 1].KeyValue!.Value!), end, ""),
        };
    }

    /// <summary>Removes whole lines, and the empty line before them.</summary>
    string RemoveLines(int from, int to)
    {
        var start = StartOfLine(from);
        var before = text[..start];
        var isBehindEmptyLine = before.EndsWith("\n\n", StringComparison.Ordinal) || before.EndsWith("\n\r\n", StringComparison.Ordinal);
        return Apply(isBehindEmptyLine ? start - NewLine.Length : start, EndOfLine(to), "");
    }

    string Apply(int from, int to, string replacement) => $"{mark}{text[..from]}{replacement}{text[to..]}";

    int StartOfLine(int at) => text.LastIndexOf('\n', Math.Max(at - 1, 0), Math.Max(at, 0)) + 1;

    int EndOfLine(int at) => text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;

    static int EndOf(Header header) =>
        header.Table.Items.LastOrDefault() is { } last ? EndOf(last.Value!) : header.Table.CloseBracket!.Span.End.Offset + 1;

    // The end of a span is its last character.
    static int EndOf(SyntaxNodeBase syntax) => syntax.Span.End.Offset + 1;

    static bool StartsWith(IReadOnlyList<string> path, IReadOnlyList<string> start) =>
        path.Count >= start.Count && path.Take(start.Count).SequenceEqual(start);

    static string PositionIn(string text, int at)
    {
        var before = text[..Math.Clamp(at, 0, text.Length)];
        return $"line {before.Count(character => character == '\n') + 1}, column {before.Length - before.LastIndexOf('\n')}";
    }

    static string KeyOf(string name) => BareKeySyntax.IsBareKey(name) ? name : Quote(name);

    static string Format(JsonNode value) => value switch
    {
        JsonObject table => $"{{ {string.Join(", ", table.Select(member => $"{KeyOf(member.Key)} = {Format(member.Value!)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Format(item!)))}]",
        _ when value.GetValueKind() == System.Text.Json.JsonValueKind.String => Quote(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in value)
        {
            quoted = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                < ' ' or '\u007F' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => quoted.Append(character),
            };
        }
        return quoted.Append('"').ToString();
    }

    sealed record Header(IReadOnlyList<string> Path, TableSyntaxBase Table)
    {
        public bool IsList => Table is TableArraySyntax;
    }

    /// <summary>A key and its value.</summary>
    /// <param name="Path">The names of the tables that it is in, and its own.</param>
    /// <param name="Syntax">Where it is written.</param>
    /// <param name="Inline">The inline table that it is written in; null if it has lines of its own.</param>
    sealed record Pair(IReadOnlyList<string> Path, KeyValueSyntax Syntax, InlineTableSyntax? Inline)
    {
        public ValueSyntax Value => Syntax.Value!;
    }
}
