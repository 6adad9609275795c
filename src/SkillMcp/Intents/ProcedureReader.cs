namespace SkillMcp.Intents;

/// <summary>Reads what a procedure does: the verbs of its name and its description.</summary>
sealed class ProcedureReader
{
    const int MaxActions = 32;

    // Classes that find something out: a question does not contradict them.
    static readonly string[] Answering =
    [
        "inspect", "find", "explain", "analyse", "compare", "estimate", "count", "read", "diagnose", "measure", "answer", "summarise",
        "review", "fetch", "play",
    ];

    // A procedure of fewer steps may be a tool or a topic.
    const int MinSteps = 3;

    // A longer step is a document.
    const int MaxInstruction = 300;

    // Classes whose object may be anything.
    static readonly string[] Broad =
    [
        "write", "document", "explain", "design", "draw", "summarise", "handle", "play", "answer", "estimate", "translate",
    ];

    readonly ActionLexicon lexicon = ActionLexicon.Instance;
    readonly List<AskedAction> actions = [];
    readonly List<AskedAction> parts = [];

    public static Intent Read(SkillName name, Procedure procedure) => new ProcedureReader().ReadProcedure(name, procedure);

    Intent ReadProcedure(SkillName name, Procedure procedure)
    {
        var tokens = Tokenizer.Tokens(procedure.Description);
        var isFirst = true;
        for (var start = 0; start < tokens.Count && actions.Count < MaxActions;)
        {
            var end = start;
            while (end < tokens.Count && tokens[end].Break < Break.Sentence)
            {
                end++;
            }
            end = Math.Min(tokens.Count, end + 1);
            ReadSentence(tokens, start, end, isFirst);
            isFirst = false;
            start = end;
        }
        var words = name.Value.Split('-');
        var own = OwnVerb(words, tokens);
        var titled = own ?? ReadName(words);
        var supporting = actions.Where(action => action.Classes.Length > 0 && action.Classes.All(lexicon.IsSupporting)).ToList();
        var isOnlySupport = supporting.Count > 0 && supporting[0] == actions[0] && (titled is null || actions.Count == 1);
        List<AskedAction> main = [.. actions.Where(action => isOnlySupport || !supporting.Contains(action))];
        if (titled is not null)
        {
            main.Insert(0, titled with { IsOfName = true });
        }
        // "docker-build-push": what the name says too is no part.
        var named = parts.Where(part => words.Contains(part.Verb)).ToList();
        main.AddRange(named);
        main = main.Count == 0 ? [.. parts] : main;
        var tags = procedure.Tags.SelectMany(tag => Tokenizer.Tokens(tag.Replace('-', '_'))).ToList();
        var titleTokens = words.Select(word => new Token(word, word, Break.None, false, false)).ToList();
        var declared = SystemLexicon.Instance.In([.. titleTokens, new Token(".", ".", Break.Sentence, true, false), .. tokens, .. tags]);
        var isOneSentence = tokens.Count(token => token.Break >= Break.Sentence) < 3;
        var isTopic = procedure.Steps.Count < MinSteps && !(isOneSentence && IsShortProcedure(procedure, main));
        return new Intent(
            () => AllTexts(name, procedure),
            () => MentionedIn(procedure),
            tokens,
            () => ProductName.ToolsOf(name, procedure))
        {
            Name = name.Value,
            Slots = procedure.Parameters.SelectMany(parameter => parameter.Name.ToLowerInvariant().Split('_', '-'))
                .ToHashSet(StringComparer.Ordinal),
            TakesEnvironment = procedure.Steps.Any(step => PlacedPhrase.IsParameter(step.Text)),
            IsOfOneThing = isOneSentence && !isTopic && !IsReference(procedure) && !IsOutline(procedure)
                && !IsGuide(tokens),
            IsBroad = isTopic || IsBroad(procedure, tokens, main),
            Actions = main,
            Parts = [.. parts, .. supporting],
            Systems = declared,
            Literals = new Lazy<IReadOnlySet<string>>(() => procedure.Steps
                .SelectMany(step => Words.Split(step.Text))
                .ToHashSet(StringComparer.Ordinal)),
            WrittenFor = WrittenPlaces.EnvironmentsOf(procedure),
            Regions = WrittenPlaces.RegionsOf([.. titleTokens, .. tokens], procedure),
            Nouns = [.. words.Concat(WordsOf(procedure.Tags)).Select(NounLexicon.Singular)],
            IsReference = isTopic || IsReference(procedure),
            AnswersQuestions = main.Count == 0 || isTopic || Answers(tokens, main),
        };
    }

    /// <summary>The products that its steps and conditions mention.</summary>
    static IReadOnlyList<NamedSystem> MentionedIn(Procedure procedure) =>
    [
        .. procedure.Preconditions.Concat(procedure.Steps.Select(step => step.Text))
            .SelectMany(text => SystemLexicon.Instance.In(Tokenizer.Tokens(text)))
            .Where(system => !SystemLexicon.Instance.IsEnvironment(system.Family)),
    ];

    /// <summary>Whether it serves many tasks: a reference, a guide, or what makes texts of any kind.</summary>
    bool IsBroad(Procedure procedure, List<Token> tokens, List<AskedAction> main) =>
        main.Count == 0
        || IsReference(procedure)
        || IsOutline(procedure)
        || tokens.Count(token => token.Break >= Break.Sentence) > 2
        || IsGuide(tokens)
        || main.Take(2).Any(action => action.Classes.Length > 0 && action.Classes.All(one => Broad.Contains(lexicon.Names[one])))
        || main.SelectMany(action => action.Classes.Take(1)).Distinct().Count() > 4;

    /// <summary>
    /// Whether a procedure of one or two steps says what it does to what, and its steps are instructions: "Clears the CDN cache". A single
    /// step has to be a command.
    /// </summary>
    static bool IsShortProcedure(Procedure procedure, List<AskedAction> main) =>
        procedure.Steps.Count > 0
        && main.Exists(action => action is { IsOfName: false, Objects: [{ Head.Length: > 0 }, ..] })
        && procedure.Steps.All(step => step.Text.Length <= MaxInstruction && step.Text.Contains(' '))
        && (procedure.Steps.Count > 1 || procedure.Steps.All(step => step.Text[0] == '`' || step.Text.Contains('{')));

    /// <summary>"Use this for …", but not "the services that use it".</summary>
    static bool IsGuide(List<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var isFirst = at == 0 || tokens[at - 1].Break >= Break.Comma || tokens[at - 1].Lower is "to";
            if (English.GuidingWords.Contains(tokens[at].Lower) && (isFirst || tokens[at].Lower is not ("use" or "activate" or "helps")))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether its steps are the headings of a document: "Prompt", "When to use".</summary>
    static bool IsOutline(Procedure procedure)
    {
        var first = procedure.Steps[0].Text;
        return char.IsUpper(first[0]) && first.Count(c => c == ' ') < 4 && first.All(c => char.IsLetter(c) || c == ' ')
            && 2 * first.Split(' ').Count(word => char.IsUpper(word, 0)) > first.Count(c => c == ' ') + 1;
    }

    /// <summary>Whether its steps are examples of one command and not a sequence: "List the files: tool -l".</summary>
    static bool IsReference(Procedure procedure)
    {
        var command = $": {procedure.Title}";
        return 2 * procedure.Steps.Count(step => step.Text.Contains(command, StringComparison.Ordinal)) > procedure.Steps.Count;
    }

    static IEnumerable<string> WordsOf(IReadOnlyList<string> tags) => tags.SelectMany(tag => tag.ToLowerInvariant().Split('-', ' ', '_'));

    static IEnumerable<string> AllTexts(SkillName name, Procedure procedure) =>
        [name.Value, .. procedure.Texts];

    bool Answers(List<Token> tokens, List<AskedAction> main) =>
        tokens is [.., { Break: Break.Question }]
        || tokens is [{ Lower: var first }, ..]
            && (English.QuestionWords.Contains(first) || first is "can" or "is" or "do" or "does" or "are" or "i")
        || tokens.Any(token => English.AnsweringWords.Contains(token.Lower))
        || main.Any(action => 2 * action.Classes.Count(one => Answering.Contains(lexicon.Names[one])) > action.Classes.Length);

    /// <summary>
    /// A verb that no list has, with which both the name and the description begin: "escalate-ticket", "Escalate a ticket".
    /// </summary>
    AskedAction? OwnVerb(string[] words, List<Token> tokens)
    {
        var isOwn = words.Length > 1 && tokens is [var first, ..] && first.Break == Break.None
            && Stemmer.Stem(words[0]) == Stemmer.Stem(first.Lower)
            && lexicon.FormOf(words[0]) == VerbForm.None && lexicon.NamedBy(words[0]).Length == 0
            && !SystemLexicon.Instance.IsName(words[0]) && !NounLexicon.IsKnown(NounLexicon.Singular(words[0]));
        var objects = isOwn ? ActionReader.ObjectsAt(tokens, 1, tokens.Count) : [];
        return objects is [{ Head.Length: > 0 }, ..] && (English.Determiners.Contains(tokens[1].Lower) || objects[0].Modifiers.Count > 0)
            ? new AskedAction(words[0], [], objects, 0, tokens.Count)
            : null;
    }

    /// <summary>The verb of a name: its first word but for products, or the noun at its end.</summary>
    AskedAction? ReadName(string[] words)
    {
        var tokens = words.Select(word => new Token(word, word, Break.None, false, false)).ToList();
        // The words of a name are a verb and its particle at most: "roll-back", but not "dump … to".
        List<Token> alone = [.. tokens.Select((token, at) =>
            at + 1 < words.Length && English.Particles.Contains(words[at + 1]) ? token : token with { Break = Break.Comma })];
        for (var at = 0; at < words.Length; at++)
        {
            var verb = lexicon.VerbAt(alone, at, tokens.Count, VerbForm.Base | VerbForm.Gerund);
            if (English.AmbiguousSystems.Contains(words[at]))
            {
                continue;
            }
            var isDirect = at == 0 || Enumerable.Range(0, at).All(before => SystemLexicon.Instance.IsName(words[before]));
            if (verb is { Classes.Length: > 0 } && isDirect)
            {
                return new AskedAction(verb.Text, verb.Classes, ActionReader.ObjectsAt(tokens, verb.End, tokens.Count), 0, tokens.Count);
            }
            if (lexicon.NamedBy(words[at]) is { Length: > 0 } named && isDirect)
            {
                return new AskedAction(words[at], named, [], 0, tokens.Count);
            }
        }
        for (var at = 1; at < words.Length; at++)
        {
            if (words[at - 1] is "from" or "to" or "of" || English.AmbiguousSystems.Contains(words[at]))
            {
                continue;
            }
            if (lexicon.VerbAt(alone, at, tokens.Count, VerbForm.Base) is { Classes.Length: > 0 } verb && at < words.Length - 1)
            {
                return new AskedAction(verb.Text, verb.Classes, ActionReader.ObjectsAt(tokens, verb.End, tokens.Count), 0, tokens.Count);
            }
            if (at == words.Length - 1 && lexicon.NamedBy(words[at]) is { Length: > 0 } named)
            {
                return new AskedAction(words[at], named, [], 0, tokens.Count);
            }
        }
        return null;
    }

    void ReadSentence(List<Token> tokens, int start, int end, bool isFirst)
    {
        var (canStart, isDetail, hasMain) = (true, false, false);
        var form = VerbForm.None;
        for (var at = start; at < end && actions.Count < MaxActions; at++)
        {
            var word = tokens[at].Lower;
            if (at > start && tokens[at - 1].Break == Break.Clause)
            {
                isDetail = isFirst && hasMain;
                canStart = true;
            }
            else if (at > start && tokens[at - 1].Break == Break.Comma)
            {
                canStart = true;
            }
            if (word is "by" or "for" or "when" or "while" && at + 1 < end
                && lexicon.VerbAt(tokens, at + 1, end, VerbForm.Gerund) is { } gerund)
            {
                Add(tokens, gerund, end, isDetail || word is "when" or "while" && isFirst && hasMain, isFirst && word != "by");
                at = gerund.At;
                canStart = false;
                continue;
            }
            if (word is "to" or "will" or "can" or "helps" or "you" or "helping" && !(isFirst && hasMain) && at + 1 < end
                && lexicon.VerbAt(tokens, at + 1, end, VerbForm.Base) is { } infinitive)
            {
                Add(tokens, infinitive, end, isDetail, isFirst);
                (hasMain, form) = (true, form == VerbForm.None ? VerbForm.Base : form);
                at = infinitive.At;
                canStart = false;
                continue;
            }
            if (English.Subordinators.Contains(word))
            {
                canStart = false;
                continue;
            }
            if (word is "and" or "then" or "or")
            {
                canStart = true;
                continue;
            }
            if (canStart && English.Adverbs.Contains(word) || canStart && word is "skill" or "this" or "a" && at - start < 2)
            {
                continue;
            }
            // A sentence that begins "Takes" goes on "and stores".
            var wanted = form == VerbForm.None ? VerbForm.Base | VerbForm.Present | VerbForm.Gerund : form;
            if (canStart && lexicon.VerbAt(tokens, at, end, wanted) is { } verb && !IsNoun(tokens, at, start, end, form))
            {
                form = form == VerbForm.None ? FormOf(tokens[at].Lower, verb) : form;
                Add(tokens, verb, end, isDetail, isFirst);
                hasMain |= !isDetail;
            }
            canStart = false;
        }
    }

    VerbForm FormOf(string word, FoundVerb verb)
    {
        var first = verb.Text.Split(' ')[0];
        foreach (var (name, form) in lexicon.FormsOf(word))
        {
            if (name == first)
            {
                return form;
            }
        }
        return VerbForm.Base;
    }

    /// <summary>Whether a word that may be a verb is a noun: "backup of …", "Release notes are …".</summary>
    bool IsNoun(List<Token> tokens, int at, int start, int end, VerbForm form)
    {
        if (at + 1 >= end || tokens[at].Break != Break.None)
        {
            return at != start && form == VerbForm.None;
        }
        var next = tokens[at + 1].Lower;
        return English.Auxiliaries.Contains(next) || next == "of" && lexicon.NamedBy(tokens[at].Lower).Length == 0;
    }

    void Add(List<Token> tokens, FoundVerb verb, int end, bool isDetail, bool isFirst)
    {
        var action = Meant(tokens, verb, end);
        // "Decrypts a file …, and moves the plaintext": what is done to another thing is a part; "and publishes it" is the purpose.
        var isPart = isDetail || actions.Count > 0 && isFirst && action.Objects is [{ Head.Length: > 0 }, ..];
        (isPart ? parts : actions).Add(action);
    }

    AskedAction Meant(List<Token> tokens, FoundVerb verb, int end)
    {
        var objects = ActionReader.ObjectsAt(tokens, verb.ObjectStart, end);
        if (verb.Length == 1 && English.LightVerbs.Contains(verb.Text) && objects is [{ Head.Length: > 0 } first, ..])
        {
            var last = LastWord(tokens, first.End);
            var classes = lexicon.NamedBy(last);
            if (classes.Length > 0)
            {
                var content = first.End < end && tokens[first.End].Lower == "of" ? ActionReader.ObjectsAt(tokens, first.End + 1, end) : [];
                return new AskedAction(last, [.. classes.Union(verb.Classes)], [.. content, first], verb.At, end);
            }
        }
        if (objects is [{ Head.Length: > 0 } thing, ..] && thing.End < end && tokens[thing.End].Lower == "of")
        {
            objects.AddRange(ActionReader.ObjectsAt(tokens, thing.End + 1, end));
        }
        return new AskedAction(verb.Text, verb.Classes, objects, verb.At, end);
    }

    static string LastWord(List<Token> tokens, int end) => tokens[end - 1].Lower;
}
