namespace SkillMcp.Intents;

/// <summary>Tells that a task is in another language than English, and reads its "not" and its commonest verbs.</summary>
static class ForeignReader
{
    static readonly Language[] Languages = Read();

    /// <summary>What a task asks for in another language, of no class if that is not known; null if the task is in English.</summary>
    public static AskedAction? Read(List<Token> tokens)
    {
        string[] words = [.. tokens.Select(token => CaseFolding.Fold(token.Lower))];
        // "NA" is an abbreviation, and no Portuguese.
        string[] telling = [.. words.Where((_, at) => !tokens[at].Text.All(char.IsAsciiLetterUpper))];
        var letters = telling.Sum(word => word.Count(char.IsLetter));
        var (language, evidence) = Languages
            .Select(one => (Language: one, Evidence: one.EvidenceIn(telling, letters)))
            .MaxBy(one => one.Evidence);
        if (evidence <= EnglishIn(tokens, words, language))
        {
            return null;
        }
        var text = $" {string.Join(' ', words)} ";
        var verbs = language.Verbs.Where(verb => language.Says(text, verb.Beginning)).ToList();
        var verb = verbs.Count > 0 ? verbs[0].Beginning : "";
        return new AskedAction(verb, [.. verbs.Select(one => one.Class).Distinct()], [], 0, tokens.Count)
        {
            IsNegated = language.Negations.Any(word => language.IsWord(text, word)),
        };
    }

    static Language[] Read()
    {
        var classes = ActionLexicon.Instance.Names.Index()
            .ToDictionary(name => name.Item.Replace(' ', '_'), name => name.Index, StringComparer.Ordinal);
        return [.. DataFile.Groups("intents.languages.txt").Select(group => Language.Of(group.Lines, classes))];
    }

    static double EnglishIn(List<Token> tokens, string[] words, Language language)
    {
        var small = words.Count(word => English.IsFunctionWord(word) && !language.Words.Contains(word)
            && !language.Negations.Contains(word));
        var isVerbFirst = tokens.Count > 0
            && ActionLexicon.Instance.VerbAt(tokens, 0, tokens.Count, VerbForm.Base) is { Classes.Length: > 0 };
        return small + (isVerbFirst ? 1 : 0);
    }

    sealed record Language(
        HashSet<string> Words, string[] Negations, (string Beginning, int Class)[] Verbs, (int First, int Last)[] Scripts)
    {
        // A script is as telling as many small words: a task of a few letters of it may name products in Latin ones.
        const double ScriptWeight = 40;

        public static Language Of(IReadOnlyList<string> lines, Dictionary<string, int> classes)
        {
            var rows = lines.Select(line => line.Split(": ", 2)).ToLookup(row => row[0], row => row[1].Split(' '), StringComparer.Ordinal);
            return new Language(
                rows["words"].SelectMany(words => words).ToHashSet(StringComparer.Ordinal),
                [.. rows["not"].SelectMany(words => words)],
                [.. rows.Where(row => classes.ContainsKey(row.Key))
                    .SelectMany(row => row.SelectMany(words => words).Select(word => (word, classes[row.Key])))],
                [.. rows["script"].SelectMany(words => words).Select(range => (Hex(range[..4]), Hex(range[5..])))]);
        }

        static int Hex(string digits) => Convert.ToInt32(digits, 16);

        public double EvidenceIn(string[] words, int letters)
        {
            if (Scripts.Length == 0)
            {
                return words.Count(word => Words.Contains(word) && !English.IsFunctionWord(word))
                    + (words.Any(word => Verbs.Any(verb => word.StartsWith(verb.Beginning, StringComparison.Ordinal))
                        && ActionLexicon.Instance.FormOf(word) == VerbForm.None) ? 0.5 : 0);
            }
            var share = words.Sum(word => word.Count(IsOfScript)) / Math.Max(1.0, letters);
            return share * ScriptWeight;
        }

        /// <summary>Whether a text has a word that begins so, or two such words, as "schalt … ab".</summary>
        public bool Says(string text, string beginning) => beginning.Split('_') is [var first, var last]
            ? text.Contains($" {first}", StringComparison.Ordinal) && text.Contains($" {last} ", StringComparison.Ordinal)
            : text.Contains(IsSpaced ? $" {beginning}" : beginning, StringComparison.Ordinal);

        public bool IsWord(string text, string word) => text.Contains(IsSpaced ? $" {word} " : word, StringComparison.Ordinal);

        bool IsSpaced => !Scripts.Any(script => script.First is 0x3040 or 0xac00 or 0x0370);

        bool IsOfScript(char c) => Scripts.Any(script => c >= script.First && c <= script.Last);
    }
}
