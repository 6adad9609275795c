namespace SkillMcp.Safety;

/// <summary>The words near where a text speaks of a key, of which one may be it.</summary>
static class NamedKeys
{
    const int MinLength = 3;
    const int MaxLength = 12;
    const int MaxDistance = 48;

    static readonly string[] Marks = ["key", "xor", "primer", "schlüssel", "clé", "clave", "chave", "chiave", "sleutel"];

    static readonly char[] Separators = [' ', ':', '=', '"', '\'', '`', '.', ',', ';', ')', '(', '*', '\n', '“', '”', '[', ']', '_', '-'];

    public static IEnumerable<string> In(string text) => Marks.SelectMany(mark => Near(text, mark)).Distinct();

    static IEnumerable<string> Near(string text, string mark)
    {
        for (var at = 0; (at = text.IndexOf(mark, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += mark.Length)
        {
            var behind = text.Substring(at + mark.Length, Math.Min(MaxDistance, text.Length - at - mark.Length));
            var begin = Math.Max(0, at - MaxDistance / 2);
            var words = WordsOf(behind).Take(4).Concat(WordsOf(text[begin..at]).Reverse().Take(3));
            foreach (var word in words.Where(word => word.Length is >= MinLength and <= MaxLength && word.All(char.IsAsciiLetterOrDigit)))
            {
                yield return word;
            }
        }
    }

    static string[] WordsOf(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
