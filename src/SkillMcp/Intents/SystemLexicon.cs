using System.Text;

namespace SkillMcp.Intents;

/// <summary>Products and places in families of which one member rules out another; read from <c>systems.txt</c>.</summary>
sealed class SystemLexicon
{
    const int MaxWords = 3;

    // "on the bench of the new test lab"
    const int MaxWordsOfPlace = 5;

    static readonly HashSet<string> Environments =
        new[] { "environment", "release track", "device", "medium" }.ToHashSet(StringComparer.Ordinal);

    static readonly Lazy<SystemLexicon> Builtin = new(() => new SystemLexicon(DataFile.Lines("intents.systems.txt")));

    readonly Dictionary<string, (int Family, int Member)[]> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, (int Family, int Member)[]>.AlternateLookup<ReadOnlySpan<char>> lookup;
    readonly List<string> unspaced = [];
    readonly string[] families;

    SystemLexicon(IEnumerable<string> lines)
    {
        var rows = lines.Select(line => line.Split(": ", 2)).ToList();
        families = [.. rows.Select(row => row[0])];
        foreach (var (family, row) in rows.Index())
        {
            var members = row[1].Replace(" =", "=", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var (id, member) in members.Index())
            {
                AddMember((family, id), member);
            }
        }
        lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    void AddMember((int Family, int Member) place, string member)
    {
        foreach (var name in member.Split('='))
        {
            var key = CaseFolding.Fold(name);
            names[key] = [.. names.GetValueOrDefault(key, []), place];
            if (key.Any(IsUnspaced))
            {
                unspaced.Add(key);
            }
        }
    }

    public static SystemLexicon Instance => Builtin.Value;

    public string FamilyOf(int family) => families[family];

    /// <summary>Whether the members of a family are places and not products.</summary>
    public bool IsEnvironment(int family) => Environments.Contains(families[family]);

    /// <summary>Whether the members of a family are those of one organisation: production, staging, the lab.</summary>
    public bool IsWorkplace(int family) => families[family] == "environment";

    /// <summary>Whether a word names a place of one organisation.</summary>
    public bool IsWorkplace(string word) =>
        names.TryGetValue(word, out var places) && Array.Exists(places, place => IsWorkplace(place.Family));

    /// <summary>Whether the members of a family count in a task only where they belong to what is asked for.</summary>
    public bool IsOfRequest(int family) => IsEnvironment(family) || English.RequestFamilies.Contains(families[family]);

    /// <summary>Whether a word names a system or a place, whatever it may mean beside.</summary>
    public bool IsName(string word) => names.ContainsKey(word);

    /// <summary>Whether a word names a product, and not only a place such as "staging".</summary>
    public bool IsProduct(string word) =>
        names.TryGetValue(word, out var places) && Array.Exists(places, place => !IsEnvironment(place.Family));

    /// <summary>The environments that a word names as a whole or at its end, as "shop-prod" does, whatever it may mean beside.</summary>
    public IEnumerable<NamedSystem> EnvironmentsOf(string word)
    {
        var name = names.ContainsKey(word) ? word : word[(word.LastIndexOf('-') + 1)..];
        return names.GetValueOrDefault(name, [])
            .Where(place => IsWorkplace(place.Family))
            .Select(place => new NamedSystem(place.Family, place.Member, name, 0));
    }

    /// <summary>What is named in a text, in order.</summary>
    public List<NamedSystem> In(IReadOnlyList<Token> tokens)
    {
        var found = new List<NamedSystem>();
        Span<char> buffer = stackalloc char[64];
        for (var at = 0; at < tokens.Count;)
        {
            at += Math.Max(1, Add(found, tokens, at, buffer));
        }
        return found;
    }

    /// <summary>Adds what is named at a word, and returns of how many words its name is.</summary>
    int Add(List<NamedSystem> found, IReadOnlyList<Token> tokens, int at, Span<char> buffer)
    {
        for (var words = Math.Min(MaxWords, tokens.Count - at); words > 0; words--)
        {
            if (Join(tokens, at, words, buffer) is var length and > 0
                && lookup.TryGetValue(buffer[..length], out var places)
                && (words > 1 || IsMeant(tokens, at) || Array.Exists(places, place => IsEnvironment(place.Family)) && IsPlace(tokens, at)
                    || Array.Exists(places, place => IsWorkplace(place.Family)) && IsOfPlace(tokens, at)))
            {
                var text = string.Join(' ', Enumerable.Range(at, words).Select(index => tokens[index].Text));
                foreach (var (family, member) in places)
                {
                    found.Add(new NamedSystem(family, member, text, at));
                }
                return words;
            }
        }
        found.AddRange(WithinWord(tokens[at], at));
        return 0;
    }

    /// <summary>
    /// The places that a longer word has in it: "部署到生产环境", "stagingに", and "deploy-api-prod" at its end. Only what means nothing
    /// else is read so.
    /// </summary>
    IEnumerable<NamedSystem> WithinWord(Token token, int at)
    {
        IEnumerable<string> parts = [];
        if (token.Lower.Any(IsUnspaced))
        {
            parts = unspaced.Where(name => token.Lower.Contains(name, StringComparison.Ordinal))
                .Concat(token.Lower.Split([.. token.Lower.Where(IsUnspaced)], StringSplitOptions.RemoveEmptyEntries));
        }
        else if (token.Lower.LastIndexOf('-') is var hyphen and > 0 && token.IsWord
            && token.Lower[..hyphen] is not ("non" or "pre" or "post" or "anti" or "in" or "go" or "on"))
        {
            parts = [token.Lower[(hyphen + 1)..]];
        }
        return parts
            .Where(part => !English.AmbiguousSystems.Contains(part) || part is "dev")
            .SelectMany(part => EnvironmentsOf(part))
            .Select(place => place with { At = at });
    }

    /// <summary>Kana, ideographs and Hangul: they are written without spaces between words.</summary>
    static bool IsUnspaced(char c) => c is >= '\u3040' and <= '\u9fff' or >= '\uac00' and <= '\ud7a3';

    /// <summary>Whether a word that is also an English one is meant as a name: it is written as one.</summary>
    static bool IsMeant(IReadOnlyList<Token> tokens, int at)
    {
        var token = tokens[at];
        if (!English.AmbiguousSystems.Contains(token.Lower))
        {
            return true;
        }
        if (at + 1 < tokens.Count && token.Break == Break.None && English.SoftwareNouns.Contains(tokens[at + 1].Lower))
        {
            return true;
        }
        var isFirst = at == 0 || tokens[at - 1].Break >= Break.Clause;
        return token.IsCapital && !isFirst;
    }

    /// <summary>"on test", "of the training tenant": what may be a place stands as one.</summary>
    static bool IsPlace(IReadOnlyList<Token> tokens, int at)
    {
        return (IsEnd(tokens, at) || English.PlaceNouns.Contains(tokens[at + 1].Lower)) && IsBehindPreposition(tokens, at);
    }

    /// <summary>"reset the test database": the environment of the place that something is done to.</summary>
    static bool IsOfPlace(IReadOnlyList<Token> tokens, int at) => at > 0 && !IsEnd(tokens, at) && tokens[at - 1].Break == Break.None
        && English.PlaceNouns.Contains(NounLexicon.Singular(tokens[at + 1].Lower))
        && IsEnd(tokens, at + 1)
        && (English.Determiners.Contains(tokens[at - 1].Lower) || !English.IsFunctionWord(tokens[at - 1].Lower));

    static bool IsEnd(IReadOnlyList<Token> tokens, int at) =>
        at + 1 == tokens.Count || tokens[at].Break != Break.None || English.IsFunctionWord(tokens[at + 1].Lower);

    static bool IsBehindPreposition(IReadOnlyList<Token> tokens, int at) =>
        PlacedPhrase.PrepositionBefore(tokens, at) is >= 0 and var before && at - before < MaxWordsOfPlace
        && tokens[before].Lower is not ("without" or "like" or "than" or "except" or "unlike" or "by" or "about" or "with");

    /// <summary>A word without accents, and alone without an ending behind an apostrophe: "customer's", "staging'e".</summary>
    static string Folded(Token token, bool isAlone)
    {
        var word = Ascii.IsValid(token.Lower) ? token.Lower : CaseFolding.Fold(token.Lower);
        return isAlone && word.LastIndexOf('\'') is var apostrophe and > 0 ? word[..apostrophe] : word;
    }

    static int Join(IReadOnlyList<Token> tokens, int at, int words, Span<char> buffer)
    {
        var length = 0;
        for (var word = at; word < at + words; word++)
        {
            var token = tokens[word];
            var text = Folded(token, isAlone: words == 1).AsSpan();
            if (length + text.Length + 1 > buffer.Length || word > at && tokens[word - 1].Break != Break.None)
            {
                return 0;
            }
            if (word > at)
            {
                buffer[length++] = '_';
            }
            text.CopyTo(buffer[length..]);
            length += text.Length;
        }
        return length;
    }
}
