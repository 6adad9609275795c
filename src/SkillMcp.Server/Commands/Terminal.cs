using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace SkillMcp.Server.Commands;

/// <summary>
/// Where commands write for people: in colours and tables on a terminal, in plain lines elsewhere.
/// Everything goes out as <see cref="VisibleText"/>: no text of a skill can move a cursor, colour itself or hide.
/// </summary>
static class Terminal
{
    static readonly bool IsTerminal = !Console.IsOutputRedirected;

    // A line that the terminal itself folds can be copied whole. Looking at the terminal takes time, which a server has none of.
    static readonly Lazy<IAnsiConsole> Unfolded = new(WithoutFolding);

    public static Option<bool> AsJson { get; } = new("--json") { Description = "Print one JSON document." };

    /// <summary>Whether somebody sits there who can answer.</summary>
    public static bool CanAsk => IsTerminal && !Console.IsInputRedirected;

    public static void Line(string text = "") => Write(text, Style.Plain);

    public static void Heading(string text) => Write(text, new Style(decoration: Decoration.Bold));

    public static void Faint(string text) => Write(text, new Style(Color.Grey));

    public static void Warning(string text) => Write(text, new Style(Color.Yellow));

    /// <summary>A mark and a text whose further lines are set in under its first.</summary>
    public static void Item(string mark, string text) => Line(Phrase.Item($"  {mark}", text));

    public static void Table(IReadOnlyList<string> headings, IReadOnlyList<string[]> rows)
    {
        var visible = rows.Select(row => row.Select(VisibleText.Line).ToArray()).ToList();
        if (IsTerminal)
        {
            WriteTable(headings, visible);
        }
        else
        {
            WriteColumns([[.. headings], .. visible]);
        }
    }

    public static void Json<T>(T document, JsonTypeInfo<T> type) => Console.Out.WriteLine(JsonSerializer.Serialize(document, type));

    /// <summary>Asks a question that is answered by yes or no.</summary>
    public static bool Ask(string question, bool otherwise)
    {
        Console.Out.Write(VisibleText.Of($"{question} {(otherwise ? "[Y/n]" : "[y/N]")} "));
        return (Console.In.ReadLine() ?? "n").Trim().ToLowerInvariant() switch
        {
            "" => otherwise,
            var answer => answer is "y" or "yes",
        };
    }

    /// <summary>Asks a question that is answered by a letter or a word, which comes back in lower case; at the end of the input it is "quit".</summary>
    public static string Choose(string question)
    {
        Console.Out.Write($"{question} ");
        return (Console.In.ReadLine() ?? "quit").Trim().ToLowerInvariant();
    }

    static void Write(string text, Style style)
    {
        var visible = VisibleText.Of(text);
        if (IsTerminal)
        {
            Unfolded.Value.WriteLine(visible, style);
        }
        else
        {
            Console.Out.WriteLine(visible);
        }
    }

    static void WriteTable(IReadOnlyList<string> headings, List<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var heading in headings)
        {
            var column = new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold)));
            table.AddColumn(heading == headings[^1] ? column : column.NoWrap());
        }
        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }
        AnsiConsole.Write(table);
    }

    static void WriteColumns(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            Console.Out.WriteLine(string.Concat(row.Select((cell, column) => column < widths.Count ? cell.PadRight(widths[column] + 2) : cell)));
        }
    }

    static IAnsiConsole WithoutFolding()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = 100_000;
        return console;
    }
}
