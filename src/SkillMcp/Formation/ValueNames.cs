using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// What a person would call the parameter for a value. Everything that stands around it speaks for a name: nouns beside it in sentences,
/// flags and keys, what the program takes, folders, and its form.
/// </summary>
static partial class ValueNames
{
    // The same name in more places says no more.
    const int MaxVotes = 3;

    /// <summary>The best name for a value; that of its text alone where nothing else speaks for one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="steps">The steps that it stands in.</param>
    /// <param name="sentences">The task, and what else was said.</param>
    /// <param name="values">All values of the run: what is one is no name of another.</param>
    /// <param name="known">Names that are known for it already.</param>
    public static string Best(
        string value,
        IEnumerable<TokenizedStep> steps,
        IEnumerable<string> sentences,
        IEnumerable<string> values,
        params IEnumerable<ValueName> known) =>
        Scored(value, known.Concat(Candidates(value, steps, sentences)), values).FirstOrDefault().Name ?? ValueForm.Fallback(value);

    /// <summary>How much speaks for each name, the best first.</summary>
    public static IEnumerable<(string Name, int Score)> Scored(
        string value, IEnumerable<ValueName> candidates, IEnumerable<string> values) => candidates
        .Where(candidate => candidate.Rank == NameRank.Declared || !values.Contains(candidate.Name, StringComparer.OrdinalIgnoreCase))
        .GroupBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Where(group => Placeholder.IsName(group.Key) && ValueForm.Allows(value, group.Key))
        .Select(group => (Name: group.Key, Score: ScoreOf(group)))
        .OrderByDescending(name => name.Score);

    // The best place counts whole; each further one adds a little.
    static int ScoreOf(IEnumerable<ValueName> votes)
    {
        var ranks = votes.Select(vote => (int)vote.Rank).OrderDescending().Take(MaxVotes).ToList();
        return 2 * ranks[0] + ranks.Skip(1).Sum() / 2;
    }

    /// <summary>Whatever speaks for a name, one for each place.</summary>
    public static IEnumerable<ValueName> Candidates(string value, IEnumerable<TokenizedStep> steps, IEnumerable<string> sentences)
    {
        if (ValueForm.Of(value) is { } form)
        {
            yield return new ValueName(form, form == "file" ? NameRank.Argument : NameRank.Form);
        }
        var all = steps.Where(step => step.Step.Text.Contains(value, StringComparison.Ordinal)).ToList();
        foreach (var text in all.Select(step => step.Step.Text).Concat(sentences))
        {
            if (QuantityIn(value, text) is { } quantity)
            {
                yield return new ValueName(quantity, NameRank.Media);
            }
        }
        var ofSteps = all.Where(step => step.MayHaveSentence).SelectMany(step => NounBeside.Of(value, step.Step.Text, step.IsInSentence));
        var beside = sentences.SelectMany(text => NounBeside.Of(value, text, isInSentence: null)).Concat(ofSteps);
        foreach (var name in beside.Concat(all.SelectMany(step => InStep(value, step))))
        {
            yield return name;
        }
    }

    /// <summary>
    /// Whatever speaks for a name of two values of one parameter. A form that only one has does not: "Atlas", "10.8.0.21".
    /// </summary>
    public static IEnumerable<ValueName> Common(IEnumerable<ValueName> one, IEnumerable<ValueName> other)
    {
        var (first, second) = (one.ToList(), other.ToList());
        var shared = first.Where(IsForm).Intersect(second.Where(IsForm)).ToList();
        // An address is one form of the name of a host.
        var isHost = first.Concat(second).Any(name => name is { Rank: NameRank.Form, Name: "ip" }) && shared.Count == 0;
        var names = first.Concat(second).Where(name => !IsForm(name) || shared.Contains(name));
        return isHost ? names.Append(new ValueName("host", NameRank.Form)) : names;

        static bool IsForm(ValueName name) => name.Rank == NameRank.Form && name.Name is not ("environment" or "amount");
    }

    /// <summary>The noun beside a value in a sentence; null for none.</summary>
    public static string? OfNoun(string value, string text) =>
        NounBeside.Of(value, text, isInSentence: null).Select(found => found.Name).FirstOrDefault(name => ValueForm.Allows(value, name));

    /// <summary>Whether a name says nothing of what a value is, so that any better one replaces it.</summary>
    public static bool IsWeak(string name) => WithoutNumber(name) is "name" or "id" or "number" or "value" or "path" or "ticket"
        or "text" or "person" or "project" or "file" or "host";

    /// <summary>How much a name says by itself.</summary>
    public static NameRank RankOf(string name) => WithoutNumber(name) switch
    {
        var weak when IsWeak(weak) => NameRank.Fallback,
        var key when LiteralVocabulary.Keys.ContainsKey(key) => NameRank.Key,
        var kind when Vocabulary.Kinds.ContainsKey(kind) => NameRank.Noun,
        _ => NameRank.Flag,
    };

    /// <summary>A name without the number that tells it from another of its kind: "host_2" is a host.</summary>
    public static string WithoutNumber(string name) => Trailing().Replace(name, "");

    static string? QuantityIn(string value, string text) => ValueOccurrences.Of(value, text).Take(NounBeside.MaxPlaces)
        .Select(at => ValueForm.OfQuantity(value, text[(at + value.Length)..]))
        .FirstOrDefault(name => name is not null);

    static IEnumerable<ValueName> InStep(string value, TokenizedStep step)
    {
        foreach (var at in ValueOccurrences.Of(value, step.Step.Text).Take(NounBeside.MaxPlaces))
        {
            var index = step.TokenAt(at);
            if (index < 0)
            {
                continue;
            }
            var token = step.Tokens[index];
            foreach (var literal in step.Literals.Where(literal => literal.Start == at && literal.Text == value))
            {
                yield return new ValueName(literal.Name, literal.Rank);
            }
            var within = at - token.Start;
            var before = token.Text[..within];
            var behind = token.Text[Math.Min(within + value.Length, token.Text.Length)..];
            var from = Math.Max(at - NounBeside.MaxDistance, 0);
            var assigned = Assignment().Match(step.Step.Text, from, at - from);
            if (assigned.Success && LiteralDetection.NameFor(assigned.Groups["key"].Value) is { Length: > 2 } assignedName)
            {
                yield return Keyed(assignedName);
            }
            if (OfKey(before, behind) is { } key)
            {
                yield return key;
            }
            if (Languages().IsMatch(before) && behind.StartsWith('/'))
            {
                yield return new ValueName("language", NameRank.Argument);
            }
            if (value.Length is > 1 and < 6 && value.All(char.IsAsciiDigit) && Host().IsMatch(before))
            {
                yield return new ValueName("port", NameRank.Form);
            }
            var isStem = before.Length == 0 || before[^1] is '/' or '"' or '\'';
            if (isStem && ProgramArguments.OfExtension(Extension().Match(behind).Groups["type"].Value) is { } media)
            {
                yield return new ValueName(media, NameRank.Media);
            }
            if (before.Length > 1 && before[^1] == '.' && behind.Length == 0 && token.Place != 0 && IsExtension(value))
            {
                yield return new ValueName("format", NameRank.Argument);
            }
            if (step.IsCommand && step.RoleOf(at, value.Length) == StepRole.Quoted && OfSql(step.Step.Text, at) is { } kind)
            {
                yield return new ValueName(kind, NameRank.Noun);
            }
            // "../feed" is the folder beside this one.
            var isWhole = behind is "" or "/" && Beside().IsMatch(before);
            if (step.IsCommand && isWhole && token.Place > 0 && !token.IsQuoted)
            {
                if (LiteralDetection.NameBefore(step.Tokens, index) is { } flag)
                {
                    var named = Keyed(flag);
                    // "--start-date" says more than the form.
                    var isOfForm = ValueForm.Of(value) is { } form && flag.EndsWith($"_{form}", StringComparison.Ordinal);
                    yield return isOfForm ? named with { Rank = NameRank.Key } : named;
                }
                else if (ProgramArguments.NameAt(step.Tokens, index) is { } argument
                    // The flags of "mkdir -p" take none.
                    && (!TakesValue(step.Tokens[index - 1]) || argument == "folder" && !LiteralDetection.IsNumber(value))
                    && (argument != "file" || value.AsSpan().ContainsAny('.', '/')))
                {
                    yield return new ValueName(argument, NameRank.Argument);
                }
            }
        }
    }

    // "--no-owner" takes none.
    static bool TakesValue(StepToken flag) => flag.IsFlag && !flag.Text.StartsWith("--no-", StringComparison.Ordinal);

    /// <summary>The key whose whole value it is: <c>--repo=acme</c>, <c>room="kitchen"</c>, <c>EPSG:25832</c>.</summary>
    static ValueName? OfKey(string before, string behind)
    {
        var found = Key().Match(before);
        var isWhole = End().IsMatch(behind);
        // "host:port", but "EPSG:25832".
        var isNamed = found.Groups["sign"].Value != ":" || !found.Groups["key"].Value.Any(char.IsAsciiLetterLower);
        var name = found.Success && isWhole && isNamed ? LiteralDetection.NameFor(found.Groups["key"].Value) : "";
        return name.Length > 2 ? Keyed(name) : null;
    }

    static ValueName Keyed(string key) => LiteralVocabulary.Keys.TryGetValue(key, out var name)
        ? new ValueName(name, LiteralDetection.RankOf(key))
        : Vocabulary.Kinds.TryGetValue(key, out var kind) ? new ValueName(kind, NameRank.Argument)
        : new ValueName(key, RankOfFlag(key));

    /// <summary>What stands at a place in a statement of SQL; null if that is not known.</summary>
    static string? OfSql(string text, int at)
    {
        var verb = Statement().Match(text).Groups["verb"].Value.ToLowerInvariant();
        var before = Sql().Match(text, Math.Max(at - NounBeside.MaxDistance, 0), Math.Min(at, NounBeside.MaxDistance));
        return (verb, before.Groups["word"].Value.ToLowerInvariant()) switch
        {
            ("", _) or (_, "") => null,
            ("grant", "to") or ("revoke", "from") => "role",
            (_, "to") => null,
            (_, "from" or "into" or "join" or "update") => "table",
            var (_, kind) => kind,
        };
    }

    // These say where the value goes, and not what it is.
    static NameRank RankOfFlag(string key) => key is "input" or "output" or "out" or "outdir" or "output_dir" or "from" or "to" or "source"
        or "target" or "files" or "file" or "title" or "body" or "message" or "subject" or "text" or "value" or "data" or "dest"
        ? NameRank.Media
        : NameRank.Flag;

    static bool IsExtension(string value) =>
        value.Length is > 1 and < 6 && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    [GeneratedRegex(@"^(?:\.{1,2}/)*$")]
    private static partial Regex Beside();

    [GeneratedRegex("_[0-9]+$")]
    private static partial Regex Trailing();

    [GeneratedRegex(
        @"(?:^|[\s({,""'/?&]|\\[nt])-{0,2}(?<key>[A-Za-z][\w.-]+)(?<sign>=|:|[""']:)\s*[""'$]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    /// <summary>"SET AUTO_SUSPEND = 120".</summary>
    [GeneratedRegex(@"(?<![\w-])(?<key>[A-Za-z]\w+) = ['""]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^/?(?:[""'`$),;&}]|\\|\s|$)")]
    private static partial Regex End();

    /// <summary>A folder of languages: "locale/de".</summary>
    [GeneratedRegex(@"(?:^|[/=""'])(?:locales?|po|i18n|l10n|lang(?:uage)?s?|translations?)/$", RegexOptions.CultureInvariant)]
    private static partial Regex Languages();

    /// <summary>A host before its port: "10.8.0.21:", "db.lan:".</summary>
    [GeneratedRegex(
        @"(?:^|[/@=""'])(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+):$", RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(@"^[\w{}.-]*?\.(?<type>[a-z][a-z0-9]{1,5}|3mf)(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(
        @"\b(?<word>table|column|index|schema|database|view|role|user|from|into|join|update|to)\s+"
        + @"(?:if\s+(?:not\s+)?exists\s+)?(?:\w+\.)?[""'`]?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sql();

    [GeneratedRegex(@"[""']\s*(?<verb>select|insert|update|delete|create|alter|drop|grant|revoke|analyze|truncate|vacuum)\s",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Statement();
}
