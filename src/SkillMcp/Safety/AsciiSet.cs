namespace SkillMcp.Safety;

/// <summary>A set of ASCII characters, asked about character by character: a vector would be slower on words.</summary>
sealed class AsciiSet(Func<char, bool> belongs)
{
    readonly bool[] characters = [.. Enumerable.Range(0, 128).Select(value => belongs((char)value))];

    public bool Contains(char c) => c < characters.Length && characters[c];
}
