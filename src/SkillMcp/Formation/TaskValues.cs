using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>
/// Finds what a task names and the steps repeat: the next task will name another one. "Deploy OrderTool to port 8443" says that
/// OrderTool and 8443 vary.
/// </summary>
static partial class TaskValues
{
    const int MaxLength = 80;

    const int MaxWordsOfRequest = 40;

    static readonly FrozenSet<string> ConventionalFiles = FrozenSet.ToFrozenSet(
        [
            "readme.md", "changelog.md", "license", "dockerfile", "makefile", "package.json", "package-lock.json", "compose.yaml",
            "docker-compose.yml", "docker-compose.yaml", "requirements.txt", "pyproject.toml", "cargo.toml", "go.mod", "pom.xml",
            "skill.md", "agents.md", "claude.md", "index.html", "nginx.conf", ".env", ".gitignore", "node.js", "next.js", "vue.js",
        ],
        StringComparer.Ordinal);

    /// <summary>What a task names, and stands in a step as a value too; each once.</summary>
    /// <param name="task">What was to be done.</param>
    /// <param name="steps">How it was done.</param>
    public static IReadOnlyList<string> In(string task, IReadOnlyList<TokenizedStep> steps)
    {
        // Most words of a task stand in no step, and what is beside them need not be read.
        var found = Candidates(task).Distinct(StringComparer.Ordinal)
            .Where(value => steps.Any(step => step.Step.Text.Contains(value, StringComparison.Ordinal)))
            .Where(value => IsMeantAsValue(value, task) && StandAsValue(value, steps))
            .ToList();
        // "Maria" is a value beside "Maria Lopez" only where it also stands alone.
        var names = found.Where(value => value.Contains(' ')).ToList();
        found.RemoveAll(value =>
            names.Exists(name => name != value && ValueOccurrences.StandsIn(value, name)) && !StandsAlone(value, names, steps));
        return found;
    }

    static bool StandsAlone(string value, List<string> names, IReadOnlyList<TokenizedStep> steps) => steps.Any(step =>
    {
        var text = names.Aggregate(step.Step.Text, (text, name) => text.Replace(name, " ", StringComparison.Ordinal));
        return ValueOccurrences.StandsIn(value, text);
    });

    /// <summary>Whether a file has the name that such files have everywhere: README.md, package.json.</summary>
    public static bool IsConventionalFile(string text) =>
        ConventionalFiles.Contains(text[(text.LastIndexOf('/') + 1)..].ToLowerInvariant());

    /// <summary>The pieces of a task that may be values: what is quoted, words with their inner signs, names of several words.</summary>
    static IEnumerable<string> Candidates(string task)
    {
        var quoted = Quoted().Matches(task).Select(found => found.Groups["text"].Value);
        // The first word of a task has its capital whatever it is.
        var second = task.TrimStart().IndexOf(' ', StringComparison.Ordinal) + 1 + task.Length - task.TrimStart().Length;
        var from = IsVerb(task[..second].Trim()) ? second : 0;
        var names = IsShort(task) ? Name().Matches(task[from..]).Select(found => found.Value).Where(name => !HasTerm(name)) : [];
        var words = Word().Matches(task).SelectMany(found => WithSuffixes(found.Value));
        var dates = Date().Matches(task).Select(found => found.Value);
        return quoted.Concat(dates).Concat(names).Concat(words).Where(text => text.Length <= MaxLength);
    }

    public static bool IsEnglish(string text) => EnglishWord().IsMatch(text);

    static bool IsVerb(string word) =>
        word.Length == 0 || ActionLexicon.Instance.FormOf(word.ToLowerInvariant()) != VerbForm.None
        || Vocabulary.IsCommonWord(word.ToLowerInvariant());

    /// <summary>Whether a task is a request, and not a page about a subject, in which capitals are those of terms.</summary>
    static bool IsShort(string task) => Whitespace.Split(task).Length <= MaxWordsOfRequest;

    /// <summary>Whether a word of it is a term by its ending: "Clean Architecture", "Risk Assessment".</summary>
    static bool HasTerm(string text) =>
        Whitespace.Split(text).Any(word => Term().IsMatch(word) || Vocabulary.IsCommonWord(word.ToLowerInvariant()));

    /// <summary>"6h" and "200GB" say 6 and 200; "v1.2.3" says 1.2.3.</summary>
    static IEnumerable<string> WithSuffixes(string word)
    {
        yield return word;
        if (!char.IsLetterOrDigit(word[0]))
        {
            yield return word[1..];
        }
        if (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal))
        {
            yield return word[..^2];
        }
        if (VersionWithLetter().IsMatch(word))
        {
            yield return word[1..];
        }
    }

    /// <summary>Whether a word of a task is a value: by its form, or because the task says of what kind it is.</summary>
    static bool IsMeantAsValue(string value, string task)
    {
        if (IsConventionalFile(value) || Vocabulary.IsProduct(value) || value.Length < 2)
        {
            return false;
        }
        return Number().IsMatch(value) ? value.Length >= 4 || value.Contains('.') : IsName(value, task);
    }

    static bool IsName(string value, string task)
    {
        var isMarked = value.Any(c => char.IsDigit(c) || c is '_' or '@' or '/')
            || value.AsSpan(1).IndexOf('.') >= 0
            || MixedCase().IsMatch(value)
            || char.IsUpper(value[0]) && IsShort(task) && !HasTerm(value) && IsNamedInSentence(value, task);
        return isMarked
            ? !Vocabulary.IsCommonWord(value)
            : value.Contains('-') || ValueNames.OfNoun(value, task) is { } && !Vocabulary.IsActionWord(value) && !IsKindItself(value);
    }

    /// <summary>Whether a capital within an English sentence shows a name. Other languages write every noun with one.</summary>
    static bool IsNamedInSentence(string value, string task)
    {
        var isAcronym = value.Length < 6 && !value.Any(char.IsLower);
        // The first word of a sentence has its capital whatever it is; of a name of two words the second shows it.
        var isFirst = !value.Contains(' ') && task.TrimStart().StartsWith(value, StringComparison.Ordinal);
        return !isAcronym && !isFirst && IsEnglish(task) && !Vocabulary.IsCommonWord(value.ToLowerInvariant());
    }

    static bool IsKindItself(string value) => Vocabulary.Kinds.ContainsKey(value);

    /// <summary>
    /// Whether a value stands in the steps as one: in an argument or in quotes, or, where its form cannot be a word, in a sentence.
    /// </summary>
    static bool StandAsValue(string value, IReadOnlyList<TokenizedStep> steps)
    {
        var isWord = !value.Any(c => char.IsDigit(c) || char.IsUpper(c) || c is '_' or '@' or '.');
        if (isWord && steps.Any(step => step.MayHaveSentence && IsStateIn(value, step.Step.Text)))
        {
            return false;
        }
        return steps.Any(step => ValueOccurrences.Of(value, step.Step.Text).Any(at => step.RoleOf(at, value.Length) switch
        {
            StepRole.Argument or StepRole.Quoted => true,
            StepRole.Prose => !isWord || !Vocabulary.IsCommonWord(value) && !value.Contains('-'),
            _ => false,
        }));
    }

    /// <summary>Whether a text says of something that it is so: "the invoice is overdue".</summary>
    static bool IsStateIn(string value, string text) =>
        ValueOccurrences.Of(value, text).Any(at => NounBeside.WordBefore(text[..at]) is "is" or "are" or "was" or "were");

    [GeneratedRegex("""(?<!\w)(?:"(?<text>[^"]{1,60})"|'(?<text>[^']{1,60})'|`(?<text>[^`]{1,60})`|“(?<text>[^”]{1,60})”)(?!\w)""")]
    private static partial Regex Quoted();

    /// <summary>A date in words: "9 June 2025", "June 9, 2025", "June 2025".</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])(?:" + ValueForm.DateInWords + @")(?![\p{L}\p{Nd}])", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    /// <summary>A name of two or three words: "Maria Lopez".</summary>
    [GeneratedRegex(@"(?<![\p{L}.])\p{Lu}\p{Ll}+(?: (?:van|von|de|der|di|le|la))?(?: \p{Lu}[\p{Ll}\p{Lu}'’-]+){1,2}(?![\p{L}])")]
    private static partial Regex Name();

    [GeneratedRegex("(?:ture|tion|sion|ment|ness|ity|ing|sis|logy|ware|ics|ance|ence|ship|age|ery|ism|able|ive|ous|ful)s?$")]
    private static partial Regex Term();

    [GeneratedRegex(@"(?:[#€£]|\$(?=\d))?[\p{L}\p{Nd}](?:[\p{L}\p{Nd}_./:@+#'’-]*[\p{L}\p{Nd}])?")]
    private static partial Regex Word();

    [GeneratedRegex(@"^v\d+(?:\.\d+)+")]
    private static partial Regex VersionWithLetter();

    [GeneratedRegex(@"^\d+(?:[.,]\d+)?(?:%|[kmgt]b|px|ms|s|m|h|d)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\p{Ll}\p{Lu}|^\p{Lu}\p{Ll}+\p{Lu}")]
    private static partial Regex MixedCase();

    [GeneratedRegex(@"\b(?:the|a|an|of|to|for|in|on|with|and|from)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishWord();
}
