using System.Text.RegularExpressions;
using SkillMcp.Formation;

namespace SkillMcp.Checks;

/// <summary>
/// Values that belong to one run, such as a version, a day, a commit or a number: what was true of them then need not be true of them now.
/// </summary>
static partial class PassingValue
{
    public static bool Is(string value) => ValueForm.Of(value) switch
    {
        "ip" or "port" => false,
        "version" or "date" or "day" or "month" or "quarter" or "week" or "time" => true,
        _ => NumberOrHash().IsMatch(value),
    };

    [GeneratedRegex(@"^(?:[#v]?[0-9]+(?:\.[0-9]+)*(?:[-+][0-9A-Za-z.-]+)?|(?=[a-f]*[0-9])[0-9a-f]{7,64}|[A-Za-z]+-[0-9]+)\z")]
    private static partial Regex NumberOrHash();
}
