using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SkillMcp.Mutation;

/// <summary>A small change of one place in a source file.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Span">What is replaced.</param>
/// <param name="With">The text that takes its place.</param>
/// <param name="Kind">The operator that made it.</param>
sealed record Mutation(SyntaxTree Tree, TextSpan Span, string With, string Kind)
{
    public string File => Tree.FilePath;

    /// <summary>The line it begins in, from 1.</summary>
    public int Line => Tree.GetLineSpan(Span).StartLinePosition.Line + 1;

    /// <summary>The file with the change in it.</summary>
    public SyntaxTree Applied() => Tree.WithChangedText(Tree.GetText().WithChanges(new TextChange(Span, With)));

    public override string ToString() => $"{Path.GetFileName(File)}:{Line} {Kind}: {Shown(Tree.GetText().ToString(Span))} -> {Shown(With)}";

    static string Shown(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length switch
        {
            0 => "(nothing)",
            > 90 => line[..89] + "…",
            _ => line,
        };
    }
}
