using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>
/// Tells whether two texts in which aligned steps differ are two values of one parameter, or words that say what is done: by what they
/// are, by their places, and by what the tasks say of them.
/// </summary>
sealed partial class ValueEvidence(IReadOnlyList<AlignedStep> steps, RunContext context)
{
    const int MinPlaces = 3;

    const int MinWordsOfTitle = 3;

    // Turning something on is not the same as turning it off.
    static readonly FrozenSet<string> Switches = FrozenSet.ToFrozenSet(
        ["true", "false", "yes", "no", "none", "on", "off", "rw", "ro", "0", "1"], StringComparer.OrdinalIgnoreCase);

    readonly string knownTask = context.KnownTask ?? "";
    readonly string task = context.Task ?? "";

    bool? asksTheSame;

    // Read only where a word leaves it open.
    bool AsksTheSame => asksTheSame ??= context.AsksTheSame();

    /// <summary>Whether the texts of a pair are two values of one parameter.</summary>
    public bool IsValue((string Known, string Run) pair)
    {
        var areActions = Vocabulary.IsActionWord(pair.Known) && Vocabulary.IsActionWord(pair.Run);
        var isNamed = ValueOccurrences.StandsIn(pair.Known, knownTask) && ValueOccurrences.StandsIn(pair.Run, task)
            && !Vocabulary.IsActionWord(pair.Known) && !Vocabulary.IsActionWord(pair.Run);
        var isSwitched = Switches.Contains(pair.Known) && Switches.Contains(pair.Run)
            || !isNamed && (IsSwitch(pair.Known) || IsSwitch(pair.Run)) && !AsksTheSame;
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
        if (places.TrueForAll(IsTitle) || steps.Count >= AntiUnification.MinStepsOfSkeleton && places.TrueForAll(IsDataFile))
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
    public static bool Opposes(string one, string other)
    {
        var areFiles = ValueForm.Of(one) == "file" && ValueForm.Of(other) == "file";
        var (a, b) = areFiles ? (WithoutExtension(one), WithoutExtension(other)) : (one, other);
        return Conflict.Opposes(a, b) || Conflict.Negates(a, b);
    }

    static string WithoutExtension(string file) => file[..file.LastIndexOf('.')];

    /// <summary>Whether both are a quoted text of a sentence, of several words.</summary>
    static bool IsTitle(Difference place) =>
        !place.Step.Known.IsCommand
        && Math.Max(Whitespace.Split(place.Gap.Text).Length, Whitespace.Split(place.Gap.Other).Length) >= MinWordsOfTitle
        && IsInQuotes(place.Step.Known.Step.Text, place.Gap.Start, place.Gap.Text)
        && IsInQuotes(place.Step.Run.Step.Text, place.Gap.RunStart, place.Gap.Other);

    /// <summary>Whether both are what a file of data is called: there are many, where the name of a script says what is done.</summary>
    static bool IsDataFile(Difference place) =>
        IsStemOfData(place.Step.Known, place.Gap.Start, place.Gap.Text)
        && IsStemOfData(place.Step.Run, place.Gap.RunStart, place.Gap.Other);

    static bool IsStemOfData(TokenizedStep step, int start, string stem)
    {
        if (step.TokenAt(start) is not (>= 0 and var at))
        {
            return false;
        }
        var (token, within) = (step.Tokens[at], start - step.Tokens[at].Start);
        var isWhole = within == 0 || token.Text[within - 1] == '/';
        return isWhole && within + stem.Length < token.Text.Length && DataEnding().IsMatch(token.Text[(within + stem.Length)..]);
    }

    static bool IsInQuotes(string text, int start, string value) =>
        start > 0 && start + value.Length < text.Length && (text[start - 1], text[start + value.Length]) is ('"', '"') or ('“', '”');

    /// <summary>Whether it follows a flag in code that a sentence quotes: "Build with `xcodebuild -scheme Ferry`".</summary>
    static bool IsBehindQuotedFlag(Difference place) =>
        !place.Step.Known.IsCommand && QuotedFlag().IsMatch(place.Step.Known.Step.Text[..place.Gap.Start]);

    /// <summary>Whether both are what to click on, and say what that does: "Save as draft", "Publish now".</summary>
    static bool IsControl(Difference place)
    {
        var text = place.Step.Known.Step.Text;
        return !place.Step.Known.IsCommand && IsInQuotes(text, place.Gap.Start, place.Gap.Text)
            && NounBeside.WordBefore(text[..(place.Gap.Start - 1)]) is "click" or "press" or "tap" or "hit" or "tick" or "button" or "on"
            && BeginsWithVerb(place.Gap.Text) && BeginsWithVerb(place.Gap.Other);
    }

    static bool BeginsWithVerb(string text) =>
        ActionLexicon.Instance.FormOf(Whitespace.Split(text).FirstOrDefault("").ToLowerInvariant()).HasFlag(VerbForm.Base);

    /// <summary>Whether both are words for a thing in a sentence or alone in quotes: "the keyword cars", "the keyword people".</summary>
    bool IsFreeWord(Difference place)
    {
        // What both tasks are about may make them two: "add a drop of acid", "add a drop of base".
        var isAskedFor = IsAskedFor(place.Gap.Text, knownTask) && IsAskedFor(place.Gap.Other, task);
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
        // "Click Admin", "Actions > Close": what is chosen says what is done.
        var isChosen = NounBeside.WordBefore(step.Step.Text[..at]) is "click" or "press" or "tap" or "hit" or ">" or "choose" or "select";
        var saysState = English.Adjectives.Contains(lower) || ActionLexicon.Instance.FormOf(lower) is not (VerbForm.None or VerbForm.Base);
        return isPlaced && !isChosen && !saysState && (!Vocabulary.IsActionWord(word) || IsNounAt(step.Step.Text, at));
    }

    /// <summary>Whether the word before a place shows that a noun stands there: "of support", "the group support".</summary>
    static bool IsNounAt(string text, int at)
    {
        var before = NounBeside.WordBefore(text[..at]);
        return NounBeside.IsBeforeNoun(before) || Vocabulary.Kinds.ContainsKey(before);
    }

    static bool IsAcronym(string text) => text.Length < 6 && text.All(char.IsUpper);

    /// <summary>A word in small letters in a sentence of another language may be its verb: there nothing is known of words.</summary>
    static bool IsForeignWord(Difference place) =>
        place.Gap.Text.All(c => char.IsLower(c) || c == ' ') && place.Gap.Other.All(c => char.IsLower(c) || c == ' ')
        && !place.Step.Known.IsCommand
        && !TaskValues.IsEnglish(place.Step.Known.Step.Text);

    static bool IsWord(string text) => text.All(char.IsLetter);

    /// <summary>Whether a flag or a key is before it, or its form is that of a name, and not only a slash: "/mute".</summary>
    static bool IsBehindFlag(Difference place) =>
        IsKeyed(place) && place.KnownSegment is { Separator: '=' or '\0' } or { IsName: true };

    /// <summary>Whether the flag or the key names a thing of its user's: "-n test", "--service=search".</summary>
    static bool IsBehindKey(Difference place) =>
        IsBehindFlag(place) && place.KnownSegment.Key is { } key && LiteralVocabulary.Keys.ContainsKey(key);

    /// <summary>Whether the place shows that both texts are values, such as behind a flag that names something.</summary>
    static bool IsKeyed(Difference place)
    {
        var (segment, other) = (place.KnownSegment, place.RunSegment);
        return !segment.IsCode && !other.IsCode && segment.IsKeyed && other.IsKeyed;
    }

    /// <summary>Whether both texts may be values for all that is known: neither says by itself what is done.</summary>
    static bool IsPlausible(Difference place) =>
        place.Step.Known.IsPlausibleValue(place.Gap.Start, place.Gap.Text)
        && place.Step.Run.IsPlausibleValue(place.Gap.RunStart, place.Gap.Other);

    IEnumerable<Difference> PlacesOf((string Known, string Run) pair) =>
        from step in steps
        from gap in step.Gaps
        where gap.Text == pair.Known && gap.Other == pair.Run
        select new Difference(step, gap);

    /// <summary>Whether both only name or count something, so that a task may mention them without being another task.</summary>
    public bool AreNames((string Known, string Run) pair)
    {
        var places = PlacesOf(pair).ToList();
        var areNames = places.Exists(place => place.KnownSegment.IsName && place.RunSegment.IsName);
        var areWords = Vocabulary.IsCommonWord(pair.Known) || Vocabulary.IsCommonWord(pair.Run);
        return areNames || places.Count == 0 || steps.Count >= AntiUnification.MinStepsOfSkeleton && !areWords;
    }

    // A number may be a count too.
    static bool IsSwitch(string text) => Switches.Contains(text) && !char.IsAsciiDigit(text[0]);

    [GeneratedRegex(
        @"^\.(?:csv|tsv|txt|pdf|docx?|xlsx?|pptx?|odt|ods|png|jpe?g|tiff?|gif|svg|webp"
        + "|mp3|mp4|wav|flac|ogg|mov|avi|mkv|webm|epub|srt|vtt)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DataEnding();

    [GeneratedRegex(@"`[^`]*\s--?[A-Za-z][\w-]*[ =]$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex QuotedFlag();

    /// <summary>A place where two aligned steps differ.</summary>
    readonly record struct Difference(AlignedStep Step, StepGap Gap)
    {
        public StepSegment KnownSegment => Step.Known.SegmentAt(Gap.Start, Gap.Text);

        public StepSegment RunSegment => Step.Run.SegmentAt(Gap.RunStart, Gap.Other);
    }
}
