using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using Spectre.Console;

namespace SkillMcp.Server.Commands.Output;

/// <summary>
/// What commands write for people: in colours and tables on a terminal, in plain lines elsewhere.
/// Everything is written as <see cref="VisibleText"/>: the text of a skill can neither move the cursor, nor colour itself, nor hide.
/// </summary>
static class Terminal
{
    const int ColumnGap = 2;

    static readonly bool IsTerminal = !Console.IsOutputRedirected;

    // The terminal breaks the lines itself, at words because WrappedText pads them. Lazy, because detecting the terminal would delay
    // the start of a server.
    static readonly Lazy<IAnsiConsole> Unwrapped = new(WithoutWrapping);

    public static Option<bool> AsJson { get; } = new("--json") { Description = "Print one JSON document." };

    /// <summary>Whether a person can answer questions.</summary>
    public static bool CanAsk => IsTerminal && !Console.IsInputRedirected;

    public static void Line(string text = "") => Write(text, Style.Plain);

    public static void Heading(string text) => Write(text, new Style(decoration: Decoration.Bold));

    public static void Faint(string text) => Write(text, new Style(Color.Grey));

    public static void Warning(string text) => Write(text, new Style(Color.Yellow));

    /// <summary>A mark and a text, whose further lines are indented like its first.</summary>
    public static void Item(string mark, string text) => Line(SkillText.Item($"  {mark}", text));

    public static void Table(IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows)
    {
        var visible = rows.Select(row => row.Select(VisibleText.Line).ToArray()).ToList();
        if (IsTerminal)
        {
            WriteTable(columns, visible);
        }
        else
        {
            WriteColumns([[.. columns.Select(column => column.Heading)], .. visible]);
        }
    }

    public static void Json<T>(T document, JsonTypeInfo<T> type) =>
        Console.Out.WriteLine(UntriedShares.Blank(JsonSerializer.SerializeToNode(document, type))?.ToJsonString(type.Options));

    /// <summary>Asks a yes-or-no question. At the end of the input the answer is no.</summary>
    public static bool Ask(string question, bool byDefault)
    {
        Console.Out.Write(InWidth(VisibleText.Of($"{question} {(byDefault ? "[Y/n]" : "[y/N]")} ")));
        return (Console.In.ReadLine() ?? "n").Trim().ToLowerInvariant() switch
        {
            "" => byDefault,
            var answer => answer is "y" or "yes",
        };
    }

    /// <summary>Asks a question with other answers.</summary>
    /// <returns>The answer in lower case; "quit" at the end of the input.</returns>
    public static string Choose(string question)
    {
        Console.Out.Write(InWidth($"{question} "));
        return (Console.In.ReadLine() ?? "quit").Trim().ToLowerInvariant();
    }

    static void Write(string text, Style style)
    {
        var visible = VisibleText.Of(text);
        if (IsTerminal)
        {
            Unwrapped.Value.WriteLine(InWidth(visible), style);
        }
        else
        {
            Console.Out.WriteLine(visible);
        }
    }

    /// <summary>What went wrong, on standard error.</summary>
    public static void Error(string text)
    {
        var visible = VisibleText.Of(text);
        Console.Error.WriteLine(Console.IsErrorRedirected ? visible : WrappedText.Of(visible, AnsiConsole.Profile.Width));
    }

    static string InWidth(string text) => IsTerminal ? WrappedText.Of(text, AnsiConsole.Profile.Width) : text;

    /// <summary>
    /// A frame around as many columns as there is room for. Where there is hardly any, the cells of a row stand behind each other.
    /// </summary>
    static void WriteTable(IReadOnlyList<Column> columns, List<string[]> rows)
    {
        var places = columns.Index().Where(one => rows.Exists(row => row[one.Index].Length > 0))
            .ToDictionary(one => one.Item, one => one.Index);
        var widths = places.ToDictionary(
            place => place.Key, place => rows.Select(row => row[place.Value]).Append(place.Key.Heading).Max(text => text.GetCellWidth()));
        var shown = Column.Fitting(widths, AnsiConsole.Profile.Width);
        if (shown.Count == 0)
        {
            WriteOneByOne(columns, rows);
            return;
        }
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var column in shown)
        {
            var heading = new TableColumn(new Spectre.Console.Text(column.Heading, new Style(decoration: Decoration.Bold)));
            table.AddColumn(column.Wraps ? heading : heading.NoWrap());
        }
        foreach (var row in rows)
        {
            table.AddRow(shown.Select(column => new Spectre.Console.Text(row[places[column]])));
        }
        AnsiConsole.Write(table);
        var leftOut = widths.Keys.Except(shown).Select(column => column.Heading).ToList();
        if (leftOut.Count > 0)
        {
            Faint($"Left out, for want of room: {string.Join(", ", leftOut)}. A wider terminal or --json shows all.");
        }
    }

    static void WriteOneByOne(IReadOnlyList<Column> columns, List<string[]> rows)
    {
        var about = columns.ToList().FindIndex(column => column.Rank == 0);
        foreach (var row in rows)
        {
            Heading(row[about]);
            Line($"  {string.Join(" · ", row.Where((cell, at) => at != about && cell.Length > 0))}");
        }
    }

    static void WriteColumns(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            var padded = row.SkipLast(1).Select((cell, column) => cell.PadRight(widths[column] + ColumnGap));
            Console.Out.WriteLine(string.Concat(padded.Append(row[^1])));
        }
    }

    static IAnsiConsole WithoutWrapping()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = 100_000;
        return console;
    }
}
