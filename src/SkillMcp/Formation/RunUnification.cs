using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>Makes one procedure of a known one and a run whose steps are aligned: a parameter wherever the two differ in a value.</summary>
sealed partial class RunUnification(Procedure known, Procedure run, IReadOnlyList<AlignedStep> steps)
{
    const int MinPlaces = 3;

    const int MinRunsBeforeDefault = 2;

    const int MinWordsOfTitle = 3;

    // Turning something on is not the same as turning it off.
    static readonly FrozenSet<string> Switches = FrozenSet.ToFrozenSet(
        ["true", "false", "yes", "no", "none", "on", "off", "rw", "ro", "0", "1"], StringComparer.OrdinalIgnoreCase);

    readonly Dictionary<string, Parameter> parameters = known.Parameters.DistinctBy(parameter => parameter.Name)
        .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    readonly Dictionary<(string Known, string Run), string> names = [];

    // The names that placeholders get for their values in the run.
    readonly Dictionary<(string Name, string Run), string> bound = [];

    bool? asksTheSame;

    public RunContext Context { get; init; }

    // Read only where a word leaves it open.
    bool AsksTheSame => asksTheSame ??= Context.AsksTheSame();

    string KnownTask => Context.KnownTask ?? "";

    string Task => Context.Task ?? "";

    /// <summary>The common procedure; null if a difference is no value, or filling the values in would not give both back.</summary>
    public LeastGeneralGeneralization? Generalize()
    {
        var pairs = steps.SelectMany(step => step.Gaps.Select(gap => (gap.Text, gap.Other))).ToHashSet();
        // What stands where the other stood is a direction: from staging to production, and back.
        if (IsTurned(pairs) || !pairs.All(IsValue) || steps.SelectMany(step => step.Filled).Any(IsOpposed))
        {
            return null;
        }
        BindPlaceholders();
        // Every value has its name before one is written in terms of another.
        foreach (var step in steps)
        {
            step.Gaps.ToList().ForEach(gap => NameOf(gap, step));
        }
        var examples = parameters.Values.Where(parameter => parameter.Example.Length > 0)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Example, StringComparer.Ordinal);
        var written = new List<Step>();
        foreach (var (step, before) in steps.Zip(known.Steps))
        {
            if (Written(step, before, examples) is not { } general)
            {
                return null;
            }
            written.Add(general);
        }
        var merged = known with { Steps = written, Parameters = [.. parameters.Values] };
        merged = merged.WithLists((_, texts) => [.. texts.Select(Renamed)]);
        var values = names.Keys.Select(pair => new ValuePair(pair.Known, pair.Run, AreNames(pair)));
        var generalization = new LeastGeneralGeneralization(merged.WithParametersOfSteps(), [.. values]) { Bindings = Bindings() };
        return AdjacentValues.Joined(generalization).WithoutNeedlessNumbers();
    }

    /// <summary>A condition with the new names of its parameters.</summary>
    string Renamed(string condition)
    {
        var names = bound.Where(one => one.Key.Name != one.Value).DistinctBy(one => one.Key.Name)
            .ToDictionary(one => one.Key.Name, one => $"{{{one.Value}}}", StringComparer.Ordinal);
        return Placeholder.Fill(condition, names);
    }

    /// <summary>Whether two values have changed places, of parameters or of other words.</summary>
    bool IsTurned(HashSet<(string Text, string Other)> pairs)
    {
        var bindings = steps.SelectMany(step => step.Filled)
            .Where(place => parameters.ContainsKey(place.Name))
            .Select(place => (parameters[place.Name].Example, place.InRun));
        var all = pairs.Concat(bindings).Where(pair => pair.Item1 != pair.Item2 && !LiteralDetection.IsNumber(pair.Item1)).ToHashSet();
        return all.Any(pair => all.Contains((pair.Item2, pair.Item1)));
    }

    // A number may be a count too.
    static bool IsSwitch(string text) => Switches.Contains(text) && !char.IsAsciiDigit(text[0]);

    /// <summary>Whether a placeholder would get a value that makes it another procedure: mysql for postgres.</summary>
    bool IsOpposed(FilledPlaceholder place) =>
        parameters.TryGetValue(place.Name, out var parameter) && parameter.Example != place.InRun
        && Opposes(parameter.Example, place.InRun);

    /// <summary>Whether the texts of a pair are two values of one parameter.</summary>
    bool IsValue((string Known, string Run) pair)
    {
        var areActions = Vocabulary.IsActionWord(pair.Known) && Vocabulary.IsActionWord(pair.Run);
        var isNamed = ValueOccurrences.StandsIn(pair.Known, KnownTask) && ValueOccurrences.StandsIn(pair.Run, Task)
            && !Vocabulary.IsActionWord(pair.Known) && !Vocabulary.IsActionWord(pair.Run);
        var isSwitched = Switches.Contains(pair.Known) && Switches.Contains(pair.Run)
            || !isNamed && !AsksTheSame && (IsSwitch(pair.Known) || IsSwitch(pair.Run));
        if (isSwitched || Opposes(pair.Known, pair.Run))
        {
            return false;
        }
        var places = PlacesOf(pair).ToList();
        if (!places.TrueForAll(place => place.Step.Known.MayBeValue(place.Gap.Start, pair.Known)
            && place.Step.Run.MayBeValue(place.Gap.RunStart, pair.Run)))
        {
            return false;
        }
        // A word of any language that differs in one place alone may be what the step is about: "visible" and "hidden".
        var isWord = IsWord(pair.Known) && IsWord(pair.Run);
        var isControl = !isNamed && places.Exists(IsControl);
        if (isControl || places.Exists(IsForeignWord) || pair.Known.Contains('=') != pair.Run.Contains('='))
        {
            return false;
        }
        if (areActions)
        {
            return places.Exists(IsBehindKey);
        }
        if (places.Exists(IsKeyed) && (!isWord || places.Count > 1 || places.Exists(IsBehindFlag)))
        {
            return true;
        }
        var isRepeated = places.Count > 1 || !isWord || places.TrueForAll(IsBehindQuotedFlag)
            || !IsAcronym(pair.Known) && places[0].Step.Known.IsWholeArgument(places[0].Gap.Start, pair.Known);
        if (places.TrueForAll(IsTitle))
        {
            return true;
        }
        // The same swap in several steps is one of values, even of words that mean something else by themselves.
        var isEverywhere = places.Count >= MinPlaces && places.Select(place => place.Step).Distinct().Count() > 1;
        return steps.Count >= AntiUnification.MinStepsOfSkeleton
            && (isNamed && isRepeated || isEverywhere || isRepeated && places.TrueForAll(IsPlausible)
                || places.TrueForAll(IsFreeWord) && AsksTheSame);
    }

    /// <summary>Whether one text in place of the other is another procedure. Files of two kinds are two values.</summary>
    static bool Opposes(string one, string other)
    {
        var areFiles = ValueForm.Of(one) == "file" && ValueForm.Of(other) == "file";
        var (a, b) = areFiles ? (WithoutExtension(one), WithoutExtension(other)) : (one, other);
        return Conflict.Opposes(a, b) || Conflict.Negates(a, b);
    }

    static string WithoutExtension(string file) => file[..file.LastIndexOf('.')];

    /// <summary>Whether both are a quoted text of a sentence, of several words.</summary>
    static bool IsTitle((AlignedStep Step, StepGap Gap) place) =>
        !place.Step.Known.IsCommand
        && Math.Max(Whitespace.Split(place.Gap.Text).Length, Whitespace.Split(place.Gap.Other).Length) >= MinWordsOfTitle
        && IsInQuotes(place.Step.Known.Step.Text, place.Gap.Start, place.Gap.Text)
        && IsInQuotes(place.Step.Run.Step.Text, place.Gap.RunStart, place.Gap.Other);

    static bool IsInQuotes(string text, int start, string value) =>
        start > 0 && start + value.Length < text.Length && (text[start - 1], text[start + value.Length]) is ('"', '"') or ('“', '”');

    /// <summary>Whether it follows a flag in code that a sentence quotes: "Build with `xcodebuild -scheme Ferry`".</summary>
    static bool IsBehindQuotedFlag((AlignedStep Step, StepGap Gap) place) =>
        !place.Step.Known.IsCommand && QuotedFlag().IsMatch(place.Step.Known.Step.Text[..place.Gap.Start]);

    /// <summary>Whether both are what to click on, and say what that does: "Save as draft", "Publish now".</summary>
    static bool IsControl((AlignedStep Step, StepGap Gap) place)
    {
        var text = place.Step.Known.Step.Text;
        return !place.Step.Known.IsCommand && IsInQuotes(text, place.Gap.Start, place.Gap.Text)
            && NounBeside.WordBefore(text[..(place.Gap.Start - 1)]) is "click" or "press" or "tap" or "hit" or "tick" or "button" or "on"
            && BeginsWithVerb(place.Gap.Text) && BeginsWithVerb(place.Gap.Other);
    }

    static bool BeginsWithVerb(string text) =>
        ActionLexicon.Instance.FormOf(Whitespace.Split(text).FirstOrDefault("").ToLowerInvariant()).HasFlag(VerbForm.Base);

    /// <summary>Whether both are words for a thing in a sentence or alone in quotes: "the keyword cars", "the keyword people".</summary>
    bool IsFreeWord((AlignedStep Step, StepGap Gap) place)
    {
        // What both tasks are about may make them two: "add a drop of acid", "add a drop of base".
        var isAskedFor = IsAskedFor(place.Gap.Text, KnownTask) && IsAskedFor(place.Gap.Other, Task);
        return !isAskedFor
            && IsFree(place.Gap.Text, place.Step.Known, place.Gap.Start)
            && IsFree(place.Gap.Other, place.Step.Run, place.Gap.RunStart);
    }

    static bool IsAskedFor(string word, string task) =>
        ValueOccurrences.StandsIn(word, task) && ValueNames.OfNoun(word, task) is null;

    static bool IsFree(string word, TokenizedStep step, int at)
    {
        var lower = word.ToLowerInvariant();
        var isPlaced = step.RoleOf(at, word.Length) switch
        {
            StepRole.Prose => true,
            StepRole.Quoted => step.Tokens[step.TokenAt(at)].Text.Length == word.Length + 2,
            _ => false,
        };
        var saysState = English.Adjectives.Contains(lower) || ActionLexicon.Instance.FormOf(lower) is not (VerbForm.None or VerbForm.Base);
        return isPlaced && !saysState && (!Vocabulary.IsActionWord(word) || IsNounAt(step.Step.Text, at));
    }

    /// <summary>Whether the word before a place shows that a noun stands there: "of support", "the group support".</summary>
    static bool IsNounAt(string text, int at)
    {
        var before = NounBeside.WordBefore(text[..at]);
        return NounBeside.IsBeforeNoun(before) || Vocabulary.Kinds.ContainsKey(before);
    }

    static bool IsAcronym(string text) => text.Length < 6 && text.All(char.IsUpper);

    /// <summary>A word in small letters in a sentence of another language may be its verb: there nothing is known of words.</summary>
    static bool IsForeignWord((AlignedStep Step, StepGap Gap) place) =>
        place.Gap.Text.All(c => char.IsLower(c) || c == ' ') && place.Gap.Other.All(c => char.IsLower(c) || c == ' ')
        && !place.Step.Known.IsCommand
        && !TaskValues.IsEnglish(place.Step.Known.Step.Text);

    static bool IsWord(string text) => text.All(char.IsLetter);

    /// <summary>Whether a flag or a key is before it, or its form is that of a name, and not only a slash: "/mute".</summary>
    static bool IsBehindFlag((AlignedStep Step, StepGap Gap) place) =>
        IsKeyed(place) && SegmentsOf(place).Known is { Separator: '=' or '\0' } or { IsName: true };

    /// <summary>Whether the flag or the key names a thing of its user's: "-n test", "--service=search".</summary>
    static bool IsBehindKey((AlignedStep Step, StepGap Gap) place) =>
        IsBehindFlag(place) && SegmentsOf(place).Known.Key is { } key && LiteralVocabulary.Keys.ContainsKey(key);

    /// <summary>Whether the place shows that both texts are values, such as behind a flag that names something.</summary>
    static bool IsKeyed((AlignedStep Step, StepGap Gap) place)
    {
        var (segment, other) = SegmentsOf(place);
        return !segment.IsCode && !other.IsCode && segment.IsKeyed && other.IsKeyed;
    }

    /// <summary>Whether both texts may be values for all that is known: neither says by itself what is done.</summary>
    static bool IsPlausible((AlignedStep Step, StepGap Gap) place) =>
        place.Step.Known.IsPlausibleValue(place.Gap.Start, place.Gap.Text)
        && place.Step.Run.IsPlausibleValue(place.Gap.RunStart, place.Gap.Other);

    static (StepSegment Known, StepSegment Run) SegmentsOf((AlignedStep Step, StepGap Gap) place) =>
        (place.Step.Known.SegmentAt(place.Gap.Start, place.Gap.Text), place.Step.Run.SegmentAt(place.Gap.RunStart, place.Gap.Other));

    IEnumerable<(AlignedStep Step, StepGap Gap)> PlacesOf((string Known, string Run) pair) =>
        from step in steps
        from gap in step.Gaps
        where gap.Text == pair.Known && gap.Other == pair.Run
        select (step, gap);

    /// <summary>Whether both only name or count something, so that a task may mention them without being another task.</summary>
    bool AreNames((string Known, string Run) pair)
    {
        var places = PlacesOf(pair).ToList();
        var areNames = places.Exists(place => SegmentsOf(place) is var (one, other) && one.IsName && other.IsName);
        var areWords = Vocabulary.IsCommonWord(pair.Known) || Vocabulary.IsCommonWord(pair.Run);
        return areNames || places.Count == 0 || steps.Count >= AntiUnification.MinStepsOfSkeleton && !areWords;
    }

    /// <summary>
    /// Binds each placeholder to its value in the run. One that has several there was several parameters with the same example: its other
    /// places become parameters of their own.
    /// </summary>
    void BindPlaceholders()
    {
        foreach (var places in steps.SelectMany(step => step.Filled).GroupBy(place => place.Name))
        {
            var name = places.Key;
            if (!parameters.TryGetValue(name, out var parameter) || parameter.Example.Length == 0)
            {
                continue;
            }
            foreach (var value in places.Select(place => place.InRun).Distinct().Where(value => !value.StartsWith('{')).ToList())
            {
                var own = value == places.First().InRun ? Better(parameter, value) : Free(name);
                parameters[own] = (parameter with { Name = own, Default = DefaultOf(parameter, value) }).SeenWith(value);
                bound.Add((name, value), own);
                names.TryAdd((parameter.Example, value), own);
            }
        }
    }

    /// <summary>
    /// What is written for a parameter: its placeholder or, where its values in both runs hold those of other parameters in the same way,
    /// these: "{host}/{service}" for "registry.acme.io/cart" and "registry.acme.io/search".
    /// </summary>
    string InTermsOfOthers(string name)
    {
        if (names.FirstOrDefault(one => one.Value == name) is not { Value: not null, Key: var own } || own.Known == own.Run)
        {
            return $"{{{name}}}";
        }
        var (inKnown, inRun) = (own.Known, own.Run);
        var parts = names.Where(other => other.Value != name && (ParameterNaming.IsText(other.Key.Known) || IsVarying(other.Key)))
            .OrderByDescending(other => other.Key.Known.Length);
        foreach (var (pair, other) in parts)
        {
            if (pair.Known.Length < own.Known.Length
                && Replaced(inKnown, pair.Known, other) is { } replaced
                && Replaced(inRun, pair.Run, other) is { } replacedInRun)
            {
                (inKnown, inRun) = (replaced, replacedInRun);
            }
        }
        return inKnown == inRun ? inKnown : $"{{{name}}}";
    }

    static bool IsVarying((string Known, string Run) pair) => pair.Known != pair.Run && pair.Known.Length > 1 && pair.Run.Length > 1;

    /// <summary>
    /// A text with a placeholder for a value, also where the value has grown together with a word: "crf19", "bundleProRelease". Null if
    /// the value is not in it.
    /// </summary>
    static string? Replaced(string text, string value, string name)
    {
        var at = ValueOccurrences.Of(value, text).Concat(ValueOccurrences.InWords(value, text)).Distinct().Order().ToList();
        var written = new StringBuilder();
        var end = 0;
        foreach (var start in at)
        {
            written.Append(text, end, start - end).Append('{').Append(name).Append('}');
            end = start + value.Length;
        }
        return at.Count == 0 ? null : written.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>What three runs and more had alike is asked for no longer.</summary>
    string? DefaultOf(Parameter parameter, string value)
    {
        var isConstant = value == parameter.Example && !parameter.HasVaried && !parameter.IsSecret
            && Context.RunsBefore >= MinRunsBeforeDefault;
        return isConstant ? parameter.Default ?? value : parameter.Default;
    }

    Dictionary<string, string> Bindings()
    {
        var values = names.ToDictionary(name => name.Value, name => name.Key.Run, StringComparer.Ordinal);
        foreach (var place in steps.SelectMany(step => step.Filled))
        {
            values.TryAdd(NameOf(place), place.InRun);
        }
        return values;
    }

    string NameOf(StepGap gap, AlignedStep step)
    {
        var pair = (gap.Text, gap.Other);
        if (names.TryGetValue(pair, out var known))
        {
            return known;
        }
        var name = Free(NameFor(gap, step));
        parameters.Add(name, new Parameter { Name = name, Example = gap.Text }.SeenWith(gap.Other));
        names.Add(pair, name);
        return name;
    }

    /// <summary>What a parameter for a difference is called: as what stands around both values says.</summary>
    string NameFor(StepGap gap, AlignedStep step)
    {
        IEnumerable<ValueName> ofRun = run.Parameters.FirstOrDefault(parameter => parameter.Example == gap.Other) is { } own
            ? [new ValueName(own.Name, ValueNames.RankOf(own.Name))]
            : [];
        var key = SegmentsOf((step, gap)).Known.Key is { } found ? ofRun.Append(new ValueName(found, ValueNames.RankOf(found))) : ofRun;
        return BestName(gap.Text, gap.Other, key) is { Score: > 0, Name: { } best } ? best : FallbackOf(gap.Text, gap.Other);
    }

    (string? Name, int Score) BestName(string value, string other, IEnumerable<ValueName> known) => ValueNames.Scored(
        value,
        known.Concat(ValueNames.Common(
            ValueNames.Candidates(value, steps.Select(step => step.Known), [KnownTask]),
            ValueNames.Candidates(other, steps.Select(step => step.Run), [Task]))),
        ValuesOfKnown).FirstOrDefault();

    // "set SMTP_RELAY to debug": a value is not the name of another one.
    IEnumerable<string> ValuesOfKnown =>
        known.Parameters.Select(parameter => parameter.Example).Concat(names.Keys.Select(pair => pair.Known));

    /// <summary>The name of a parameter or, where that says less than what stands around its value in this run, a better one.</summary>
    string Better(Parameter parameter, string other)
    {
        var name = ValueNames.WithoutNumber(parameter.Name);
        var isDrafted = ValueNames.IsWeak(name)
            || name == ValueNames.Best(parameter.Example, steps.Select(step => step.Known), [KnownTask], ValuesOfKnown);
        if (parameter.IsDescribed || !isDrafted)
        {
            return parameter.Name;
        }
        // A name of the form says something only where both values have that form.
        var rank = ValueForm.Of(parameter.Example) == name ? NameRank.Fallback : ValueNames.RankOf(name);
        var best = BestName(parameter.Example, other, [new ValueName(name, rank)]);
        // What only the form of the first value said is no name for one of another form.
        var isOfOtherForm = best.Score == 0 && name == "email" && ValueForm.Of(other) != name;
        var better = best.Score > 0 && !ValueNames.IsWeak(best.Name!) ? best.Name!
            : isOfOtherForm ? FallbackOf(parameter.Example, other)
            : name;
        return better == name || parameters.ContainsKey(better) ? parameter.Name : better;
    }

    static string FallbackOf(string value, string other) =>
        ValueForm.Fallback(value) is var name && name == ValueForm.Fallback(other) ? name : "name";

    string Free(string name) => FreeName.Of(name, number => $"{name}_{number}", parameters.ContainsKey);

    /// <summary>The known step with its parameters; null if filling it would not give both steps back.</summary>
    Step? Written(AlignedStep step, Step before, Dictionary<string, string> examples)
    {
        var marks = step.Filled
            .Select(place => (place.Start, place.End, Text: InTermsOfOthers(NameOf(place))))
            .Concat(step.Gaps.Select(gap => (gap.Start, End: gap.Start + gap.Text.Length, Text: InTermsOfOthers(NameOf(gap, step)))))
            .OrderBy(mark => mark.Start);
        var original = step.Known.Step.Text;
        var text = new StringBuilder();
        var end = 0;
        foreach (var mark in marks)
        {
            text.Append(original, end, mark.Start - end).Append(mark.Text);
            end = mark.End;
        }
        text.Append(original, end, original.Length - end);
        var written = text.ToString();
        if (written == before.Text)
        {
            return before;
        }
        var givesBack = Generalizer.GivesBack(step.Known.Step, written, examples);
        return givesBack && NormalizedStep.Of(written).IsSameAs(NormalizedStep.Of(step.Run.Step)) ? Step.Parse(written) : null;
    }

    [GeneratedRegex(@"`[^`]*\s--?[A-Za-z][\w-]*[ =]$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex QuotedFlag();

    string NameOf(FilledPlaceholder place) => bound.GetValueOrDefault((place.Name, place.InRun), place.Name);
}
