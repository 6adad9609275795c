using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>A table whose rows are steps, as the heading of its first column says.</summary>
static partial class TableOfSteps
{
    // The headings and the line below them.
    const int Above = 2;

    /// <summary>A step for each row; none if the table is about something else.</summary>
    public static IReadOnlyList<SourceText> ItemsOf(SourceText table)
    {
        var lines = table.Text.Split('\n');
        return lines.Length > Above + 1 && IsStep().IsMatch(CellsOf(lines[0])[0])
            ? [.. lines.Skip(Above).Select((line, at) => new SourceText(table.Line + Above + at, TextOf(CellsOf(line))))]
            : [];
    }

    static string TextOf(string[] cells)
    {
        var said = cells.Where(cell => cell.Length > 0 && !IsNumber().IsMatch(cell)).ToList();
        return said.Count < 2 ? string.Concat(said) : $"{said[0]}: {string.Join("; ", said.Skip(1))}";
    }

    static string[] CellsOf(string line) => [.. Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|"))];

    [GeneratedRegex(@"^\W*(step|phase|stage|schritt|étape|paso|fase|步骤)\W*(#|no\.?|number)?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsStep();

    [GeneratedRegex(@"^\W*(step |phase )?[0-9]+(\.[0-9]+)*\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsNumber();

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Bar();
}
