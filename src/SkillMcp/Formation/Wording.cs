using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>
/// The name and the description of a learned skill: what is done, with the verb first, and without the values of the run and the story
/// around it.
/// </summary>
static partial class Wording
{
    const int MaxNameWords = 6;

    // In scripts without spaces a single "word" is a whole clause, so its length is limited too.
    const int MaxNameLength = 64;

    // A description is read in lists, beside others.
    const int MaxDescriptionLength = 300;

    const int MinContentWords = 2;

    const int MinClauseWords = 3;

    const int MaxWordsOfCall = 2;

    // What says nothing of what is done.
    static readonly FrozenSet<string> Asides =
        FrozenSet.ToFrozenSet(["sleep", "echo", "cd", "export", "source", "true", "set"], StringComparer.Ordinal);

    // What is said for a value of which nothing is known.
    const string Something = "something";

    const string Number = "a number";

    // Names of parameters that say nothing of their kind.
    static readonly FrozenSet<string> Weak =
        FrozenSet.ToFrozenSet(["name", "id", "number", "value", "path", "text"], StringComparer.Ordinal);

    /// <summary>A name for what a task asks for.</summary>
    /// <param name="task">The task.</param>
    /// <param name="procedure">The procedure that it became, with its parameters.</param>
    public static string NameFor(string task, Procedure procedure)
    {
        var text = WithNamesOfLanguages(WithoutValues(task, procedure.Parameters)).Replace($"{Number} of", "", StringComparison.Ordinal);
        var name = Ask(text) is { } ask
            ? $"{ask.Verb} {string.Join(' ', ContentOf(FirstClauseOf(text, ask), ask).Take(MaxNameWords - 1))}"
            : ContentWords(text);
        var title = Capitalized(Truncate.To(name.Trim().Length > 0 ? name.Trim() : Whitespace.Collapse(task), MaxNameLength));
        return IsWrittenInAscii(title) ? title : OfCommands(procedure) ?? title;
    }

    /// <summary>A description of what a task asks for.</summary>
    /// <param name="task">The task.</param>
    /// <param name="parameters">The parameters of the procedure that it became.</param>
    public static string DescriptionFor(string task, IReadOnlyList<Parameter> parameters)
    {
        var text = WithoutValues(task, parameters);
        if (Ask(text) is { } ask && (ask.Start > 0 || ask.IsInOtherForm))
        {
            var content = ContentOf(text, ask).ToList();
            var isWhole = content.Count >= MinContentWords && text.Length - ask.AfterVerb > 0 && !ask.IsAboutPronoun;
            text = isWhole ? $"{ask.Verb}{text[ask.AfterVerb..]}" : $"{ask.Verb} {string.Join(' ', content)}";
        }
        var sentence = Farewell().Replace(Whitespace.Collapse(text), "").TrimEnd(' ', ',', ':');
        return Capitalized(sentence.Length <= MaxDescriptionLength ? sentence : Shortened(sentence));
    }

    /// <summary>
    /// A text for people with the kind of each value in its place: "Restore the crm database" is "Restore the database", and "Deploy cart"
    /// is "Deploy a service".
    /// </summary>
    public static string WithoutValues(string text, IReadOnlyList<Parameter> parameters)
    {
        var result = text;
        foreach (var parameter in parameters.Where(IsWrittenOut).OrderByDescending(parameter => parameter.Example.Length))
        {
            foreach (var at in PlacesOf(parameter, result, ValueOccurrences.InText(parameter.Example, result)))
            {
                result = Replaced(result, at, parameter.Example.Length, KindOf(parameter));
            }
        }
        return result == text ? text : Whitespace.Collapse(Emptied().Replace(OfSomething().Replace(result, Something), ""));
    }

    /// <summary>
    /// A description that its author gave, without those values that cannot be words of it: versions, tickets, file names, addresses.
    /// </summary>
    public static string WithoutMarked(string text, IReadOnlyList<Parameter> parameters) =>
        WithoutValues(text, [.. parameters.Where(parameter => parameter.Example.Any(c => char.IsDigit(c) || c is '_' or '@' or '/'))]);

    /// <summary>A condition with placeholders in place of the values of the run.</summary>
    public static string WithPlaceholders(string text, IReadOnlyList<Parameter> parameters)
    {
        var result = text;
        foreach (var parameter in parameters.Where(IsWrittenOut).OrderByDescending(parameter => parameter.Example.Length))
        {
            foreach (var at in PlacesOf(parameter, result, ValueOccurrences.Of(parameter.Example, result)))
            {
                result = $"{result[..at]}{{{parameter.Name}}}{result[(at + parameter.Example.Length)..]}";
            }
        }
        var examples = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Example, StringComparer.Ordinal);
        var givesBack = Placeholder.Fill(result, examples) == Placeholder.Fill(text, examples);
        return result.Length <= Procedure.MaxConditionLength && givesBack ? result : text;
    }

    /// <summary>Where a value is meant, the last place first, so that what is replaced moves no place that is left.</summary>
    static IEnumerable<int> PlacesOf(Parameter parameter, string text, IEnumerable<int> places) => places
        .Where(at => IsValueAt(parameter.Example, text, at))
        // A single letter stands in many texts that do not mean the value; a digit is the number that is asked for.
        .Where(at => parameter.Example.Length > 1 || char.IsAsciiDigit(parameter.Example[0])
            || IsKind(LastWord().Match(text[..at]).Value, KindOf(parameter)))
        .Reverse();

    // "Convert it to mp3": of a format that never varied the description may speak.
    static bool IsWrittenOut(Parameter parameter) => parameter.Example.Length > 0 && !parameter.IsSecret
        && (parameter.Name != "format" || parameter.HasVaried);

    /// <summary>Whether the text at a place is the value, and not the verb of the sentence or a word of it.</summary>
    static bool IsValueAt(string value, string text, int at)
    {
        var mayBeVerb = ActionLexicon.Instance.FormOf(value.ToLowerInvariant()).HasFlag(VerbForm.Base);
        if (!mayBeVerb || !Vocabulary.IsCommonWord(value) || NounBeside.IsSetTo(text[..at]))
        {
            return true;
        }
        var before = Whitespace.Split(text[..at].TrimEnd());
        var isVerb = before.Length == 0 || before[^1] is "to" or "and" or "please" or "then" || before[^1][^1] is ',' or '.' or ':' or ';';
        return !isVerb;
    }

    static string KindOf(Parameter parameter) => ValueNames.WithoutNumber(parameter.Name).Replace('_', ' ').Replace('-', ' ');

    static string Replaced(string text, int start, int length, string kind)
    {
        var (from, to) = (start, start + length);
        // The quotes around a value go with it, and so does the v before a version.
        while (from > 0 && to < text.Length && text[from - 1] == text[to] && text[to] is '"' or '\'' or '`')
        {
            (from, to) = (from - 1, to + 1);
        }
        if (from > 0 && text[from - 1] == 'v' && char.IsAsciiDigit(text[from]))
        {
            from--;
        }
        // "keynote.wav" is the recording.
        to += Extension().Match(text, to).Length;
        var isPart = from > 0 && !char.IsWhiteSpace(text[from - 1]) && text[from - 1] is not '(' and not '"'
            || to < text.Length && text[to] is '_' or '/' or '-' or '@'
            || to + 1 < text.Length && text[to] == '.' && char.IsLetter(text[to + 1]);
        var before = LastWord().Match(text[..from]).Value;
        var behind = FirstWord().Match(text, to).Groups["word"].Value;
        if (!isPart && Weak.Contains(kind))
        {
            // "of crm-frontend" says nothing without the name, and neither does "to the local outbox".
            var bare = WithoutAdjective(text[..from]);
            var without = Preposition().Replace(bare, "");
            return without.Length < bare.Length ? without + text[to..] : $"{Article().Replace(text[..from], " ")}{Something}{text[to..]}";
        }
        // "Release 1.4.0" begins with its verb.
        var isVerb = text[..from].TrimEnd().Length == before.Length
            && ActionLexicon.Instance.FormOf(before.ToLowerInvariant()).HasFlag(VerbForm.Base);
        if (!isPart && !isVerb && IsKind(before, kind))
        {
            return WithArticle(text[..from].TrimEnd(), before) + text[to..];
        }
        var isCount = LiteralDetection.IsNumber(text[start..(start + length)]) && NounLexicon.Singular(behind) != behind;
        var replacement = (isPart, IsKind(behind, kind)) switch
        {
            (true, _) => kind,
            (_, true) => isCount ? $"{Number} of" : "",
            _ when IsBeforeNoun(before.ToLowerInvariant()) => kind,
            _ when NounLexicon.Singular(kind) != kind => Number,
            _ => $"{ArticleOf(kind)} {kind}",
        };
        return text[..from] + replacement + text[to..];
    }

    /// <summary>A text that ends with a noun whose value was left out: "to version", as of one, is "to a version".</summary>
    static string WithArticle(string text, string noun)
    {
        var before = text[..^noun.Length];
        var previous = LastWord().Match(before);
        var isBare = previous.Success && previous.Index + previous.Length < before.Length && NounLexicon.Singular(noun) == noun
            && (previous.Index == 0 || English.Prepositions.Contains(previous.Value.ToLowerInvariant()));
        return isBare ? $"{before}{ArticleOf(noun)} {noun}" : text;
    }

    // A user, a unit, a URL.
    static string ArticleOf(string noun) =>
        "aeiouAEIOU".Contains(noun[0]) && !LikeYou().IsMatch(noun) ? "an" : "a";

    /// <summary>A text without the adjective at its end, if there is one.</summary>
    static string WithoutAdjective(string text) =>
        LastWord().Match(text) is { Success: true } last && English.Adjectives.Contains(last.Value.ToLowerInvariant())
            ? text[..last.Index]
            : text;

    static bool IsBeforeNoun(string word) => English.Determiners.Contains(word) || English.Adjectives.Contains(word);

    static bool IsKind(string word, string kind) => NounLexicon.Singular(word.ToLowerInvariant()) is { Length: > 0 } noun
        && (noun == NounLexicon.Singular(kind) || Vocabulary.Kinds.ContainsKey(noun));

    /// <summary>The first thing that a text asks for; null if none was read.</summary>
    static Asked? Ask(string text)
    {
        var (tokens, requests) = TaskReader.Requests(text);
        var asked = requests.Where(request => !request.IsNegated && !request.IsIndirect).ToList();
        var main = asked.Find(request => request.IsPolite && request.Classes.Length > 0)
            ?? asked.Find(request => request.Classes.Length > 0);
        if (main is null || main.At >= tokens.Count)
        {
            return null;
        }
        // "Upgrade grafana to chart 0.9.3": what stands behind the preposition belongs to the sentence.
        var words = main.Verb.Split(' ').TakeWhile((word, at) => at == 0 || English.Particles.Contains(word)).ToArray();
        var token = tokens[main.At];
        if (token.Lower != words[0] && !ActionLexicon.Instance.FormsOf(token.Lower).Any(form => form.Verb == words[0]))
        {
            // "make a release": the verb is of several words, and is best said as it was.
            return new Asked(token.Text, token.Start, token.Start + token.Text.Length) { IsInOtherForm = false };
        }
        var isInOtherForm = token.Lower != words[0];
        // "roll it back": the words of the verb stand apart, and what is between them stays.
        var isTogether = words.Skip(1).Index().All(word =>
            main.At + word.Index + 1 < tokens.Count && tokens[main.At + word.Index + 1].Lower == word.Item);
        var last = isTogether ? tokens[main.At + words.Length - 1] : token;
        var next = main.At + (isTogether ? words.Length : 1);
        var isAboutPronoun = next < tokens.Count
            && English.Pronouns.Contains(tokens[next].Lower)
            // That is what stands for a value of which nothing is known.
            && tokens[next].Lower != Something
            && !English.Determiners.Contains(tokens[next].Lower);
        return new Asked(string.Join(' ', words), token.Start, last.Start + last.Text.Length)
        {
            IsInOtherForm = isInOtherForm,
            IsAboutPronoun = isAboutPronoun,
        };
    }

    /// <summary>
    /// The words that say what it is done to: those of its clause or, where that says only "it", the first thing that the text names.
    /// </summary>
    static IEnumerable<string> ContentOf(string text, Asked ask)
    {
        var verb = ask.Verb.Split(' ');
        var words = WordsOf(text[ask.AfterVerb..]).Where(word => !verb.Contains(word.ToLowerInvariant())).ToList();
        if (!ask.IsAboutPronoun && words.Count > 0)
        {
            return words;
        }
        return WordsOf(text[..ask.Start])
            .TakeWhile(word => ActionLexicon.Instance.FormOf(word.ToLowerInvariant()) is not VerbForm.Past)
            .Take(MinContentWords);
    }

    /// <summary>
    /// A text without what is to be done then, where what comes first says enough: "add the feature flag to the app and …".
    /// </summary>
    static string FirstClauseOf(string text, Asked ask)
    {
        var end = text.IndexOf(" and ", ask.AfterVerb, StringComparison.Ordinal);
        return end > 0 && WordsOf(text[ask.AfterVerb..end]).Count() >= MinClauseWords ? text[..end] : text;
    }

    static string ContentWords(string text) => string.Join(' ', WordsOf(text).Take(MaxNameWords + 1));

    /// <summary>The words that say something, without those with digits: these are values, which differ from run to run.</summary>
    static IEnumerable<string> WordsOf(string text) => Word().Matches(text).Select(found => found.Value)
        .Where(word => !word.Any(char.IsDigit) && (word is "up" or "down" || !Words.IsFunctionWord(CaseFolding.Fold(word))))
        .Where(word => word is not (Something or "somebody" or "please"));

    static bool IsWrittenInAscii(string title) =>
        2 * CaseFolding.Fold(title).Count(char.IsAsciiLetter) > title.Count(char.IsLetter);

    /// <summary>A name of what the commands do, for a task in a script that a name cannot be written in.</summary>
    static string? OfCommands(Procedure procedure)
    {
        var calls = procedure.Steps.Select(CallOf).OfType<string>().Distinct().Take(3).ToList();
        return calls.Count > 0 ? Capitalized(string.Join(' ', calls)) : null;
    }

    /// <summary>What the last step calls that one procedure has and another one has no counterpart of; null if there is none.</summary>
    public static string? CallBeyond(Procedure own, Procedure other)
    {
        var others = MaskedStep.Of(other.Steps);
        var beyond = own.Steps.Where(step => !step.IsHeading).Zip(MaskedStep.Of(own.Steps))
            .Where(pair => !others.Exists(pair.Second.IsSameAs) && !others.Exists(pair.Second.IsVariantOf))
            .Select(pair => CallOf(pair.First) ?? FirstWordsOf(pair.First))
            .Where(call => call.Length > 0 && !Asides.Contains(call.Split(' ')[0]))
            .ToList();
        return beyond.LastOrDefault();
    }

    static string FirstWordsOf(Step step) => string.Join(' ', WordsOf(step.Text).Take(MaxWordsOfCall));

    static string? CallOf(Step step)
    {
        var tokenized = TokenizedStep.Of(step);
        var label = tokenized.Tokens.FindLastIndex(token => token.Place < 0 && token.Text[^1] == ':');
        var actions = tokenized.Tokens.Skip(label + 1).Where(token => token.Text != "sudo")
            .Where(token => token.Place is 0 or 1 && tokenized.RoleOf(token.Start, token.Text.Length) == StepRole.Action)
            .Select(token => token.Text[(token.Text.LastIndexOf('/') + 1)..])
            .Take(2)
            .ToList();
        return tokenized.IsCommand && actions.Count > 0 ? string.Join(' ', actions) : null;
    }

    static string WithNamesOfLanguages(string text) => LanguageWithSign().Replace(text, found => found.Value switch
    {
        "C#" => "CSharp",
        "F#" => "FSharp",
        "C++" => "Cpp",
        _ => "DotNet",
    });

    static string Capitalized(string text) => text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    static string Shortened(string text)
    {
        var end = text.LastIndexOf(". ", MaxDescriptionLength, StringComparison.Ordinal);
        return end > MaxDescriptionLength / 3 ? text[..(end + 1)] : Truncate.To(text, MaxDescriptionLength);
    }

    /// <summary>What a text asks for first.</summary>
    /// <param name="Verb">The verb in its base form.</param>
    /// <param name="Start">Where it begins in the text.</param>
    /// <param name="AfterVerb">Where it ends.</param>
    sealed record Asked(string Verb, int Start, int AfterVerb)
    {
        /// <summary>Whether the text has the verb in another form: "deploying".</summary>
        public bool IsInOtherForm { get; init; }

        /// <summary>Whether it is done to "it".</summary>
        public bool IsAboutPronoun { get; init; }
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{Nd}]*(?:['’-][\p{L}\p{Nd}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"[\p{L}-]+(?=\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex LastWord();

    [GeneratedRegex(@"\G\s+(?<word>[\p{L}-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"\s+(?:of|to|for|from|in|on|with|at|by|called|named)(?:\s+(?:the|a|an|our|my|this))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Preposition();

    [GeneratedRegex("^(?:us(?:er|e)|uni[tfqv]|url|uri|eu)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LikeYou();

    [GeneratedRegex(@"\G\.[a-z][a-z0-9]{1,4}(?=[\s,;:)]|\.?$|\.\s)", RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"\s+(?:the|a|an|our|my|this)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex Article();

    /// <summary>"acme-csv 1.4.0" is one thing.</summary>
    [GeneratedRegex(@"\bsomething\s+(?:(?:a|an)\s+)?(?:version|tag|release|build)\b")]
    private static partial Regex OfSomething();

    /// <summary>A parenthesis in which nothing is left, and a space before a sign.</summary>
    [GeneratedRegex(@"\(\s*\)|\s+(?=[,.;:!?](?:\s|$))")]
    private static partial Regex Emptied();

    [GeneratedRegex(@"[,;]?\s*(?:please|thanks|thank you|for me|for us|asap)[.! ]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Farewell();

    [GeneratedRegex(@"(?<!\w)(?:C#|F#|C\+\+|\.NET)(?!\w)")]
    private static partial Regex LanguageWithSign();
}
