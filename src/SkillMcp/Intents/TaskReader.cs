namespace SkillMcp.Intents;

/// <summary>Reads what a task asks for: its requests, questions and negations.</summary>
sealed class TaskReader
{
    // A request in keywords, such as "pg backup of crm to s3".
    public const int MaxKeywords = 10;

    const int MaxRequests = 24;

    // In more words several things are told of before it is asked for one.
    const int MaxToldBefore = 14;

    readonly List<Token> tokens;
    readonly ActionLexicon lexicon = ActionLexicon.Instance;
    readonly ActionReader actions;
    readonly NegationReader negations;
    readonly QuestionReader questions;
    readonly IReadOnlyList<Exclusion> exclusions;
    readonly List<AskedAction> requests = [];

    TaskReader(string task)
    {
        tokens = Tokenizer.WithQuotedNames(task);
        actions = new ActionReader(tokens);
        negations = new NegationReader(tokens, actions);
        questions = new QuestionReader(tokens);
        exclusions = Exclusion.In(tokens);
    }

    public static Intent Read(string task) =>
        new TaskReader(task).Read(() => [task[..Math.Min(task.Length, Tokenizer.MaxLength)]]);

    /// <summary>The words of a task, and all that it asks for in order, with what it says not to do.</summary>
    public static (IReadOnlyList<Token> Tokens, IReadOnlyList<AskedAction> Requests) Requests(string task)
    {
        var reader = new TaskReader(task);
        reader.Read(() => []);
        return (reader.tokens, reader.requests);
    }

    /// <summary>The classes of action that the first request of a task may mean; empty if none was read.</summary>
    public static int[] FirstAsked(string task) => Requests(task).Requests
        .FirstOrDefault(request => !request.IsNegated && request.Classes.Length > 0)?.Classes ?? [];

    Intent Read(Func<IEnumerable<string>> texts) =>
        ForeignReader.Read(tokens) is { } foreign ? OfForeign(foreign, texts) : ReadEnglish(texts);

    Intent OfForeign(AskedAction foreign, Func<IEnumerable<string>> texts)
    {
        List<NamedSystem> systems = [.. SystemLexicon.Instance.In(tokens).Where(system => !IsExcluded(system.At))];
        var regions = RegionsOf(null);
        return new Intent(texts, () => [], [], () => [])
        {
            Actions = foreign is { Classes.Length: > 0, IsNegated: false } ? [foreign] : [],
            Negated = foreign.IsNegated ? [foreign] : [],
            IsUnread = foreign.Classes.Length == 0,
            Systems = systems,
            Regions = regions,
            Excluded = ExcludedThings.In(tokens, exclusions, systems, regions),
        };
    }

    Intent ReadEnglish(Func<IEnumerable<string>> texts)
    {
        var asking = 0;
        string? askedFor = null;
        var hints = new List<AskedAction>();
        for (var start = negations.AfterCorrections(); start < tokens.Count && requests.Count < MaxRequests;)
        {
            var end = EndOfSentence(start);
            if (questions.IsQuestion(start, end))
            {
                asking += end - start;
                askedFor ??= questions.AskedFor(start, end);
            }
            else if (!IsCode(start, end))
            {
                requests.AddRange(negations.Read(start, end));
                var sentence = new RequestReader(tokens, actions, negations, start, end);
                requests.AddRange(sentence.Read(MaxRequests - requests.Count));
                hints.AddRange(sentence.Hints());
            }
            start = end;
        }
        var negated = requests.Where(request => request.IsNegated).ToList();
        var asked = requests.Where(request => !request.IsNegated).ToList();
        var main = asked.Find(request => request.IsPolite) ?? asked.FirstOrDefault();
        if (main is null && negated.Count == 0 && askedFor is null && tokens.Count <= MaxKeywords)
        {
            main = Keywords();
        }
        main = main is null ? null : main with { Objects = [.. main.Objects.Select(thing => Meant(thing, main.At))] };
        var isSaid = main is { Classes.Length: > 0 } || asked.Any(request => request.Classes.Length > 0);
        var systems = SystemsOf(main);
        var regions = RegionsOf(main);
        return new Intent(texts, () => [], main is null ? [] : tokens[main.At..EndOfSentence(main.At)], () => [])
        {
            Actions = main is null ? [] : [main, .. asked.Where(other => other.At > main.At)],
            Hints = isSaid || negated.Count > 0 ? [] : hints,
            Negated = negated,
            Refused = negations.Refused,
            // What is told before a question is a case to be handled.
            IsQuestion = askedFor is not null && (main is null || IsWish(main)) && negated.Count == 0 && 2 * asking > tokens.Count,
            AskedFor = askedFor ?? "",
            IsTerse = tokens.Count <= MaxKeywords && !tokens.Exists(token => English.Determiners.Contains(token.Lower)),
            Systems = systems,
            Regions = regions,
            Excluded = ExcludedThings.In(tokens, exclusions, systems, regions),
            Request = main is null
                ? (0, 0)
                : (tokens.FindIndex(main.At, token => English.Prepositions.Contains(token.Lower) && token.Lower != "of"), main.End),
        };
    }

    /// <summary>
    /// "the mail queue is stuck, clear it": what a pronoun stands for, or itself where not just one thing was named before the verb.
    /// </summary>
    NounPhrase Meant(NounPhrase thing, int verb)
    {
        if (tokens.Count > MaxToldBefore || thing.Text is not ("it" or "them"))
        {
            return thing;
        }
        // "is stuck" says how it is.
        var named = PlacedPhrase.In(tokens[..verb]).Where(phrase => phrase is { Preposition: "", Thing.Determiner.Length: > 0 })
            .Select(phrase => phrase.Thing).ToList();
        return named is [var only] && only.IsPlural == (thing.Text == "them") && IsInClauseBefore(only.End)
            ? only with { End = thing.End }
            : thing;

        bool IsInClauseBefore(int from) => tokens[(from - 1)..verb].Count(token => token.Break != Break.None) == 1;
    }

    /// <summary>"I need the names": a thing is wished for, which a question has named before.</summary>
    static bool IsWish(AskedAction action) => action is { Classes.Length: 0, Verb: "need" or "want" or "like" };

    /// <summary>Whether a line is of a program, "public void Run(string[] args)": its words ask for nothing.</summary>
    bool IsCode(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            var text = tokens[at].Text;
            if (text is "{" or "}" or "=>" or "==" or "=" || text.IndexOf('(') > 0 && !text.EndsWith("(s", StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Products wherever they are named, and places only where they belong to what is asked for.</summary>
    List<NamedSystem> SystemsOf(AskedAction? main)
    {
        var systems = SystemLexicon.Instance.In(tokens);
        systems.RemoveAll(system => SystemLexicon.Instance.IsOfRequest(system.Family)
            && tokens.Count > MaxKeywords
            && (main is null || system.At < main.At || system.At >= main.End));
        systems.RemoveAll(system => IsExcluded(system.At));
        return systems;
    }

    /// <summary>The regions that the sentence of the main request names, or the task if none was read.</summary>
    List<CloudRegion> RegionsOf(AskedAction? main)
    {
        var (start, end) = main is null ? (0, tokens.Count) : (StartOfSentence(main.At), EndOfSentence(main.At));
        return [.. CloudRegion.In(tokens).Where(region => region.At >= start && region.At < end && !IsExcluded(region.At))];
    }

    bool IsExcluded(int at) => exclusions.Any(one => one.Covers(at));

    int StartOfSentence(int at)
    {
        while (at > 0 && tokens[at - 1].Break < Break.Sentence)
        {
            at--;
        }
        return at;
    }

    int EndOfSentence(int start)
    {
        var at = start;
        while (at < tokens.Count && tokens[at].Break < Break.Sentence)
        {
            at++;
        }
        return Math.Min(tokens.Count, at + 1);
    }

    /// <summary>"after the last release": when something is so, and not what is asked for.</summary>
    bool IsTime(int at) =>
        PlacedPhrase.PrepositionBefore(tokens, at) is >= 0 and var before && English.TimePrepositions.Contains(tokens[before].Lower);

    /// <summary>A task of a few words without a verb: "mysqldump of wiki to S3".</summary>
    AskedAction? Keywords()
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var word = tokens[at].Lower;
            var classes = lexicon.NamedBy(word);
            // "staging" is a place.
            if (classes.Length == 0 && at == 0 && !SystemLexicon.Instance.IsName(word)
                && lexicon.VerbAt(tokens, at, tokens.Count, VerbForm.Gerund | VerbForm.Base) is { } verb)
            {
                classes = verb.Classes;
            }
            if (classes.Length > 0 && !classes.All(lexicon.IsOfTexts) && !IsTime(at))
            {
                return new AskedAction(word, classes, [], at, tokens.Count);
            }
        }
        return null;
    }
}
