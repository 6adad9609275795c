using DiffPlex;
using DiffPlex.Chunkers;

namespace SkillMcp.Server.Commands.Output;

/// <summary>The shortest line diff of two texts, by Myers' algorithm.</summary>
static class LineDiff
{
    // What is compared as one line may hold line breaks of its own, as the step of a skill does.
    const char Separator = '\0';

    static readonly CustomFunctionChunker Chunker = new(text => text.Split(Separator));

    /// <summary>The lines in order: common ones behind a space, deleted ones behind a minus, inserted ones behind a plus.</summary>
    public static IReadOnlyList<(char Sign, string Text)> Between(IEnumerable<string> before, IEnumerable<string> after)
    {
        // Not by InlineDiffBuilder: of a block that deletes more lines than it inserts, 1.9.0 shows some behind the inserted ones.
        var diff = Differ.Instance.CreateDiffs(
            string.Join(Separator, before), string.Join(Separator, after), ignoreWhiteSpace: false, ignoreCase: false, Chunker);
        var lines = new List<(char, string)>();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(' ', diff.PiecesNew.Take(at..block.InsertStartB));
            Add('-', diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            Add('+', diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            at = block.InsertStartB + block.InsertCountB;
        }
        Add(' ', diff.PiecesNew.Skip(at));
        return lines;

        void Add(char sign, IEnumerable<string> texts) => lines.AddRange(texts.Select(text => (sign, text)));
    }

    /// <summary>The changes, each with the lines around it; null where common lines are left out.</summary>
    /// <param name="lines">The lines of both texts.</param>
    /// <param name="around">How many lines before and after a change are shown.</param>
    public static IEnumerable<(char Sign, string Text)?> Changes(IReadOnlyList<(char Sign, string Text)> lines, int around = 3)
    {
        var shown = new bool[lines.Count];
        for (var line = 0; line < lines.Count; line++)
        {
            if (lines[line].Sign != ' ')
            {
                var from = Math.Max(0, line - around);
                shown.AsSpan(from, Math.Min(lines.Count, line + around + 1) - from).Fill(true);
            }
        }
        for (var line = 0; line < lines.Count; line++)
        {
            if (shown[line])
            {
                yield return lines[line];
            }
            else if (line == 0 || shown[line - 1])
            {
                yield return null;
            }
        }
    }
}
