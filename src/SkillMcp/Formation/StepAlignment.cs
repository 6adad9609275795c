using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// How two steps correspond: which pieces of them are equal, and what each has where they differ. The longest common subsequence of their
/// words and signs (E. W. Myers, 1986, "An O(ND) difference algorithm and its variations").
/// </summary>
sealed partial class StepAlignment
{
    // Steps that differ in more words and signs do something else; the time grows with the square of it.
    const int MaxEdits = 160;

    readonly List<Piece> known;
    readonly List<Piece> run;

    // For each piece of the known step the index of the equal one of the run; -1 where there is none.
    readonly int[] matches;

    StepAlignment(List<Piece> known, List<Piece> run, int[] matches) => (this.known, this.run, this.matches) = (known, run, matches);

    /// <summary>Aligns two texts; null if they differ in too much.</summary>
    /// <param name="known">One text.</param>
    /// <param name="borders">Where in it a piece must end, in order.</param>
    /// <param name="run">The other text.</param>
    /// <param name="ignoreCase">Whether "Open" and "open" are equal.</param>
    public static StepAlignment? Of(string known, IReadOnlyList<int> borders, string run, bool ignoreCase)
    {
        var one = Piece.Of(known, borders);
        var other = Piece.Of(run, SeamsIn(run, known, borders));
        var keys = new Dictionary<string, int>(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var (a, b) = (one.ConvertAll(Key), other.ConvertAll(Key));
        var matches = Enumerable.Repeat(-1, a.Count).ToArray();
        var (start, endA, endB) = (0, a.Count, b.Count);
        for (; start < endA && start < endB && a[start] == b[start]; start++)
        {
            matches[start] = start;
        }
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1])
        {
            matches[--endA] = --endB;
        }
        if (!Match(a, b, (start, endA), (start, endB), matches))
        {
            return null;
        }
        Slide(a, matches);
        var inverse = Inverse(matches, b.Count);
        Slide(b, inverse);
        return new StepAlignment(one, other, Inverse(inverse, a.Count));

        int Key(Piece piece)
        {
            var text = char.IsWhiteSpace(piece.Text[0]) ? " " : piece.Text;
            if (!keys.TryGetValue(text, out var key))
            {
                keys.Add(text, key = keys.Count);
            }
            return key;
        }
    }

    /// <summary>
    /// Where in the words of the run a value begins or ends, as values do within words of the known text: "crf|23" for "crf|19".
    /// </summary>
    /// <param name="run">The text of the run.</param>
    /// <param name="known">The known text.</param>
    /// <param name="borders">Where in it each value begins and ends.</param>
    static List<int> SeamsIn(string run, string known, IReadOnlyList<int> borders)
    {
        var seams = new SortedSet<int>();
        foreach (var (index, border) in borders.Index())
        {
            if (border == 0 || border == known.Length || !char.IsLetterOrDigit(known[border - 1]) || !char.IsLetterOrDigit(known[border]))
            {
                continue;
            }
            var isStart = index % 2 == 0;
            var fixedPart = isStart ? WordEnd().Match(known, 0, border).Value : WordStart().Match(known, border).Value;
            foreach (var at in ValueOccurrences.InWords(fixedPart, run))
            {
                seams.Add(isStart ? at + fixedPart.Length : at);
            }
        }
        return [.. seams];
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}]+$", RegexOptions.RightToLeft)]
    private static partial Regex WordEnd();

    [GeneratedRegex(@"\G[\p{L}\p{Nd}]+")]
    private static partial Regex WordStart();

    /// <summary>How many words both have.</summary>
    /// <param name="isValue">Whether a piece of the known step is a value.</param>
    public int SharedWords(Func<int, bool> isValue) => known.Index().Count(piece =>
        matches[piece.Index] >= 0 && char.IsLetterOrDigit(piece.Item.Text[0]) && !isValue(piece.Item.Start));

    /// <summary>What the run has in place of a piece of the known step; null if what is around it does not correspond.</summary>
    /// <param name="start">Where the piece begins.</param>
    /// <param name="end">Where it ends.</param>
    public (int Start, int End)? CounterpartOf(int start, int end)
    {
        var first = known.FindIndex(piece => piece.Start == start);
        var last = known.FindLastIndex(piece => piece.End == end);
        if (first < 0 || last < first)
        {
            return null;
        }
        if (matches[first] >= 0 && Enumerable.Range(first, last - first + 1).All(at => matches[at] == matches[first] + at - first))
        {
            return (run[matches[first]].Start, run[matches[last]].End);
        }
        var isOpen = first > 0 && matches[first - 1] < 0 || last + 1 < known.Count && matches[last + 1] < 0;
        if (isOpen)
        {
            return null;
        }
        var from = first == 0 ? 0 : run[matches[first - 1]].End;
        var to = last + 1 == known.Count ? run[^1].End : run[matches[last + 1]].Start;
        return from < to ? (from, to) : null;
    }

    /// <summary>
    /// Where the two differ, in order. Neighbours within one word are one difference ("012_split" and "007_add"), and so is a number with
    /// the word that it is hyphened to ("web-01" and "web-02").
    /// </summary>
    /// <param name="isFixed">Whether a piece of the known step is a parameter already, and is left out.</param>
    /// <param name="isInSentence">
    /// Whether a place of the known step is in a sentence: words that differ side by side are one value there.
    /// </param>
    public List<StepGap> Gaps(Func<int, bool> isFixed, Func<int, bool> isInSentence)
    {
        var gaps = new List<(int Start, int End, int RunStart, int RunEnd)>();
        for (var (at, inRun) = (0, 0); at < known.Count || inRun < run.Count;)
        {
            if (at < known.Count && matches[at] >= 0 && matches[at] == inRun)
            {
                (at, inRun) = (at + 1, inRun + 1);
                continue;
            }
            var (start, runStart) = (at, inRun);
            while (at < known.Count && matches[at] < 0)
            {
                at++;
            }
            inRun = at < known.Count ? matches[at] : run.Count;
            if (start >= known.Count || !isFixed(known[start].Start))
            {
                gaps.Add((start, at, runStart, inRun));
            }
        }
        var whole = Joined(gaps, isFixed, isInSentence).Select(gap => WithWordBefore(gap, isFixed)).Select(gap => Widened(gap, isFixed));
        return [.. Apart(whole).Select(TextOf)];
    }

    /// <summary>The differences without overlaps: those that were widened into each other are one.</summary>
    static List<(int Start, int End, int RunStart, int RunEnd)> Apart(IEnumerable<(int Start, int End, int RunStart, int RunEnd)> gaps)
    {
        var apart = new List<(int Start, int End, int RunStart, int RunEnd)>();
        foreach (var gap in gaps)
        {
            if (apart is [.., var last] && gap.Start < last.End)
            {
                apart[^1] = (Math.Min(last.Start, gap.Start), Math.Max(last.End, gap.End),
                    Math.Min(last.RunStart, gap.RunStart), Math.Max(last.RunEnd, gap.RunEnd));
            }
            else
            {
                apart.Add(gap);
            }
        }
        return apart;
    }

    IEnumerable<(int Start, int End, int RunStart, int RunEnd)> Joined(
        List<(int Start, int End, int RunStart, int RunEnd)> gaps, Func<int, bool> isFixed, Func<int, bool> isInSentence)
    {
        for (var at = 0; at < gaps.Count; at++)
        {
            var gap = gaps[at];
            while (at + 1 < gaps.Count && AreOne(gap, gaps[at + 1]))
            {
                gap = gap with { End = gaps[at + 1].End, RunEnd = gaps[at + 1].RunEnd };
                at++;
            }
            yield return gap;
        }

        bool AreOne((int Start, int End, int RunStart, int RunEnd) one, (int Start, int End, int RunStart, int RunEnd) next)
        {
            if (next.Start != one.End + 1 || isFixed(known[one.End].Start))
            {
                return false;
            }
            var isEmpty = one.Start == one.End || one.RunStart == one.RunEnd || next.Start == next.End || next.RunStart == next.RunEnd;
            var areInSentence = one.Start < known.Count && next.Start < known.Count
                && isInSentence(known[one.Start].Start) && isInSentence(known[next.Start].Start);
            return known[one.End].Text is "-" or "_" or "." || known[one.End].IsSpace
                && (isEmpty || AreNames(one, next) || areInSentence && AreWords(one) && AreWords(next));
        }
    }

    /// <summary>Whether neither text of a difference is a number, a date or anything else of a form, which is a value by itself.</summary>
    bool AreWords((int Start, int End, int RunStart, int RunEnd) gap) =>
        IsOfWords(TextOf(known, gap.Start, gap.End)) && IsOfWords(TextOf(run, gap.RunStart, gap.RunEnd));

    static bool IsOfWords(string text) => text.Any(char.IsLetter) && ValueForm.Of(text) is null && !LiteralDetection.IsNumber(text);

    static string TextOf(List<Piece> pieces, int start, int end) => string.Concat(pieces[start..end].Select(piece => piece.Text));

    /// <summary>"Maria Lopez" and "Jo Dyk": two names that stand together.</summary>
    bool AreNames((int Start, int End, int RunStart, int RunEnd) one, (int Start, int End, int RunStart, int RunEnd) next) =>
        char.IsUpper(known[one.End - 1].Text[0]) && char.IsUpper(known[next.Start].Text[0])
        && char.IsUpper(run[one.RunEnd - 1].Text[0]) && char.IsUpper(run[next.RunStart].Text[0]);

    /// <summary>A difference that begins with the space before a word in one of the texts, from the word before it on.</summary>
    (int Start, int End, int RunStart, int RunEnd) WithWordBefore(
        (int Start, int End, int RunStart, int RunEnd) gap, Func<int, bool> isFixed)
    {
        if (gap.Start == gap.End || gap.RunStart == gap.RunEnd)
        {
            return gap;
        }
        var isSpace = known[gap.Start].IsSpace;
        var isSpaceInRun = run[gap.RunStart].IsSpace;
        if (isSpace && isSpaceInRun)
        {
            return gap with { Start = gap.Start + 1, RunStart = gap.RunStart + 1 };
        }
        var mayWiden = gap.Start > 0 && gap.RunStart > 0 && matches[gap.Start - 1] == gap.RunStart - 1
            && !isFixed(known[gap.Start - 1].Start);
        return isSpace != isSpaceInRun && mayWiden ? gap with { Start = gap.Start - 1, RunStart = gap.RunStart - 1 } : gap;
    }

    (int Start, int End, int RunStart, int RunEnd) Widened((int Start, int End, int RunStart, int RunEnd) gap, Func<int, bool> isFixed)
    {
        var hasDigit = known[gap.Start..gap.End].Exists(piece => piece.Text.Any(char.IsDigit))
            || run[gap.RunStart..gap.RunEnd].Exists(piece => piece.Text.Any(char.IsDigit));
        // A version is a value by itself: "release-2.3".
        var isVersion = known[gap.Start..gap.End] is [var only] && only.Text.Contains('.');
        if (!hasDigit || isVersion)
        {
            return gap;
        }
        // "#10482" and "$18": a placeholder behind these signs would be of another language.
        if (gap.Start > 0 && known[gap.Start - 1].Text is "#" or "$" && IsPair(gap.Start - 1, gap.RunStart - 1))
        {
            gap = gap with { Start = gap.Start - 1, RunStart = gap.RunStart - 1 };
        }
        while (gap.Start > 1 && known[gap.Start - 1].Text == "-" && IsPair(gap.Start - 1, gap.RunStart - 1)
            && IsWord(gap.Start - 2) && IsPair(gap.Start - 2, gap.RunStart - 2))
        {
            gap = gap with { Start = gap.Start - 2, RunStart = gap.RunStart - 2 };
        }
        while (gap.End + 1 < known.Count && known[gap.End].Text == "-" && IsPair(gap.End, gap.RunEnd)
            && IsWord(gap.End + 1) && IsPair(gap.End + 1, gap.RunEnd + 1))
        {
            gap = gap with { End = gap.End + 2, RunEnd = gap.RunEnd + 2 };
        }
        return gap;

        bool IsWord(int at) => char.IsLetterOrDigit(known[at].Text[0]);

        bool IsPair(int at, int inRun) => matches[at] >= 0 && matches[at] == inRun && !isFixed(known[at].Start);
    }

    StepGap TextOf((int Start, int End, int RunStart, int RunEnd) gap)
    {
        var start = gap.Start < known.Count ? known[gap.Start].Start : known is [.., var last] ? last.End : 0;
        var runStart = gap.RunStart < run.Count ? run[gap.RunStart].Start : run is [.., var lastOfRun] ? lastOfRun.End : 0;
        return new StepGap(start, TextOf(known, gap.Start, gap.End), runStart, TextOf(run, gap.RunStart, gap.RunEnd));
    }

    /// <summary>Fills in which pieces are equal; false if there are too many edits.</summary>
    static bool Match(List<int> a, List<int> b, (int Start, int End) inA, (int Start, int End) inB, int[] matches)
    {
        var (n, m) = (inA.End - inA.Start, inB.End - inB.Start);
        if (n == 0 || m == 0)
        {
            return n + m <= MaxEdits;
        }
        var trace = new List<int[]>();
        var furthest = new int[2 * MaxEdits + 3];
        for (var edits = 0; edits <= Math.Min(MaxEdits, n + m); edits++)
        {
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var isDown = diagonal == -edits || diagonal != edits && At(diagonal - 1) < At(diagonal + 1);
                var x = isDown ? At(diagonal + 1) : At(diagonal - 1) + 1;
                var y = x - diagonal;
                for (; x < n && y < m && a[inA.Start + x] == b[inB.Start + y]; x++, y++)
                {
                }
                At(diagonal) = x;
                if (x >= n && y >= m)
                {
                    trace.Add(furthest[(MaxEdits + 1 - edits)..(MaxEdits + 2 + edits)]);
                    Trace(trace, (n, m), inA.Start, inB.Start, matches);
                    return true;
                }
            }
            trace.Add(furthest[(MaxEdits + 1 - edits)..(MaxEdits + 2 + edits)]);
        }
        return false;

        ref int At(int diagonal) => ref furthest[diagonal + MaxEdits + 1];
    }

    /// <summary>
    /// Moves what only one text has beside another difference, where equal signs allow that: of the hyphens of "bee-routes-x" it is the
    /// last that "dots-x" has too.
    /// </summary>
    /// <param name="keys">What the pieces of one text say.</param>
    /// <param name="matches">For each of them the equal piece of the other text, or -1.</param>
    static void Slide(List<int> keys, int[] matches)
    {
        for (var (start, end) = (0, 0); start < matches.Length; start = end)
        {
            end = start + 1;
            if (matches[start] >= 0)
            {
                continue;
            }
            while (end < matches.Length && matches[end] < 0)
            {
                end++;
            }
            var isOnlyHere = start > 0 && end < matches.Length && matches[start - 1] + 1 == matches[end];
            var shift = isOnlyHere ? ShiftToOther(keys, matches, start, end) : 0;
            for (var moved = 1; moved <= shift; moved++)
            {
                (matches[end - moved], matches[start - moved]) = (matches[start - moved], -1);
            }
        }
    }

    /// <summary>By how many pieces a difference can be moved to the left until it meets another one; 0 if it meets none.</summary>
    static int ShiftToOther(List<int> keys, int[] matches, int start, int end)
    {
        for (var shift = 1; start - shift > 0 && keys[start - shift] == keys[end - shift]; shift++)
        {
            var (before, moved) = (matches[start - shift - 1], matches[start - shift]);
            if (before < 0 || before + 1 != moved)
            {
                return shift;
            }
        }
        return 0;
    }

    static int[] Inverse(int[] matches, int length)
    {
        var inverse = Enumerable.Repeat(-1, length).ToArray();
        foreach (var (at, match) in matches.Index().Where(pair => pair.Item >= 0))
        {
            inverse[match] = at;
        }
        return inverse;
    }

    static void Trace(List<int[]> trace, (int X, int Y) end, int startA, int startB, int[] matches)
    {
        var (x, y) = end;
        for (var edits = trace.Count - 1; edits >= 0; edits--)
        {
            var before = edits > 0 ? trace[edits - 1] : [];
            var diagonal = x - y;
            var isDown = diagonal == -edits || diagonal != edits && Of(before, diagonal - 1) < Of(before, diagonal + 1);
            var previous = isDown ? diagonal + 1 : diagonal - 1;
            var fromX = edits == 0 ? 0 : Of(before, previous);
            var fromY = edits == 0 ? 0 : fromX - previous;
            var afterEdit = edits == 0 ? 0 : isDown ? fromX : fromX + 1;
            while (x > afterEdit && y > (edits == 0 ? 0 : isDown ? fromY + 1 : fromY))
            {
                matches[startA + --x] = startB + --y;
            }
            (x, y) = (fromX, fromY);
        }

        // After some edits only as many diagonals to either side are reached.
        static int Of(int[] furthest, int diagonal) => furthest[diagonal + furthest.Length / 2];
    }

    /// <summary>A word, a number, a sign or a run of white space of a step.</summary>
    readonly partial record struct Piece(int Start, string Text)
    {
        public int End => Start + Text.Length;

        public bool IsSpace => char.IsWhiteSpace(Text[0]);

        /// <summary>The pieces of a text, none of which crosses a border.</summary>
        public static List<Piece> Of(string text, IReadOnlyList<int> borders)
        {
            var pieces = new List<Piece>();
            var start = 0;
            // In a path of Windows a backslash escapes nothing.
            var pattern = WindowsPath().IsMatch(text) ? UnescapedPattern() : Pattern();
            foreach (var border in borders.Append(text.Length))
            {
                foreach (var found in pattern.EnumerateMatches(text.AsSpan(start..border)))
                {
                    pieces.Add(new Piece(start + found.Index, text.Substring(start + found.Index, found.Length)));
                }
                start = border;
            }
            return pieces;
        }

        const string Words = ValueForm.DateInWords + @"(?![\p{L}\p{Nd}])|\s+|(?<![\p{L}\p{Nd}])v(?=\d+\.\d)"
            + @"|(?<![\d:])[0-2]?\d:[0-5]\d(?!\d)|\d+(?:\.\d+)+|[\p{L}\p{M}\p{Nd}]+|.";

        [GeneratedRegex(@"\\.|" + Words, RegexOptions.Singleline | RegexOptions.CultureInvariant)]
        private static partial Regex Pattern();

        [GeneratedRegex(Words, RegexOptions.Singleline | RegexOptions.CultureInvariant)]
        private static partial Regex UnescapedPattern();

        [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[A-Za-z]:\\|(?:^|[\s""'])\\\\[\w.-]+\\", RegexOptions.CultureInvariant)]
        private static partial Regex WindowsPath();
    }
}
