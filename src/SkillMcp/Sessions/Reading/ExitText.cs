using System.Globalization;

namespace SkillMcp.Sessions.Reading;

/// <summary>Exit codes that clients write into the text of a result.</summary>
static class ExitText
{
    /// <summary>The number that follows a label at a place in a text; null if there is none.</summary>
    public static int? After(string text, int at)
    {
        var digits = text.AsSpan(at).TrimStart(' ');
        var isNegative = digits is ['-', ..];
        digits = isNegative ? digits[1..] : digits;
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        digits = length < 0 ? digits : digits[..length];
        var isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber ? (isNegative ? -number : number) : null;
    }

    /// <summary>The exit code in a text that begins with a label, such as <c>Exit code 2</c>.</summary>
    public static int? AtBeginning(string text, string label) =>
        text.StartsWith(label, StringComparison.Ordinal) ? After(text, label.Length) : null;
}
