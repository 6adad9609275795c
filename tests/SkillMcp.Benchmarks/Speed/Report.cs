using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>What a measurement prints: the machine and a Markdown table, or one JSON object.</summary>
static class Report
{
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Option<bool> AsJson { get; } = new("--json") { Description = "Print one JSON object." };

    /// <param name="typed">The command line, with or without --json.</param>
    /// <param name="figures">The figures, for JSON.</param>
    /// <param name="headline">What the table shows, in one line.</param>
    /// <param name="table">Its rows, the headings first.</param>
    public static void Print<T>(ParseResult typed, T figures, string headline, params IReadOnlyList<string[]> table)
    {
        if (typed.GetValue(AsJson))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { Machine = Machine.This, Figures = figures }, SnakeCase));
            return;
        }
        Console.WriteLine($"{Machine.This}\n{headline}\n");
        foreach (var line in Lines(table))
        {
            Console.WriteLine(line);
        }
    }

    public static string Milliseconds(double value) => value.ToString(value < 10 ? "0.00 ms" : "0.0 ms", CultureInfo.InvariantCulture);

    public static string Bytes(double value) => value switch
    {
        >= 1 << 20 => (value / (1 << 20)).ToString("0.0 MB", CultureInfo.InvariantCulture),
        >= 10_000 => (value / 1024).ToString("0 KB", CultureInfo.InvariantCulture),
        _ => value.ToString("#,0 bytes", CultureInfo.InvariantCulture),
    };

    public static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Percent(double value) => value.ToString("0 %", CultureInfo.InvariantCulture);

    static IEnumerable<string> Lines(IReadOnlyList<string[]> table)
    {
        var widths = Enumerable.Range(0, table[0].Length).Select(column => table.Max(row => row[column].Length)).ToList();
        yield return Line(table[0]);
        yield return $"|{string.Join('|', widths.Select(Alignment))}|";
        foreach (var row in table.Skip(1))
        {
            yield return Line(row);
        }

        // The first column is aligned to the left, numbers to the right.
        static string Alignment(int width, int column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ':';

        string Line(string[] row) => $"| {string.Join(" | ", row.Select(Padded))} |";

        string Padded(string cell, int column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]);
    }
}
