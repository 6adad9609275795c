namespace SkillMcp.Server.Verification;

/// <summary>A word of a line of shell.</summary>
/// <param name="Text">What it says, without quotes.</param>
/// <param name="IsKnown">Whether it says the same when it runs: nothing in it is filled in then.</param>
/// <param name="IsQuoted">Whether a part of it is quoted.</param>
/// <param name="BareLength">How many characters at its beginning are written as they are.</param>
/// <param name="End">Where it ends in the line.</param>
sealed record ShellWord(string Text, bool IsKnown, bool IsQuoted, int BareLength, int End)
{
    /// <summary>Whether it is this word to the shell itself, as keywords are.</summary>
    public bool Is(string keyword) => Text == keyword && BareLength == Text.Length && !IsQuoted;
}
