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
    public const string Aside = "hidden-aside";
    public const string Value = "order-in-data";
    public const string Frame = "order-past-the-reader";
    public const string Encoded = "encoded-text";
    public const string Scrambled = "scrambled-text";
    public const string Split = "split-text";
    public const string Unread = "too-much-hidden";

    // A code in a code in a code: an honest text has none.
    const int MaxTimesEncoded = 3;

    // What is decoded in all, in characters and in parts: a text that holds more is not read to its end.
    const int MaxDecoded = 2 * ContentScreen.MaxLength;
    const int MaxParts = 3_000;

    /// <summary>What a part that was decoded reads as in the text, empty where that is no text; null for what is written openly.</summary>
    public string? Disguise { get; init; }

    /// <summary>
    /// Whether the text says how this part is to be read, or all of it is read so: no honest text has a reason to hide an order so.
    /// </summary>
    public bool IsHinted { get; init; }

    /// <summary>Whether it is an aside that a page does not show at all: an alternative text, a title, a label, a template.</summary>
    public bool IsLabel { get; init; }

    /// <summary>Whether it is a comment in code, which a page shows to all who read it.</summary>
    public bool IsShown { get; init; }

    public string Reason => Kind switch
    {
        Comment => "A comment that is not shown speaks to the reader of the source.",
        Style => "Markup hides a text from those who see the page.",
        Padding => "Blanks push a text out of sight.",
        Aside => "A place that few people read gives an instruction.",
        Frame => "What is put as a message of the system, or for machines and not for people, orders an agent to do something.",
        Value => "A value in data reads like an order to an agent.",
        Encoded => "An encoded text says something once it is decoded.",
        Split => "A text says something once its parts are joined.",
        Unread => "More is encoded in it than is decoded.",
        _ => "A text says something once its letters are put back.",
    };

    /// <summary>What is hidden in a text.</summary>
    /// <param name="text">The text as it was written.</param>
    public static IReadOnlyList<HiddenContent> In(string text) => In(text, Deobfuscation.Of(text));

    /// <summary>What is hidden in a text.</summary>
    /// <param name="text">The text as it was written.</param>
    /// <param name="deobfuscation">The text without its disguise.</param>
    public static IReadOnlyList<HiddenContent> In(string text, Deobfuscation deobfuscation)
    {
        var parts = new List<HiddenContent>();
        AddAll(parts, text, deobfuscation);
        return parts;
    }

    /// <summary>What is in places that few see, and what is encoded, and what that says that is encoded or scrambled again.</summary>
    static void AddAll(List<HiddenContent> parts, string text, Deobfuscation deobfuscation)
    {
        var (budget, left) = (MaxDecoded, MaxParts);
        var known = new HashSet<string>();
        foreach (var part in HiddenPlaces.In(deobfuscation.Plain).TakeWhile(part => HasRoom(part, part.At)))
        {
            parts.Add(part);
        }
        Add(text, deobfuscation, null, MaxTimesEncoded);

        bool HasRoom(HiddenContent part, int at)
        {
            budget -= part.Text.Length;
            left--;
            if (budget < 0 || left < 0)
            {
                parts.Add(new HiddenContent(Unread, "", at));
            }
            return budget >= 0 && left >= 0;
        }

        void Add(string within, Deobfuscation read, int? place, int times)
        {
            var said = new List<HiddenContent>();
            foreach (var part in times == MaxTimesEncoded ? Decoded(within, read).Concat(Composed(read.Plain)) : Decoded(within, read))
            {
                if (!HasRoom(part, place ?? part.At))
                {
                    break;
                }
                if (known.Add(part.Text))
                {
                    said.Add(part with { At = place ?? part.At, Disguise = part.Disguise ?? "" });
                }
            }
            parts.AddRange(said);
            // Read again as one text: a text of a thousand codes takes no longer than one code.
            var codes = said.FindAll(part => part.Kind == Encoded || part.Kind == Split && !part.Text.Contains(' '));
            if (times > 1 && codes.Count > 0)
            {
                // The key of what is in the code is named beside it.
                var again = string.Join('\n', codes.Select(part => part.Text)) + ScrambledText.KeysNamedIn(text);
                Add(again, Deobfuscation.Of(again), codes[0].At, times - 1);
            }
        }
    }

    static IEnumerable<HiddenContent> Decoded(string text, Deobfuscation read) =>
        read.Runs
            .Concat(InvisibleText.In(text))
            .Concat(DrawnText.In(text))
            .Concat(DecodedText.HiddenIn(text))
            .Concat(DisguisedCode.Raw(text))
            .Concat(EncodedText.In(read.Plain))
            .Concat(DisguisedCode.In(read.Plain))
            .Concat(SpelledText.In(read.Plain))
            .Concat(ScrambledText.In(read.Plain))
            .Concat(CipherText.In(read.Plain))
            .Concat(ComputedText.In(read.Plain))
            .Concat(AlteredWords.In(read.Plain));

    // What is composed of plain words is not composed again.
    static IEnumerable<HiddenContent> Composed(string plain) =>
        SplitText.In(plain).Concat(AcrosticText.In(plain)).Concat(WordsInNames.In(plain));
}
