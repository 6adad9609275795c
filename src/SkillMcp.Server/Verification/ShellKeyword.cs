namespace SkillMcp.Server.Verification;

/// <summary>The words by which a shell joins commands.</summary>
static class ShellKeyword
{
    static readonly string[] Openings = ["if", "then", "else", "elif", "do", "while", "until", "!", "{"];
    static readonly string[] Closings = ["fi", "done", "}"];
    static readonly string[] Unreadable = ["case", "esac", "function", "select", "coproc"];

    /// <summary>Whether a command follows it.</summary>
    public static bool IsOpening(ShellWord word) => Openings.Any(word.Is);

    /// <summary>The command without the keywords before it; empty if it is made of them.</summary>
    /// <exception cref="UnreadableShellException">It is none that can be told apart.</exception>
    public static IReadOnlyList<ShellWord> Without(IReadOnlyList<ShellWord> words)
    {
        IReadOnlyList<ShellWord> left = [.. words.SkipWhile(IsOpening)];
        if (left.FirstOrDefault() is not { } first)
        {
            return left;
        }
        if (Unreadable.FirstOrDefault(first.Is) is { } unreadable)
        {
            throw new UnreadableShellException($"'{unreadable}' is not read here: write it with if");
        }
        if (first.Is("for"))
        {
            return IsPlainLoop(left) ? [] : throw new UnreadableShellException("'for' is only read as: for NAME in WORDS; do …");
        }
        if (!Closings.Any(first.Is))
        {
            return left;
        }
        return left.Count == 1 ? [] : throw new UnreadableShellException($"'{left[1].Text}' follows '{first.Text}'");
    }

    static bool IsPlainLoop(IReadOnlyList<ShellWord> words) =>
        words is [_, { IsKnown: true, IsQuoted: false } name, var second, ..] && second.Is("in")
        && !SandboxEnvironment.IsDangerous(name.Text) && !words.Skip(3).Any(word => word.Is("do"));
}
