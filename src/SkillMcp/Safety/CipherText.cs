using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Finds lines and quotes that are no language until their letters are put in another order (along the rails of a fence, down the columns
/// of a block, two by two) or each is replaced by another (multiplied and shifted in the alphabet, forwards or backwards).
/// </summary>
static class CipherText
{
    const int MinLength = 20;
    const int MaxLength = 400;

    // Each part is read some thirty times.
    const int MaxRead = 16_384;
    const int MaxRails = 6;
    const int MaxKeys = 4;
    const int MaxColumns = 8;

    // Tenths of half bits a letter: what is above the first is a language already, and what is above the second has become one.
    const int MaxLikenessBefore = 11;
    const int MinLikeness = 12;
    const int MinGain = 6;

    const int MinKnownWords = 2;

    // Letters of which each few say something, and how much that is like English without blanks.
    const int MaxStep = 5;
    const int MinPicked = 12;
    const int MinLikenessOfPicked = 8;

    // Bits that words save where no blanks are left.
    const double MinBits = 14;

    public static IEnumerable<HiddenContent> In(string text)
    {
        var left = MaxRead;
        var keys = text.AsSpan().ContainsAny(Transpositions) ? NamedKeys.In(text).Take(MaxKeys).ToList() : [];
        foreach (var (at, span) in TextSpans.In(text, MinLength))
        {
            var before = LikenessOf(span);
            var isLanguage = before > MaxLikenessBefore || span.Count(char.IsAsciiLetter) * 10 < span.Length * 7;
            if (isLanguage || span.Length > MaxLength || span.Length > left)
            {
                continue;
            }
            left -= span.Length;
            foreach (var said in Readings(span, before, keys).Concat(Replaced(span, before)).Concat(Picked(span)))
            {
                yield return new HiddenContent(HiddenContent.Scrambled, said, at) { Disguise = span };
            }
        }
    }

    static readonly SearchValues<string> Transpositions =
        SearchValues.Create(["column", "transpos", "spalten", "colonne", "columna"], StringComparison.OrdinalIgnoreCase);

    static IEnumerable<string> Readings(string span, int before, List<string> keys)
    {
        var letters = string.Concat(span.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        foreach (var order in Orders(span.Length).Concat(keys.Select(key => ByKey(span.Length, key))))
        {
            var said = Put(span, order);
            if (LikenessOf(said) is var likeness && likeness >= MinLikeness && likeness >= before + MinGain
                && WordCutter.KnownIn(said) >= MinKnownWords + WordCutter.KnownIn(span))
            {
                yield return said;
            }
        }
        foreach (var order in Orders(letters.Length).Concat(keys.Select(key => ByKey(letters.Length, key))))
        {
            var said = Put(letters, order);
            if (LikenessOf(said) >= MinLikeness && WordCutter.Cut(said) is var (words, bits) && bits >= MinBits)
            {
                yield return words;
            }
        }
    }

    /// <summary>What every second to fifth letter says, where others were put between.</summary>
    static IEnumerable<string> Picked(string span)
    {
        var letters = string.Concat(span.Where(char.IsAsciiLetter)).ToLowerInvariant();
        for (var step = 2; step <= MaxStep && letters.Length >= step * MinPicked; step++)
        {
            for (var from = 0; from < step; from++)
            {
                var picked = string.Concat(letters.Where((_, at) => at % step == from));
                if (LikenessOf(picked) >= MinLikenessOfPicked && WordCutter.Cut(picked) is var (words, bits) && bits >= MinBits)
                {
                    yield return words;
                }
            }
        }
    }

    /// <summary>The most likely of all alphabets that are a multiple and a shift of the plain one, in both directions.</summary>
    static IEnumerable<string> Replaced(string span, int before)
    {
        var best = AffineAlphabets.MostLikely(span);
        if (best.Likeness * 10 < (before + MinGain) * span.Length)
        {
            yield break;
        }
        var said = best.Read(span);
        if (best.Likeness >= MinLikeness * span.Length / 10 && WordCutter.KnownIn(said) >= MinKnownWords + WordCutter.KnownIn(span)
            || ForeignLanguage.IsIn(said) && !ForeignLanguage.IsIn(span))
        {
            yield return said;
        }
    }

    static int LikenessOf(string text) => LetterModel.Of(text) * 10 / Math.Max(text.Length, 1);

    static string Put(string text, int[] order)
    {
        var said = new char[text.Length];
        for (var at = 0; at < order.Length; at++)
        {
            said[order[at]] = text[at];
        }
        return new string(said);
    }

    /// <summary>For each rule the place of each letter before it was moved.</summary>
    static IEnumerable<int[]> Orders(int length)
    {
        yield return [.. Enumerable.Range(0, length).Select(at => (at ^ 1) < length ? at ^ 1 : at)];
        for (var rails = 2; rails <= MaxRails; rails++)
        {
            yield return Rails(length, rails);
        }
        for (var columns = 2; columns <= MaxColumns; columns++)
        {
            yield return Columns(length, columns);
            var rows = (length + columns - 1) / columns;
            if (rows > MaxColumns)
            {
                yield return Columns(length, rows);
            }
        }
    }

    static int[] Rails(int length, int rails)
    {
        var order = new int[length];
        var cycle = 2 * (rails - 1);
        var next = 0;
        for (var rail = 0; rail < rails; rail++)
        {
            for (var top = 0; top - rail < length; top += cycle)
            {
                if (top > 0 && rail > 0 && rail < rails - 1 && top - rail < length)
                {
                    order[next++] = top - rail;
                }
                if (top + rail < length)
                {
                    order[next++] = top + rail;
                }
            }
        }
        return order;
    }

    /// <summary>Down the columns in the order of the letters of a key.</summary>
    static int[] ByKey(int length, string key)
    {
        var columns = Enumerable.Range(0, key.Length).OrderBy(column => char.ToLowerInvariant(key[column]));
        return [.. columns.SelectMany(column => Enumerable.Range(0, length).Where(at => at % key.Length == column))];
    }

    static int[] Columns(int length, int columns)
    {
        var order = new int[length];
        var next = 0;
        for (var column = 0; column < columns; column++)
        {
            for (var at = column; at < length; at += columns)
            {
                order[next++] = at;
            }
        }
        return order;
    }
}
