using System.Buffers;
using System.Collections.Frozen;

namespace SkillMcp.Formation;

/// <summary>A step with its tokens and the literals in them.</summary>
sealed record TokenizedStep(Step Step, List<StepToken> Tokens)
{
    const int MaxWordsOfName = 4;

    static readonly FrozenSet<string> MessageFlags = FrozenSet.ToFrozenSet(
        ["-m", "-am", "-s", "--message", "--title", "--body", "--subject", "--description"], StringComparer.Ordinal);

    static readonly SearchValues<char> Separators = SearchValues.Create("/\\=:@,");

    readonly Lazy<List<Literal>> literals = new(() => [.. LiteralDetection.In(Tokens)]);

    /// <summary>The literals in the tokens, looked for when they are first asked for: to align two steps takes none.</summary>
    public List<Literal> Literals
    {
        get => literals.Value;
        init => literals = new Lazy<List<Literal>>(value);
    }

    /// <summary>Whether it is a command, and not a sentence.</summary>
    public bool IsCommand { get; } = ComparisonFeatures.IsCommand(Tokens);

    /// <summary>
    /// Whether it may call a program that is not known, such as "dropit orders": it begins with no word of the language, and no word of it
    /// is one that only sentences have. A value that stayed in it while it changes elsewhere would be done to another thing.
    /// </summary>
    public bool MayBeCall => !IsCommand && Tokens is [{ Text: var first }, _, ..]
        && first.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
        && !Vocabulary.IsWordOfLanguage(first)
        && !Tokens.Exists(token => Words.IsFunctionWord(token.Text) || Intents.English.IsFunctionWord(token.Text));

    /// <summary>Whether it is a sentence, or a command with a quoted one.</summary>
    public bool MayHaveSentence => !IsCommand || Tokens.Exists(token => token.IsQuoted);

    /// <summary>Whether a place is in a sentence, and not among the words of a command.</summary>
    public bool IsInSentence(int at) => RoleOf(at, 1) is StepRole.Prose or StepRole.Quoted || !IsCommand;

    public static TokenizedStep Of(Step step) => new(step, StepToken.Of(step.Text));

    /// <summary>The token that a place is in; negative between two tokens.</summary>
    public int TokenAt(int place)
    {
        var (low, high) = (0, Tokens.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Tokens[middle].Start <= place ? (middle, high) : (low, middle - 1);
        }
        return low <= high && Tokens[low].Start <= place && place < Tokens[low].Start + Tokens[low].Text.Length ? low : -1;
    }

    /// <summary>The program of the command that a token belongs to, without its path; empty if it belongs to none.</summary>
    public string ProgramOf(int token)
    {
        var command = Tokens.FindLastIndex(token, token + 1, one => one.Place == 0);
        return command < 0 ? "" : BaseName(Tokens[command].Text);
    }

    /// <summary>What a piece of the step is.</summary>
    public StepRole RoleOf(int start, int length)
    {
        var at = TokenAt(start);
        if (!IsCommand)
        {
            // The first word of a sentence says what to do, in every language.
            return at == 0 ? StepRole.Action : StepRole.Prose;
        }
        if (at < 0 || Tokens[at].Place < 0)
        {
            return StepRole.Prose;
        }
        var token = Tokens[at];
        var within = start - token.Start;
        if (token.IsQuoted || token.Text[..within].AsSpan().ContainsAny('"', '\'', '`'))
        {
            return StepRole.Quoted;
        }
        if (token.IsFlag && !token.IsSignedNumber && !token.Text[..within].AsSpan().ContainsAny('=', ':'))
        {
            return StepRole.FlagName;
        }
        var isInFolder = token.Text.IndexOf('/', Math.Min(within + length, token.Text.Length)) >= 0;
        var isProgram = token.Place == 0 && !isInFolder && !token.Text[..within].Contains('=');
        var isSubcommand = token.Place > 0 && token.Place <= SubcommandsOf(at) && IsPlainWord(token.Text);
        return isProgram || isSubcommand ? StepRole.Action : StepRole.Argument;
    }

    /// <summary>Whether a piece may be a value: no unquoted flag and no operator that joins commands begins in it.</summary>
    public bool IsValueIn(int start, int end)
    {
        for (var at = Math.Max(TokenAt(start), 0); at < Tokens.Count && Tokens[at].Start < end; at++)
        {
            var token = Tokens[at];
            if (token.Start >= start && !token.IsQuoted && (token.IsFlag && !token.IsSignedNumber || token.Joins))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether a piece is in a place of a value: not a program, not its subcommand, not a flag, and not an operator.</summary>
    public bool MayBeValue(int start, string text) =>
        IsValueIn(start, start + text.Length) && RoleOf(start, text.Length) is not (StepRole.FlagName or StepRole.Action);

    /// <summary>
    /// Whether a piece may be a value for all that its words say: it does not say by itself what is done. A message is free.
    /// </summary>
    public bool IsPlausibleValue(int start, string text)
    {
        var words = Whitespace.Split(text);
        return RoleOf(start, text.Length) switch
        {
            StepRole.Prose => words.Length <= MaxWordsOfName && !words.Any(Vocabulary.IsCommonWord),
            StepRole.Quoted => IsMessage(start) || !words.Any(Vocabulary.IsActionWord),
            _ => words.Length == 1 && (IsPartOfToken(start, text) ? !Vocabulary.IsActionWord(text) : !Vocabulary.IsCommonWord(text)),
        };
    }

    bool IsPartOfToken(int start, string text) => Tokens[Math.Max(TokenAt(start), 0)].Text != text;

    /// <summary>Whether a place is within a quoted text for people: behind <c>-m</c>, <c>--title</c> and the like.</summary>
    bool IsMessage(int start)
    {
        var at = Math.Max(TokenAt(start), 0);
        while (at > 0 && Tokens[at].IsQuoted)
        {
            at--;
        }
        return at > 0 && MessageFlags.Contains(Tokens[at - 1].Text);
    }

    /// <summary>The segment of a token that a place is in.</summary>
    public StepSegment SegmentAt(int start, string text)
    {
        var at = Math.Max(TokenAt(start), 0);
        var within = start - Tokens[at].Start;
        var before = Tokens[at].Text[..Math.Max(within - 1, 0)];
        return new StepSegment(this, at, within, text, before[(before.AsSpan().LastIndexOfAny(Separators) + 1)..]);
    }

    /// <summary>Whether a piece is the whole argument of a command, and not quoted.</summary>
    public bool IsWholeArgument(int start, string text) =>
        RoleOf(start, text.Length) == StepRole.Argument && Tokens[TokenAt(start)].Text == text;

    /// <summary>How many words behind the program of a token's command say what it does: "git checkout", "aws iam create-user".</summary>
    int SubcommandsOf(int at)
    {
        var command = Tokens.FindLastIndex(at, at + 1, one => one.Place == 0);
        return command < 0 || command + 1 >= Tokens.Count ? 0 : KnownPrograms.SubcommandsOf(ProgramOf(at), Tokens[command + 1].Text);
    }

    static bool IsPlainWord(string text) => text.All(c => char.IsAsciiLetterLower(c) || c is '-' or ':');

    static string BaseName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
