using System.Buffers;
using System.Globalization;

namespace SkillMcp.Safety;

/// <summary>
/// Finds texts that are cut into parts and joined elsewhere: in variables of a script, in literals of a program, in numbered parts, in
/// a column of a table, and in one place of each line of a list. Each way reads the text once.
/// </summary>
static class SplitText
{
    // Fewer parts are how programs write long lines, and a short text says nothing.
    const int MinParts = 3;
    const int MinLength = 12;

    // Of so many joints one cuts a word that is known.
    const int MaxShareOfWhole = 4;

    // The text between two literals that are joined, and that between two references.
    const int MaxGap = 12;

    const int MaxName = 40;
    const int MaxValue = 400;
    const int MaxColumns = 12;
    const int MaxWordsOfPart = 3;
    const int MaxLettersOfWord = 3;
    const int MaxToHint = 240;

    // A part of a sentence that is cut has fewer letters.
    const int MaxCut = 16;

    // What is quoted to be joined, and how many quotes are tried.
    const int MinQuote = 3;
    const int MaxQuote = 120;
    const int MaxQuotes = 200;

    public static IEnumerable<HiddenContent> In(string text) =>
        Variables(text)
            .Concat(Literals(text))
            .Concat(NumberedParts(text))
            .Concat(Columns(text))
            .Concat(Lists(text))
            .Concat(Quotes(text))
            .Concat(LabelledParts(text))
            .Concat(Lines(text));

    // A hint is in what is split, or beside it.
    static bool HasHint(string text, int begin, int end)
    {
        var from = Math.Max(0, begin - MaxToHint);
        return ReadingHint.IsIn(text.AsSpan(from, Math.Min(text.Length, end + MaxToHint) - from));
    }

    /// <summary>
    /// Parts that are joined without a blank, of which some words were cut in two: nobody cuts a word who only breaks a long line.
    /// </summary>
    static HiddenContent JoinedCut(IReadOnlyList<string> parts, int at, string disguise)
    {
        var said = string.Concat(parts);
        var isCut = parts.Count >= MinParts && said.Contains(' ') && CutWordsIn(parts) >= Math.Max(1, (parts.Count - 1) / MaxShareOfWhole);
        return isCut ? new HiddenContent(HiddenContent.Encoded, said, at) : Joined(said, at, disguise);
    }

    static int CutWordsIn(IReadOnlyList<string> parts) =>
        Enumerable.Range(1, parts.Count - 1).Count(at => IsCutWord(parts[at - 1], parts[at]));

    static bool IsCutWord(string one, string next)
    {
        var begin = one.Length;
        while (begin > 0 && char.IsAsciiLetter(one[begin - 1]))
        {
            begin--;
        }
        var end = 0;
        while (end < next.Length && char.IsAsciiLetter(next[end]))
        {
            end++;
        }
        var isWithin = begin < one.Length && end > 0 && (begin > 0 || end < next.Length);
        var (first, second) = (one[begin..].ToLowerInvariant(), next[..end].ToLowerInvariant());
        return isWithin && !(WordCutter.IsCommon(first) && WordCutter.IsCommon(second)) && WordCutter.IsCommon(first + second);
    }

    static HiddenContent Joined(string said, int at, string disguise) => new(HiddenContent.Split, said, at) { Disguise = disguise };

    /// <summary>What references to variables say that are next to each other, with the values that are assigned so far.</summary>
    static IEnumerable<HiddenContent> Variables(string text)
    {
        var values = new Dictionary<string, string>();
        var grown = new Dictionary<string, int>();
        foreach (var (begin, end) in TextSpans.LinesOf(text))
        {
            foreach (var (name, value, isAppended) in Assignments(text, begin, end))
            {
                var before = isAppended ? values.GetValueOrDefault(name, "") : "";
                values[name] = before.Length + value.Length <= MaxValue * 2 ? before + value : value;
                grown[name] = isAppended ? grown.GetValueOrDefault(name) + 1 : 0;
            }
            if (values.Count > 1 && Expanded(text, begin, end, values) is { } parts)
            {
                // Two values make a message; a sentence that is kept in three has a reason.
                yield return JoinedCut(parts, begin, "") with { IsHinted = parts.Count(part => part.Contains(' ')) >= MinParts };
            }
        }
        foreach (var (name, times) in grown.Where(one => one.Value >= MinParts - 1))
        {
            yield return Joined(values[name], 0, "");
        }
    }

    static IEnumerable<(string Name, string Value, bool IsAppended)> Assignments(string text, int begin, int end)
    {
        for (var at = begin; at < end; at++)
        {
            if (text[at] != '=')
            {
                continue;
            }
            var nameEnd = at;
            while (nameEnd > begin && text[nameEnd - 1] is ' ' or '+' or ':' or '.' && at - nameEnd < 4)
            {
                nameEnd--;
            }
            var name = nameEnd;
            while (name > begin && nameEnd - name < MaxName && (char.IsAsciiLetterOrDigit(text[name - 1]) || text[name - 1] == '_'))
            {
                name--;
            }
            var (from, to, next) = ValueAt(text, at + 1, end);
            if (name < nameEnd && to > from)
            {
                var isAppended = text[at - 1] is '+' or '.';
                yield return (text[name..nameEnd], text[from..to], isAppended);
                at = next - 1;
            }
        }
    }

    static (int From, int To, int Next) ValueAt(string text, int at, int end)
    {
        while (at < end && text[at] is ' ' or '=' or '@' or '$')
        {
            at++;
        }
        if (at < end && text[at] is '"' or '\'' or '`')
        {
            var close = text.AsSpan(at + 1, Math.Min(MaxValue, end - at - 1)).IndexOf(text[at]);
            return close < 0 ? default : (at + 1, at + 1 + close, at + close + 2);
        }
        var to = at;
        while (to < end && to - at < MaxValue && text[to] is not (' ' or ';' or '"' or '\'' or '&' or '|' or ')' or '`'))
        {
            to++;
        }
        return (at, to, to);
    }

    /// <summary>The longest row of references in a line, with their values; null where fewer than two are in a row.</summary>
    static List<string>? Expanded(string text, int begin, int end, Dictionary<string, string> values)
    {
        var lookup = values.GetAlternateLookup<ReadOnlySpan<char>>();
        var said = new List<string>();
        var (count, last) = (0, 0);
        var mostSaid = 0;
        List<string>? best = null;
        for (var at = begin; at < end;)
        {
            if (!IsNameStart(text[at]) || at > begin && (IsNameStart(text[at - 1]) || char.IsAsciiDigit(text[at - 1])))
            {
                at++;
                continue;
            }
            var nameEnd = at;
            while (nameEnd < end && (IsNameStart(text[nameEnd]) || char.IsAsciiDigit(text[nameEnd])))
            {
                nameEnd++;
            }
            if (nameEnd - at <= MaxName && !IsAssigned(nameEnd) && lookup.TryGetValue(text.AsSpan(at, nameEnd - at), out var value))
            {
                if (count > 0 && GapBetween(text.AsSpan(last, at - last)) is { } gap)
                {
                    if (gap.Length > 0)
                    {
                        said.Add(gap);
                    }
                    count++;
                }
                else
                {
                    Keep();
                    count = 1;
                }
                said.Add(value);
                last = nameEnd;
            }
            at = nameEnd;
        }
        Keep();
        return best;

        void Keep()
        {
            var length = said.Sum(part => part.Length);
            if (count > 1 && length >= MinLength && length > mostSaid && said.Exists(part => part.Contains(' ')))
            {
                (best, mostSaid) = ([.. said], length);
            }
            said.Clear();
        }

        bool IsAssigned(int nameEnd)
        {
            var next = nameEnd;
            while (next < end && text[next] is ' ' or '+' or ':')
            {
                next++;
            }
            return next < end && text[next] == '=' && (next + 1 == end || text[next + 1] != '=');
        }
    }

    static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    /// <summary>What is said between two references: nothing but operators, or what is written there.</summary>
    static string? GapBetween(ReadOnlySpan<char> gap)
    {
        if (gap.Length is 0 or > MaxGap)
        {
            return null;
        }
        var isMarked = gap.ContainsAny("$%{#");
        if (gap.ContainsAny("+.&~,") && !gap.ContainsAnyExcept("+.&~, \"'`$%{}()#"))
        {
            return "";
        }
        if (!isMarked)
        {
            return null;
        }
        var inner = gap.ContainsAny("\"'`") ? [] : gap.Trim("$%{}#()");
        return inner.ToString();
    }

    /// <summary>What literals in a row say that a program joins.</summary>
    static IEnumerable<HiddenContent> Literals(string text)
    {
        var row = new List<(int Begin, int End)>();
        var isList = false;
        for (var at = 0; at <= text.Length;)
        {
            var next = at < text.Length ? text.AsSpan(at).IndexOfAny('"', '\'', '`') : -1;
            var begin = next < 0 ? text.Length : at + next;
            var isNear = row.Count > 0 && begin - row[^1].End - 1 is >= 0 and <= MaxGap
                && !text.AsSpan(row[^1].End + 1, begin - row[^1].End - 1).ContainsAnyExcept("+.&~|, \t\n\\");
            if (row.Count > 0 && !isNear)
            {
                foreach (var found in Read())
                {
                    yield return found;
                }
                row.Clear();
                isList = false;
            }
            if (begin == text.Length)
            {
                yield break;
            }
            var close = text.AsSpan(begin + 1, Math.Min(MaxValue, text.Length - begin - 1)).IndexOfAny(text[begin], '\n');
            if (close < 0 || text[begin + 1 + close] == '\n')
            {
                at = begin + 1;
                continue;
            }
            isList |= isNear && text.AsSpan(row[^1].End, begin - row[^1].End).Contains(',');
            row.Add((begin + 1, begin + 1 + close));
            at = begin + close + 2;
        }

        IEnumerable<HiddenContent> Read()
        {
            if (row.Count < MinParts)
            {
                yield break;
            }
            var parts = row.ConvertAll(one => text[one.Begin..one.End]);
            var isOfWords = isList && parts.TrueForAll(part => part.Length > 0 && !char.IsWhiteSpace(part[0]))
                && parts.Average(part => part.Length) >= MinParts;
            foreach (var said in isOfWords ? [string.Concat(parts), string.Join(' ', parts)] : new[] { string.Concat(parts) })
            {
                if (said.Length >= MinLength)
                {
                    // What is cut in the middle of words reads like the whole to a model, and is hidden all the same.
                    var isCut = said.Length < row.Count * MaxCut;
                    var disguise = isCut && !isOfWords ? "" : text[row[0].Begin..row[^1].End];
                    yield return isOfWords ? Joined(said, row[0].Begin, disguise) : JoinedCut(parts, row[0].Begin, disguise);
                }
            }
        }
    }

    /// <summary>Parts in brackets that say which they are: <c>[1/4: …]</c>, <c>(part 2: …)</c>.</summary>
    static IEnumerable<HiddenContent> NumberedParts(string text)
    {
        var parts = new SortedDictionary<int, string>();
        var first = 0;
        for (var at = 0; (at = text.AsSpan(at).IndexOfAny('[', '(', '{') is >= 0 and var next ? at + next : -1) >= 0; at++)
        {
            var inner = text.AsSpan(at + 1, Math.Min(MaxValue, text.Length - at - 1));
            var close = inner.IndexOfAny(']', ')', '\n');
            if (close > 3 && inner[close] != '\n' && PartOf(inner[..close]) is (> 0 and var number, var said))
            {
                first = parts.Count == 0 ? at : first;
                parts.TryAdd(number, said);
            }
        }
        if (parts.Count >= MinParts)
        {
            yield return Joined(string.Join(' ', parts.Values), first, "") with { IsHinted = true };
        }
    }

    static (int Number, string Said) PartOf(ReadOnlySpan<char> inner)
    {
        var word = 0;
        while (word < inner.Length && word < MaxName && (char.IsLetter(inner[word]) || inner[word] is ' ' or '#'))
        {
            word++;
        }
        var end = word;
        while (end < inner.Length && end - word < 2 && char.IsAsciiDigit(inner[end]))
        {
            end++;
        }
        var mark = inner[end..].IndexOfAny(":=)|");
        var isPart = end > word && mark is >= 0 and < 8 && !inner.Slice(end, mark).ContainsAnyExcept("/ of0123456789");
        return isPart && inner[(end + mark + 1)..].Trim() is { Length: > 0 } said
            ? (int.Parse(inner[word..end], CultureInfo.InvariantCulture), said.ToString())
            : (0, "");
    }

    /// <summary>What each column of a table says from top to bottom.</summary>
    static IEnumerable<HiddenContent> Columns(string text)
    {
        var rows = new List<string[]>();
        var first = 0;
        foreach (var (begin, end) in TextSpans.LinesAndEnd(text))
        {
            var line = begin < text.Length ? text.AsSpan(begin, Math.Min(end, text.Length) - begin).Trim() : [];
            var separator = SeparatorOf(line);
            if (separator != '\0' && line.Length <= MaxValue * 2)
            {
                first = rows.Count == 0 ? begin : first;
                if (line.ContainsAnyExcept("|-: "))
                {
                    rows.Add(line.Trim(separator).ToString().Split(separator, StringSplitOptions.TrimEntries));
                }
                continue;
            }
            if (rows.Count > MinParts && FromParts([.. rows.Skip(1).SelectMany(row => row)]) is { } whole)
            {
                yield return Joined(whole, first, "");
            }
            for (var column = 0; rows.Count > MinParts && column < Math.Min(MaxColumns, rows[0].Length); column++)
            {
                var cells = rows.Skip(1).Where(row => row.Length > column).Select(row => row[column]).ToList();
                if (FromParts(cells) is { } said)
                {
                    var tableEnd = Math.Min(begin, text.Length);
                    yield return Joined(said, first, HasHint(text, first, tableEnd) ? "" : text[first..tableEnd]);
                }
            }
            rows.Clear();
        }
    }

    // The rows of a table of Markdown, and those of data.
    static char SeparatorOf(ReadOnlySpan<char> line)
    {
        if (line.Count('|') >= 2)
        {
            return '|';
        }
        return line.Count(',') >= 2 && !line.Contains(", ", StringComparison.Ordinal) ? ',' : line.Count('\t') >= 2 ? '\t' : '\0';
    }

    /// <summary>What one place of each line of a list says: what is bold, its first and last words, what is behind a dash.</summary>
    static IEnumerable<HiddenContent> Lists(string text)
    {
        var items = new List<string>();
        var first = 0;
        foreach (var (begin, end) in TextSpans.LinesAndEnd(text))
        {
            if (IsItem(text.AsSpan(begin, end - begin), out var item))
            {
                first = items.Count == 0 ? begin : first;
                items.Add(item.ToString());
                continue;
            }
            if (items.Count >= MinParts)
            {
                if (FromParts([.. items.AsEnumerable().Reverse()]) is { } turned)
                {
                    yield return Joined(turned, first, string.Join(' ', items));
                }
                if (ByNumber(items) is { } ordered)
                {
                    yield return Joined(ordered, first, "");
                }
                foreach (var place in Places)
                {
                    var parts = items.Select(place).OfType<string>().ToList();
                    if (parts.Count >= MinParts && parts.Count >= items.Count - 1 && FromParts(parts) is { } said)
                    {
                        yield return Joined(said, first, "");
                    }
                }
            }
            items.Clear();
        }
    }

    /// <summary>What items say in the order of the numbers that each of them has; null where they have none, or that order.</summary>
    static string? ByNumber(List<string> items)
    {
        var parts = items.ConvertAll(NumberOf);
        var isOrdered = parts.Zip(parts.Skip(1)).All(pair => pair.First.Number < pair.Second.Number);
        return parts.Exists(part => part.Number < 0) || isOrdered || parts.DistinctBy(part => part.Number).Count() < parts.Count
            ? null
            : FromParts([.. parts.OrderBy(part => part.Number).Select(part => part.Said)]);
    }

    static (int Number, string Said) NumberOf(string item)
    {
        var digits = item.AsSpan().TrimStart("([#");
        var length = 0;
        while (length < digits.Length && length < 3 && char.IsAsciiDigit(digits[length]))
        {
            length++;
        }
        return length > 0
            ? (int.Parse(digits[..length], CultureInfo.InvariantCulture), digits[length..].TrimStart(".):]/ ").ToString())
            : (-1, "");
    }

    /// <summary>What the first and the last words of lines say that follow each other.</summary>
    static IEnumerable<HiddenContent> Lines(string text)
    {
        var lines = new List<string>();
        var first = 0;
        foreach (var (begin, end) in TextSpans.LinesAndEnd(text))
        {
            var line = text.AsSpan(begin, end - begin).Trim();
            if (line.Length > 0 && line.Length <= MaxValue && !IsItem(line, out _))
            {
                first = lines.Count == 0 ? begin : first;
                lines.Add(line.ToString());
                continue;
            }
            if (lines.Count > MinParts)
            {
                foreach (var place in Places.TakeLast(2))
                {
                    if (FromParts([.. lines.Select(place).OfType<string>()]) is { } said)
                    {
                        yield return Joined(said, first, "");
                    }
                }
            }
            lines.Clear();
        }
    }

    /// <summary>What lines say together that are labelled as parts, wherever they are: <c>Part A: …</c>, <c>2/2: …</c>.</summary>
    static IEnumerable<HiddenContent> LabelledParts(string text)
    {
        var parts = new List<(int At, string Text)>();
        foreach (var (begin, end) in TextSpans.LinesOf(text))
        {
            var line = text.AsSpan(begin, Math.Min(end - begin, MaxValue)).TrimStart("#/*->; (");
            if (line.IndexOf(": ") is > 0 and <= MaxLabel and var colon && IsLabelOfPart(line[..colon]))
            {
                parts.Add((begin, PartOfSentence(line[(colon + 2)..])));
            }
            else if (EndOfNumber(line) is > 0 and var number)
            {
                parts.Add((begin, PartOfSentence(line[number..])));
            }
        }
        if (parts.Count is >= 2 and <= MaxColumns)
        {
            var said = string.Join(' ', parts.Select(part => part.Text));
            yield return Joined(said, parts[0].At, "") with { IsHinted = true };
        }
    }

    /// <summary>What a part adds to the sentence: without the dots where it is cut, and without the note where it goes on.</summary>
    static string PartOfSentence(ReadOnlySpan<char> part)
    {
        var note = part.IndexOf('(') is > 0 and var open && part.TrimEnd() is [.., ')'] ? part[..open] : part;
        return note.Trim([' ', '"', '`', '\'', ')', '…']).Trim("... ").ToString();
    }

    /// <summary>Where the number of a part ends, such as <c>[1/2]</c> or <c>2 of 3</c>; 0 where a line does not begin with one.</summary>
    static int EndOfNumber(ReadOnlySpan<char> line)
    {
        var mark = line is ['[', ..] ? 1 : 0;
        var end = mark;
        while (end < line.Length && end - mark < MaxNumberOfPart && (char.IsAsciiDigit(line[end]) || line[end] is '/' or ' ' or 'o' or 'f'))
        {
            end++;
        }
        var number = line[mark..end].Trim();
        var isNumber = number.Length >= 3 && char.IsAsciiDigit(number[0]) && char.IsAsciiDigit(number[^1])
            && (number.Count('/') == 1 && !number.Contains(' ') || number.Contains(" of ", StringComparison.Ordinal));
        var isEnd = mark == 1 ? end < line.Length && line[end] == ']' : end < line.Length && line[end] is ':' or ')';
        return isNumber && isEnd ? end + 1 : 0;
    }

    static bool IsLabelOfPart(ReadOnlySpan<char> label)
    {
        foreach (var word in PartWords)
        {
            if (label.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return label.Length is 3 or 5 && label.Contains('/') && char.IsAsciiDigit(label[0]);
    }

    static readonly string[] PartWords =
    [
        "part ", "stand for", "stands for", "half", "first bit", "second bit", "piece", "fragment", "teil ", "hälfte", "partie ", "parte ",
        "mitad",
    ];

    const int MaxLabel = 32;
    const int MaxNumberOfPart = 8;

    // What does not begin as an order may be one to the model.
    const double MinOrder = 0.9;
    const double MinOrderOfQuotes = 0.97;

    /// <summary>What quotes say that follow each other: two or three of them, or all of a text.</summary>
    static IEnumerable<HiddenContent> Quotes(string text)
    {
        var quotes = TextSpans.LinesOf(text).Where(line => line.End - line.Begin <= MaxValue)
            .SelectMany(line => TextSpans.QuotedIn(text[line.Begin..line.End], MinQuote).Select(one => (At: line.Begin + one.At, one.Text)))
            .Where(one => one.Text.Length <= MaxQuote).Take(MaxQuotes).ToList();
        for (var at = 0; at + 1 < quotes.Count; at++)
        {
            for (var count = 2; count <= 3 && at + count <= quotes.Count; count++)
            {
                var parts = quotes.GetRange(at, count).ConvertAll(one => one.Text.Trim());
                // Options are quoted in a row, and so is what people say.
                var isKept = count == 2 && IsKept(text, quotes[at].At);
                var whole = isKept ? string.Join(' ', parts) : FromParts(parts, MinOrderOfQuotes);
                if (!parts.Exists(part => part.StartsWith('-')) && whole is { } said
                    && !QuotedAttack.SpeaksOfAttacks(text, quotes[at].At, parts[0].Length))
                {
                    yield return Joined(said, quotes[at].At, parts.MaxBy(part => part.Length)!) with { IsHinted = isKept };
                }
            }
        }
    }

    // The words in front of a quote that say that it is half of something.
    static bool IsKept(string text, int at)
    {
        var from = Math.Max(0, at - MaxLabel);
        return text.AsSpan(from, at - from).ContainsAny(Kept);
    }

    static readonly SearchValues<string> Kept = SearchValues.Create(
        ["remember", "keep ", "memorise", "memorize", "store ", "note the words", "first half", "begins with", "starts with"],
        StringComparison.OrdinalIgnoreCase);

    // What is an order in one part already was not split.
    static string? FromParts(List<string> parts, double minOrder = MinOrder)
    {
        var words = parts.Sum(part => part.AsSpan().Count(' ') + LettersWithoutBlanks(part) / MaxLettersOfWord) + parts.Count - 1;
        return words < parts.Count * MaxWordsOfPart && string.Join(' ', parts) is var said
            && (OrderWords.AreOrder(said) || OrderClassifier.Trained.Probability(said) >= minOrder) ? said : null;
    }

    // Chinese and Japanese have no blanks between words.
    static int LettersWithoutBlanks(string part) => part.Count(c => c is >= '\u3040' and <= '\u9fff');

    static readonly Func<string, string?>[] Places =
    [
        item => Between(item, "**", "**") ?? Between(item, "__", "__"),
        item => Between(item, "`", "`"),
        item => Between(item, "[", "]"),
        item => Between(item, "*", "*"),
        item => Between(item, "(", ")"),
        item => Between(item, "\"", "\""),
        item => Behind(item, " — ") ?? Behind(item, " – ") ?? Behind(item, " - ") ?? Behind(item, " -- "),
        item => Behind(item, ": "),
        item => item.IndexOf(':') is > 0 and var end ? item[..end] : null,
        item => (item.IndexOf(' ') is >= 0 and var blank ? item[..blank] : item).TrimEnd('.', ',', ':', ';'),
        item => item.TrimEnd('.', ',', ':', ';', '!', '?') is var said ? said[(said.LastIndexOf(' ') + 1)..] : null,
    ];

    /// <summary>The text of an item of a list; null where the line is none.</summary>
    public static string? ItemOf(string line) => IsItem(line, out var item) ? item.ToString() : null;

    /// <summary>Whether a line is an item of a list, with its text.</summary>
    public static bool IsItem(ReadOnlySpan<char> line, out ReadOnlySpan<char> text)
    {
        var item = line.Trim();
        var mark = item.StartsWith("Step ", StringComparison.OrdinalIgnoreCase) ? 5 : 0;
        var end = mark;
        while (end < item.Length && end - mark < 3 && char.IsAsciiLetterOrDigit(item[end]))
        {
            end++;
        }
        if (end > mark && end < item.Length && item[end] is '.' or ')' or ':' && char.IsAsciiDigit(item[mark]))
        {
            text = item[(end + 1)..].Trim();
            return true;
        }
        text = item is ['-' or '*' or '+' or '•', ' ', ..] ? item[2..].Trim() : [];
        text = text is ['[', _, ']', ' ', ..] ? text[4..] : text;
        return item is ['-' or '*' or '+' or '•', ' ', ..];
    }

    static string? Between(string item, string open, string close)
    {
        var begin = item.IndexOf(open, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : item.IndexOf(close, begin + open.Length, StringComparison.Ordinal);
        return end > begin + open.Length ? item[(begin + open.Length)..end] : null;
    }

    static string? Behind(string item, string mark) =>
        item.LastIndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? item[(at + mark.Length)..] : null;
}
