using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds the parts of a text that few see where it is shown: comments, titles and other attributes, footnotes, definitions, front matter,
/// what a style hides and what blanks push away. Each kind reads the text once.
/// </summary>
static class HiddenPlaces
{
    static readonly (string Kind, string Begin, string End)[] Marks =
    [
        (HiddenContent.Comment, "<!--", "-->"),
        (HiddenContent.Comment, "[//]: # (", "\n"),
        (HiddenContent.Comment, "[comment]: # (", "\n"),
        (HiddenContent.Comment, "[//]: # \"", "\n"),
        (HiddenContent.Comment, "{# ", "#}"),
        (HiddenContent.Comment, "{/*", "*/}"),
        (HiddenContent.Comment, "<%--", "--%>"),
        (HiddenContent.Comment, "{{!--", "--}}"),
        (HiddenContent.Comment, "{% comment %}", "{% endcomment %}"),
        (HiddenContent.Comment, "<?", "?>"),
        (HiddenContent.Comment, "<![CDATA[", "]]>"),
        (HiddenContent.Comment, "\\iffalse", "\\fi"),
        (HiddenContent.Style, "\\phantom{", "}"),
        (HiddenContent.Style, "\\hphantom{", "}"),
        (HiddenContent.Style, "\\textcolor{white}{", "}"),
        (HiddenContent.Style, "\\color{white}", "}"),
        (HiddenContent.Aside, "<details", "</details>"),
        (HiddenContent.Aside, "<template", "</template>"),
        (HiddenContent.Aside, "<noscript", "</noscript>"),
        (HiddenContent.Aside, "<metadata", "</metadata>"),
        (HiddenContent.Aside, "<desc", "</desc>"),
        (HiddenContent.Aside, "<title", "</title>"),
        (HiddenContent.Aside, "<small", "</small>"),
        (HiddenContent.Aside, "<sub", "</sub>"),
        (HiddenContent.Aside, "<sup", "</sup>"),
        (HiddenContent.Aside, "/*", "*/"),
    ];

    static readonly string[] UnshownElements = ["<metadata", "<desc"];

    // What these hold is shown where their end is missing, as in a name that is to be filled in.
    static readonly string[] ShownIfOpen = ["<metadata", "<desc", "<title", "<small", "<sub", "<sup"];

    // Whatever the style is of: a text that is not seen has no size, no colour or no place.
    static readonly string[] HidingStyles =
    [
        "display:none", "visibility:hidden", "visibility:collapse", "font-size:0", "font-size:1px", "font-size:2px", "font-size:.",
        "font:0",
        "color:white", "color:#fff", "color:#fef", "color:#fdf", "color:#fffffe", "color:transparent", "color:rgba(0,0,0,0)",
        "color:rgb(255,255,255)", "left:-", "right:-", "top:-", "bottom:-", "text-indent:-", "margin:-", "translate(-", "translatex(-",
        "translatey(-", "translate3d(-", "scale(0", "scalex(0", "scaley(0", "width:0", "height:0", "clip:rect", "clip-path:inset(",
        "clip-path:circle(0", "clip-path:polygon(0", "filter:opacity(0", "content-visibility:hidden", "z-index:-", "line-height:0",
    ];

    // The attributes of a text in a drawing that nobody can read.
    static readonly SearchValues<string> UndrawnText = SearchValues.Create(
        [
            "fill=\"none\"", "fill='none'", "fill=\"transparent\"", "opacity=\"0\"", "opacity=\"0.0", "font-size=\".", "font-size=\"0",
            "font-size=\"1\"", "visibility=\"hidden\"", "display=\"none\"", "display:none", "opacity:0;", "opacity:0\"", "font-size:0",
            "fill:none", "fill:transparent", "visibility:hidden", "x=\"-", "y=\"-",
        ],
        StringComparison.Ordinal);

    // The fields of front matter that are shown.
    static readonly FrozenSet<string> OpenFields = FrozenSet.ToFrozenSet(
        ["name", "title", "description", "summary", "license", "version", "tags", "keywords", "category", "author", "authors", "date"]);

    static readonly string[] CommentMarks =
        ["# ", "#!", "// ", "-- ", "; ", "% ", "REM ", ": '", "' ", "\"\"\"", "<# ", "/// ", "//! "];

    static readonly string[] CommentMarksInLine = [" # ", " // ", " -- ", " ; "];

    // Blanks in a row, and lines in a row, that push what follows out of sight.
    const int MinBlanks = 100;
    const int MinLines = 30;

    // What is pushed out of sight is read up to this: a line may hold hundreds of gaps.
    const int MaxPaddedLength = 600;

    // What is hidden by a style, and the longest tag.
    const int MaxStyled = 4_000;
    const int MaxTag = 400;
    const int MaxSignsInTag = 3;

    // A shorter value is a name, and a longer name is a sentence.
    const int MinValue = 16;
    const int MaxFieldName = 30;
    const int MinWordsOfValue = 4;

    static readonly SearchValues<char> OfFieldName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    // How a message begins that speaks past the people who read a page.
    static readonly SearchValues<string> Frames = SearchValues.Create(
        [
            "<|im_start|>", "<|system|>", "<|start_header_id|>", "[system]", "<system>", "<<sys>>", "[inst]", "<tool_result",
            "<function_result", "<tool_response", "operator directive", "system directive", "required by agent",
            "required by the agent", "agent-note", "agent_note", "agent_policy", "agent_instruction", "agent-instruction",
            "agent_directive", "agent-directive", "agent-policy", "agent-rule",
            "ai-policy", "ai-note", "ai-directive", "llm-note", "assistant-note", "assistant-instruction", "bot-instruction",
            "model-instruction", "x-agent", "x-assistant", "x-llm", "ai-instruction", "ai_instruction", "llm_instruction",
            "note for automated", "automated reader",
            "automated agents", "for automated", "machine readers", "machines only", "not meant for people", "not for humans",
            "not meant for humans", "invisible to people", "for ai only", "for agents only", "for llms only", "language models that",
            "language models which", "ai models that", "agents that read this", "ai agents reading", "if you are a program",
            "if you are an ai", "if you are a language model", "if you are an llm", "if you are an assistant", "if you are a model",
            "if you are a machine", "if you are an agent", "any ai reading", "ai reading this", "llm reading this",
        ],
        StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<char> EndsOfFrame = SearchValues.Create(":>].\n");

    // A shorter comment or attribute says nothing to anyone.
    const int MinWords = 3;

    public static IEnumerable<HiddenContent> In(string text)
    {
        var code = new CodeBlocks(text);
        return Marks.SelectMany(mark => Between(text, mark.Kind, mark.Begin, mark.End))
            .Concat(Styled(text))
            // A page shows the blocks of code in it with all that is in them.
            .Select(part => code.Holds(part.At)
                ? part with { Kind = HiddenContent.Aside, IsShown = true }
                : part)
            .Concat(Attributes(text))
            .Concat(Links(text))
            .Concat(Lines(text))
            .Concat(Values(text))
            .Concat(Framed(text))
            .Concat(Padded(text));
    }

    static IEnumerable<HiddenContent> Between(string text, string kind, string begin, string end)
    {
        for (var at = 0; (at = text.IndexOf(begin, at, StringComparison.Ordinal)) >= 0;)
        {
            var from = at + begin.Length;
            // A path may end in a slash and an asterisk.
            var isPath = begin == "/*" && at > 0 && !char.IsWhiteSpace(text[at - 1]);
            var isOtherTag = begin[0] == '<' && (IsSpokenOf(text, at, kind) || kind == HiddenContent.Aside && !EndsName(text, from));
            if (isPath || isOtherTag)
            {
                at = from;
                continue;
            }
            var to = text.IndexOf(end, from, StringComparison.Ordinal);
            // A template without the end of a comment fails.
            if (to < 0 && (begin[0] == '{' || Array.IndexOf(ShownIfOpen, begin) >= 0))
            {
                yield break;
            }
            var inner = to < 0 ? text[from..] : text[from..to];
            // Mail and pages are written in such a part, and old browsers read what only they are to load.
            var isPage = begin == "<![CDATA[" && inner.Contains("</", StringComparison.Ordinal);
            var isTagged = kind == HiddenContent.Aside || isPage || inner.StartsWith("[if ", StringComparison.Ordinal);
            yield return new HiddenContent(isPage ? HiddenContent.Aside : kind, isTagged ? WithoutTags(inner) : inner, at)
            {
                IsLabel = Array.IndexOf(UnshownElements, begin) >= 0,
            };
            at = to < 0 ? text.Length : to + end.Length;
        }
    }

    // A longer name is of something else, such as a description that is to be filled in.
    static bool EndsName(string text, int at) => at == text.Length || !char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('-' or '_');

    /// <summary>Whether a tag is in quotes by itself, or the begin of a comment in a span of code: a text that speaks of it.</summary>
    static bool IsSpokenOf(string text, int at, string kind)
    {
        // A comment is as hidden in quotes as out of them.
        var isQuoted = at > 0 && (text[at - 1] == '`' || text[at - 1] is '"' or '\'' && kind == HiddenContent.Aside);
        if (!isQuoted)
        {
            return false;
        }
        var line = TextSpans.FirstLine(text.AsSpan(at, Math.Min(MaxTag, text.Length - at)));
        var close = line.IndexOf('>');
        return close < 0
            ? text[at - 1] == '`' && line.Contains('`')
            : close + 1 < line.Length && line[close + 1] == text[at - 1];
    }

    // The rest of the tag that it begins with, and all others.
    static string WithoutTags(string inner)
    {
        var said = new StringBuilder(inner.Length);
        var isTag = inner.Length > 0 && inner[0] is '>' or ' ' && inner.AsSpan(0, Math.Min(MaxTag, inner.Length)).Contains('>');
        foreach (var c in inner)
        {
            isTag |= c == '<';
            if (!isTag)
            {
                said.Append(c);
            }
            else if (c == '>')
            {
                isTag = false;
                said.Append(' ');
            }
        }
        return said.ToString().Trim();
    }

    /// <summary>The text of elements that a style, a class of a style or an attribute hides.</summary>
    static IEnumerable<HiddenContent> Styled(string text)
    {
        var classes = HiddenClasses(text);
        // Scripts change classes, and white letters are on a background that another element has.
        var isStyledLater = classes.Count > 0
            && (text.Contains("<script", StringComparison.OrdinalIgnoreCase) || text.Contains("background", StringComparison.Ordinal));
        for (var at = 0; (at = text.IndexOf('<', at)) >= 0; at++)
        {
            var close = text.AsSpan(at, Math.Min(MaxTag, text.Length - at)).IndexOf('>');
            if (close < 0 || !IsTag(text.AsSpan(at, close)) || !Hides(text.AsSpan(at, close), classes))
            {
                continue;
            }
            var from = at + close + 1;
            var to = EndOfElement(text, at + 1, from);
            // What has buttons is shown later, a field that people do not see is for robots, and a program sets styles as it runs.
            var inner = text.AsSpan(from, to - from);
            var isControl = inner.Contains("<button", StringComparison.Ordinal) || inner.Contains("<input", StringComparison.Ordinal)
                || text.AsSpan(at, close).Contains("={", StringComparison.Ordinal)
                || isStyledLater && !Hides(text.AsSpan(at, close), []);
            yield return new HiddenContent(isControl ? HiddenContent.Aside : HiddenContent.Style, WithoutTags(text[from..to]), at);
            // Each text is read once, however many elements are in elements.
            at = to - 1;
        }
    }

    // What follows is not a number that is compared, and no other tag begins before the end.
    static bool IsTag(ReadOnlySpan<char> tag) => tag.Length > 1 && char.IsAsciiLetter(tag[1]) && !tag[1..].Contains('<');

    // Up to the end tag of the same name, or else up to the next tag.
    static int EndOfElement(string text, int name, int from)
    {
        var nameEnd = name;
        while (nameEnd < text.Length && char.IsAsciiLetterOrDigit(text[nameEnd]))
        {
            nameEnd++;
        }
        var rest = text.AsSpan(from, Math.Min(MaxStyled, text.Length - from));
        var close = rest.IndexOf($"</{text.AsSpan(name, nameEnd - name)}", StringComparison.OrdinalIgnoreCase);
        var next = close < 0 ? rest.IndexOf('<') : close;
        return next < 0 ? text.Length : from + next;
    }

    static bool Hides(ReadOnlySpan<char> tag, HashSet<string> classes)
    {
        var isConditional = tag.Contains("hidden=\"{", StringComparison.Ordinal) || tag.Contains("hidden={", StringComparison.Ordinal);
        if (tag.Contains(" hidden", StringComparison.OrdinalIgnoreCase) && !isConditional)
        {
            return true;
        }
        if (tag.Contains("class", StringComparison.OrdinalIgnoreCase) && classes.Count > 0)
        {
            var names = tag.ToString().Split([' ', '"', '\'', '='], StringSplitOptions.RemoveEmptyEntries);
            if (Array.Exists(names, classes.Contains))
            {
                return true;
            }
        }
        if (tag.StartsWith("<text ") || tag.StartsWith("<tspan "))
        {
            return tag.ContainsAny(UndrawnText);
        }
        var isFont = tag.Contains("color=", StringComparison.OrdinalIgnoreCase);
        if (!isFont && !tag.Contains("style", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        var style = new StringBuilder(tag.Length).Append(tag).Replace(" ", "").Replace("\"", "").ToString().ToLowerInvariant();
        return HidesByStyle(isFont ? style.Replace("color=", "color:") : style);
    }

    static bool HidesByStyle(string style) =>
        Array.Exists(HidingStyles, OfText(style).Contains) && !IsPositive(style)
        || style.Contains("opacity:0") && !style.Contains("opacity:0.") || style.Contains("opacity:0.0") || IsSameColour(style);

    // The colour of a background or a border hides no text.
    static string OfText(string style) => style.Contains("color:", StringComparison.Ordinal)
        ? style.Replace("backgroundcolor:", "background:").Replace("ground-color:", "ground:").Replace("bordercolor:", "border:")
            .Replace("border-color:", "border:")
        : style;

    // A margin or a place of a pixel or two, and a size below one that is not nothing.
    static bool IsPositive(string style) => style.Contains("width:0.") || style.Contains("scale(0.") || style.Contains("line-height:0.");

    static bool IsSameColour(string style)
    {
        var background = style.IndexOf("background:", StringComparison.Ordinal) is >= 0 and var plain
            ? style[(plain + 11)..]
            : style.IndexOf("background-color:", StringComparison.Ordinal) is >= 0 and var named ? style[(named + 17)..] : "";
        var colour = background.Split(';', '\'', '>')[0];
        return colour.Length > 2
            && (style.Contains($";color:{colour}") || style.Contains($"={"color:"}{colour}") || style.Contains($"'color:{colour}"));
    }

    /// <summary>The classes and identifiers that a style sheet in the text hides.</summary>
    static HashSet<string> HiddenClasses(string text)
    {
        var classes = new HashSet<string>();
        for (var at = 0; (at = text.IndexOf('{', at)) >= 0; at++)
        {
            var close = text.AsSpan(at, Math.Min(MaxTag, text.Length - at)).IndexOf('}');
            var begin = at;
            while (begin > 0 && at - begin < 60 && text[begin - 1] is not ('}' or '\n' or '>' or ';'))
            {
                begin--;
            }
            var selector = text.AsSpan(begin, at - begin).Trim();
            if (close > 0 && selector is ['.' or '#', ..]
                && HidesByStyle(text.Substring(at, close).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()))
            {
                classes.Add(selector[1..].ToString());
            }
        }
        return classes;
    }

    /// <summary>The values of attributes that are sentences, whatever the attribute.</summary>
    static IEnumerable<HiddenContent> Attributes(string text)
    {
        var end = 0;
        for (var at = 0; (at = text.IndexOf('=', at)) >= 0; at++)
        {
            if (at < end || at + 1 >= text.Length || text[at + 1] is not ('"' or '\'') || at == 0 || !IsOfName(text[at - 1]))
            {
                continue;
            }
            var close = text.AsSpan(at + 2, Math.Min(MaxStyled, text.Length - at - 2)).IndexOf(text[at + 1]);
            if (close > 0 && IsInTag(text, at) && IsSentence(text.AsSpan(at + 2, close)))
            {
                // A field shows its placeholder.
                var isLabel = !text.AsSpan(0, at).EndsWith("placeholder", StringComparison.OrdinalIgnoreCase);
                yield return new HiddenContent(HiddenContent.Aside, text.Substring(at + 2, close), at) { IsLabel = isLabel };
                end = at + 2 + close;
            }
        }

        static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '_';
    }

    /// <summary>Whether a tag is open at a place: it begins with a letter, and no bracket outside of quotes closes it before.</summary>
    static bool IsInTag(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - MaxTag), Math.Min(MaxTag, at));
        var begin = before.Length;
        // A value may hold such signs too.
        for (var tries = 0; tries < MaxSignsInTag; tries++)
        {
            begin = before[..begin].LastIndexOf('<');
            if (begin < 0)
            {
                return false;
            }
            if (IsOpenTag(before[(begin + 1)..]))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsOpenTag(ReadOnlySpan<char> tag)
    {
        if (tag.IsEmpty || !char.IsAsciiLetter(tag[0]))
        {
            return false;
        }
        var quote = '\0';
        for (var at = 1; at < tag.Length; at++)
        {
            var isQuote = quote == '\0' ? tag[at] is '"' or '\'' : tag[at] == quote;
            if (isQuote)
            {
                quote = quote == '\0' ? tag[at] : '\0';
            }
            // An arrow is of a function.
            if (quote == '\0' && tag[at] == '>' && tag[at - 1] != '=')
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The alternative texts of images, the titles of links and of definitions, and definitions that are comments.</summary>
    static IEnumerable<HiddenContent> Links(string text)
    {
        for (var at = 0; (at = text.IndexOf(']', at)) >= 0; at++)
        {
            var open = text.AsSpan(Math.Max(0, at - MaxTag), Math.Min(MaxTag, at)).LastIndexOf('[') is >= 0 and var found
                ? Math.Max(0, at - MaxTag) + found
                : -1;
            if (open < 0)
            {
                continue;
            }
            if (open > 0 && text[open - 1] == '!' && IsSentence(text.AsSpan(open + 1, at - open - 1)))
            {
                yield return new HiddenContent(HiddenContent.Aside, text[(open + 1)..at], open) { IsLabel = true };
            }
            var (title, length) = TitleBehind(text, at + 1);
            if (title is not null)
            {
                yield return new HiddenContent(HiddenContent.Aside, title, at) { IsLabel = true };
                // Each title is read once, however many brackets are in it.
                at += length;
            }
        }
    }

    static (string? Title, int Length) TitleBehind(string text, int at)
    {
        var line = TextSpans.FirstLine(text.AsSpan(at, Math.Min(MaxPaddedLength, text.Length - at)));
        return line is ['(' or ':', ..] && TitleIn(line[1..]) is { } title ? (title, line.IndexOf(title) + title.Length) : default;
    }

    // What is in quotes or in brackets behind an address.
    static string? TitleIn(ReadOnlySpan<char> target)
    {
        var address = target.TrimStart(' ');
        var blank = address.IndexOfAny(' ', '\t');
        // A bracket that was not opened ends the link.
        if (blank <= 0 || address[..blank].Count(')') > address[..blank].Count('('))
        {
            return null;
        }
        var title = address[blank..].TrimStart();
        if (title is not ['"' or '\'' or '(', ..])
        {
            return null;
        }
        var close = EndOfTitle(title[1..], title[0] == '(' ? ')' : title[0]);
        var inner = close < 0 ? title[1..] : title.Slice(1, close);
        return IsSentence(inner) ? inner.Trim([' ', '(', ')']).ToString() : null;
    }

    // The first of its signs that ends the link or its line, for a line holds many links; else the last, for a title may hold quotes.
    static int EndOfTitle(ReadOnlySpan<char> title, char sign)
    {
        for (var at = 0; at < title.Length; at++)
        {
            if (title[at] == sign && title[(at + 1)..].TrimStart(' ') is [] or [')', ..])
            {
                return at;
            }
        }
        return title.LastIndexOf(sign);
    }

    /// <summary>Strings in data that are sentences: behind a colon, a comma or a bracket, or in a field of a header.</summary>
    static IEnumerable<HiddenContent> Values(string text)
    {
        foreach (var (begin, end) in TextSpans.LinesOf(text))
        {
            // A file of data may be one line.
            if (end - begin is < MinValue || end - begin > (text[begin] is '{' or '[' ? MaxStyled : MaxPaddedLength))
            {
                continue;
            }
            var line = text[begin..end];
            foreach (var (at, value) in StringsIn(line).Where(one => IsOfData(line, one.At - 1) && IsValue(one.Text)
                && !QuotedAttack.SpeaksOfAttacks(text, begin + one.At, one.Text.Length)))
            {
                yield return new HiddenContent(HiddenContent.Value, value, begin + at);
            }
            var field = line.AsSpan().TrimStart("-#/ \t");
            var colon = field.IndexOf(':');
            if (colon is > 1 and < MaxFieldName && IsNameOfField(field[..colon]) && IsValue(field[(colon + 1)..]))
            {
                yield return new HiddenContent(HiddenContent.Value, field[(colon + 1)..].Trim([' ', '"', '\'', ',']).ToString(), begin);
            }
        }

        // A word with a capital begins a line of prose.
        static bool IsNameOfField(ReadOnlySpan<char> name) => !name.ContainsAnyExcept(OfFieldName)
            && (!char.IsAsciiLetterUpper(name[0]) || char.IsAsciiLetterUpper(name[1]) || name.Contains('-'));

        static bool IsValue(ReadOnlySpan<char> value) =>
            value.Trim().Count(' ') >= MinWordsOfValue - 1 || value.ContainsAnyInRange('\u0400', '\uffff') && value.Length > MinWords;

        static bool IsOfData(string line, int at)
        {
            var before = line.AsSpan(0, at).TrimEnd();
            return line[at] is '"' or '\'' && (before.Length == 0
                || before[^1] is '=' or ',' or '[' or '{' or '(' or '"' && !before.EndsWith("\"\"")
                || before[^1] == ':' && IsKey(before[..^1]) || before[^1] == '>' && before.TrimStart() is ['<', ..]);
        }

        // The word in front of the colon is in quotes, or begins the line or a part of it; in front of a quotation is prose.
        static bool IsKey(ReadOnlySpan<char> before)
        {
            if (before is [.., '"' or '\''])
            {
                return true;
            }
            var rest = before[..(before.LastIndexOfAnyExcept(OfFieldName) + 1)].TrimEnd();
            return rest.Length < before.Length && (rest.IsEmpty || rest[^1] is ',' or '{' or '[' or '(' or '-' or '#' or '*' or '/');
        }
    }

    // In a line of data a bracket is around strings, and in all others like a quote.
    static IEnumerable<(int At, string Text)> StringsIn(string line)
    {
        if (line.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            foreach (var quoted in TextSpans.QuotedIn(line, MinValue))
            {
                yield return quoted;
            }
            yield break;
        }
        for (var at = 0; (at = line.IndexOf('"', at)) >= 0;)
        {
            var close = line.IndexOf('"', at + 1);
            while (close > 0 && line[close - 1] == '\\')
            {
                close = line.IndexOf('"', close + 1);
            }
            if (close < 0)
            {
                yield break;
            }
            if (close - at > MinValue)
            {
                yield return (at + 1, line[(at + 1)..close]);
            }
            at = close + 1;
        }
    }

    /// <summary>What is put as a message of the system or of a tool, or for machines and not for people.</summary>
    static IEnumerable<HiddenContent> Framed(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var found = text.AsSpan(at).IndexOfAny(Frames);
            if (found < 0)
            {
                yield break;
            }
            var begin = at + found;
            var rest = text.AsSpan(begin, Math.Min(MaxPaddedLength, text.Length - begin));
            var end = rest.IndexOf("\n\n") is > 0 and var blank && blank > MaxFieldName ? blank : rest.Length;
            if (!QuotedAttack.SpeaksOfAttacks(text, begin, end))
            {
                // What is asked for is behind the colon, or the next sentence.
                var said = rest[..end];
                var colon = said.IndexOfAny(EndsOfFrame);
                yield return new HiddenContent(HiddenContent.Frame, said[(colon < 0 ? 0 : colon + 1)..].Trim().ToString(), begin);
            }
            at = begin + end;
        }
    }

    static bool IsSentence(ReadOnlySpan<char> value) =>
        value.Trim().Count(' ') >= MinWords - 1 || value.ContainsAnyInRange('\u0400', '\uffff') && value.Length > MinWords;

    /// <summary>Footnotes, the fields of front matter, and the comments of programs.</summary>
    static IEnumerable<HiddenContent> Lines(string text)
    {
        var (isFront, isCode) = (text.StartsWith("---\n", StringComparison.Ordinal), false);
        var isOpen = false;
        var isTypeset = text.Contains("\\begin{", StringComparison.Ordinal) || text.Contains("\\section{", StringComparison.Ordinal);
        var comment = new StringBuilder();
        var (commentAt, isShown) = (0, false);
        for (var begin = 0; begin <= text.Length;)
        {
            var end = begin < text.Length && text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            var line = text.AsSpan(begin, end - begin).Trim();
            isCode ^= line.StartsWith("```") || line.StartsWith("~~~");
            var isFence = begin > 0 && isFront && line is "---" or "...";
            isFront &= !isFence;
            // A comment of a program that is all of the text; behind a sign that begins a heading, one that is indented.
            var isComment = isCode || isFront || isTypeset && line.StartsWith("% ")
                || line.StartsWith("# ") && text.AsSpan(begin).StartsWith("  ") || line.StartsWith("// ");
            // The lines of a value that goes on are as open as its field.
            isOpen = isFront && (line.IsEmpty || text[begin] == ' ' ? isOpen : IsOpenField(line));
            var said = isComment && !isOpen ? CommentIn(line).ToString() : "";
            var aside = said.Length > 0 || isOpen ? "" : isFront ? FieldIn(line) : FootnoteIn(line);
            if (said.Length > 0)
            {
                // Front matter and the source of a typeset text are not shown.
                (commentAt, isShown) = comment.Length == 0 ? (begin, !isFront && !isTypeset) : (commentAt, isShown);
                comment.Append(comment.Length == 0 ? "" : "\n").Append(said);
            }
            else if (comment.Length > 0)
            {
                if (IsSentence(comment.ToString()))
                {
                    yield return new HiddenContent(HiddenContent.Aside, comment.ToString(), commentAt) { IsShown = isShown };
                }
                comment.Clear();
            }
            if (IsSentence(aside))
            {
                yield return new HiddenContent(HiddenContent.Aside, aside, begin);
            }
            begin = end + 1;
        }
    }

    static ReadOnlySpan<char> CommentIn(ReadOnlySpan<char> line)
    {
        foreach (var mark in CommentMarks)
        {
            if (line.StartsWith(mark, StringComparison.Ordinal))
            {
                return line[mark.Length..].Trim();
            }
        }
        foreach (var mark in CommentMarksInLine)
        {
            if (line.IndexOf(mark) is > 0 and var at)
            {
                return line[(at + mark.Length)..].Trim();
            }
        }
        return [];
    }

    static bool IsOpenField(ReadOnlySpan<char> line) =>
        line.IndexOf(':') is > 0 and var colon && OpenFields.GetAlternateLookup<ReadOnlySpan<char>>().Contains(line[..colon]);

    // The value of a field, or a line of one that goes on.
    static string FieldIn(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(": ");
        return (colon > 0 && !line[..colon].Contains(' ') ? line[(colon + 2)..] : line).Trim(['"', '\'', ' ']).ToString();
    }

    static string FootnoteIn(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("[^") || line.StartsWith("*["))
        {
            return line.IndexOf("]:") is > 0 and var end ? line[(end + 2)..].Trim().ToString() : "";
        }
        if (line is ['\\', '*', ..])
        {
            return line[2..].Trim().ToString();
        }
        return line is ['†' or '‡' or '¹' or '²' or '³' or '⁴', ..] ? line[1..].Trim().ToString() : "";
    }

    static IEnumerable<HiddenContent> Padded(string text)
    {
        var (blanks, lines) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\n':
                    (blanks, lines) = (0, lines + 1);
                    break;
                case ' ' or '\t' or '\u00a0':
                    blanks++;
                    break;
                default:
                    if ((blanks >= MinBlanks || lines >= MinLines) && !(text[at] == '|' && IsInTable(text, at)))
                    {
                        var rest = text.AsSpan(at, Math.Min(MaxPaddedLength, text.Length - at));
                        var end = rest.IndexOf('\n');
                        yield return new HiddenContent(HiddenContent.Padding, rest[..(end < 0 ? rest.Length : end)].ToString(), at);
                    }
                    (blanks, lines) = (0, 0);
                    break;
            }
        }
    }

    /// <summary>
    /// Whether a bar ends a cell that is as wide as the others of a table: the line above or below has one as far to the right.
    /// </summary>
    static bool IsInTable(string text, int at)
    {
        var begin = text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
        return IsRow(text.AsSpan(begin, at - begin))
            && (begin > 0 && IsAsWide(TextSpans.FirstLine(text.AsSpan(text.LastIndexOf('\n', Math.Max(0, begin - 2)) + 1)))
                || end < text.Length && IsAsWide(TextSpans.FirstLine(text.AsSpan(end + 1))));

        // Wide letters take two columns.
        bool IsAsWide(ReadOnlySpan<char> line) => IsRow(line) && line.LastIndexOf('|') * 2 >= at - begin;

        static bool IsRow(ReadOnlySpan<char> line) => line.TrimStart() is ['|', ..];
    }
}
