using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>A table whose rows are steps, as the heading of its first column or of its section says.</summary>
static partial class TableOfSteps
{
    const int MinRows = 2;

    public static bool IsTable(SourceText paragraph) => HeadOf(paragraph.Text.Split('\n')) >= 0;

    /// <summary>Whether its first column has steps or phases; what has stages need not be a procedure.</summary>
    public static bool IsOfPhases(SourceText table)
    {
        var lines = table.Text.Split('\n');
        return HeadOf(lines) is var head and >= 0 && IsPhase().IsMatch(CellsOf(lines[head])[0]);
    }

    /// <summary>Whether it counts its rows as steps.</summary>
    public static bool IsCounted(SourceText table)
    {
        var lines = table.Text.Split('\n');
        return IsOfPhases(table) && lines.Skip(HeadOf(lines) + 2).All(line => IsNumber().IsMatch(CellsOf(line)[0]));
    }

    /// <summary>A step for each row; none if the table is about something else.</summary>
    /// <param name="table">A paragraph, which may have a sentence above the table.</param>
    /// <param name="isNamed">Whether its section says that it holds steps, whatever its columns are called.</param>
    public static IReadOnlyList<SourceText> ItemsOf(SourceText table, bool isNamed = false)
    {
        var lines = table.Text.Split('\n');
        var head = HeadOf(lines);
        if (head < 0 || !isNamed && !IsStep().IsMatch(CellsOf(lines[head])[0]))
        {
            return [];
        }
        // The headings and the line below them are above the rows.
        var first = head + 2;
        return lines.Length - first < MinRows
            ? []
            : [.. lines.Skip(first).Select((line, at) => new SourceText(table.Line + first + at, TextOf(CellsOf(line))))];
    }

    /// <summary>The position of the line with the headings; -1 if there is no table.</summary>
    static int HeadOf(string[] lines) => Array.FindIndex(lines, line => IsRule().IsMatch(line)) - 1 is var head and >= 0
        && lines[head].Contains('|') ? head : -1;

    static string TextOf(string[] cells)
    {
        var said = cells.Where(cell => cell.Length > 0 && !IsNumber().IsMatch(cell)).ToList();
        return said.Count < 2 ? string.Concat(said) : $"{said[0]}: {string.Join("; ", said.Skip(1))}";
    }

    static string[] CellsOf(string line) => [.. Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|"))];

    [GeneratedRegex(@"^\W*(step|phase|stage|schritt|étape|paso|fase|步骤)\W*(#|no\.?|number)?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsStep();

    [GeneratedRegex(@"^\W*(step|phase)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsPhase();

    [GeneratedRegex(@"^\W*(step |phase )?[0-9]+(\.[0-9]+)*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsNumber();

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex IsRule();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();
}
