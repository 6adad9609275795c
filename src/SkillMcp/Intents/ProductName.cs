namespace SkillMcp.Intents;

/// <summary>A name that is in no list and stands where a product does: "with Brevo", "through AWS MediaConvert".</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Role">Whether it is what is worked with, where it is done, or where from.</param>
/// <param name="Sign">What shows that it is one.</param>
/// <param name="Kind">The noun behind it, as "store" in "the Shopify store"; empty if there is none.</param>
readonly record struct ProductName(string Text, ProductRole Role, ProductSign Sign, string Kind)
{
    const int MaxWords = 3;

    // Shorter ones in capitals are abbreviations: PDF, DNS, TV.
    const int MinLetters = 4;

    /// <summary>The names that stand behind "with", "in", "to" and the like.</summary>
    public static IEnumerable<ProductName> In(IReadOnlyList<Token> tokens)
    {
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            if (tokens[at].Break == Break.None && RoleOf(tokens[at].Lower) is { } role && Behind(tokens, at + 1, role) is { } name)
            {
                yield return name;
            }
        }
    }

    /// <summary>What a procedure works with: the commands that its name or a tag names, and the names in its steps.</summary>
    public static IEnumerable<ProductName> ToolsOf(SkillName name, Procedure procedure)
    {
        var names = name.Value.Split('-').Concat(procedure.Tags).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var step in procedure.Steps)
        {
            var tokens = Tokenizer.Tokens(step.Text);
            if (tokens.Count > 1 && IsCommand(tokens, names))
            {
                yield return new ProductName(tokens[0].Text, ProductRole.Tool, ProductSign.Spelling, "");
            }
            foreach (var named in In(tokens))
            {
                yield return named;
            }
        }
    }

    static ProductRole? RoleOf(string preposition) => preposition switch
    {
        "with" or "via" or "through" or "using" => ProductRole.Tool,
        "in" or "on" => ProductRole.Place,
        "to" or "into" or "onto" => ProductRole.Target,
        "from" => ProductRole.Source,
        _ => null,
    };

    static bool IsCommand(List<Token> tokens, HashSet<string> names)
    {
        var first = tokens[0];
        var isArgument = tokens[1].IsName || tokens[1].Text[0] == '-';
        return char.IsLower(first.Text[0]) && (names.Contains(first.Text) || isArgument && first.IsWord)
            && ActionLexicon.Instance.FormOf(first.Lower) == VerbForm.None;
    }

    static ProductName? Behind(IReadOnlyList<Token> tokens, int from, ProductRole role)
    {
        var start = from;
        while (start < tokens.Count && English.Determiners.Contains(tokens[start].Lower) && tokens[start].Break == Break.None)
        {
            start++;
        }
        var end = start;
        while (end < tokens.Count && end - start < MaxWords && IsCapitalName(tokens[end]) && (end == start || IsJoined(tokens[end - 1])))
        {
            end++;
        }
        if (end == start)
        {
            return null;
        }
        var text = string.Join(' ', tokens.Skip(start).Take(end - start).Select(Bare));
        var isOfVendor = end - start > 1 && English.Vendors.Contains(tokens[start].Lower);
        var isCompound = Enumerable.Range(start, end - start).Any(at => HasInnerCapital(Bare(tokens[at])));
        if (isOfVendor || isCompound)
        {
            return new ProductName(text, role, ProductSign.Spelling, "");
        }
        var isList = end < tokens.Count && (tokens[end - 1].Break == Break.Comma && tokens[end].IsCapital
            || tokens[end].Lower == "and" && end + 1 < tokens.Count && tokens[end + 1].IsCapital);
        if (isList || text.Length < MinLetters && !text.Any(char.IsLower))
        {
            return null;
        }
        var hasKind = end < tokens.Count && tokens[end - 1].Break == Break.None && !English.IsFunctionWord(tokens[end].Lower);
        var isBare = start == from && !tokens[end - 1].IsPossessive;
        return new ProductName(text, role, isBare ? ProductSign.Bare : ProductSign.Capital, hasKind ? tokens[end].Lower : "");
    }

    static bool IsCapitalName(Token token) =>
        token is { IsName: false, IsCapital: true, Text.Length: > 1 } && !English.ProperNouns.Contains(token.Lower);

    static bool IsJoined(Token token) => token.Break == Break.None && !token.IsPossessive;

    static string Bare(Token token) => token.IsPossessive ? token.Text[..^2] : token.Text;

    /// <summary>"LicensePlist", but not an abbreviation in the plural, "APIs".</summary>
    static bool HasInnerCapital(string word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            if (char.IsUpper(word[at]) && char.IsLower(word[at - 1]))
            {
                return true;
            }
        }
        return false;
    }
}
