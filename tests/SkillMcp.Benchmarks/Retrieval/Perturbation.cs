using System.Text;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>Typing errors and track records as they occur in practice, the same on every run.</summary>
static class Perturbation
{
    const int MinLetters = 5;

    /// <summary>The text with one letter lost, doubled, replaced or swapped in a fifth of the words of five letters and more.</summary>
    public static string Misspell(string text)
    {
        var spelt = new StringBuilder();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = start + 1;
            while (end < text.Length && char.IsLetter(text[start]) == char.IsLetter(text[end]))
            {
                end++;
            }
            var word = text[start..end];
            var chance = Chance($"{start} {word}");
            spelt.Append(char.IsLetter(word[0]) && word.Length >= MinLetters && chance % 5 == 0 ? Misspell(word, chance / 5) : word);
        }
        return spelt.ToString();
    }

    static string Misspell(string word, int chance)
    {
        // The first and the last letter are rarely wrong.
        var at = 1 + chance % (word.Length - 2);
        return (chance / 100 % 4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at..(at + 1)]),
            2 => $"{word[..at]}{(char)('a' + chance / 400 % 26)}{word[(at + 1)..]}",
            _ => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
        };
    }

    /// <summary>The skill with a success rate of one half or more, created within the last ninety days.</summary>
    public static Skill Age(Skill skill)
    {
        var chance = Chance(skill.Name.Value);
        return skill with
        {
            Record = TrackRecord.Empty with { Successes = new Tally(0, 0, 10 + chance % 11), Failures = new Tally(0, 0, 10 - chance % 11) },
            CreatedAt = skill.CreatedAt - TimeSpan.FromDays(chance / 100 % 91),
        };
    }

    static int Chance(string text) => (int)(text.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619) * 0x27D4EB2F >> 2);
}
