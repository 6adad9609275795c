using System.Collections.Frozen;
using System.Text;

namespace SkillMcp.Formation;

/// <summary>
/// The most special procedure of which two runs are both instances (G. D. Plotkin, 1970, "A note on inductive generalization"):
/// aligned step by step and word by word, with a parameter wherever they differ in a literal, the same one for the same pair.
/// Linear in the text: steps and words have one counterpart each, and where the numbers differ, there is no least general generalization.
/// </summary>
public static class AntiUnification
{
    // Steps with more differences are other steps.
    const int MaxDifferences = 32;

    static readonly char[] Separators = ['/', '=', ':', '@', ','];

    // Who turns something on does another thing than who turns it off.
    static readonly FrozenSet<string> Switches = FrozenSet.ToFrozenSet(["true", "false", "yes", "no", "none", "on", "off"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What the two have in common; null where a step is new, missing or really different.</summary>
    /// <param name="known">What is stored.</param>
    /// <param name="run">What was just done.</param>
    public static LeastGeneralGeneralization? Of(Procedure known, Procedure run)
    {
        if (known.Steps.Count != run.Steps.Count || known.Steps.Count == 0)
        {
            return null;
        }
        var pairs = new Pairs(known, run);
        var steps = known.Steps.Zip(run.Steps, (step, other) => (Step: step, Differences: Differences(step, other, pairs))).ToList();
        // A bare word may be what is done as well as what it is done to. It is a value where the same two stand for each other behind a key.
        return steps.TrueForAll(step => step.Differences is not null && step.Differences.TrueForAll(difference => pairs.Knows(difference)))
            ? pairs.Form(steps.Select(step => (step.Step, step.Differences!)))
            : null;
    }

    /// <summary>Where one step differs from another, if only in words; null where it is another step.</summary>
    static List<Difference>? Differences(Step step, Step other, Pairs pairs)
    {
        if (step == other && !step.Placeholders.Any())
        {
            return [];
        }
        var (one, another) = (Side.Of(step), Side.Of(other));
        if (one.Words.Count != another.Words.Count)
        {
            return NormalizedStep.Of(step).IsSameAs(NormalizedStep.Of(other)) ? [] : null;
        }
        var differences = new List<Difference>();
        // Case tells one command from another: ls -r is not ls -R, and a branch called Feature is not feature.
        var comparison = ComparisonFeatures.IsCommand(step) || ComparisonFeatures.IsCommand(other) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return Enumerable.Range(0, one.Words.Count).All(at => IsSameWord(at) || Compare(one.PlacesOf(at), another.PlacesOf(at)))
            ? differences
            : null;

        bool IsSameWord(int at) => string.Equals(one.Words[at].Text, another.Words[at].Text, comparison) && !one.Words[at].Text.Contains('{', StringComparison.Ordinal);

        bool Compare(List<Place> places, List<Place> otherPlaces)
        {
            var areAlike = places.Select(place => place.Separator).SequenceEqual(otherPlaces.Select(place => place.Separator));
            return (areAlike ? places.Zip(otherPlaces) : [(places[0].WholeWord, otherPlaces[0].WholeWord)]).All(pair => IsSameBut(pair.First, pair.Second, pairs, differences));
        }
    }

    /// <summary>Whether what stands in two places is the same but for a value, which goes to the differences.</summary>
    static bool IsSameBut(Place place, Place other, Pairs pairs, List<Difference> differences)
    {
        var (example, otherExample) = (pairs.ValueOf(place.Text), pairs.ValueInRun(other.Text));
        var (value, otherValue) = (example ?? place.Text, otherExample ?? other.Text);
        if (value == otherValue)
        {
            return true;
        }
        var isPlaceholder = example is not null || otherExample is not null;
        if (!isPlaceholder && (place.IsCode || other.IsCode))
        {
            return NormalizedStep.Of(place.Text).IsSameAs(NormalizedStep.Of(other.Text));
        }
        var isKeyed = isPlaceholder || place.IsKeyed && other.IsKeyed;
        var isReal = isPlaceholder
            ? place.IsFlag != other.IsFlag
            : !isKeyed && !place.MayVary || Switches.Contains(value) || Switches.Contains(otherValue);
        if (isReal || Conflict.Opposes(value, otherValue) || differences.Count == MaxDifferences)
        {
            return false;
        }
        differences.Add(new Difference(place.Start, place.Text, other.Text, place.Key, isKeyed, IsName: isPlaceholder || place.IsName && other.IsName));
        pairs.Learn(differences[^1]);
        return true;
    }

    /// <summary>A piece of a step that is another in the other run.</summary>
    /// <param name="Start">Where it begins in the known step.</param>
    /// <param name="Text">What it is there.</param>
    /// <param name="Other">What it is in the run.</param>
    /// <param name="Key">What it would be called.</param>
    /// <param name="IsKeyed">Whether its place says that it is a value.</param>
    /// <param name="IsName">Whether it only names or counts something, so that a task may well say it without meaning another procedure.</param>
    readonly record struct Difference(int Start, string Text, string Other, string Key, bool IsKeyed, bool IsName);

    /// <summary>A step's words, with what clearly varies in them.</summary>
    readonly record struct Side(List<StepToken> Words, List<Literal> Found)
    {
        public static Side Of(Step step)
        {
            var words = StepToken.Of(step.Text);
            return new Side(words, [.. LiteralDetection.In(words)]);
        }

        /// <summary>The places in a word: what stands between its separators.</summary>
        public List<Place> PlacesOf(int at)
        {
            var word = Words[at].Text;
            var places = new List<Place>();
            for (var start = 0; ;)
            {
                var end = word.IndexOfAny(Separators, start);
                var text = end < 0 ? word[start..] : word[start..end];
                places.Add(new Place(this, at, start, text, places.Count > 0 ? places[^1].Text : ""));
                if (end < 0)
                {
                    return places;
                }
                start = end + 1;
            }
        }
    }

    /// <summary>Where something stands: within a word, or as the whole of it.</summary>
    /// <param name="Side">The step.</param>
    /// <param name="At">Which word of it.</param>
    /// <param name="Within">Where in the word it begins.</param>
    /// <param name="Text">What stands there.</param>
    /// <param name="Preceding">What stands before it in the word.</param>
    readonly record struct Place(Side Side, int At, int Within, string Text, string Preceding)
    {
        public Place WholeWord => new(Side, At, 0, Word.Text, "");

        public int Start => Word.Start + Within;

        /// <summary>Whether it is a flag, or begins one.</summary>
        public bool IsFlag => Word.IsFlag && !Word.IsSignedNumber && Within == 0;

        /// <summary>What stands between it and the part before it; nothing for the first.</summary>
        public char Separator => Within > 0 ? Word.Text[Within - 1] : '\0';

        /// <summary>Whether a shell or a template reads it otherwise than it is written.</summary>
        public bool IsCode => Word.IsQuoted || StepToken.HasSyntax(Text);

        /// <summary>Whether it is no flag, and not what the command is called.</summary>
        public bool MayVary => !IsFlag && Word.Place > (Drafter.IsProgram(Program) ? 1 : 0);

        /// <summary>Whether its form, or a flag or key that names something, says that it is a name or a number.</summary>
        public bool IsName => Literal.Text is not null || Word.Place > 0 && LiteralDetection.IsLiteral(Word.Text);

        /// <summary>Whether its place says that it is a value. Behind a flag that takes none stands what is done, and in the first word of a command too.</summary>
        public bool IsKeyed => IsName || Separator switch
        {
            '\0' => !IsFlag && LiteralDetection.NamesItsValue(Before),
            ':' or '/' => Word.Place != 0 && !IsFirst,
            _ => Word.Place != 0,
        };

        /// <summary>What it would be called: after its kind, its flag or key, or the part before it.</summary>
        public string Key =>
            new[] { Literal.Name, LiteralDetection.KeyAndValue(Word, Before, Program).Key, LiteralDetection.NameFor(Preceding) }.FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? "value";

        StepToken Word => Side.Words[At];

        string Before => At > 0 ? Side.Words[At - 1].Text : "";

        Literal Literal
        {
            get
            {
                var start = Start;
                return Side.Found.Find(found => found.Start <= start && start < found.End);
            }
        }

        int Command => Side.Words.FindLastIndex(At, At + 1, word => word.Place == 0);

        string Program => Command is >= 0 and var at ? Side.Words[at].Text : "";

        /// <summary>Whether only flags stand between it and the program.</summary>
        bool IsFirst
        {
            get
            {
                var command = Command;
                return Side.Words.GetRange(command + 1, At - command - 1).TrueForAll(word => word.IsFlag);
            }
        }
    }

    /// <summary>Which two values stand for each other, and what they are called.</summary>
    sealed class Pairs(Procedure known, Procedure run)
    {
        readonly Dictionary<string, Parameter> ofKnown = known.Parameters.DistinctBy(parameter => parameter.Name).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        readonly Dictionary<string, Parameter> ofRun = run.Parameters.DistinctBy(parameter => parameter.Name).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        readonly Dictionary<(string Known, string Run), string> names = [];
        readonly HashSet<(string Known, string Run)> ofNames = [];
        readonly Dictionary<string, Parameter> added = new(StringComparer.Ordinal);

        /// <summary>The example of the placeholder that a text is; null where it is none.</summary>
        public string? ValueOf(string text) => ValueOf(text, ofKnown);

        public string? ValueInRun(string text) => ValueOf(text, ofRun);

        static string? ValueOf(string text, Dictionary<string, Parameter> parameters) =>
            text.Length > 2 && text[0] == '{' && text[^1] == '}' && parameters.TryGetValue(text[1..^1], out var parameter) ? parameter.Example : null;

        public void Learn(Difference difference)
        {
            if (difference.IsName)
            {
                ofNames.Add(PairOf(difference));
            }
            if (difference.IsKeyed && !Knows(difference))
            {
                names.Add(PairOf(difference), NameFor(difference));
            }
        }

        public bool Knows(Difference difference) => names.ContainsKey(PairOf(difference));

        (string, string) PairOf(Difference difference) => (ValueOf(difference.Text) ?? difference.Text, ValueInRun(difference.Other) ?? difference.Other);

        string NameFor(Difference difference)
        {
            var (value, other) = PairOf(difference);
            if (ValueOf(difference.Text) is not null)
            {
                var its = difference.Text[1..^1];
                added.TryAdd(its, WithBoth(ofKnown[its], other));
                return its;
            }
            var name = ValueInRun(difference.Other) is not null ? difference.Other[1..^1] : difference.Key;
            var numbered = name;
            for (var number = 2; ofKnown.ContainsKey(numbered) || added.ContainsKey(numbered); number++)
            {
                numbered = $"{name}_{number}";
            }
            added.Add(numbered, WithBoth(new Parameter { Name = numbered, Example = value }, other));
            return numbered;
        }

        /// <summary>What its author says of a parameter stays; one that nobody described is told by what it was.</summary>
        static Parameter WithBoth(Parameter parameter, string other) =>
            parameter.Description.Length > 0 || parameter.Example.Length == 0 || other.Length == 0 || parameter.Example == other || parameter.Example.Length + other.Length > Procedure.LongestCondition
                ? parameter
                : parameter with { Description = $"such as {parameter.Example} or {other}" };

        public LeastGeneralGeneralization? Form(IEnumerable<(Step Step, List<Difference> Differences)> steps)
        {
            var written = steps.Select(step => Written(step.Step, step.Differences)).ToList();
            if (written.Exists(step => step is null))
            {
                return null;
            }
            var general = (known with { Steps = [.. written.Select(step => step!.Value)], Parameters = [.. added.Values, .. known.Parameters] }).WithParametersOfSteps();
            return new LeastGeneralGeneralization(general, [.. names.Keys.Select(pair => new ValuePair(pair.Known, pair.Run, ofNames.Contains(pair)))]);
        }

        /// <summary>The known step with a placeholder for each difference; null where that could not be undone.</summary>
        Step? Written(Step step, List<Difference> differences)
        {
            var text = new StringBuilder();
            var end = 0;
            foreach (var difference in differences.Where(difference => ValueOf(difference.Text) is null))
            {
                text.Append(step.Text, end, difference.Start - end).Append('{').Append(names[PairOf(difference)]).Append('}');
                end = difference.Start + difference.Text.Length;
            }
            text.Append(step.Text, end, step.Text.Length - end);
            var written = text.ToString();
            var examples = added.Values.Where(parameter => !ofKnown.ContainsKey(parameter.Name)).ToDictionary(parameter => parameter.Name, parameter => parameter.Example, StringComparer.Ordinal);
            return written.Length <= Step.Longest && Placeholder.Fill(written, examples) == step.Text && Step.Parse(written).Text == written ? Step.Parse(written) : null;
        }
    }
}

/// <summary>What two runs have in common.</summary>
/// <param name="General">The procedure of which both are instances: the known one's words, with a parameter for what differs.</param>
/// <param name="Values">What each parameter was in the two.</param>
public sealed record LeastGeneralGeneralization(Procedure General, IReadOnlyList<ValuePair> Values)
{
    public IEnumerable<string> ValuesOfKnown => Values.Select(values => values.Known);

    public IEnumerable<string> ValuesOfRun => Values.Select(values => values.Run);

    /// <summary>Those that only name or count something. What else differs may be what is done, and what a task says of that counts.</summary>
    public LeastGeneralGeneralization OnlyNames => this with { Values = [.. Values.Where(values => values.AreNames)] };
}

/// <summary>What a parameter was in two runs.</summary>
public sealed record ValuePair(string Known, string Run, bool AreNames);
