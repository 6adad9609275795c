namespace SkillMcp.Safety;

/// <summary>A word of a command line, without the quotes around it.</summary>
/// <param name="Begin">The place of its first character.</param>
/// <param name="End">The place after its last character.</param>
/// <param name="IsOperator">Whether it parts two commands, as <c>|</c> and <c>;</c> do outside quotes.</param>
/// <param name="IsQuoted">Whether quotes were around it.</param>
readonly record struct ShellWord(int Begin, int End, bool IsOperator, bool IsQuoted)
{
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Begin, End - Begin);
}
