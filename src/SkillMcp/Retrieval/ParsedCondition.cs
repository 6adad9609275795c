using System.Collections.Frozen;

namespace SkillMcp.Retrieval;

/// <summary>A fact or a precondition, parsed so that the two can be compared.</summary>
sealed record ParsedCondition
{
    // A fact is a line; of a longer text, such as a log, only the beginning is read.
    const int MaxCharacters = 1_000;

    // Enough for "os", "package manager" and "kubernetes cluster version".
    const int MaxKeyWords = 3;

    // The states that a thing can be required to be in, each with the states that it implies: what is running is installed.
    static readonly FrozenDictionary<string, FrozenSet<string>> ImpliedStates = ParseImpliedStates("""
        available: present exist ready
        present: available exist
        exist: available present
        installed: available present exist
        built: available present exist created
        created: available present exist
        configured: installed set available present exist ready authenticated authorized
        authenticated: configured available authorized logged connected
        authorized: available
        logged: authenticated connected
        set: configured available present
        connected: reachable available open
        reachable: available open running
        accessible: reachable available
        open: available reachable
        deployed: installed built available present exist
        pushed: built available present exist
        enabled: installed available present active on
        active: enabled running available
        started: installed available
        running: started installed deployed available present exist active up
        up: running started available
        healthy: running started installed deployed available up ready
        ready: available
        completed: done available exist
        done: completed available exist
        tested: available exist done
        verified: tested completed done available exist
        green: passed done
        passed: done tested
        """);

    // What is said to exist, without any state, is taken to be in this one.
    const string DefaultState = "installed";

    static readonly FrozenSet<string> NegationWords =
    [
        "absent", "cannot", "cant", "closed", "disabled", "disconnected", "down", "failed", "failing", "false", "inactive", "isnt",
        "lacking", "missing", "never", "no", "none", "not", "off", "offline", "stopped", "unavailable", "uninstalled", "unreachable",
        "without",
    ];

    // A prepositional phrase says where, for whom and with what; the subject comes before it.
    static readonly FrozenSet<string> Prepositions = ["for", "to", "on", "in", "at", "with", "from", "via", "by", "within", "using"];

    static readonly FrozenSet<string> Conjunctions = ["and", "or", "but", "while", "unless"];

    static readonly FrozenSet<string> IgnoredWords =
    [
        "a", "an", "any", "true", "yes", "host", "machine", "system", "version", "runs", "works", "working",
        "newer", "later", "higher", "above", "least", "minimum", "older", "lower", "below",
    ];

    public required string Text { get; init; }

    /// <summary>The key of a pair such as <c>os=linux</c>, folded; empty if the text is not a pair.</summary>
    public string Key { get; init; } = "";

    /// <summary>The value of the pair, folded; empty if the text is not a pair.</summary>
    public string Value { get; init; } = "";

    /// <summary>The stems of everything that the text is about.</summary>
    public required IReadOnlySet<string> Words { get; init; }

    /// <summary>The stems of what precedes the first preposition; all of <see cref="Words"/> if nothing does.</summary>
    public required IReadOnlySet<string> Subject { get; init; }

    /// <summary>The states that the text says its subject is in, or is not in; none means that the subject exists.</summary>
    public required IReadOnlySet<string> States { get; init; }

    /// <summary>Whether the text says that something is not so: it holds an odd number of negations.</summary>
    public required bool IsNegated { get; init; }

    /// <summary>Whether the text says more than one thing.</summary>
    public required bool IsCompound { get; init; }

    /// <summary>The operating system that the text names; null if it is about anything else as well.</summary>
    public OperatingSystemName? OperatingSystem { get; init; }

    public required NamedVersion Version { get; init; }

    /// <summary>The numbers in the text.</summary>
    public required IReadOnlySet<string> Numbers { get; init; }

    public static ParsedCondition Of(string text)
    {
        var read = text.Length > MaxCharacters ? text[..MaxCharacters] : text;
        var (key, value) = KeyAndValue(read);
        List<string> words = [.. WordsIn(read)];
        List<string> head = [.. words.TakeWhile((word, index) => index == 0 || !Prepositions.Contains(word))];
        var about = StemsOf(words);
        var subject = StemsOf(head);
        // The values of node=20 and docker=true are not subjects: they mean what "node 20" and "docker" mean.
        var isPair = key.Length > 0 && WordsIn(value).Any(IsSubjectWord);
        return new ParsedCondition
        {
            Text = text.Trim(),
            Key = isPair ? CaseFolding.Fold(key) : "",
            Value = isPair ? CaseFolding.Fold(value) : "",
            Words = about,
            Subject = subject.Count > 0 ? subject : about,
            States = words.Where(ImpliedStates.ContainsKey).ToHashSet(StringComparer.Ordinal),
            IsNegated = words.Count(NegationWords.Contains) % 2 == 1,
            IsCompound = words.Exists(Conjunctions.Contains) || read.AsSpan().ContainsAny(',', ';'),
            OperatingSystem = OperatingSystemName.Of(isPair ? [.. WordsIn(value)] : words, IsSubjectWord),
            Version = NamedVersion.Of(key.Length > 0 ? value : read),
            Numbers = words.Where(word => word.All(char.IsDigit)).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Whether the text, read as affirmative, implies that its subject is in a state. What merely exists is installed.</summary>
    public bool Implies(string state)
    {
        if (States.Count == 0)
        {
            return state == DefaultState || ImpliedStates[DefaultState].Contains(state);
        }
        return States.Contains(state) || States.Any(own => ImpliedStates[own].Contains(state));
    }

    /// <summary>Whether the text, read as negated, excludes that its subject is in a state. What does not exist is in no state.</summary>
    public bool RulesOut(string state) => States.Count == 0 || States.Contains(state) || ImpliedStates[state].Overlaps(States);

    static bool IsSubjectWord(string word) =>
        !SkillMcp.Text.Words.IsFunctionWord(word)
        && !ImpliedStates.ContainsKey(word)
        && !NegationWords.Contains(word)
        && !IgnoredWords.Contains(word)
        && !word.All(char.IsDigit);

    static HashSet<string> StemsOf(IEnumerable<string> words) => [.. words.Where(IsSubjectWord).Select(Stemmer.Stem)];

    static IEnumerable<string> WordsIn(string text) => SkillMcp.Text.Words.Split(text
        .Replace("n't", "nt", StringComparison.OrdinalIgnoreCase)
        .Replace("n’t", "nt", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Takes <c>os=linux</c> and <c>os: linux</c> apart. A comparison, an address and a sentence with a colon are not pairs:
    /// for those the key is empty and the value is the text.
    /// </summary>
    static (string Key, string Value) KeyAndValue(string text)
    {
        var at = text.IndexOfAny(['=', ':']);
        if (at <= 0)
        {
            return ("", text);
        }
        var (key, value) = (text[..at].Trim(), text[(at + 1)..].Trim('=', ' '));
        return IsKey(key) && value.Length > 0 && !value.StartsWith("//", StringComparison.Ordinal) ? (key, value) : ("", text);
    }

    static bool IsKey(string text) =>
        text.Length > 0 && char.IsLetterOrDigit(text[^1]) && text.Count(c => c == ' ') < MaxKeyWords;

    static FrozenDictionary<string, FrozenSet<string>> ParseImpliedStates(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(": "))
            .ToFrozenDictionary(
                line => line[0],
                line => line[1].Split(' ').ToFrozenSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
}
