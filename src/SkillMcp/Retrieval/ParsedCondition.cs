using System.Collections.Frozen;

namespace SkillMcp.Retrieval;

/// <summary>A fact or a precondition, taken apart.</summary>
sealed record ParsedCondition
{
    // A fact is a line; of a log that somebody pastes, the beginning counts.
    const int MaxCharacters = 1_000;

    // os, package manager, kubernetes cluster version.
    const int MaxKeyWords = 3;

    // The states that a thing is needed in, and what each of them takes for granted: what runs is installed.
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

    static readonly FrozenSet<string> NegationWords =
        ["absent", "cannot", "cant", "closed", "disabled", "disconnected", "down", "failed", "failing", "false", "inactive", "isnt", "lacking", "missing", "never", "no", "none", "not", "off", "offline", "stopped", "unavailable", "uninstalled", "unreachable", "without"];

    // Behind these a text says where, for whom and with what, and no longer what.
    static readonly FrozenSet<string> Prepositions = ["for", "to", "on", "in", "at", "with", "from", "via", "by", "within", "using"];

    static readonly FrozenSet<string> Conjunctions = ["and", "or", "but", "while", "unless"];

    static readonly FrozenSet<string> IgnoredWords = ["a", "an", "any", "true", "yes", "host", "machine", "system", "version", "runs", "works", "working", "newer", "later", "higher", "above", "least", "minimum", "older", "lower", "below"];

    public required string Text { get; init; }

    /// <summary>What is given a value, as in <c>os=linux</c>; empty where nothing is.</summary>
    public string Key { get; init; } = "";

    /// <summary>The value, folded; empty where there is no key.</summary>
    public string Value { get; init; } = "";

    /// <summary>The stems of all that it is about.</summary>
    public required IReadOnlySet<string> Words { get; init; }

    /// <summary>The stems of what it is about before anything, up to its first preposition.</summary>
    public required IReadOnlySet<string> Subject { get; init; }

    /// <summary>The states that it says its subject is in, or is not; none is as much as that it is there.</summary>
    public required IReadOnlySet<string> States { get; init; }

    /// <summary>Whether it says that something is not so.</summary>
    public required bool IsNegated { get; init; }

    /// <summary>Whether it says more than one thing.</summary>
    public required bool IsCompound { get; init; }

    /// <summary>The system that it names, where it is about nothing else.</summary>
    public OperatingSystemName? OperatingSystem { get; init; }

    public required NamedVersion Version { get; init; }

    /// <summary>The numbers that stand in it.</summary>
    public required IReadOnlySet<string> Numbers { get; init; }

    public static ParsedCondition Of(string text)
    {
        var read = text.Length > MaxCharacters ? text[..MaxCharacters] : text;
        var (key, value) = KeyAndValue(read);
        List<string> words = [.. WordsIn(read)];
        List<string> head = [.. words.TakeWhile((word, at) => at == 0 || !Prepositions.Contains(word))];
        var about = StemsOf(words);
        var subject = StemsOf(head);
        // node=20 and docker=true say what "node 20" and "docker" say.
        var isPair = key.Length > 0 && WordsIn(value).Any(IsSubjectWord);
        return new ParsedCondition
        {
            Text = text.Trim(),
            Key = isPair ? Fold.Text(key) : "",
            Value = isPair ? Fold.Text(value) : "",
            Words = about,
            Subject = subject.Count > 0 ? subject : about,
            States = words.Where(ImpliedStates.ContainsKey).ToHashSet(StringComparer.Ordinal),
            IsNegated = words.Count(NegationWords.Contains) % 2 == 1,
            IsCompound = words.Exists(Conjunctions.Contains) || read.Contains(',', StringComparison.Ordinal) || read.Contains(';', StringComparison.Ordinal),
            OperatingSystem = OperatingSystemName.Of(isPair ? [.. WordsIn(value)] : words, IsSubjectWord),
            Version = NamedVersion.Of(key.Length > 0 ? value : read),
            Numbers = words.Where(word => word.All(char.IsDigit)).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Whether what it says takes a state for granted. What is merely there is available and installed.</summary>
    public bool Implies(string state) => States.Contains(state) || (States.Count == 0 ? ImpliedStates["installed"].Contains(state) || state == "installed" : States.Any(own => ImpliedStates[own].Contains(state)));

    /// <summary>Whether what it denies is taken for granted by a state. What is not there at all is in no state.</summary>
    public bool RulesOut(string state) => States.Count == 0 || States.Contains(state) || ImpliedStates[state].Overlaps(States);

    static bool IsSubjectWord(string word) =>
        !SkillMcp.Words.IsFunctionWord(word) && !ImpliedStates.ContainsKey(word) && !NegationWords.Contains(word) && !IgnoredWords.Contains(word) && !word.All(char.IsDigit);

    static HashSet<string> StemsOf(IEnumerable<string> words) => [.. words.Where(IsSubjectWord).Select(Stemmer.Stem)];

    static IEnumerable<string> WordsIn(string text) => SkillMcp.Words.Split(text.Replace("n't", "nt", StringComparison.OrdinalIgnoreCase).Replace("n’t", "nt", StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes <c>os=linux</c> and <c>os: linux</c> apart; a comparison, an address and a sentence with a colon in it are no pairs.</summary>
    static (string Key, string Value) KeyAndValue(string text)
    {
        var at = text.IndexOfAny(['=', ':']);
        var (key, value) = at > 0 ? (text[..at].Trim(), text[(at + 1)..].Trim('=', ' ')) : ("", "");
        return value.Length > 0 && key.Length > 0 && char.IsLetterOrDigit(key[^1]) && key.Count(c => c == ' ') < MaxKeyWords && !value.StartsWith("//", StringComparison.Ordinal)
            ? (key, value)
            : ("", text);
    }

    static FrozenDictionary<string, FrozenSet<string>> ParseImpliedStates(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(": "))
            .ToFrozenDictionary(line => line[0], line => line[1].Split(' ').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
}
