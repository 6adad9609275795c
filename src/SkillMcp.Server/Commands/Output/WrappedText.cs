using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace SkillMcp.Server.Commands.Output;

/// <summary>
/// Makes a terminal break long lines between words, and indent what follows like the text before. The rows are filled up with blanks, so
/// that each line stays one for whoever copies it: a command that was broken in two would run by halves.
/// </summary>
static partial class WrappedText
{
    // Deeper than this, there is hardly any room for the text.
    const int MaxIndentPart = 3;

    const int MinWidth = 20;

    /// <param name="text">The text; its own line breaks stay.</param>
    /// <param name="width">How many cells the terminal has in a row.</param>
    public static string Of(string text, int width) => string.Join('\n', text.Split('\n').Select(line => Wrapped(line, width)));

    static string Wrapped(string line, int width)
    {
        if (line.GetCellWidth() <= width || width < MinWidth)
        {
            return line;
        }
        var head = Head().Match(line).Value;
        var indent = Math.Min(head.GetCellWidth(), width / MaxIndentPart);
        var (wrapped, at) = (new StringBuilder(head), head.GetCellWidth());
        foreach (var word in Words().EnumerateMatches(line, head.Length))
        {
            var (text, blanks) = Parts(line.AsSpan(word.Index, word.Length));
            var cells = text.GetCellWidth();
            // A blank has to fit behind it: copied, it would otherwise be one word with the next.
            var isFull = at + cells >= width;
            // What fits into a row is not broken for the sake of the indentation.
            var start = Math.Clamp(width - 1 - cells, 0, indent);
            if ((isFull && at > start) || at == 0)
            {
                wrapped.Append(' ', (width - at) % width + start);
                at = start;
            }
            wrapped.Append(text).Append(blanks);
            at = (at + cells + blanks.Length) % width;
        }
        return wrapped.ToString();
    }

    static (string Text, string Blanks) Parts(ReadOnlySpan<char> word)
    {
        var text = word.TrimEnd(' ');
        return (text.ToString(), word[text.Length..].ToString());
    }

    /// <summary>The indentation of a line, and the mark or the number of an item.</summary>
    [GeneratedRegex(@"^ *(?:(?:[-+*!?=→✓✗•·]|\d{1,3}\.|\? \(unknown\)|[✓✗] \((?:met|unmet)\)) +)*")]
    private static partial Regex Head();

    [GeneratedRegex("[^ ]+ *| +")]
    private static partial Regex Words();
}
