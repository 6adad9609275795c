using System.Text;

namespace SkillMcp.Formation;

/// <summary>
/// Turns one run into a procedure for the next: what varies becomes a placeholder, everywhere or nowhere, with its text as the example.
/// Filling the examples in gives the run back, character for character.
/// </summary>
static class Generalizer
{
    /// <summary>
    /// The procedure with its values as parameters. What a step that already has placeholders says otherwise was generalized by its
    /// author: only values that other steps show are looked for in it.
    /// </summary>
    /// <param name="procedure">The procedure that a run shows.</param>
    /// <param name="secrets">The placeholders that replaced secrets, and were not written by an author.</param>
    public static Procedure Generalize(Procedure procedure, params IReadOnlyCollection<string> secrets) =>
        Generalize(procedure, task: "", secrets);

    /// <inheritdoc cref="Generalize(Procedure, IReadOnlyCollection{string})"/>
    /// <param name="procedure">The procedure that a run shows.</param>
    /// <param name="task">What was to be done: what it names and the steps repeat varies too.</param>
    /// <param name="secrets">The placeholders that replaced secrets, and were not written by an author.</param>
    public static Procedure Generalize(Procedure procedure, string task, IReadOnlyCollection<string> secrets)
    {
        var steps = procedure.Steps.Select(step => Tokenized(step, secrets)).ToList();
        var naming = new ParameterNaming(procedure);
        AddValues(naming, steps, procedure, task);
        var written = Written(steps, naming);
        // A value that cannot be replaced in one step is replaced in none.
        while (written.FindIndex(step => step is null) is >= 0 and var failed)
        {
            var stuck = Found(steps[failed], naming).Select(literal => literal.Text).Where(naming.Has).ToList();
            steps[failed].Literals.Clear();
            stuck.ForEach(naming.Remove);
            naming = naming.Again(procedure);
            written = Written(steps, naming);
        }
        var general = procedure with
        {
            Steps = [.. written.OfType<Step>()],
            Parameters = [.. procedure.Parameters, .. naming.Parameters],
        };
        general = general.WithParametersOfSteps();
        return general.IsOfSoundLength ? general : procedure;
    }

    /// <summary>Whether a text is a valid step, and the given step again when its placeholders are filled.</summary>
    internal static bool GivesBack(Step step, string written, IReadOnlyDictionary<string, string> values) =>
        written.Length <= Step.MaxLength && Placeholder.Fill(written, values) == step.Text && Step.Parse(written).Text == written;

    static TokenizedStep Tokenized(Step step, IReadOnlyCollection<string> secrets)
    {
        var tokenized = TokenizedStep.Of(step);
        return step.Placeholders.Except(secrets).Any() ? tokenized with { Literals = [] } : tokenized;
    }

    /// <summary>Collects what varies: what its form shows, what its place shows, and what the task names.</summary>
    static void AddValues(ParameterNaming naming, List<TokenizedStep> steps, Procedure procedure, string task)
    {
        var changing = NumbersThatChange(steps);
        var seen = new HashSet<(string Text, string Name)>();
        var said = new[] { task, procedure.Description }.Distinct(StringComparer.Ordinal).ToList();
        foreach (var step in steps)
        {
            // Another product would be another procedure: it is a part of what is done.
            step.Literals.RemoveAll(literal =>
                literal.IsNumber && changing.Contains(literal.Name) || Vocabulary.IsProduct(literal.Text));
            foreach (var literal in step.Literals.Where(literal => ParameterNaming.IsText(literal.Text) && !literal.IsSetting))
            {
                if (!naming.MayHold(literal.Text) || !seen.Add((literal.Text, literal.Name)))
                {
                    continue;
                }
                var isStrong = !Vocabulary.IsCommonWord(literal.Text) || ValueOccurrences.StandsIn(literal.Text, task)
                    && !Vocabulary.IsActionWord(literal.Text);
                naming.Add(new RunValue(literal.Text, literal.Name, literal.Rank, isStrong));
            }
        }
        foreach (var text in TaskValues.In(task, steps))
        {
            naming.Add(new RunValue(text, ValueForm.Fallback(text), NameRank.Fallback, IsStrong: true));
        }
        RemoveAmbiguous(naming, steps);
        TakeApart(naming);
        var texts = naming.Values.Select(value => value.Text).ToList();
        foreach (var value in naming.Values.Where(value => value.Rank != NameRank.Declared))
        {
            // What the program takes is counted at each of its places.
            IEnumerable<ValueName> detected = value.Rank is NameRank.Fallback or NameRank.Argument
                ? []
                : [new ValueName(value.Name, value.Rank)];
            naming.Rename(value, ValueNames.Best(value.Text, steps, said, texts, detected));
        }
        NamePreviousVersion(naming, task);
    }

    /// <summary>Beside the version that the task names, a lower one is the version before it.</summary>
    static void NamePreviousVersion(ParameterNaming naming, string task)
    {
        var versions = naming.Values.Where(value => value.Name == "version" && value.Rank != NameRank.Declared).ToList();
        var wanted = versions.Find(value => ValueOccurrences.StandsIn(value.Text, task));
        if (wanted is null || !Version.TryParse(wanted.Text.TrimStart('v'), out var current))
        {
            return;
        }
        foreach (var value in versions)
        {
            if (Version.TryParse(value.Text.TrimStart('v'), out var other) && other < current)
            {
                naming.Rename(value, "previous_version");
            }
        }
    }

    /// <summary>
    /// A value that holds another one is taken apart: "registry.example.org/cart" is the host and the cart. The same for "v1.2.3" where
    /// 1.2.3 is a value too. A login is one value: braces behind an @ would be git's.
    /// </summary>
    static void TakeApart(ParameterNaming naming)
    {
        // The first and the last name of a person are no parts that vary by themselves.
        foreach (var whole in naming.Values.Where(value => value.Rank != NameRank.Declared && !value.Text.Contains(' ')).ToList())
        {
            var part = naming.Values.FirstOrDefault(value => IsPartOf(value, whole));
            if (part is null)
            {
                continue;
            }
            naming.Remove(whole.Text);
            foreach (var piece in PiecesAround(part.Text, whole.Text))
            {
                foreach (var literal in LiteralDetection.FormsIn(piece).Where(literal => ParameterNaming.IsText(literal.Text)))
                {
                    naming.Add(new RunValue(literal.Text, literal.Name, literal.Rank, IsStrong: true));
                }
            }
        }
    }

    static bool IsPartOf(RunValue part, RunValue whole) =>
        part.Text.Length < whole.Text.Length
        && (part.Text.Any(char.IsLetter) || whole.Text == $"v{part.Text}")
        && ValueOccurrences.Of(part.Text, whole.Text).Any(at => !IsHyphened(whole.Text, at, part.Text.Length));

    // "checkout-worker" in the namespace "checkout" is a name of its own.
    static bool IsHyphened(string text, int start, int length) =>
        start > 0 && text[start - 1] == '-' || start + length < text.Length && text[start + length] == '-';

    static IEnumerable<string> PiecesAround(string part, string whole)
    {
        var end = 0;
        foreach (var at in ValueOccurrences.Of(part, whole))
        {
            yield return whole[end..at].Trim('/', ':', '-', '_', '.');
            end = at + part.Length;
        }
        yield return whole[end..].Trim('/', ':', '-', '_', '.');
    }

    /// <summary>
    /// A word of the language that is a value behind its key and something else elsewhere in a command is left as it is: "-n build" beside
    /// "npm run build". So is a word that some step calls.
    /// </summary>
    static void RemoveAmbiguous(ParameterNaming naming, List<TokenizedStep> steps)
    {
        foreach (var value in naming.Values.Where(value => value.Rank != NameRank.Declared).ToList())
        {
            if (steps.Exists(step => IsAmbiguousIn(value, step)))
            {
                naming.Remove(value.Text);
                steps.ForEach(step => step.Literals.RemoveAll(literal => literal.Text == value.Text));
            }
        }
    }

    static bool IsAmbiguousIn(RunValue value, TokenizedStep step) =>
        ValueOccurrences.Of(value.Text, step.Step.Text).Any(at => step.RoleOf(at, value.Text.Length) switch
        {
            StepRole.Action =>
                Vocabulary.IsCommonWord(value.Text) || Vocabulary.IsActionWord(value.Text) || IsCalled(value.Text, step, at),
            StepRole.Argument or StepRole.Quoted => !value.IsStrong && !IsPlacedAsValue(value.Text, step, at),
            _ => false,
        });

    /// <summary>Whether a value is what a command calls: its program, or a part of one of the program's own words.</summary>
    static bool IsCalled(string text, TokenizedStep step, int at)
    {
        var token = step.Tokens[step.TokenAt(at)];
        var isScript = token.Place == 2 && step.Tokens[step.TokenAt(at) - 1].Text == "run";
        return step.IsCommand && !isScript && !text.Any(char.IsUpper);
    }

    /// <summary>Whether a word is in a literal, or a part of a path, a file or a key: none of these says what to do.</summary>
    static bool IsPlacedAsValue(string text, TokenizedStep step, int at)
    {
        var end = at + text.Length;
        return step.Literals.Exists(literal => literal.Start <= at && end <= literal.End)
            || at > 0 && step.Step.Text[at - 1] is '/' or '=' or '_'
            || end < step.Step.Text.Length && step.Step.Text[end] is '/' or '=' or '_' or '.';
    }

    /// <summary>
    /// The names of numbers that change within the run, such as when scaling to 1 and then to 3: those are part of what is done.
    /// </summary>
    static HashSet<string> NumbersThatChange(List<TokenizedStep> steps) =>
    [
        .. from step in steps
           from literal in step.Literals
           where literal.IsNumber
           group literal.Text by literal.Name into texts
           where texts.Distinct().Skip(1).Any()
           select texts.Key
    ];

    /// <summary>The steps with placeholders; null in place of one that could not be filled to give the step back.</summary>
    static List<Step?> Written(List<TokenizedStep> steps, ParameterNaming naming) => [.. steps.Select(step => Written(step, naming))];

    static Step? Written(TokenizedStep step, ParameterNaming naming)
    {
        var original = step.Step.Text;
        var text = new StringBuilder();
        var end = 0;
        foreach (var literal in Found(step, naming))
        {
            if (naming.NameOf(literal) is { } name)
            {
                text.Append(original, end, literal.Start - end).Append('{').Append(name).Append('}');
                end = literal.End;
            }
        }
        if (end == 0)
        {
            return step.Step;
        }
        text.Append(original, end, original.Length - end);
        var written = text.ToString();
        return GivesBack(step.Step, written, naming.Examples) ? Step.Parse(written) : null;
    }

    /// <summary>Where values stand in a step, in order, without overlaps.</summary>
    static List<Literal> Found(TokenizedStep step, ParameterNaming naming)
    {
        var found = new List<Literal>();
        foreach (var value in naming.Values)
        {
            foreach (var at in ValueOccurrences.Of(value.Text, step.Step.Text))
            {
                var literal = new Literal(at, value.Text, value.Name, value.Rank);
                if (IsMeant(value, step, at) && !found.Exists(literal.Overlaps) && !IsInPlaceholder(step.Step.Text, literal))
                {
                    found.Add(literal);
                }
            }
        }
        found.AddRange(step.Literals.Where(literal =>
            (!ParameterNaming.IsText(literal.Text) || literal.IsSetting) && !found.Exists(literal.Overlaps)));
        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return found;
    }

    static bool IsMeant(RunValue value, TokenizedStep step, int at) => step.RoleOf(at, value.Text.Length) switch
    {
        StepRole.FlagName => false,
        StepRole.Prose => value.IsMeantInProse || step.MayBeCall,
        // What a program is called is what is done, even where its author declared it.
        StepRole.Action => !KnownPrograms.Contains(step.Tokens[step.TokenAt(at)].Text) && !Vocabulary.IsActionWord(value.Text),
        _ => true,
    };

    /// <summary>Whether a place is within the braces of a placeholder that is there already.</summary>
    static bool IsInPlaceholder(string text, Literal literal)
    {
        var open = text.LastIndexOf('{', literal.Start);
        var close = open < 0 ? -1 : text.IndexOf('}', open);
        return close >= literal.End && Placeholder.IsName(text[(open + 1)..close]);
    }
}
