using System.Text;

namespace SkillMcp.Sessions;

/// <summary>
/// What was typed into a shell, cut into its pipelines. It is read as far as is needed to tell what each part does: quotes, here-documents
/// and substitutions are kept whole, and the words of loops and conditions are left out.
/// </summary>
sealed class ShellScript
{
    static readonly string[] Keywords = ["if", "then", "else", "elif", "do", "while", "until", "!", "{", "(", "time"];
    static readonly string[] Ends = ["fi", "done", "}", ")", "esac"];

    readonly string text;
    readonly List<ShellPipeline> pipelines = [];
    readonly List<ShellCommand> commands = [];
    readonly List<string> words = [];
    readonly List<string> writes = [];
    readonly StringBuilder word = new();
    readonly Queue<string> awaited = [];
    string hereDocument = "";
    bool hasWord;
    int begin;
    int at;

    ShellScript(string text) => this.text = text;

    /// <summary>The pipelines of a text, in order.</summary>
    public static IReadOnlyList<ShellPipeline> PipelinesOf(string text)
    {
        var script = new ShellScript(text);
        script.Read();
        return script.pipelines;
    }

    void Read()
    {
        while (at < text.Length)
        {
            ReadNext(text[at]);
        }
        EndPipeline(ShellJoint.End, text.Length);
    }

    void ReadNext(char c)
    {
        switch (c)
        {
            case '\\' when at + 1 < text.Length:
                ReadEscaped();
                break;
            case '\'' or '"':
                ReadQuoted(c);
                break;
            case '`':
                Append(EndOf('`'));
                break;
            case '$' when Next == '(':
                Append(EndOfParentheses());
                break;
            case '<' when Next == '<' && (at + 2 >= text.Length || text[at + 2] != '<'):
                ReadHereDocumentMark();
                break;
            case '<' or '>':
                ReadRedirection();
                break;
            case '&' when Next == '>':
                at++;
                ReadRedirection();
                break;
            case '#' when !hasWord:
                at = EndOfLine();
                break;
            case '\n':
                EndLine();
                break;
            case '|' or '&' or ';':
                ReadOperator(c);
                break;
            case ')':
            case '(' when !hasWord:
                EndWord();
                at++;
                break;
            case ' ' or '\t' or '\r':
                EndWord();
                at++;
                break;
            default:
                word.Append(c);
                hasWord = true;
                at++;
                break;
        }
    }

    char Next => at + 1 < text.Length ? text[at + 1] : '\0';

    void ReadEscaped()
    {
        if (text[at + 1] is not ('\n' or '\r'))
        {
            word.Append(text[at + 1]);
            hasWord = true;
        }
        at += 2;
    }

    void ReadQuoted(char quote)
    {
        hasWord = true;
        for (at++; at < text.Length && text[at] != quote; at++)
        {
            if (quote == '"' && text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }
            word.Append(text[at]);
        }
        at++;
    }

    void Append(int end)
    {
        word.Append(text, at, end - at);
        hasWord = true;
        at = end;
    }

    int EndOf(char mark)
    {
        var end = text.IndexOf(mark, at + 1);
        return end < 0 ? text.Length : end + 1;
    }

    int EndOfParentheses()
    {
        var depth = 0;
        for (var end = at + 1; end < text.Length; end++)
        {
            depth += text[end] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return end + 1;
            }
        }
        return text.Length;
    }

    int EndOfLine()
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    void ReadHereDocumentMark()
    {
        EndWord();
        at += 2;
        while (at < text.Length && text[at] is '-' or ' ')
        {
            at++;
        }
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (';' or '|' or '&' or '>' or ')'))
        {
            at++;
        }
        awaited.Enqueue(text[start..at].Trim('\'', '"', '\\'));
    }

    void ReadRedirection()
    {
        // A number before the sign is that of a stream.
        if (word.Length == 1 && char.IsAsciiDigit(word[0]))
        {
            word.Clear();
            hasWord = false;
        }
        EndWord();
        var isOutput = text[at] == '>';
        while (at < text.Length && text[at] is '<' or '>' or '|')
        {
            at++;
        }
        if (at < text.Length && text[at] == '&')
        {
            at++;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '-'))
            {
                at++;
            }
            return;
        }
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }
        var before = words.Count;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not (';' or '|' or '&' or '<' or '>' or ')'))
        {
            ReadNext(text[at]);
        }
        EndWord();
        if (words.Count > before)
        {
            var file = words[^1];
            words.RemoveAt(words.Count - 1);
            if (isOutput && file is not ("/dev/null" or "/dev/stderr" or "/dev/stdout"))
            {
                writes.Add(file);
            }
        }
    }

    void ReadOperator(char c)
    {
        var isDouble = Next == c;
        var joint = (c, isDouble) switch
        {
            ('|', true) => ShellJoint.Or,
            ('&', true) => ShellJoint.And,
            ('&', false) => ShellJoint.Background,
            _ => ShellJoint.Then,
        };
        var end = at;
        var length = isDouble || c == '|' && Next == '&' ? 2 : 1;
        if (c == '|' && !isDouble)
        {
            EndCommand();
            at += length;
            return;
        }
        EndPipeline(joint, end);
        at += length;
        begin = at;
    }

    void EndLine()
    {
        var end = at;
        at++;
        EndWord();
        while (awaited.TryDequeue(out var mark))
        {
            end = ReadHereDocument(mark);
        }
        // Behind an operator the next line goes on.
        if (words.Count == 0 && commands.Count > 0)
        {
            return;
        }
        EndPipeline(ShellJoint.Then, end);
        begin = at;
    }

    int ReadHereDocument(string mark)
    {
        var document = new StringBuilder();
        while (at < text.Length)
        {
            var end = EndOfLine();
            var line = text[at..end];
            at = Math.Min(end + 1, text.Length);
            if (line.Trim() == mark)
            {
                hereDocument = document.ToString();
                return end;
            }
            document.Append(line).Append('\n');
        }
        hereDocument = document.ToString();
        return text.Length;
    }

    void EndWord()
    {
        if (hasWord)
        {
            words.Add(word.ToString());
            word.Clear();
            hasWord = false;
        }
    }

    void EndCommand()
    {
        EndWord();
        var start = 0;
        while (start < words.Count && (Keywords.Contains(words[start]) || Ends.Contains(words[start])))
        {
            start++;
        }
        // "for x in a b" only names what follows.
        var isCommand = start < words.Count && words[start] is not ("for" or "case" or "function");
        if (isCommand || writes.Count > 0)
        {
            commands.Add(new ShellCommand([.. words.Skip(start)], [.. writes], hereDocument));
        }
        words.Clear();
        writes.Clear();
        hereDocument = "";
    }

    void EndPipeline(ShellJoint joint, int end)
    {
        EndCommand();
        if (commands.Count > 0)
        {
            pipelines.Add(new ShellPipeline([.. commands], text[begin..Math.Max(begin, end)].Trim(), joint));
            commands.Clear();
        }
    }
}
