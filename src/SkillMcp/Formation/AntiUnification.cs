using System.Text;

namespace SkillMcp.Formation;

/// <summary>
/// The most special procedure of which two runs are both instances (G. D. Plotkin, 1970, "A note on inductive generalization"):
/// aligned step by step and word by word, with a parameter wherever they differ in a literal, the same one for the same pair.
/// Linear in the text: steps and words have one counterpart each, and where the numbers differ, there is no common form.
/// </summary>
public static class AntiUnification
{
    // Steps with more differences are other steps.
    const int MostDifferences = 32;

    static readonly char[] Separators = ['/', '=', ':', '@', ','];

    /// <summary>What the two have in common; null where a step is new, missing or really different.</summary>
    /// <param name="known">What is stored.</param>
    /// <param name="run">What was just done.</param>
    public static CommonForm? Of(Procedure known, Procedure run)
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
        var (words, others) = (StepWord.Of(step.Text), StepWord.Of(other.Text));
        if (words.Count != others.Count)
        {
            return StepForm.Of(step).IsSameAs(StepForm.Of(other)) ? [] : null;
        }
        var (found, foundInOther) = (Literals.In(words).ToList(), Literals.In(others).ToList());
        var differences = new List<Difference>();
        for (var at = 0; at < words.Count; at++)
        {
            if (!Compare(at, new Side(words, found), new Side(others, foundInOther), pairs, differences))
            {
                return null;
            }
        }
        return differences;
    }

    /// <summary>Whether two words are the same but for literals, which go to the differences.</summary>
    static bool Compare(int at, Side one, Side other, Pairs pairs, List<Difference> differences)
    {
        var (word, otherWord) = (one.Words[at], other.Words[at]);
        // Case tells one flag from another: ls -r is not ls -R.
        if (string.Equals(word.Text, otherWord.Text, word.IsFlag ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase) && !word.Text.Contains('{', StringComparison.Ordinal))
        {
            return true;
        }
        var (parts, otherParts) = (Parts(word.Text), Parts(otherWord.Text));
        if (!parts.Select(part => part.Separator).SequenceEqual(otherParts.Select(part => part.Separator)))
        {
            (parts, otherParts) = ([(word.Text, 0, '\0')], [(otherWord.Text, 0, '\0')]);
        }
        var before = "";
        foreach (var (part, otherPart) in parts.Zip(otherParts))
        {
            if (!ComparePart(new Place(one, at, part.Start, part.Separator), part.Text, new Place(other, at, otherPart.Start, otherPart.Separator), otherPart.Text, before, pairs, differences))
            {
                return false;
            }
            before = part.Text;
        }
        return true;
    }

    /// <summary>The same for what stands between separators.</summary>
    static bool ComparePart(Place place, string text, Place otherPlace, string otherText, string before, Pairs pairs, List<Difference> differences)
    {
        var (value, otherValue) = (pairs.ValueOf(text), pairs.ValueInRun(otherText));
        if ((value ?? text) == (otherValue ?? otherText))
        {
            return true;
        }
        if (value is null && otherValue is null && (place.Word.IsQuoted || StepWord.HasSyntax(text) || StepWord.HasSyntax(otherText)))
        {
            return StepForm.Of(text).IsSameAs(StepForm.Of(otherText));
        }
        var isKeyed = value is not null || otherValue is not null || place.IsKeyed && otherPlace.IsKeyed;
        if (differences.Count == MostDifferences || !isKeyed && !place.MayVary || Conflict.Opposes(value ?? text, otherValue ?? otherText))
        {
            return false;
        }
        differences.Add(new Difference(place.Start, text, otherText, place.KeyAfter(before), isKeyed));
        pairs.Learn(differences[^1]);
        return true;
    }

    static List<(string Text, int Start, char Separator)> Parts(string word)
    {
        var parts = new List<(string, int, char)>();
        for (var start = 0; ;)
        {
            var end = word.IndexOfAny(Separators, start);
            parts.Add((end < 0 ? word[start..] : word[start..end], start, start == 0 ? '\0' : word[start - 1]));
            if (end < 0)
            {
                return parts;
            }
            start = end + 1;
        }
    }

    /// <summary>A piece of a step that is another in the other run.</summary>
    /// <param name="Start">Where it begins in the known step.</param>
    /// <param name="Text">What it is there.</param>
    /// <param name="Other">What it is in the run.</param>
    /// <param name="Key">What it would be called.</param>
    /// <param name="IsKeyed">Whether its place says that it is a value.</param>
    readonly record struct Difference(int Start, string Text, string Other, string Key, bool IsKeyed);

    /// <summary>A step's words, with what clearly varies in them.</summary>
    readonly record struct Side(List<StepWord> Words, List<Literal> Found);

    /// <summary>Where a part of a word stands.</summary>
    readonly record struct Place(Side Side, int At, int Within, char Separator)
    {
        public StepWord Word => Side.Words[At];

        public int Start => Word.Start + Within;

        /// <summary>Whether it is no flag, and not what the command is called.</summary>
        public bool MayVary => !Word.IsFlag && Word.Place > (Drafter.IsProgram(Program) ? 1 : 0);

        /// <summary>Whether its place says that it is a value: behind a separator or a flag, or with a form that varies.</summary>
        public bool IsKeyed =>
            Separator != '\0' && Word.Place != 0 || Literal.Text is not null
            || Literals.IsOne(Word.Text) && Word.Place > 0
            || Before.StartsWith("--", StringComparison.Ordinal) && !Word.IsFlag;

        string Before => At > 0 ? Side.Words[At - 1].Text : "";

        Literal Literal
        {
            get
            {
                var start = Start;
                return Side.Found.Find(found => found.Start <= start && start < found.End);
            }
        }

        string Program
        {
            get
            {
                var start = Side.Words.FindLastIndex(At, At + 1, word => word.Place == 0);
                return start >= 0 ? Side.Words[start].Text : "";
            }
        }

        /// <summary>What it would be called: after its kind, its flag or key, or the part before it.</summary>
        public string KeyAfter(string part) =>
            new[] { Literal.Name, Literals.Keyed(Word, Before, Program).Key, Literals.NameFor(part) }.FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? "value";
    }

    /// <summary>Which two values stand for each other, and what they are called.</summary>
    sealed class Pairs(Procedure known, Procedure run)
    {
        readonly Dictionary<string, Parameter> ofKnown = known.Parameters.DistinctBy(parameter => parameter.Name).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        readonly Dictionary<string, Parameter> ofRun = run.Parameters.DistinctBy(parameter => parameter.Name).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        readonly Dictionary<(string, string), string> names = [];
        readonly Dictionary<string, Parameter> added = new(StringComparer.Ordinal);

        /// <summary>The example of the placeholder that a text is; null where it is none.</summary>
        public string? ValueOf(string text) => ValueOf(text, ofKnown);

        public string? ValueInRun(string text) => ValueOf(text, ofRun);

        static string? ValueOf(string text, Dictionary<string, Parameter> parameters) =>
            text.Length > 2 && text[0] == '{' && text[^1] == '}' && parameters.TryGetValue(text[1..^1], out var parameter) ? parameter.Example : null;

        public void Learn(Difference difference)
        {
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

        public CommonForm? Form(IEnumerable<(Step Step, List<Difference> Differences)> steps)
        {
            var written = steps.Select(step => Written(step.Step, step.Differences)).ToList();
            if (written.Exists(step => step is null))
            {
                return null;
            }
            var general = (known with { Steps = [.. written.Select(step => step!.Value)], Parameters = [.. added.Values, .. known.Parameters] }).WithParametersOfSteps();
            return new CommonForm(general, [.. names.Keys.Select(pair => pair.Item1)], [.. names.Keys.Select(pair => pair.Item2)]);
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
/// <param name="ValuesOfKnown">What the parameters were in the known one.</param>
/// <param name="ValuesOfRun">What they were in the run.</param>
public sealed record CommonForm(Procedure General, IReadOnlyList<string> ValuesOfKnown, IReadOnlyList<string> ValuesOfRun);
