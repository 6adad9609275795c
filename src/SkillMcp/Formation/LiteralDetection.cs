using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Finds the literals of a step: by their form (an address, an image, a version, a date, an id, a path of a user) or by what comes
/// before them (a flag or a key that names something, or any key before a number). Commands, subcommands, flags and common paths
/// are not literals.
/// </summary>
static partial class LiteralDetection
{
    // Longer tokens are encoded data, and no form is that long.
    const int MaxTokenLength = 256;

    /// <summary>The literals of a step, in order, without overlaps.</summary>
    public static IEnumerable<Literal> In(IReadOnlyList<StepToken> tokens)
    {
        var program = "";
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            program = token.Place == 0 ? token.Text[(token.Text.LastIndexOf('/') + 1)..] : program;
            // "ON_ERROR_STOP=1" turns something on, which is part of what is done.
            if (!token.IsPlain || token.Text.Length > MaxTokenLength || Switch().IsMatch(token.Text))
            {
                continue;
            }
            var before = at > 0 && tokens[at - 1].Place >= 0 ? tokens[at - 1].Text : "";
            var (key, value, start) = KeyAndValue(token, before, program);
            // The name of the program is what is done, and never a literal.
            if (value.Length == 0 || token.Place == 0 && key.Length == 0)
            {
                continue;
            }
            foreach (var literal in FoundIn(value, key, before, program))
            {
                if (!LiteralVocabulary.ConventionalValues.Contains(literal.Text))
                {
                    yield return literal with { Start = literal.Start + start };
                }
            }
        }
    }

    /// <summary>Whether a text is only a number, with or without a unit.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>Whether a text is a literal by its form alone.</summary>
    public static bool IsLiteral(string text) => text.Length <= MaxTokenLength && (Number().IsMatch(text) || FormsIn(text).Any());

    /// <summary>Whether a flag says that a name follows; other flags take no value, or one of the program's own words.</summary>
    public static bool NamesItsValue(string flag) =>
        flag.StartsWith("--", StringComparison.Ordinal) && LiteralVocabulary.Keys.ContainsKey(NameFor(flag));

    /// <summary>
    /// The key of a token and the part of it that is the value: of <c>--key=value</c>, <c>key=value</c> and <c>--key value</c>.
    /// The key is empty if there is none, and the value if the token is a flag.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="before">The token before it; empty if there is none in the same command.</param>
    /// <param name="program">The program that the command calls.</param>
    public static (string Key, string Value, int Start) KeyAndValue(StepToken token, string before, string program)
    {
        var equals = token.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && KeyName().IsMatch(token.Text.AsSpan(0, equals)))
        {
            return (NameFor(token.Text[..equals]), token.Text[(equals + 1)..], token.Start + equals + 1);
        }
        if (token.IsFlag && !SignedNumber().IsMatch(token.Text))
        {
            return ("", "", token.Start);
        }
        if (LiteralVocabulary.ShortFlags.TryGetValue((program, before), out var named))
        {
            return (named, token.Text, token.Start);
        }
        // Any other one-letter flag may be part of what is done: cut -f 2.
        var isLongFlag = before.Length > 2 && before[0] == '-' && !before.Contains('=', StringComparison.Ordinal)
            && !before.StartsWith("--no-", StringComparison.Ordinal);
        return (isLongFlag ? NameFor(before) : "", token.Text, token.Start);
    }

    /// <summary>The name for a parameter after a flag or a key; empty if no valid name can be made of it.</summary>
    public static string NameFor(string key)
    {
        var last = key[(key.LastIndexOf('.') + 1)..];
        // "retention.ms" is a retention.
        var isUnit = ValueForm.OfUnit(last) is not null;
        var name = Camel().Replace(isUnit ? key.Replace('.', '-') : last, "_").TrimStart('-').Replace('-', '_').ToLowerInvariant();
        return Placeholder.IsName(name) ? name : "";
    }

    static IEnumerable<Literal> FoundIn(string value, string key, string before, string program)
    {
        if (LiteralVocabulary.RemotePrograms.Contains(program) && Login().Match(value) is { Success: true } login)
        {
            return GroupsOf(login).Select(literal => literal with { Rank = NameRank.Key });
        }
        var mayBeImage = (LiteralVocabulary.ContainerPrograms.Contains(program) || key == "image")
            && !LiteralVocabulary.NonImageFlags.Contains(before);
        if (mayBeImage && Image().Match(value) is { Success: true } image)
        {
            return GroupsOf(image).Select(literal => literal with { Rank = NameRank.Flag });
        }
        var nameOfKey = LiteralVocabulary.Keys.GetValueOrDefault(key, key);
        if (FormsIn(value).ToList() is { Count: > 0 } forms)
        {
            // "--bootstrap-server 10.8.0.21:9092" is one value of its flag.
            var isHostAndPort = HostAndPort().IsMatch(value) && !LiteralVocabulary.Keys.ContainsKey(key);
            var isWhole = forms is [var only] && (only.Text == value || isHostAndPort);
            return isWhole && key.Length > 1 ? [new Literal(0, value, nameOfKey, RankOf(key))] : forms;
        }
        if (key.Length > 0 && Number().IsMatch(value))
        {
            var isSetting = LiteralVocabulary.IsSetting(key);
            return LiteralVocabulary.ModePrograms.Contains(program)
                ? []
                : [new Literal(0, value, nameOfKey, RankOf(key)) { IsSetting = isSetting }];
        }
        return LiteralVocabulary.Keys.ContainsKey(key) && ChosenName().IsMatch(value)
            ? [new Literal(0, value, nameOfKey, RankOf(key))]
            : ResourceIn(value, before, program);
    }

    /// <summary>How well a flag or a key says what its value is.</summary>
    public static NameRank RankOf(string key) => LiteralVocabulary.Keys.ContainsKey(key) && key is not ("name" or "endpoint" or "server")
        ? NameRank.Key
        : NameRank.Flag;

    /// <summary>
    /// The name that the flag or the key before a token gives it; null if there is none. A flag of one letter may take no value.
    /// </summary>
    public static string? NameBefore(IReadOnlyList<StepToken> tokens, int at)
    {
        var before = at > 0 && tokens[at - 1].Place >= 0 ? tokens[at - 1].Text : "";
        // "--no-owner" takes no value.
        // "-evalue" is a word, "-Fc" is not.
        var isLong = before.StartsWith("--", StringComparison.Ordinal) || before.Length > 5 && before[0] == '-';
        var isFlag = isLong && !before.Contains('=', StringComparison.Ordinal)
            && !before.StartsWith("--no-", StringComparison.Ordinal) && before is not ("--add" or "--set" or "--remove");
        var name = isFlag ? NameFor(before) : "";
        return name.Length > 1 ? LiteralVocabulary.Keys.GetValueOrDefault(name, name) : null;
    }

    /// <summary>The name in <c>deployment/cart</c> and in <c>kubectl get deployment cart</c>.</summary>
    static IEnumerable<Literal> ResourceIn(string value, string before, string program)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0
            && LiteralVocabulary.ContainerPrograms.Contains(program)
            && LiteralVocabulary.Resources.TryGetValue(value[..slash], out var kind)
            && ChosenName().IsMatch(value[(slash + 1)..]))
        {
            return [new Literal(slash + 1, value[(slash + 1)..], kind, NameRank.Argument)];
        }
        if (slash < 0
            && program is "kubectl" or "oc"
            && LiteralVocabulary.Resources.TryGetValue(before, out var kindBefore)
            && ChosenName().IsMatch(value))
        {
            return [new Literal(0, value, kindBefore, NameRank.Argument)];
        }
        return [];
    }

    /// <summary>What has the form of a literal within a text, whatever is before it.</summary>
    public static IEnumerable<Literal> FormsIn(string value) =>
        Form().Matches(value).SelectMany(GroupsOf).Where(literal => !IsPublic(literal));

    /// <summary>The named groups of a match, in the order of the text.</summary>
    static IEnumerable<Literal> GroupsOf(System.Text.RegularExpressions.Match found) => found.Groups.Values
        .Where(group => group.Success && group.Length > 0 && !char.IsDigit(group.Name[0]))
        .OrderBy(group => group.Index)
        .Select(group => new Literal(group.Index, group.Value, group.Name, RankOfForm(group.Name)));

    // What a folder is called says less than what its user does.
    static NameRank RankOfForm(string name) => name is "user" or "project" ? NameRank.Flag : NameRank.Form;

    static bool IsPublic(Literal literal) => literal.Name switch
    {
        "host" or "ip" when literal.Text is "127.0.0.1" or "0.0.0.0" or "255.255.255.255" => true,
        // The user by which a host of code is asked is no person.
        "email" => literal.Text.StartsWith("git@", StringComparison.Ordinal),
        "host" => LiteralVocabulary.PublicHosts.Contains(string.Join('.', literal.Text.ToLowerInvariant().Split('.').TakeLast(2))),
        _ => false,
    };

    [GeneratedRegex("""
        (?:https?|wss?|ftp)://(?<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::(?<port>\d{1,5}))?
        | (?:s3|gs)://(?<bucket>[a-z0-9][a-z0-9._-]+)
        | (?<![\w.+-])(?<email>[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})
        | (?<!\w)(?<arn>arn:aws[a-z-]*:[\w:/.+=@-]+)
        | (?<![\w-])(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])
        | (?<![\w-])(?<id>(?:i|vpc|subnet|sg|vol|ami|snap|eni|rtb|igw|nat|eipalloc)-[0-9a-f]{8,17})(?![\w-])
        | (?<![\w.-])(?<date>(?:19|20)\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?Z?)?)(?![\w-])
        | (?<![\w.-])(?<ip>\d{1,3}(?:\.\d{1,3}){3})(?![\w.]*\w)
        | (?<![\w.:-])(?<ip>[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}|[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){1,5}::[0-9a-f]{1,4})(?![\w:])
        | (?<![\w.-])(?<version>v\d+(?:\.\d+)+(?:-[\w.]*\w)?|\d+(?:\.\d+){2,3}(?:-[\w.]*\w)?)(?![\w-])
        | (?<=[\w]@|==)(?<version>v?\d+(?:\.\d+)*)(?![\w.-])
        | (?<![\w.-])(?<commit>(?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40})(?![\w.-])
        | (?<![\w.])/(?:home|Users)/(?<user>[\w.-]+)(?:/(?<project>[\w-]+)(?=/))?
        | (?<![\w.])/(?:srv|opt|var/www|workspaces?|projects?|repos?|apps)/(?<project>[\w-]+)(?![\w.])
        | (?<![\w./-])(?<host>
            (?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|internal|local|lan|corp|example)
            | (?:[a-z0-9-]+\.){2,}(?:io|dev|cloud|app|ai|co|us|eu|de|uk|fr|nl|ch|in|test))(?![\w./-]*\w)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    // One placeholder for both parts: braces behind an @ are git's.
    [GeneratedRegex(@"^(?<host>[\w.-]+@[\w.-]+)(?=:|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Login();

    [GeneratedRegex(
        @"^(?<image>(?=[^:]*[a-z])[a-z0-9][\w.-]*(?::\d+(?=/))?(?:/[\w.-]+)*):(?<tag>\w[\w.-]*)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Image();

    [GeneratedRegex(@"^-?\d+(?:\.\d+)?(?:[a-z%]{1,3}|[KMGT]i?B?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex("^[A-Z][A-Z0-9_]*=(?:0|1|true|false|on|off|yes|no)$", RegexOptions.CultureInvariant)]
    private static partial Regex Switch();

    /// <summary>Between "max" and "Workers".</summary>
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Camel();

    [GeneratedRegex(@"^[\w.-]+:\d{1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex HostAndPort();

    [GeneratedRegex(@"^-\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex SignedNumber();

    [GeneratedRegex(@"^[A-Za-z0-9][\w./:@-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex ChosenName();

    [GeneratedRegex(@"^-{0,2}[A-Za-z][\w.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();
}
