using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>Commands that are written one below the other, in a block of code or in lines of their own.</summary>
static partial class CommandLines
{
    const int MinCommands = 2;

    /// <summary>What in a section may be commands: blocks of code that are most of it, or are asked for; else its lines.</summary>
    public static IEnumerable<CommandBlock> BlocksOf(Section section)
    {
        foreach (var code in section.ShellCode)
        {
            var block = Of(code, section.LineAbove(code));
            if (block.AreAsked || 2 * code.Text.Length > section.Text.Length)
            {
                yield return block;
            }
        }
        if (section is { Lists.Count: 0, ShellCode.Count: 0, Code: null, Paragraphs: [var first, ..] })
        {
            var lines = section.Whole.Text.Split('\n')[(first.Line - section.Whole.Line)..];
            var below = Of(new SourceText(first.Line + 1, string.Join('\n', lines[1..])), lines[0]);
            yield return below.AreAsked ? below : Of(new SourceText(first.Line, string.Join('\n', lines)), "");
        }
    }

    /// <summary>Whether a list is commands that are to be run.</summary>
    public static bool AreAskedFor(MarkdownList list) =>
        AsksToRun().IsMatch(list.Intro)
        && ItemsOf(new SourceText(1, string.Join('\n', list.Items.Select(item => item.Text))), areAsked: true).Count == list.Items.Count;

    static CommandBlock Of(SourceText text, string above) => new(text, above, AsksToRun().IsMatch(above));

    /// <summary>The commands; none if the text is something else, or a script that only makes sense as a whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="areAsked">Whether what is above it says that they are commands; otherwise they must look like some.</param>
    public static IReadOnlyList<SourceText> ItemsOf(SourceText text, bool areAsked)
    {
        var lines = text.Text.Split('\n');
        // Where the first has a prompt, what has none is output.
        var hasPrompts = Prompt().IsMatch(lines.FirstOrDefault(line => !IsEmpty(line), ""));
        var commands = new List<SourceText>();
        for (var at = 0; at < lines.Length; at++)
        {
            var begin = at;
            while (at + 1 < lines.Length && lines[at].TrimEnd().EndsWith('\\'))
            {
                at++;
            }
            if (IsEmpty(lines[begin]) || hasPrompts && !Prompt().IsMatch(lines[begin]))
            {
                continue;
            }
            var command = Prompt().Replace(string.Join('\n', lines[begin..(at + 1)]), "").Trim();
            if (!Command().IsMatch(command))
            {
                return [];
            }
            commands.Add(new SourceText(text.Line + begin, command));
        }
        return commands.Count >= MinCommands && (areAsked || AreLikeCommands(commands)) ? commands : [];
    }

    /// <summary>The same of a block that is said to hold steps: a single command, or a script as a whole, will do.</summary>
    public static IReadOnlyList<SourceText> ItemsOfSteps(SourceText code) =>
        ItemsOf(code, areAsked: true) is { Count: > 0 } commands ? commands : [code with { Text = code.Text.TrimEnd() }];

    static bool IsEmpty(string line) => string.IsNullOrWhiteSpace(line) || Comment().IsMatch(line);

    /// <summary>Whether most have signs that only commands have, or are of one program; a sentence in lower case has none.</summary>
    static bool AreLikeCommands(List<SourceText> commands)
    {
        var programs = commands.CountBy(command => ProgramOf(command.Text)).ToDictionary();
        return 2 * commands.Count(command => Sign().IsMatch(command.Text) || programs[ProgramOf(command.Text)] > 1) >= commands.Count
            && !commands.Exists(command => IsSentence(command.Text));
    }

    static bool IsSentence(string command) => !Sign().IsMatch(command) && Text.Words.Split(command).Any(Text.Words.IsFunctionWord);

    static string ProgramOf(string command) => command.Split([' ', '\n'], 2)[0];

    [GeneratedRegex(
        @"^\W*(?:(?:then|now|next|and|finally|first)\W+)?(?:run|execute|issue|invoke)\b[^\n]*:\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AsksToRun();

    [GeneratedRegex(@"^\s*#(?:\s|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?:^|\s)-{1,2}[A-Za-z]|[/=$|`""']|&&|\w[.:@]\w|\s\.(?:\s|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Sign();

    [GeneratedRegex(@"^\s*[$%>❯]\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Prompt();

    // A program and what it is given. Loops, functions and here-documents are scripts; "name: x", "a = b" and "a -> b" are no commands.
    [GeneratedRegex(
        @"^(?!(?:for|while|until|if|then|else|elif|fi|do|done|case|esac|function)\b)"
        + @"(?:sudo(?:\s+-\S+)*\s+)?(?:[A-Z_][A-Z0-9_]*=(?:""[^""\n]*""|'[^'\n]*'|\S*)\s+)*"
        + @"(?:\.{0,2}/|~/)?[a-z0-9_][\w+-]*(?:[./][\w+-]+)*(?=\s|\z)(?!\s*(?:=|:|->|=>|→|\())(?:[^\n]|(?<=\\)\n)*(?<![{:;,])\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
