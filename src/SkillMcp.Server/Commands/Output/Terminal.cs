using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using SkillMcp.Server.Presentation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SkillMcp.Server.Commands.Output;

/// <summary>
/// What commands write for people: in colours and tables on a terminal, in plain lines elsewhere.
/// Everything is written as <see cref="VisibleText"/>: the text of a skill can neither move the cursor, nor colour itself, nor hide.
/// </summary>
static class Terminal
{
    const int ColumnGap = 2;

    static readonly bool IsTerminal = !Console.IsOutputRedirected;

    // A line that the terminal itself wraps can be copied whole. Lazy, because detecting the terminal would delay the start of a server.
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

    /// <summary>Asks a yes-or-no question. At the end of the input the answer is no.</summary>
    public static bool Ask(string question, bool byDefault)
    {
        Console.Out.Write(VisibleText.Of($"{question} {(byDefault ? "[Y/n]" : "[y/N]")} "));
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
        Console.Out.Write($"{question} ");
        return (Console.In.ReadLine() ?? "quit").Trim().ToLowerInvariant();
    }

    static void Write(string text, Style style)
    {
        var visible = VisibleText.Of(text);
        if (IsTerminal)
        {
            Unwrapped.Value.WriteLine(visible, style);
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
            var column = new TableColumn(new Spectre.Console.Text(heading, new Style(decoration: Decoration.Bold)));
            table.AddColumn(heading == headings[^1] ? column : column.NoWrap());
        }
        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Spectre.Console.Text(cell)));
        }
        // Columns that do not fit would be cut to nothing, the names in them too.
        if (((IRenderable)table).Measure(RenderOptions.Create(AnsiConsole.Console), int.MaxValue).Min <= AnsiConsole.Profile.Width)
        {
            AnsiConsole.Write(table);
            return;
        }
        foreach (var row in rows)
        {
            Heading(row[0]);
            Line($"  {string.Join(" · ", row.Skip(1).Where(cell => cell.Length > 0))}");
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
