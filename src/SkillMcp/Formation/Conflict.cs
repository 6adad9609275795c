using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Why two similar procedures must stay apart. A wrong merge loses data silently, a missed one only costs a line in a list,
/// so a conflict overrides any similarity.
/// </summary>
static partial class Conflict
{
    static readonly FrozenDictionary<string, FrozenSet<string>> Opposites = OppositesOf("""
        backup restore | create delete remove destroy drop | add remove delete | install uninstall | enable disable | start stop
        open close | up down | upgrade downgrade rollback | deploy undeploy teardown rollback | encrypt decrypt | import export
        push pull | upload download | mount unmount | attach detach | grant revoke | lock unlock | increase decrease
        expand shrink | join leave | connect disconnect | compress decompress extract | pack unpack | archive restore unarchive
        allow deny block | block unblock | subscribe unsubscribe | register unregister deregister | login logout | promote demote
        merge split | encode decode | activate deactivate | publish unpublish | cordon uncordon | pause resume | suspend resume
        link unlink | stage unstage | freeze thaw unfreeze | ingress egress | create update | read write | send receive
        buy sell | client server | frontend backend | primary replica | source target | provision deprovision
        start restart | stop restart | scaleup scaledown scalein | scaleout scalein scaledown | turnon turnoff
        """);

    // A description of a restore speaks of the dump too; what is called does one of the two.
    static readonly FrozenDictionary<string, FrozenSet<string>> OppositePrograms = OppositesOf("dump restore");

    static readonly FrozenDictionary<string, FrozenSet<string>> OppositeStates = OppositesOf("""
        running stopped down | up down | enabled disabled | present absent missing deleted | open closed | locked unlocked
        mounted unmounted | online offline | active inactive | installed uninstalled | connected disconnected
        attached detached | encrypted decrypted | empty full | started stopped
        """);

    // What a step says of the state that it leads to, and of the one before.
    static readonly FrozenDictionary<string, string> Turned = TurnedOf(
        "on/off true/false yes/no enable/disable enabled/disabled show/hide visible/hidden open/closed lock/unlock locked/unlocked "
        + "up/down");

    static readonly string[] Turns =
    [
        "un", "de", "dis", "no", "non", "in", "im", "mis", "des", "dés", "dé", "un-", "de-", "dis-", "no-", "non-", "ent", "under",
        "counter", "anti",
    ];

    static readonly string[] Directions =
    [
        "ein", "aus", "an", "ab", "auf", "zu", "up", "down", "in", "out", "over", "under", "en", "dis", "ac", "de", "pre", "post", "im",
        "ex",
    ];

    // The members of a family are alternatives: a procedure for one is not a procedure for another.
    static readonly FrozenDictionary<string, (string Family, string Member)> Members = MembersOf("""
        database: postgres=postgresql mysql mariadb mongodb=mongo sqlite oracle mssql=sqlserver redis cassandra dynamodb
        database: elasticsearch opensearch clickhouse snowflake bigquery redshift neo4j
        cloud: aws=amazon azure gcp=google heroku digitalocean linode hetzner vercel netlify cloudflare
        orchestrator: kubernetes=k8s nomad ecs swarm openshift
        language: python java kotlin javascript=js typescript=ts ruby golang rust php csharp cpp scala swift perl elixir
        packager: npm yarn pnpm pip poetry conda maven gradle cargo nuget composer bundler homebrew apt yum dnf pacman
        web server: nginx apache caddy traefik haproxy iis
        system: windows linux macos ubuntu debian fedora centos alpine android ios
        infrastructure: terraform pulumi cloudformation ansible puppet chef bicep
        pipeline: jenkins circleci travis gitlab github bitbucket
        queue: kafka rabbitmq sqs nats pulsar
        framework: react angular vue svelte django flask fastapi rails spring express laravel
        document: pdf word docx excel xlsx powerpoint pptx csv
        """);

    /// <summary>Why the two must stay apart, in a sentence; null if there is no reason.</summary>
    /// <param name="a">One procedure.</param>
    /// <param name="b">The other.</param>
    /// <param name="named">Whether authors gave both their titles: a drafted title does not show what its author meant.</param>
    public static string? Between(Procedure a, Procedure b, bool named)
    {
        var inA = WordsOf(a, named);
        var inB = WordsOf(b, named);
        return OppositeIn(inA, inB, Opposites)
            ?? OtherMemberIn(inA, inB)
            ?? OtherNumberIn(TextOf(a, named), TextOf(b, named))
            ?? OtherDirectionIn(a.Description, b.Description)
            ?? (named ? SwappedWordIn(a.Title, b.Title) : null);
    }

    /// <summary>
    /// Why one does the opposite of the other, or does it to another kind of thing, in a sentence; null if neither is so. That their
    /// steps differ otherwise is no reason: one may mend the other.
    /// </summary>
    public static string? Opposed(Procedure a, Procedure b)
    {
        var (inA, inB) = (StemsOf(a.Description), StemsOf(b.Description));
        return OppositeIn(inA, inB, Opposites) ?? OtherMemberIn(inA, inB) ?? OtherDirectionIn(a.Description, b.Description)
            ?? BetweenActions(ComparisonFeatures.Of(a).Actions, ComparisonFeatures.Of(b).Actions)
            ?? BetweenSteps(a.Steps, b.Steps);
    }

    /// <summary>Why two texts are about different members of a family, such as two databases; null if they are not.</summary>
    public static string? BetweenFamilies(string a, string b) => OtherMemberIn(StemsOf(a), StemsOf(b));

    /// <summary>Why two procedures whose commands do these must stay apart, in a sentence; null if there is no reason.</summary>
    public static string? BetweenActions(IReadOnlySet<string> a, IReadOnlySet<string> b) =>
        OppositeIn(a, b, Opposites) ?? OppositeIn(a, b, OppositePrograms);

    /// <summary>
    /// Why two procedures must stay apart of which one leads where the other begins, in a sentence: "from Off to On", "from On to Off".
    /// Null if there is no reason.
    /// </summary>
    public static string? BetweenSteps(IReadOnlyList<Step> a, IReadOnlyList<Step> b)
    {
        var turned = a.Select(step => (Step: step, Text: TurnedIn(step.Text))).Where(one => one.Text != one.Step.Text).ToList();
        // Every comparison comes here, and few steps speak of a state.
        if (turned.Count == 0)
        {
            return null;
        }
        var inB = b.Select(NormalizedStep.Of).ToList();
        return turned.Exists(one => inB.Exists(NormalizedStep.Of(one.Text).IsSameAs) && !inB.Exists(NormalizedStep.Of(one.Step).IsSameAs))
            ? "a step of one leads where the other's begins"
            : null;
    }

    static string TurnedIn(string text) =>
        Word().Replace(text, found => Turned.GetValueOrDefault(found.Value.ToLowerInvariant(), found.Value));

    /// <summary>Whether replacing one value by another changes what is done: opposite verbs, or another member of a family.</summary>
    public static bool Opposes(string a, string b)
    {
        var (inA, inB) = (StemsOf(a), StemsOf(b));
        return (OppositeIn(inA, inB, Opposites) ?? OtherMemberIn(inA, inB)) is not null;
    }

    /// <summary>
    /// Whether one text is the other with a beginning or an end that turns it round: mute and unmute, login and nologin, einschalten and
    /// ausschalten, NoSchedule and NoSchedule-.
    /// </summary>
    public static bool Negates(string a, string b)
    {
        var (one, other) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        return Array.Exists(Turns, turn => one == turn + other || other == turn + one)
            || one == other + "-" || other == one + "-"
            || Array.Exists(Directions, first => Array.Exists(Directions, second => HaveOneRest(one, first, other, second)));
    }

    static bool HaveOneRest(string a, string first, string b, string second) =>
        first != second && a.Length > first.Length + 3
        && a.StartsWith(first, StringComparison.Ordinal) && b.StartsWith(second, StringComparison.Ordinal)
        && a.AsSpan(first.Length).SequenceEqual(b.AsSpan(second.Length));

    /// <summary>Whether two conditions cannot both hold: opposite states of something that both name.</summary>
    public static bool Contradicts(string a, string b) =>
        OppositeIn(StemsOf(a), StemsOf(b), OppositeStates) is not null
        && Words.Of(a).Intersect(Words.Of(b), StringComparer.Ordinal).Any();

    static HashSet<string> WordsOf(Procedure procedure, bool named) => StemsOf(TextOf(procedure, named));

    static string TextOf(Procedure procedure, bool named) => named ? $"{procedure.Title} {procedure.Description}" : procedure.Description;

    /// <summary>The stems of a text with its function words, since "up" and "down" are among those.</summary>
    static HashSet<string> StemsOf(string text)
    {
        var stems = Words.Split(text).Select(Stem).ToHashSet(StringComparer.Ordinal);
        // "back up" is backup, and its "up" is not a direction; neither is that of "set up".
        if (stems.Contains("back") && stems.Remove("up"))
        {
            stems.Add(Stemmer.Stem("backup"));
        }
        if (stems.Contains("set"))
        {
            stems.Remove("up");
        }
        // "scale … in" is one verb, whose "in" means nothing by itself.
        stems.UnionWith(Scaling().Matches(text).Select(found => "scale" + found.Groups[1].Value.ToLowerInvariant()));
        stems.UnionWith(Turning().Matches(text).Select(found => "turn" + found.Groups[1].Value.ToLowerInvariant()));
        return stems;
    }

    // "ios" is no plural of "io".
    static string Stem(string word) => word.Length <= 3 ? word : Stemmer.Stem(word);

    /// <summary>
    /// A word of one text with its opposite in the other, where neither text has both, in a sentence;
    /// null if there is none.
    /// </summary>
    static string? OppositeIn(IReadOnlySet<string> a, IReadOnlySet<string> b, FrozenDictionary<string, FrozenSet<string>> table)
    {
        foreach (var word in a.Where(word => !b.Contains(word)))
        {
            if (table.TryGetValue(word, out var opposites)
                && opposites.FirstOrDefault(other => b.Contains(other) && !a.Contains(other)) is { } opposite)
            {
                return $"one says '{word}' and the other '{opposite}'";
            }
        }
        return null;
    }

    /// <summary>What one text goes to and the other comes from, in a sentence; null if there is nothing.</summary>
    static string? OtherDirectionIn(string a, string b)
    {
        var (inA, inB) = (Ends(a), Ends(b));
        var turned = inA.FirstOrDefault(end =>
            inB.Contains((end.Word, !end.IsTarget)) && !inB.Contains(end) && !inA.Contains((end.Word, !end.IsTarget)));
        return turned.Word is null ? null : $"one goes to '{turned.Word}' and the other comes from there";

        static HashSet<(string Word, bool IsTarget)> Ends(string text) =>
        [
            .. Direction().Matches(text).Select(found =>
                (found.Groups["word"].Value.ToLowerInvariant(), found.Groups["way"].Value.ToLowerInvariant() is "to" or "into" or "onto"))
        ];
    }

    /// <summary>
    /// A family of which both texts name members, but no common one, in a sentence; null if there is none.
    /// </summary>
    static string? OtherMemberIn(HashSet<string> a, HashSet<string> b)
    {
        var (familiesOfA, familiesOfB) = (Families(a), Families(b));
        foreach (var family in familiesOfA.Where(family => familiesOfB.Contains(family.Key)))
        {
            if (!family.Intersect(familiesOfB[family.Key]).Any())
            {
                return $"one is about {family.First()} and the other about {familiesOfB[family.Key].First()}";
            }
        }
        return null;

        static ILookup<string, string> Families(HashSet<string> words) =>
            words.Where(Members.ContainsKey).Select(word => Members[word]).ToLookup(found => found.Family, found => found.Member);
    }

    /// <summary>
    /// A number in each that the other lacks: version 2 and version 3, from 14 to 15 and from 15 to 16.
    /// Numbers within words (web1) belong to names, and are ignored.
    /// </summary>
    static string? OtherNumberIn(string a, string b)
    {
        var (inA, inB) = (NumbersIn(a), NumbersIn(b));
        return inA.Except(inB).FirstOrDefault() is { } onlyA && inB.Except(inA).FirstOrDefault() is { } onlyB
            ? $"one says {onlyA} and the other {onlyB}"
            : null;

        static List<string> NumbersIn(string text) => [.. Number().Matches(text).Select(found => found.Groups[1].Value)];
    }

    /// <summary>A word in each name that the other lacks: aws-… and azure-…, create-… and update-…</summary>
    static string? SwappedWordIn(string a, string b)
    {
        var (inA, inB) = (NameWords(a), NameWords(b));
        if (inA.Count == 0 || inB.Count == 0)
        {
            return a == b ? null : "they have other names";
        }
        return inA.Except(inB).FirstOrDefault() is { } onlyA && inB.Except(inA).FirstOrDefault() is { } onlyB
            ? $"one is named '{onlyA}' where the other is named '{onlyB}'"
            : null;

        // Only the parts of a compound: its joined form would differ wherever one part does.
        static HashSet<string> NameWords(string title) =>
            SkillName.From(title)?.Value.Split('-').Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal) ?? [];
    }

    static FrozenDictionary<string, FrozenSet<string>> OppositesOf(string groups)
    {
        var opposites = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var group in groups.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The first word of a group is the opposite of each of the others.
            var words = group.Split(' ').Select(Stemmer.Stem).ToList();
            foreach (var other in words.Skip(1))
            {
                Add(words[0], other);
                Add(other, words[0]);
            }
        }
        return opposites.ToFrozenDictionary(
            pair => pair.Key, pair => pair.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

        void Add(string word, string opposite)
        {
            if (!opposites.TryGetValue(word, out var all))
            {
                opposites[word] = all = new HashSet<string>(StringComparer.Ordinal);
            }
            all.Add(opposite);
        }
    }

    static FrozenDictionary<string, (string Family, string Member)> MembersOf(string families) =>
    (
        from line in families.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let family = line.Split(": ")
        from member in family[1].Split(' ')
        let names = member.Split('=')
        from name in names
        select (Word: Stem(name), Family: family[0], Member: names[0])
    ).ToFrozenDictionary(row => row.Word, row => (row.Family, row.Member), StringComparer.Ordinal);

    static FrozenDictionary<string, string> TurnedOf(string pairs) =>
    (
        from pair in pairs.Split(' ')
        let words = pair.Split('/')
        from turned in new[] { (From: words[0], To: words[1]), (From: words[1], To: words[0]) }
        select turned
    ).ToFrozenDictionary(turned => turned.From, turned => turned.To, StringComparer.Ordinal);

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:turn|switch|power|flip)(?:e?s|ed|ing)?\b(?:\s+\S+){0,6}?\s+(on|off)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Turning();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.])v?(\d+(?:\.\d+)*)(?![\p{L}\p{Nd}])", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?<way>to|into|onto|from|off)\s+(?:(?:the|a|an|our|my)\s+)?(?<word>[\p{L}\p{Nd}][\w.-]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Direction();

    [GeneratedRegex(@"\bscal(?:e|es|ed|ing)\b(?:\s+\S+){0,4}?\s+(in|out|up|down)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Scaling();
}
