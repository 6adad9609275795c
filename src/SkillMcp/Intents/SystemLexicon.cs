namespace SkillMcp.Intents;

/// <summary>Products and places in families of which one member rules out another; read from <c>systems.txt</c>.</summary>
sealed class SystemLexicon
{
    const int MaxWords = 3;

    // "on the bench of the new test lab"
    const int MaxWordsOfPlace = 5;

    static readonly HashSet<string> Environments =
        new[] { "environment", "release track", "cloud region", "device", "medium" }.ToHashSet(StringComparer.Ordinal);

    static readonly Lazy<SystemLexicon> Builtin = new(() => new SystemLexicon(DataFile.Lines("intents.systems.txt")));

    readonly Dictionary<string, (int Family, int Member)[]> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, (int Family, int Member)[]>.AlternateLookup<ReadOnlySpan<char>> lookup;
    readonly string[] families;

    SystemLexicon(IEnumerable<string> lines)
    {
        var rows = lines.Select(line => line.Split(": ", 2)).ToList();
        families = [.. rows.Select(row => row[0])];
        foreach (var (family, row) in rows.Index())
        {
            foreach (var (id, member) in row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
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
            names[name] = [.. names.GetValueOrDefault(name, []), place];
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
                && (words > 1 || IsMeant(tokens, at) || Array.Exists(places, place => IsEnvironment(place.Family)) && IsPlace(tokens, at)))
            {
                var text = string.Join(' ', Enumerable.Range(at, words).Select(index => tokens[index].Text));
                foreach (var (family, member) in places)
                {
                    found.Add(new NamedSystem(family, member, text, at));
                }
                return words;
            }
        }
        return 0;
    }

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
        var isEnd = at + 1 == tokens.Count || tokens[at].Break != Break.None || English.IsFunctionWord(tokens[at + 1].Lower);
        return (isEnd || English.PlaceNouns.Contains(tokens[at + 1].Lower)) && IsBehindPreposition(tokens, at);
    }

    static bool IsBehindPreposition(IReadOnlyList<Token> tokens, int at)
    {
        for (var before = at - 1; before >= 0 && at - before < MaxWordsOfPlace && tokens[before].Break == Break.None; before--)
        {
            var word = tokens[before].Lower;
            if (English.Prepositions.Contains(word))
            {
                return word is not ("without" or "like" or "than" or "except" or "unlike" or "by" or "about" or "with");
            }
            if (English.IsFunctionWord(word) && !English.Determiners.Contains(word))
            {
                return false;
            }
        }
        return false;
    }

    static int Join(IReadOnlyList<Token> tokens, int at, int words, Span<char> buffer)
    {
        var length = 0;
        for (var word = at; word < at + words; word++)
        {
            var token = tokens[word];
            var text = token.Lower.AsSpan();
            text = token.IsPossessive && words == 1 ? text[..text.LastIndexOf('\'')] : text;
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
