using System.Text.RegularExpressions;
using SkillMcp.Fields;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>
/// Compares what a drafter writes about a run with the run. A text may not name a product, a program, a value or a command that is not
/// in the run, and may not make another procedure of it. Ordinary words cannot be looked up in a run, and are allowed.
/// </summary>
sealed partial class Grounding
{
    // A longer name is a sentence.
    const int MaxNameWords = 8;

    const int MaxParameterName = 40;

    // A single letter stands in nearly every text.
    const int MinValue = 2;

    // "Let's Encrypt" is "letsencrypt" in a name; a shorter word may stand in any other.
    const int MinJoined = 6;

    // One word is shared by any two texts of a field.
    const int MinSharedWords = 2;

    static readonly char[] Punctuation = ['.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '"', '\'', '“', '”', '‘', '’', '…'];

    // What is written in capitals or with a sign between, and is no name.
    static readonly HashSet<string> General = Whitespace.Split("""
        and/or api ci/cd ci cd cli config cpu db dns e.g http https i.e id ids io json ok os pr qa sql ssh ssl tls ui url urls vm xml yaml
        """).ToHashSet(StringComparer.Ordinal);

    readonly Trajectory run;
    readonly Procedure draft;
    readonly string said;
    readonly string joined;
    readonly HashSet<string> stems;
    readonly List<NamedSystem> systems;
    readonly HashSet<DifferenceKind> differences;

    /// <param name="run">The run.</param>
    /// <param name="draft">What was drafted from the run alone.</param>
    public Grounding(Trajectory run, Procedure draft)
    {
        (this.run, this.draft) = (run, draft);
        var texts = TextEntry.AllOf(run).Select(entry => entry.Text).ToList();
        said = string.Join('\n', texts);
        joined = string.Concat(CaseFolding.Fold(said).Where(char.IsLetterOrDigit));
        stems = [.. Words.Of(said)];
        systems = [.. texts.SelectMany(SystemsIn)];
        differences = DifferencesOf(draft);
        var examples = draft.Parameters.Where(parameter => !parameter.IsSecret).Select(parameter => parameter.Example);
        var values = examples.Concat(RemainingLiterals.In(draft, run.Task)).Where(value => value.Length > 0);
        Values = [.. values.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What in the steps may be another text in the next run.</summary>
    public IReadOnlyList<string> Values { get; }

    public bool AllowsName(string name)
    {
        var words = Whitespace.Split(Spaced(name));
        return name.Length <= Procedure.MaxTitleLength
            && words.Length is > 0 and <= MaxNameWords
            && SkillName.From(name) is not null
            && NamesNothingElse(Spaced(name))
            && words.All(IsOfRunOrLanguage) && 2 * words.Count(IsOfRun) >= words.Length
            && StatesNoValue(name) && StatesNoValue(name.Replace('_', '-'))
            && DoesNothingElse(name, draft.Description) && DoesNotOppose(Spaced(name));
    }

    public bool AllowsDescription(string description) =>
        description.Length <= Procedure.MaxDescriptionLength
        && NamesNothingElse(description)
        && SharesWords(description, MinSharedWords)
        && StatesNoValue(description)
        && DoesNothingElse(draft.Title, description) && DoesNotOppose(description);

    public bool AllowsCondition(string condition) =>
        condition.Length <= Procedure.MaxConditionLength && NamesNothingElse(condition) && SharesWords(condition, 1);

    /// <summary>
    /// Whether a parameter is of a value that varies, or describes a placeholder of the steps: a program or a flag never is one.
    /// </summary>
    public bool AllowsParameter(Parameter parameter) =>
        Placeholder.IsName(parameter.Name)
        && parameter.Name.Length <= MaxParameterName
        && !parameter.IsSecret
        && NamesNothingElse(Spaced(parameter.Name))
        && (parameter.Description.Length == 0
            || parameter.Description.Length <= Procedure.MaxConditionLength && NamesNothingElse(parameter.Description))
        && (parameter.Example.Length == 0
            ? IsPlaceholder(parameter.Name)
            : Values.Contains(parameter.Example) && !IsPlaceholder(parameter.Name));

    /// <summary>Whether whoever told the run wrote a placeholder of this name into its steps.</summary>
    bool IsPlaceholder(string name) => run.Steps.Any(step => step.Placeholders.Contains(name));

    bool StatesNoValue(string text) =>
        !Values.Any(value => value.Length >= MinValue && ValueOccurrences.InText(value, text).Any());

    static string Spaced(string name) => name.Replace('_', ' ').Replace('-', ' ');

    /// <summary>Whether a text has the form of prose, and all that it names is in the run.</summary>
    bool NamesNothingElse(string text)
    {
        var names = Placeholder.NamesIn(text).ToList();
        var prose = Placeholder.Fill(text, names.ToDictionary(name => name, _ => " ", StringComparer.Ordinal));
        return text.Trim().Length > 0
            && names.TrueForAll(IsPlaceholder)
            && !Code().IsMatch(prose)
            && Whitespace.Split(prose).Select(word => word.Trim(Punctuation)).Where(word => word.Length > 0).All(IsAllowed)
            && SystemsIn(prose).All(IsOfRun)
            && ProductName.In(Tokenizer.Tokens(prose)).All(name => name.Text.Split(' ', '-').All(IsOfRunOrLanguage));
    }

    bool IsAllowed(string word)
    {
        var folded = CaseFolding.Fold(word);
        if (General.Contains(folded))
        {
            return true;
        }
        if (Specific().IsMatch(word))
        {
            return ValueOccurrences.InText(folded, CaseFolding.Fold(said)).Any();
        }
        return word.Split('-', '\'', '’').Where(part => part.Length > 0).All(part => !IsNameLike(part) || IsOfRun(part));
    }

    /// <summary>Whether a word is the name of a program, or has a capital letter and is no word of English.</summary>
    static bool IsNameLike(string word)
    {
        var folded = CaseFolding.Fold(word);
        return !IsOfLanguage(folded) && !General.Contains(folded) && (KnownPrograms.Contains(folded) || word.Any(char.IsUpper));
    }

    bool IsOfRun(string word)
    {
        if (word.Length >= MinJoined && joined.Contains(CaseFolding.Fold(word), StringComparison.Ordinal))
        {
            return true;
        }
        var named = SystemsIn(word).ToList();
        return stems.Contains(Stemmer.Stem(CaseFolding.Fold(word))) || named.Count > 0 && named.TrueForAll(IsOfRun);
    }

    bool IsOfRun(NamedSystem system) =>
        systems.Exists(known => known.IsSame(system)) || Words.Split(system.Text).All(word => stems.Contains(Stemmer.Stem(word)));

    bool IsOfRunOrLanguage(string word) => IsOfLanguage(CaseFolding.Fold(word)) || IsOfRun(word);

    static bool IsOfLanguage(string folded) => Vocabulary.IsWordOfLanguage(folded)
        || NounLexicon.IsKnown(NounLexicon.Singular(folded))
        || English.Adjectives.Contains(folded) || English.GeneralNouns.Contains(folded) || English.SoftwareNouns.Contains(folded);

    bool SharesWords(string text, int wanted)
    {
        var words = Words.Split(text).Where(word => !Words.IsFunctionWord(word)).Distinct().ToList();
        return words.Count > 0 && words.Count(IsOfRun) >= Math.Min(wanted, words.Count);
    }

    static IEnumerable<NamedSystem> SystemsIn(string text) => SystemLexicon.Instance.In(Tokenizer.Tokens(text));

    /// <summary>Whether words make no other procedure of the run than its own words do.</summary>
    bool DoesNothingElse(string title, string description) =>
        DifferencesOf(draft with { Title = title, Description = description }).IsSubsetOf(differences);

    /// <summary>
    /// Whether a text alone says nothing that is the opposite of the task, and of no deletion that the run has not. Another verb may well
    /// say the same.
    /// </summary>
    bool DoesNotOppose(string text)
    {
        var isOfDeletion = Destruction.IsAskedFor(run.Task) || Destruction.In(run.Steps).Count > 0;
        return !DifferencesOf(draft with { Title = text, Description = text }).Except(differences).Contains(DifferenceKind.Opposite)
            && (isOfDeletion || !Destruction.IsAskedFor(text));
    }

    /// <summary>In what a procedure is not what the task asked for.</summary>
    HashSet<DifferenceKind> DifferencesOf(Procedure procedure) => IntentDifference
        .Between(Intent.OfTask(run.Task), Intent.OfProcedure(SkillName.Of(procedure), procedure))
        .Select(difference => difference.Kind)
        .ToHashSet();

    // What prose has not: quoting, pipes, redirections, variables, flags, and a second line.
    [GeneratedRegex(@"[`|<>$\\{}^~\p{C}\p{Zl}\p{Zp}]|&&|://|(?<!\S)--?[A-Za-z]")]
    private static partial Regex Code();

    // A number, a path, a host, a file, an assignment.
    [GeneratedRegex(@"[0-9/_.@=:+%#*]")]
    private static partial Regex Specific();
}
