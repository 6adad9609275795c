using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Tells an attack that a text quotes to teach a defence from one that it makes: it is between quotation marks on its line, and the
/// words around it speak of attacks. An order is not in quotation marks, whatever is said around it.
/// </summary>
static class QuotedAttack
{
    // How far from the quotation it may be said what it is.
    const int MaxDistance = 400;

    static readonly SearchValues<string> Words = SearchValues.Create(
        [
            "adversar", "attack", "decline", "defence", "defend", "defense", "hostile", "injection", "jailbreak", "malicious",
            "must report",
            "phish", "red team", "red-team", "refus", "social engineering", "suspicious", "untrusted",
            "kein befehl", "keine befehle", "keine anweisung", "nur text", "pas des ordres", "pas des instructions", "no son órdenes",
            "no son instrucciones", "não são ordens", "não são instruções", "non sono ordini", "не приказ", "не выполняй", "не инструкц",
            "不是命令", "不是指令", "不要照做", "命令ではありません", "指示ではありません", "従わず",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a part of a text is quoted as an example of an attack.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the part begins.</param>
    /// <param name="length">How long it is.</param>
    public static bool Is(string text, int at, int length)
    {
        var lineBegin = at == 0 ? 0 : text.LastIndexOf('\n', at - 1, Math.Min(at, MaxDistance)) + 1;
        lineBegin = Math.Max(lineBegin, at - MaxDistance);
        // What is matched may go on behind the quotation.
        var line = TextSpans.FirstLine(text.AsSpan(at + length, Math.Min(MaxDistance, text.Length - at - length)));
        return IsInQuotes(text.AsSpan(lineBegin, at - lineBegin), text.AsSpan(at, length + line.Length))
            && (SpeaksOfAttacks(text, at, length) || text.AsSpan(at, length).ContainsAny(Words));
    }

    static bool IsInQuotes(ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        before.Count('"') % 2 == 1 && after.Contains('"')
        || before.Count('`') % 2 == 1 && after.Contains('`')
        || before.LastIndexOf('“') > before.LastIndexOf('”') && after.Contains('”')
        || before.LastIndexOf('「') > before.LastIndexOf('」') && after.Contains('」')
        || before.LastIndexOf('„') > before.LastIndexOf('“') && after.Contains('“')
        || before.LastIndexOf('«') > before.LastIndexOf('»') && after.Contains('»');

    /// <summary>Whether the words around a part of a text, or its own, speak of attacks.</summary>
    public static bool SpeaksOfAttacks(string text, int at, int length)
    {
        var begin = Math.Max(0, at - MaxDistance);
        var before = text.AsSpan(begin, at - begin);
        var after = text.AsSpan(at + length, Math.Min(MaxDistance, text.Length - at - length));
        return before.ContainsAny(Words) || after.ContainsAny(Words);
    }
}
