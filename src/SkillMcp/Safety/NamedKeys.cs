namespace SkillMcp.Safety;

/// <summary>The words near where a text speaks of a key, of which one may be it.</summary>
static class NamedKeys
{
    const int MinLength = 3;
    const int MaxLength = 12;
    const int MaxDistance = 48;

    static readonly string[] Marks = ["key", "xor", "primer", "schlüssel", "clé", "clave", "chave", "chiave", "sleutel"];

    static readonly char[] Separators = [' ', ':', '=', '"', '\'', '`', '.', ',', ';', ')', '(', '*', '\n', '“', '”', '[', ']', '_', '-'];

    // What is between the word key and the key itself.
    static readonly string[] BetweenWords = ["the", "day", "this", "word", "today", "was", "our", "here", "for", "with", "and", "page"];

    public static IEnumerable<string> In(string text) => Marks.SelectMany(mark => Near(text, mark)).Distinct();

    static IEnumerable<string> Near(string text, string mark)
    {
        for (var at = 0; (at = text.IndexOf(mark, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += mark.Length)
        {
            var behind = text.Substring(at + mark.Length, Math.Min(MaxDistance, text.Length - at - mark.Length));
            var begin = Math.Max(0, at - MaxDistance / 2);
            foreach (var word in WordsOf(behind).Where(IsKey).Take(4).Concat(WordsOf(text[begin..at]).Reverse().Where(IsKey).Take(3)))
            {
                yield return word;
            }
        }
    }

    static bool IsKey(string word) => word.Length is >= MinLength and <= MaxLength && word.All(char.IsAsciiLetterOrDigit)
        && Array.IndexOf(BetweenWords, word) < 0;

    static string[] WordsOf(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
