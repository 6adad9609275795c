using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>A step without the names of its placeholders and without its label.</summary>
sealed partial class MaskedStep
{
    // Two steps that share as many of their words are one with other values, or the same.
    const double MinSimilarityOfPair = 0.5;

    const string Blank = "{}";

    // What a command is done to.
    static readonly FrozenSet<string> TargetFlags = FrozenSet.ToFrozenSet(
        [
            "-n", "--namespace", "--context", "--cluster", "--project", "--profile", "--region", "--zone", "-h", "--host", "-H", "-d",
            "--database", "--db", "--dbname", "--env", "--environment", "--bucket", "--table", "--account", "--subscription", "--tenant",
            "--resource-group", "-g", "--target", "-t", "--app", "-a", "--service", "--repo", "-R", "--branch", "-b", "--user", "-U", "-u",
            "--for", "--name", "--inventory", "-i", "-l", "--limit", "--tags", "--port", "-p",
        ], StringComparer.Ordinal);

    // A flag that changes what is done, and not only how.
    static readonly FrozenSet<string> TellingFlags = FrozenSet.ToFrozenSet(
        [
            "force", "f", "delete", "all", "a", "A", "prune", "purge", "recursive", "r", "R", "rf", "dry-run", "n", "hard",
            "soft", "overwrite", "replace", "cascade", "no-verify", "skip-checks", "insecure", "k", "all-namespaces", "volumes",
            "v", "reverse", "remove", "drop", "destroy", "restore", "undo", "rollback", "global", "g", "system", "data-only",
            "schema-only", "full", "incremental", "clean",
        ], StringComparer.Ordinal);

    readonly string text;
    readonly List<string> tokens;
    readonly bool isCommand;

    // The placeholders in order, and those of all steps of the procedure.
    readonly List<string> names;
    readonly HashSet<string> known;

    MaskedStep(Step step, HashSet<string> known)
    {
        this.known = known;
        names = [.. Placeholder.In(step.Text).Select(found => found.Name)];
        var blanks = names.Distinct().ToDictionary(name => name, _ => Blank, StringComparer.Ordinal);
        var masked = Label().Replace(Placeholder.Fill(Whitespace.Collapse(step.Text), blanks), "");
        isCommand = ComparisonFeatures.IsCommand(step);
        // Who may do it is no part of what is done.
        masked = masked.StartsWith("sudo ", StringComparison.Ordinal) ? masked["sudo ".Length..] : masked;
        text = isCommand ? masked : masked.ToLowerInvariant().TrimEnd('.', ' ');
        tokens = [.. Whitespace.Split(masked)];
        Words = [.. tokens.SelectMany(WordsOf)];
    }

    /// <summary>Its stems, with the function words that tell something: "scale up".</summary>
    public HashSet<string> Words { get; }

    /// <summary>What it names as what it is done to: the values of some flags, and addresses.</summary>
    public IEnumerable<string> Targets => tokens.Index()
        .Where(token => token.Index > 0 && TargetFlags.Contains(tokens[token.Index - 1]) && token.Item[0] != '-'
            || token.Item.Contains("://", StringComparison.Ordinal) || token.Item.Contains('@'))
        .Select(token => token.Item)
        .Concat(tokens.Where(token => TargetFlags.Contains(token.Split('=')[0]) && token.Contains('='))
            .Select(token => token[(token.IndexOf('=') + 1)..]));

    public static List<MaskedStep> Of(IReadOnlyList<Step> steps)
    {
        var known = steps.SelectMany(step => step.Placeholders).ToHashSet(StringComparer.Ordinal);
        return [.. steps.Where(step => !step.IsHeading).Select(step => new MaskedStep(step, known))];
    }

    /// <summary>Dice's coefficient, 0-1.</summary>
    public static double Shared(HashSet<string> a, HashSet<string> b) =>
        a.Count + b.Count == 0 ? 0 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);

    public bool IsSameAs(MaskedStep other) => HasSameArguments(other)
        && (text.Equals(other.text, StringComparison.Ordinal) || Words.SetEquals(other.Words));

    /// <summary>Whether it is the other step with other values or flags.</summary>
    public bool IsVariantOf(MaskedStep other) =>
        Shared(Words, other.Words) >= MinSimilarityOfPair
        || isCommand && other.isCommand && tokens is [var program, var act, ..] && other.tokens is [var otherProgram, var otherAct, ..]
            && program == otherProgram && act == otherAct;

    /// <summary>Whether it does the same as a variant: only in a verb, or in a flag that says how it is done, may they differ.</summary>
    public bool DoesSameAs(MaskedStep other)
    {
        var (own, others) = (Words.Except(other.Words).ToList(), other.Words.Except(Words).ToList());
        return (own, others) switch
        {
            ([_], [_]) when !isCommand && !other.isCommand => BeginAlike(other),
            ([_, ..], [_, ..]) => false,
            _ => HasSameArguments(other) && own.TrueForAll(IsOfHow) && others.TrueForAll(other.IsOfHow),
        };
    }

    /// <summary>
    /// Whether its words stand in the same order but for flags: "cp a b" is not "cp b a". A placeholder may have another name, unless that
    /// is the name of another one.
    /// </summary>
    bool HasSameArguments(MaskedStep other) => Arguments.SequenceEqual(other.Arguments)
        && names.Count == other.names.Count
        && names.Zip(other.names).All(pair =>
            pair.First == pair.Second || !other.known.Contains(pair.First) && !known.Contains(pair.Second));

    IEnumerable<string> Arguments => tokens.Index()
        .Where(token => token.Item[0] != '-' && !(token.Index > 0 && TargetFlags.Contains(tokens[token.Index - 1])))
        .SelectMany(token => WordsOf(token.Item));

    /// <summary>"Check that …" and "Verify that …".</summary>
    bool BeginAlike(MaskedStep other) => tokens.Count == other.tokens.Count
        && tokens.Zip(other.tokens).Skip(1).All(pair => string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase))
        && ClassesOf(tokens[0]).Any(one => ClassesOf(other.tokens[0]).Any(two =>
            ActionLexicon.Instance.Between(one, two) is ActionRelation.Same or ActionRelation.Alike));

    static IEnumerable<int> ClassesOf(string word) => ActionLexicon.Instance.FormsOf(word.ToLowerInvariant())
        .SelectMany(form => ActionLexicon.Instance.ClassesOf(form.Verb));

    /// <summary>Whether a word is only in flags that say how something is done.</summary>
    bool IsOfHow(string word) => isCommand && tokens.Where(token => WordsOf(token).Contains(word)).All(token =>
        token.Length > 1 && token[0] == '-' && !token.Contains('=') && !TellingFlags.Contains(token.TrimStart('-'))
        && !TargetFlags.Contains(token));

    static IEnumerable<string> WordsOf(string token) =>
        Text.Words.Split(token).Where(word => !English.Articles.Contains(word)).Select(Stemmer.Stem);

    [GeneratedRegex(@"^\p{Lu}[\p{L} ]{2,40}: (?=\S)")]
    private static partial Regex Label();
}
