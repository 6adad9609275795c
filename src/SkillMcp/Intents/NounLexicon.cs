namespace SkillMcp.Intents;

/// <summary>Nouns that are said for one another; read from <c>objects.txt</c>.</summary>
static class NounLexicon
{
    static readonly string[][] Lines = [.. DataFile.Lines("intents.objects.txt").Select(line => line.Split(' '))];

    static readonly Dictionary<string, int[]> Groups = GroupsOf(Lines);

    static readonly string[] Images = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".avif"];
    static readonly string[] Videos = [".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".mpg", ".mpeg"];

    static readonly string[] Persons = ["user", "employee", "customer", "team", "supplier"];

    /// <summary>Whether a noun in the singular is one of the file.</summary>
    public static bool IsKnown(string noun) => Groups.ContainsKey(noun);

    /// <summary>Whether a noun is said of people.</summary>
    public static bool IsPerson(string noun) => Array.Exists(Persons, person => AreAlike(noun, person));

    /// <summary>What the name of a file tells that it is; empty if its kind may hold anything.</summary>
    public static string KindOfFile(string name)
    {
        var extension = Path.GetExtension(name);
        return Images.Contains(extension) ? "image" : Videos.Contains(extension) ? "video" : "";
    }

    /// <summary>The words that are said for a noun, with itself.</summary>
    public static IEnumerable<string> SaidFor(string noun) =>
        Groups.TryGetValue(noun, out var groups) ? groups.SelectMany(group => Lines[group]).Distinct() : [noun];

    /// <summary>A noun in the singular, without a possessive.</summary>
    public static string Singular(string word) => English.IrregularNouns.GetValueOrDefault(word) ?? word switch
    {
        [.., '\'', 's'] => word[..^2],
        [.., 's', '\''] => Singular(word[..^1]),
        { Length: < 4 } => word,
        [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] or [.., not 's'] => word,
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'i', 'e', 's'] => word[..^3] + "y",
        [.., 'x' or 's' or 'z', 'e', 's'] or [.., 'c' or 's', 'h', 'e', 's'] => Trim(word),
        _ => word[..^1],
    };

    /// <summary>The words of a thing in the plural, unless it has none or is a name: "shared mailboxes".</summary>
    public static string Plural(string text)
    {
        var last = text[(text.LastIndexOf(' ') + 1)..];
        var hasNone = Singular(last) != last || English.MassNouns.Contains(last) || !last.All(char.IsAsciiLetterLower);
        if (hasNone)
        {
            return text;
        }
        // Most nouns form their plural as a verb does its third person.
        var regular = last[^1] == 'o' ? last + "s" : English.ThirdPerson(last);
        var plural = English.IrregularNouns.FirstOrDefault(forms => forms.Value == last).Key ?? regular;
        return text[..^last.Length] + plural;
    }

    static Dictionary<string, int[]> GroupsOf(string[][] lines)
    {
        var groups = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var (group, line) in lines.Index())
        {
            foreach (var noun in line.Distinct(StringComparer.Ordinal))
            {
                groups[noun] = [.. groups.GetValueOrDefault(noun, []), group];
            }
        }
        return groups;
    }

    // boxes and classes, but bases and databases.
    static string Trim(string word) =>
        word is [.., 'a' or 'i' or 'n', 's' or 'c', 'e', 's'] or [.., 'a', 'c', 'h', 'e', 's'] ? word[..^1] : word[..^2];

    /// <summary>Whether one noun is said for the other.</summary>
    public static bool AreAlike(string a, string b) =>
        a == b || Groups.TryGetValue(a, out var inA) && Groups.TryGetValue(b, out var inB) && inA.AsSpan().IndexOfAny(inB) >= 0;
}
