using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// What a report may call a step by: its program with the subcommand, either of them alone, a file or a flag of it, a quoted label, or two
/// words of its sentence.
/// </summary>
/// <param name="Step">The number of the step, from 1.</param>
/// <param name="Words">The words, in the form of <see cref="FormOf"/>.</param>
/// <param name="IsWord">Whether it is a single word, which may be used in another sense too: an ssh key is not the step with ssh.</param>
sealed partial record StepName(int Step, IReadOnlyList<string> Words, bool IsWord)
{
    /// <summary>The stems of the step, which may stand between its name and what is said of it.</summary>
    public IReadOnlySet<string> Stems { get; init; } = FrozenSet<string>.Empty;

    const int MinArgumentLength = 4;
    const int MaxSubcommands = 2;
    const int MaxAddedToPath = 3;

    // What a step is called by is at its beginning.
    const int MaxRead = 1_000;

    static readonly FrozenDictionary<string, string> Irregular = LiteralVocabulary.ByAlias("""
        build=built send=sent run=ran write=wrote=written login=logging=logged
        """);

    // Of a sentence, what is done in any of them; of a command, nouns that name what it works on as often as the command.
    static readonly FrozenSet<string> Generic = Whitespace.Split("""
        go open click press select enter type run use add set make do get put check wait create choose navigate start ensure see look
        list show call write read find take move change give keep let turn in on to fill pick copy apply-to
        tag image config log logs status history secret service volume network user role branch commit release state info version
        file files page site server client node time sort head tail screen host watch join touch jobs mail man more less
        nice paste fold free date cal clear sleep source tree true false who which kill mount top cut
        """).Select(FormOf).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The names of some steps that are wanted, without those that another step could be called by.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="isWanted">Which names are wanted. It is asked first, because to compare a name with every step takes longer.</param>
    public static IEnumerable<StepName> Of(IReadOnlyList<Step> steps, Func<StepName, bool> isWanted)
    {
        var texts = steps.Select(step => Truncate.To(step.Text, MaxRead)).ToList();
        var forms = texts.ConvertAll(FormsIn);
        var stems = texts.ConvertAll(text => Text.Words.Of(text).ToHashSet(StringComparer.Ordinal));
        return
            from step in texts.Index()
            where !steps[step.Index].IsHeading
            from named in NamesOf(step.Item, step.Index + 1)
            let name = named with { Stems = stems[step.Index] }
            where isWanted(name)
            where !forms.Index().Any(other => other.Index != step.Index && name.IsIn(other.Item, stems[other.Index]))
            select name;
    }

    /// <summary>A word in the form in which names are compared: its stem or, if it is code, as it is written in lower case.</summary>
    public static string FormOf(string word)
    {
        var folded = CaseFolding.Fold(word);
        var plain = Irregular.GetValueOrDefault(folded, folded);
        return plain.AsSpan().ContainsAnyExceptInRange('a', 'z') ? plain : Stemmer.Stem(plain);
    }

    static List<string> FormsIn(string text) => [.. Whitespace.Split(text).Select(word => FormOf(Bare(word)))];

    // A dot begins a path, and ends a sentence.
    static readonly char[] OpeningMarks = ['"', '\'', '`', '(', '[', '“', '”', '‘', '’', '„', '«', '»'];
    static readonly char[] Marks = [.. OpeningMarks, ')', ']', ',', ';', ':', '.', '!', '?'];

    /// <summary>A word without the marks of its sentence around it.</summary>
    public static string Bare(string word) => word.TrimStart(OpeningMarks).TrimEnd(Marks);

    bool IsIn(List<string> text, HashSet<string> stems) => Words.Count == 1 && stems.Contains(Words[0]) || IndexIn(text, 0) >= 0;

    /// <summary>Whether a word is what is to take the place of this path, such as <c>/healthz</c> for <c>/health</c>.</summary>
    public bool IsMendedBy(string word) =>
        Words is [['/', ..] path] && word.Length > path.Length && word.Length <= path.Length + MaxAddedToPath
        && word.StartsWith(path, StringComparison.Ordinal);

    /// <summary>Where the name is in a text, at an index or after it; negative where it is not.</summary>
    public int IndexIn(IReadOnlyList<string> text, int from)
    {
        for (var at = from; at + Words.Count <= text.Count; at++)
        {
            var isHere = true;
            for (var place = 0; place < Words.Count && isHere; place++)
            {
                isHere = text[at + place] == Words[place];
            }
            if (isHere)
            {
                return at;
            }
        }
        return -1;
    }

    static IEnumerable<StepName> NamesOf(string step, int number)
    {
        var commands = CommandsIn(step).ToList();
        return commands.Count > 0
            ? commands.SelectMany(command => NamesOfCommand(command, number))
            : NamesOfSentence(step, number);
    }

    /// <summary>The commands of a step, each as its tokens; none if it is a sentence.</summary>
    static IEnumerable<List<StepToken>> CommandsIn(string step)
    {
        var command = new List<StepToken>();
        foreach (var token in StepToken.Of(step))
        {
            if (token.Place == 0 && command.Count > 0)
            {
                yield return command;
                command = [];
            }
            if (token.Place >= 0 && token.Text != "sudo")
            {
                command.Add(token);
            }
        }
        var looksLikeCode = command.Exists(token => token.IsFlag || token.Text.AsSpan().ContainsAny("/=_|$"));
        if (command is [var first, ..] && (IsProgram(first.Text) || char.IsAsciiLetterLower(first.Text[0]) && looksLikeCode))
        {
            yield return command;
        }
    }

    static bool IsProgram(string word) => KnownPrograms.Contains(word) || word.StartsWith("./", StringComparison.Ordinal);

    static IEnumerable<StepName> NamesOfCommand(List<StepToken> command, int number)
    {
        var program = command[0].Text;
        var subcommands = command.Skip(1).TakeWhile(token => IsSubcommand().IsMatch(token.Text)).Select(token => token.Text).ToList();
        var known = subcommands.Count == 0 ? 0 : Math.Max(1, KnownPrograms.SubcommandsOf(program, subcommands[0]));
        var head = subcommands.Take(MaxSubcommands).Prepend(program).Select(FormOf).ToList();
        for (var from = 0; from < head.Count; from++)
        {
            for (var length = 1; from + length <= head.Count; length++)
            {
                if (length > 1 || from <= known && !Generic.Contains(head[from]))
                {
                    yield return new StepName(number, head[from..(from + length)], IsWord: length == 1);
                }
            }
        }
        foreach (var argument in command.Select(token => token.Text).SelectMany(ArgumentNames))
        {
            yield return new StepName(number, [FormOf(argument)], IsWord: false);
        }
    }

    /// <summary>What an argument may be called: a flag without its value, a path or its last part, what is assigned.</summary>
    static IEnumerable<string> ArgumentNames(string token)
    {
        var bare = Bare(token);
        if (token.StartsWith("--", StringComparison.Ordinal))
        {
            return [bare.Split('=')[0]];
        }
        if (bare.Length < MinArgumentLength || bare.Contains('{') || bare[0] == '-' || !bare.AsSpan().ContainsAny("./_:"))
        {
            return [];
        }
        var path = bare.TrimEnd('/', '*');
        var last = path[(path.LastIndexOf('/') + 1)..];
        return last.Length >= MinArgumentLength && path != last
            ? [bare, path, $"/{last}", .. last.AsSpan().ContainsAny("._-") ? new[] { last } : []]
            : [bare];
    }

    static IEnumerable<StepName> NamesOfSentence(string step, int number)
    {
        foreach (var label in QuotedLabel().Matches(step).Select(match => FormsIn(match.Groups[1].Value)))
        {
            yield return new StepName(number, label, IsWord: label.Count == 1);
        }
        var words = FormsIn(step);
        for (var at = 0; at < words.Count; at++)
        {
            if (at == 0 && !Generic.Contains(words[0]) && words[0].Length > 0)
            {
                yield return new StepName(number, [words[0]], IsWord: true);
            }
            if (at + 1 < words.Count && IsTelling(words[at]) && IsTelling(words[at + 1]))
            {
                yield return new StepName(number, words[at..(at + 2)], IsWord: false);
            }
        }
    }

    static bool IsTelling(string word) => word.Length > 2 && !Text.Words.IsFunctionWord(word);

    [GeneratedRegex(@"^[a-z][a-z0-9]*(?:[-:][a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex IsSubcommand();

    [GeneratedRegex("""["“'`‘]([^"”'`’]{2,40})["”'`’]""", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedLabel();
}
