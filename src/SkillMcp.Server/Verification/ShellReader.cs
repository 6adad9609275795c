using System.Text;

namespace SkillMcp.Server.Verification;

/// <summary>
/// Cuts a line of shell into its commands, those of its substitutions too. It is stricter than a shell: what it is not sure of, it refuses.
/// </summary>
sealed class ShellReader
{
    const int MaxDepth = 8;
    const int MaxLength = 64 * 1024;

    static readonly string[] Redirections = ["<", ">", ">>", "<<", "<<<", ">&", "<&", "&>", "&>>", ">|", "<>"];

    readonly string text;
    readonly Action<IReadOnlyList<ShellWord>> found;
    readonly int depth;
    readonly bool isSubstitution;
    readonly List<ShellWord> words = [];
    readonly Queue<HereDocument> awaited = [];
    int at;
    int open;

    ShellReader(string text, int at, bool isSubstitution, int depth, Action<IReadOnlyList<ShellWord>> found)
    {
        if (depth > MaxDepth || text.Length > MaxLength)
        {
            throw new UnreadableShellException("it is too long or too deep");
        }
        (this.text, this.at, this.isSubstitution, this.depth, this.found) = (text, at, isSubstitution, depth, found);
    }

    /// <param name="text">The line, or several.</param>
    /// <param name="depth">In how many others it stands.</param>
    /// <param name="found">Told each command, with its keywords.</param>
    /// <exception cref="UnreadableShellException">It is not sure what a shell would make of it.</exception>
    public static void Read(string text, int depth, Action<IReadOnlyList<ShellWord>> found)
    {
        if (text.Any(character => char.IsControl(character) && character is not ('\n' or '\t')))
        {
            throw new UnreadableShellException("it holds control characters");
        }
        new ShellReader(text, 0, isSubstitution: false, depth, found).ReadAll();
    }

    char Here => Peek(0);

    char Peek(int ahead) => at + ahead < text.Length ? text[at + ahead] : '\0';

    /// <returns>Where the text ends, or behind the parenthesis that ends the substitution.</returns>
    int ReadAll()
    {
        while (at < text.Length)
        {
            if (isSubstitution && Here == ')' && open == 0)
            {
                EndCommand();
                RequireEnds();
                return at + 1;
            }
            ReadNext();
        }
        EndCommand();
        RequireEnds();
        return isSubstitution ? throw new UnreadableShellException("a substitution has no end") : at;
    }

    void RequireEnds()
    {
        if (open > 0 || awaited.Count > 0)
        {
            throw new UnreadableShellException("a parenthesis or a here-document has no end");
        }
    }

    void ReadNext()
    {
        switch (Here)
        {
            case ' ' or '\t':
                at++;
                break;
            case '\\' when Peek(1) == '\n':
                at += 2;
                break;
            case '#':
                at = EndOfLine;
                break;
            case '\n':
                at++;
                EndCommand();
                ReadHereDocuments();
                break;
            case '(' or ')':
                ReadParenthesis();
                break;
            case '<' or '>' when Peek(1) != '(':
            case '&' when Peek(1) == '>':
                ReadRedirection();
                break;
            case ';' or '&' or '|':
                at++;
                EndCommand();
                break;
            default:
                words.Add(ReadWord());
                break;
        }
    }

    int EndOfLine => text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;

    void EndCommand()
    {
        if (words.Count > 0)
        {
            found([.. words]);
            words.Clear();
        }
    }

    /// <summary>Where a command begins or ends it is a shell of its own; elsewhere it is a function, an array or a pattern.</summary>
    void ReadParenthesis()
    {
        var isOpening = Here == '(';
        if (isOpening ? Peek(1) == '(' || !words.TrueForAll(ShellKeyword.IsOpening) : open == 0)
        {
            throw new UnreadableShellException($"'{Here}' is not where a command begins or ends");
        }
        at++;
        EndCommand();
        open += isOpening ? 1 : -1;
    }

    void ReadRedirection()
    {
        // A number before the sign is that of a stream.
        if (words is [.., { IsQuoted: false } number] && number.End == at && number.Text.All(char.IsAsciiDigit))
        {
            words.RemoveAt(words.Count - 1);
        }
        var start = at;
        while (Here is '<' or '>' or '&' or '|' && !(Here is '<' or '>' && Peek(1) == '('))
        {
            at++;
        }
        var sign = text[start..at];
        var isStripped = sign == "<<" && Here == '-';
        at += isStripped ? 1 : 0;
        while (Here is ' ' or '\t')
        {
            at++;
        }
        if (!Redirections.Contains(sign) || Here is '\0' or '\n' or ';' or '&' or '|' or '(' or ')' or '#')
        {
            throw new UnreadableShellException($"'{sign}' leads nowhere");
        }
        var target = ReadWord();
        if (sign == "<<")
        {
            awaited.Enqueue(new HereDocument(target.Text, isStripped, !target.IsQuoted));
        }
    }

    void ReadHereDocuments()
    {
        while (awaited.TryDequeue(out var document))
        {
            var body = ReadHereDocument(document);
            if (document.IsExpanded)
            {
                new ShellReader(body, 0, isSubstitution: false, depth + 1, found).ReadExpansions();
            }
        }
    }

    string ReadHereDocument(HereDocument document)
    {
        var body = new StringBuilder();
        while (at < text.Length)
        {
            var line = text[at..EndOfLine];
            at = Math.Min(EndOfLine + 1, text.Length);
            if ((document.IsStripped ? line.TrimStart('\t') : line) == document.Mark)
            {
                return body.ToString();
            }
            body.Append(line).Append('\n');
        }
        throw new UnreadableShellException($"the here-document until '{document.Mark}' has no end");
    }

    /// <summary>Reads a text in which only what is filled in means something.</summary>
    void ReadExpansions()
    {
        while (at < text.Length)
        {
            if (!TryReadExpansion(isQuoted: true))
            {
                at += Here == '\\' ? 2 : 1;
            }
        }
    }

    ShellWord ReadWord()
    {
        var word = new StringBuilder();
        var (isKnown, isQuoted) = (true, false);
        int? bare = null;
        while (at < text.Length && !(Here is ' ' or '\t' or '\n' or ';' or '&' or '|' or '(' or ')' || EndsAtRedirection))
        {
            if (TryReadExpansion(isQuoted: false) || TryReadProcess())
            {
                isKnown = false;
                bare ??= word.Length;
            }
            else if (Here is '\'' or '"' or '\\')
            {
                bare ??= word.Length;
                isQuoted = true;
                isKnown &= ReadQuoted(word);
            }
            else
            {
                word.Append(Here);
                at++;
            }
        }
        var written = word.ToString();
        var filled = written.Replace("{}", "", StringComparison.Ordinal);
        var isPattern = !isQuoted && filled.AsSpan().IndexOfAny("*?[{~") >= 0 && written is not ("[" or "[[" or "{");
        return new ShellWord(written, isKnown && !isPattern, isQuoted, bare ?? written.Length, at);
    }

    bool EndsAtRedirection => Here is '<' or '>' && Peek(1) != '(';

    /// <returns>Whether it is known what the text will be.</returns>
    bool ReadQuoted(StringBuilder word)
    {
        var quote = text[at++];
        if (quote == '\\')
        {
            word.Append(Here is '\n' or '\0' ? "" : Here.ToString());
            at++;
            return true;
        }
        var isKnown = true;
        while (Here != quote)
        {
            if (at >= text.Length)
            {
                throw new UnreadableShellException("a quote has no end");
            }
            if (quote == '"' && TryReadExpansion(isQuoted: true))
            {
                isKnown = false;
                continue;
            }
            at += quote == '"' && Here == '\\' && Peek(1) is '"' or '\\' or '$' or '`' or '\n' ? 1 : 0;
            word.Append(Here);
            at++;
        }
        at++;
        return isKnown;
    }

    bool TryReadProcess()
    {
        if (!(Here is '<' or '>' && Peek(1) == '('))
        {
            return false;
        }
        ReadSubstitution();
        return true;
    }

    bool TryReadExpansion(bool isQuoted)
    {
        switch ((Here, Peek(1)))
        {
            case ('`', _):
                ReadBackticks();
                return true;
            case ('$', '('):
                ReadParenthesized();
                return true;
            case ('$', '{'):
                ReadParameter();
                return true;
            case ('$', '\'' or '"' or '[') when !isQuoted:
                throw new UnreadableShellException($"'${Peek(1)}' is read in another way by each shell");
            case ('$', var next) when char.IsAsciiLetterOrDigit(next) || next is '_' or '@' or '*' or '#' or '?' or '-' or '$' or '!':
                at += 2;
                while (char.IsAsciiLetter(next) || next == '_' ? char.IsAsciiLetterOrDigit(Here) || Here == '_' : false)
                {
                    at++;
                }
                return true;
            default:
                return false;
        }
    }

    void ReadParenthesized()
    {
        if (Peek(2) == '(')
        {
            ReadArithmetic();
        }
        else
        {
            ReadSubstitution();
        }
    }

    void ReadSubstitution() => at = new ShellReader(text, at + 2, isSubstitution: true, depth + 1, found).ReadAll();

    void ReadBackticks()
    {
        var inner = new StringBuilder();
        for (at++; Here != '`'; at++)
        {
            if (at >= text.Length)
            {
                throw new UnreadableShellException("a substitution has no end");
            }
            at += Here == '\\' && Peek(1) is '`' or '\\' or '$' ? 1 : 0;
            inner.Append(Here);
        }
        at++;
        Read(inner.ToString(), depth + 1, found);
    }

    void ReadArithmetic()
    {
        var parentheses = 2;
        for (at += 3; parentheses > 0;)
        {
            if (at >= text.Length || Here is ';' or '\n' or '\'' or '"' or '\\' or '#')
            {
                throw new UnreadableShellException("'$((' is not followed by arithmetic");
            }
            if (!TryReadExpansion(isQuoted: true))
            {
                parentheses += Here switch { '(' => 1, ')' => -1, _ => 0 };
                at++;
            }
        }
        if (text[at - 2] != ')')
        {
            throw new UnreadableShellException("'$((' is not followed by arithmetic");
        }
    }

    void ReadParameter()
    {
        var start = at;
        at += 2;
        while (Here != '}')
        {
            if (at >= text.Length || Here is '\'' or '"' or '\\' or '\n')
            {
                throw new UnreadableShellException("'${' with quotes, or without an end");
            }
            if (!TryReadExpansion(isQuoted: true))
            {
                at++;
            }
        }
        at++;
        // These are filled in with what is run or set, not only with what is there.
        var inside = text[(start + 2)..(at - 1)];
        if (inside.Contains('@', StringComparison.Ordinal) && inside.EndsWith('P') || inside.Contains('=', StringComparison.Ordinal))
        {
            throw new UnreadableShellException("'${' that sets or runs what it fills in");
        }
    }

    sealed record HereDocument(string Mark, bool IsStripped, bool IsExpanded);
}
