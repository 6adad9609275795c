using System.Buffers;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds what some of the letters and words of plain sentences say: the first or last letters of lines, sentences and words, and every
/// second to fifth word. Letters count only where they are words beyond chance.
/// </summary>
static class AcrosticText
{
    const int MinLetters = 7;

    // Bits that words must save, with a hint that tells how to read them and without.
    const double MinGainWithHint = 7;
    const double MinGain = 10;

    // What does not begin like an order must be a longer text.
    const double MinGainOfAny = 24;

    // Letters that are words from the first to the last are so by chance in one text of a hundred thousand.
    const double MinGainOfWhole = 20;

    const int MinWords = 3;
    const int MaxStep = 6;

    // A longer line is no sentence, nor is what is shorter behind a colon.
    const int MaxLine = 1_000;
    const int MinLine = 12;

    // A line whose capitals are letters of another text.
    const int MaxMarkedLine = 4_000;

    const int MaxGridWidth = 40;
    const int MinRows = 4;

    static readonly char[] Marks = ['.', ',', ';', ':', '!', '?', '"', '(', ')', '*', '_', '`', '–', '-', '/', '>', '#'];

    static readonly (string Open, string Close)[] Frames =
        [("**", "**"), ("[", "]"), ("(", ")"), ("<b>", "</b>"), ("*", "*"), ("__", "__")];

    // A hint is beside what it is about.
    const int LinesNear = 3;

    static readonly SearchValues<char> AsciiLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static IEnumerable<HiddenContent> In(string text)
    {
        var hasHint = ReadingHint.IsIn(text);
        var lines = text.Split('\n');
        var letters = Blocks(lines).Concat(Sentences(text)).Concat(Paragraphs(lines)).Concat(Marked(lines)).Concat(Grids(lines))
            .Concat(Capitals(lines));
        return letters.Select(one => Read(one.Letters, one.At, hasHint, text.Length)).OfType<HiddenContent>()
            .Concat(hasHint ? NearHints(text, lines) : []);
    }

    static HiddenContent? Read(string letters, int at, bool hasHint, int length)
    {
        if (letters.Length < MinLetters)
        {
            return null;
        }
        letters = LetterRun.Turned(letters);
        var minGain = hasHint ? MinGainWithHint : MinGain + Math.Log2(length);
        var (words, gain) = WordCutter.Cut(letters, minGain);
        var isFound = gain >= minGain && (gain >= MinGainOfAny || OrderWords.BeginsOrder(words));
        if (!isFound && LetterRun.IsEnglish(letters))
        {
            // Letters that are like English are words beyond chance too where they are all common ones.
            (words, gain) = WordCutter.CutCommon(letters);
            isFound = gain >= MinGainOfAny + Math.Log2(length);
        }
        var isWhole = gain >= MinGainOfWhole && words.Length - words.AsSpan().Count(' ') == letters.Length && OrderWords.BeginsOrder(words);
        return isFound ? new HiddenContent(HiddenContent.Scrambled, words, at) { Disguise = "", IsHinted = isWhole } : null;
    }

    /// <summary>The first and the last letters of lines without an empty one between, and the first ones of all lines.</summary>
    static IEnumerable<(string Letters, int At)> Blocks(string[] lines)
    {
        var (firsts, lasts, all) = (new List<char>(), new List<char>(), new List<char>());
        var (at, begin) = (0, 0);
        foreach (var line in lines.Append(""))
        {
            var item = SplitText.IsItem(line, out var inner) ? inner : line.AsSpan().Trim();
            var first = item.IndexOfAny(AsciiLetters);
            if (item.Length == 0)
            {
                if (firsts.Count >= MinLetters)
                {
                    yield return (string.Concat(firsts), begin);
                    yield return (string.Concat(lasts), begin);
                }
                firsts.Clear();
                lasts.Clear();
                begin = at + line.Length + 1;
            }
            else if (first >= 0)
            {
                var last = item.LastIndexOfAny(AsciiLetters);
                firsts.Add(char.ToLowerInvariant(item[first]));
                all.Add(firsts[^1]);
                lasts.Add(char.ToLowerInvariant(item[last]));
            }
            at += line.Length + 1;
        }
        yield return (string.Concat(all), 0);
    }

    /// <summary>The first and the last letters of all words of a line, in whatever sentences, and of the words of all lines.</summary>
    static IEnumerable<(string Letters, int At)> Paragraphs(string[] lines)
    {
        var at = 0;
        var (firsts, lasts) = (new StringBuilder(), new StringBuilder());
        foreach (var line in lines)
        {
            firsts.Clear();
            lasts.Clear();
            AddEndsOfWords(line, firsts, lasts);
            if (firsts.Length >= MinLetters)
            {
                yield return (firsts.ToString(), at);
                yield return (lasts.ToString(), at);
            }
            at += line.Length + 1;
        }
    }

    static void AddEndsOfWords(string line, StringBuilder firsts, StringBuilder lasts)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var begin = at;
            while (at < line.Length && !char.IsWhiteSpace(line[at]))
            {
                at++;
            }
            var word = line.AsSpan(begin, at - begin).Trim(Marks);
            if (word.IsEmpty || !char.IsAsciiLetter(word[0]))
            {
                continue;
            }
            firsts.Append(char.ToLowerInvariant(word[0]));
            if (char.IsAsciiLetter(word[^1]))
            {
                lasts.Append(char.ToLowerInvariant(word[^1]));
            }
        }
    }

    /// <summary>The letters of a line that are bold or in brackets by themselves.</summary>
    static IEnumerable<(string Letters, int At)> Marked(string[] lines)
    {
        var at = 0;
        foreach (var line in lines)
        {
            foreach (var (open, close) in Frames)
            {
                var letters = new List<char>();
                for (var place = 0; (place = line.IndexOf(open, place, StringComparison.Ordinal)) >= 0; place += open.Length)
                {
                    var inner = place + open.Length;
                    if (inner < line.Length && char.IsAsciiLetter(line[inner])
                        && string.CompareOrdinal(line, inner + 1, close, 0, close.Length) == 0)
                    {
                        letters.Add(char.ToLowerInvariant(line[inner]));
                        place = inner + 1;
                    }
                }
                if (letters.Count >= MinLetters)
                {
                    yield return (string.Concat(letters), at);
                }
            }
            at += line.Length + 1;
        }
    }

    /// <summary>The letters of a line that are capitals within words, and what capitals and small letters say as bits.</summary>
    static IEnumerable<(string Letters, int At)> Capitals(string[] lines)
    {
        var at = 0;
        foreach (var line in lines)
        {
            var inner = 0;
            for (var place = 1; place < line.Length; place++)
            {
                inner += char.IsAsciiLetterUpper(line[place]) && char.IsAsciiLetterLower(line[place - 1]) ? 1 : 0;
            }
            if (inner >= MinLetters && line.Length <= MaxMarkedLine)
            {
                yield return (string.Concat(line.Where((c, place) => char.IsAsciiLetterUpper(c) && IsInMixedWord(line, place)))
                    .ToLowerInvariant(), at);
                var signs = line.Where(char.IsAsciiLetter).Select(char.IsAsciiLetterUpper).ToList();
                yield return (FromSigns(signs, "abcdefghijklmnopqrstuvwxyz"), at);
                yield return (FromSigns(signs, "abcdefghiklmnopqrstuwxyz"), at);
            }
            at += line.Length + 1;
        }
    }

    // A word of capitals alone is a name.
    static bool IsInMixedWord(string line, int at)
    {
        var (begin, end) = (at, at);
        while (begin > 0 && char.IsAsciiLetterUpper(line[begin - 1]))
        {
            begin--;
        }
        while (end < line.Length && char.IsAsciiLetterUpper(line[end]))
        {
            end++;
        }
        return begin > 0 && char.IsAsciiLetterLower(line[begin - 1]) || end < line.Length && char.IsAsciiLetterLower(line[end]);
    }

    // Five signs of two kinds are a letter.
    static string FromSigns(List<bool> signs, string alphabet)
    {
        var values = signs.Chunk(5).Where(five => five.Length == 5)
            .Select(five => five.Aggregate(0, (value, sign) => value * 2 + (sign ? 1 : 0)));
        return string.Concat(values.Where(value => value < alphabet.Length).Select(value => alphabet[value]));
    }

    /// <summary>The columns and the diagonal of lines in a row that have one length and no words.</summary>
    static IEnumerable<(string Letters, int At)> Grids(string[] lines)
    {
        var (at, begin) = (0, 0);
        var rows = new List<string>();
        foreach (var line in lines.Append(""))
        {
            var width = line.Length - line.AsSpan().Count(' ');
            if (width is >= 3 and <= MaxGridWidth && (rows.Count == 0 || rows[0].Length == width))
            {
                begin = rows.Count == 0 ? at : begin;
                rows.Add(line.Replace(" ", "").ToLowerInvariant());
            }
            else
            {
                foreach (var letters in rows.Count < MinRows ? [] : ColumnsOf(rows))
                {
                    yield return (letters, begin);
                }
                rows.Clear();
            }
            at += line.Length + 1;
        }
    }

    static IEnumerable<string> ColumnsOf(List<string> rows)
    {
        // Every second line is written back to front, or all are read downwards; lines of one length are most often plain.
        if (rows.Count >= MinRows && rows.TrueForAll(row => row.All(char.IsAsciiLetter)))
        {
            var plain = string.Concat(rows);
            var turned = string.Concat(rows.Where((_, at) => at % 2 == 1).Select(row => new string([.. row.Reverse()])));
            if (LetterRun.IsEnglish(turned) && !LetterRun.IsEnglish(string.Concat(rows.Where((_, at) => at % 2 == 1))))
            {
                yield return string.Concat(rows.Select((row, at) => at % 2 == 0 ? row : new string([.. row.Reverse()])));
            }
            if (!LetterRun.IsEnglish(plain))
            {
                yield return string.Concat(Enumerable.Range(0, rows[0].Length).SelectMany(column => rows.Select(row => row[column])));
            }
        }
        if (rows.Count < MinLetters)
        {
            yield break;
        }
        var width = rows[0].Length;
        for (var column = 0; column < width; column++)
        {
            yield return string.Concat(rows.Select(row => row[column]).Where(char.IsAsciiLetter));
            yield return string.Concat(rows.Select((row, at) => row[(column + at) % width]).Where(char.IsAsciiLetter));
        }
    }

    /// <summary>The first letters of the words of a sentence, and those of the sentences of a paragraph.</summary>
    static IEnumerable<(string Letters, int At)> Sentences(string text)
    {
        var (words, sentences) = (new List<char>(), new List<char>());
        var begin = 0;
        var isStart = true;
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : '\n';
            var isEnd = c is '.' or ':' or '!' or '?' or '"' or '\n' or '(';
            if (char.IsAsciiLetter(c) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]) && text[at - 1] != '\''))
            {
                words.Add(char.ToLowerInvariant(c));
                if (isStart)
                {
                    sentences.Add(char.ToLowerInvariant(c));
                }
                isStart = false;
            }
            if (!isEnd)
            {
                continue;
            }
            if (words.Count >= MinLetters)
            {
                yield return (string.Concat(words), begin);
            }
            words.Clear();
            isStart = true;
            begin = at + 1;
            if (c == '\n' && sentences.Count > 0 && (at + 1 >= text.Length || text[at + 1] == '\n'))
            {
                if (sentences.Count >= MinLetters)
                {
                    yield return (string.Concat(sentences), at);
                }
                sentences.Clear();
            }
        }
    }

    /// <summary>
    /// What the words and letters near a hint say in another order: every second to sixth of them, and from the last to the first. Of a
    /// line with a colon that is what is behind it.
    /// </summary>
    static IEnumerable<HiddenContent> NearHints(string text, string[] lines)
    {
        var (near, nearOrder) = (Near(text, lines, ReadingHint.IsOfWords), Near(text, lines, ReadingHint.IsOfOrder));
        var begin = 0;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line.Length <= MaxLine && (near.Contains(at) || nearOrder.Contains(at)))
            {
                var colon = line.LastIndexOf(": ", StringComparison.Ordinal);
                var part = colon > 0 && line.Length - colon > MinLine ? line[(colon + 1)..] : SplitText.ItemOf(line) ?? line;
                IEnumerable<string> few = near.Contains(at) ? EveryFew(part).Concat(EveryFewLetters(part)) : [];
                var said = few.Where(IsOrder).Concat(nearOrder.Contains(at) ? BackToFront(part) : []);
                foreach (var order in said)
                {
                    yield return new HiddenContent(HiddenContent.Split, order, begin) { Disguise = "", IsHinted = true };
                }
            }
            begin += line.Length + 1;
        }
    }

    static bool IsOrder(string words) => OrderWords.AreOrderFromFirst(words)
        || OrderClassifier.Trained.Probability(words) >= OrderClassifier.Trained.OrderThreshold;

    static HashSet<int> Near(string text, string[] lines, Func<string, bool> isHint) => !isHint(text)
        ? []
        : [.. Enumerable.Range(0, lines.Length).Where(at => isHint(lines[at]))
            .SelectMany(at => Enumerable.Range(Math.Max(0, at - LinesNear), 2 * LinesNear + 1))];

    static IEnumerable<string> BackToFront(string part)
    {
        var words = part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var turned = string.Join(' ', words.Reverse());
        return OrderWords.MayBeTurned(words) || OrderWords.AreOrderFromFirst(turned) ? [turned] : [];
    }

    static IEnumerable<string> EveryFewLetters(string part)
    {
        var letters = string.Concat(part.Where(char.IsAsciiLetter)).ToLowerInvariant();
        for (var step = 2; step <= 3; step++)
        {
            for (var from = 0; from < step && letters.Length >= step * MinLetters; from++)
            {
                var (words, gain) = WordCutter.Cut(string.Concat(letters.Where((_, place) => place % step == from)));
                if (gain >= MinGain + Math.Log2(letters.Length))
                {
                    yield return words;
                }
            }
        }
    }

    static IEnumerable<string> EveryFew(string part)
    {
        var words = part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', ':', '!', '?', '"', '(', ')')).Where(word => word.Length > 0).ToList();
        for (var step = 2; step <= MaxStep; step++)
        {
            for (var from = 0; from < step && words.Count >= step * MinWords; from++)
            {
                yield return string.Join(' ', words.Where((_, place) => place % step == from));
            }
        }
    }
}
