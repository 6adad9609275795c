using System.Text;

namespace SkillMcp.Safety;

/// <summary>A part of a text that is not visible where the text is shown, or that says something else once it is decoded.</summary>
/// <param name="Kind">How it is hidden.</param>
/// <param name="Text">What it says, decoded.</param>
/// <param name="At">Where it begins in the whole text.</param>
sealed record HiddenContent(string Kind, string Text, int At)
{
    public const string Comment = "hidden-comment";
    public const string Style = "hidden-by-style";
    public const string Padding = "pushed-out-of-sight";
    public const string Encoded = "encoded-text";
    public const string Scrambled = "scrambled-text";

    static readonly string[] HidingStyles =
    [
        "display:none", "visibility:hidden", "font-size:0", "font-size:1px", "color:white", "color:#fff", "color:transparent",
        "color:rgba(0,0,0,0)", "left:-", "text-indent:-", "width:0", "height:0", "clip:rect",
    ];

    // A code in a code in a code: an honest text has none.
    const int MaxTimesEncoded = 3;

    // Blanks in a row, and lines in a row, that push what follows out of sight.
    const int MinBlanks = 100;
    const int MinLines = 30;

    // What is pushed out of sight is read up to this: a line may hold hundreds of gaps.
    const int MaxPaddedLength = 600;

    /// <summary>What a part that was decoded reads as in the text, empty where that is no text; null for what is written openly.</summary>
    public string? Disguise { get; init; }

    public string Reason => Kind switch
    {
        Comment => "A comment that is not shown speaks to the reader of the source.",
        Style => "Markup hides a text from those who see the page.",
        Padding => "Blanks push a text out of sight.",
        Encoded => "An encoded text says something once it is decoded.",
        _ => "A text says something once its letters are put back.",
    };

    public static IReadOnlyList<HiddenContent> In(string text)
    {
        var parts = new List<HiddenContent>();
        AddBetween(parts, text, Comment, "<!--", "-->");
        AddBetween(parts, text, Comment, "[//]: # (", "\n");
        AddBetween(parts, text, Comment, "[comment]: # (", "\n");
        AddBetween(parts, text, Comment, "[//]: # \"", "\n");
        AddBetween(parts, text, Comment, "{# ", "#}");
        AddBetween(parts, text, Comment, "{/*", "*/}");
        AddStyled(parts, text);
        AddPadded(parts, text);
        AddDecoded(parts, text);
        return parts;
    }

    static void AddBetween(List<HiddenContent> parts, string text, string kind, string begin, string end)
    {
        for (var at = 0; (at = text.IndexOf(begin, at, StringComparison.Ordinal)) >= 0;)
        {
            var from = at + begin.Length;
            var to = text.IndexOf(end, from, StringComparison.Ordinal);
            parts.Add(new HiddenContent(kind, to < 0 ? text[from..] : text[from..to], at));
            at = to < 0 ? text.Length : to + end.Length;
        }
    }

    /// <summary>The text of elements that a style or an attribute hides.</summary>
    static void AddStyled(List<HiddenContent> parts, string text)
    {
        for (var at = 0; (at = text.IndexOf('<', at)) >= 0; at++)
        {
            var close = text.AsSpan(at, Math.Min(400, text.Length - at)).IndexOf('>');
            if (close < 0 || !Hides(text.AsSpan(at, close)))
            {
                continue;
            }
            var from = at + close + 1;
            var to = text.IndexOf('<', from);
            parts.Add(new HiddenContent(Style, to < 0 ? text[from..] : text[from..to], at));
            // A tag holds no other tag: each text is read once, however many angle brackets are before it.
            at += close;
        }
    }

    static bool Hides(ReadOnlySpan<char> tag)
    {
        if (tag.Contains(" hidden", StringComparison.OrdinalIgnoreCase) && !tag.Contains("hidden=\"{", StringComparison.Ordinal))
        {
            return true;
        }
        if (!tag.Contains("style", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        var style = new StringBuilder(tag.Length).Append(tag).Replace(" ", "").ToString().ToLowerInvariant();
        return Array.Exists(HidingStyles, style.Contains) || style.Contains("opacity:0") && !style.Contains("opacity:0.");
    }

    static void AddPadded(List<HiddenContent> parts, string text)
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
                    if (blanks >= MinBlanks || lines >= MinLines)
                    {
                        var rest = text.AsSpan(at, Math.Min(MaxPaddedLength, text.Length - at));
                        var end = rest.IndexOf('\n');
                        parts.Add(new HiddenContent(Padding, rest[..(end < 0 ? rest.Length : end)].ToString(), at));
                    }
                    (blanks, lines) = (0, 0);
                    break;
            }
        }
    }

    /// <summary>What a text says that is encoded, and what that says that is encoded or scrambled again.</summary>
    static void AddDecoded(List<HiddenContent> parts, string text)
    {
        var budget = ContentScreen.MaxLength;
        Add(text, null, MaxTimesEncoded);

        void Add(string within, int? place, int times)
        {
            var said = new List<HiddenContent>();
            foreach (var part in EncodedText.In(within).Concat(ScrambledText.In(within)))
            {
                budget -= part.Text.Length;
                if (budget < 0)
                {
                    break;
                }
                said.Add(part with { At = place ?? part.At, Disguise = part.Disguise ?? "" });
            }
            parts.AddRange(said);
            // Read again as one text: a text of a thousand codes takes no longer than one code.
            var codes = said.FindAll(part => part.Kind == Encoded);
            if (times > 1 && codes.Count > 0)
            {
                Add(string.Join('\n', codes.Select(part => part.Text)), codes[0].At, times - 1);
            }
        }
    }
}
