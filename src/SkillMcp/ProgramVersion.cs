using System.Globalization;
using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>The version of a program, as a run or a check saw it.</summary>
/// <param name="Program">The name of the program, as it is typed.</param>
/// <param name="Version">One to four numbers, such as <c>1.5.7</c>: what else is said of a version decides nothing.</param>
public sealed partial record ProgramVersion(string Program, string Version)
{
    /// <summary>The most that is kept of one run.</summary>
    public const int MaxPerRun = 20;

    // The first part of a version that is a year says nothing of what still works.
    const int FirstYear = 1990;

    /// <summary>The machine that it was seen on, as in <see cref="SkillMemoryOptions.Machine"/>; empty if that is not known.</summary>
    public string Machine { get; init; } = "";

    /// <summary>When it was seen; null if that is not known.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Whether its parts are of the form in which they are kept, and no other text.</summary>
    public bool IsSound => NameForm().IsMatch(Program) && VersionForm().IsMatch(Version) && (Machine.Length == 0 || IsMachine(Machine));

    /// <summary>Whether a text has the form of the name of a machine.</summary>
    public static bool IsMachine(string text) => MachineForm().IsMatch(text);

    /// <summary>The program with the parts of its version that tell whether something else may be true of it: "terraform 1.5".</summary>
    public string Brief => $"{Program} {string.Join('.', Version.Split('.').Take(2))}";

    /// <summary>
    /// Whether another version of the program may break what works with this one: another major version or, before the first one, another
    /// minor version.
    /// </summary>
    public bool IsBrokenBy(ProgramVersion other)
    {
        var (own, others) = (Parts, other.Parts);
        if (own[0] != others[0])
        {
            return own[0] < FirstYear || others[0] < FirstYear;
        }
        return own[0] == 0 && own.Count > 1 && others.Count > 1 && own[1] != others[1];
    }

    List<int> Parts => [.. Version.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];

    internal ProgramVersion VisitTexts(TextVisitor visitor, int number)
    {
        visitor.Identifier(Machine);
        visitor.Identifier($"{SeenAt?.ToUnixTimeMilliseconds()}");
        return this with
        {
            Program = visitor.Numbered(TextField.ProgramName, number, Program),
            Version = visitor.Numbered(TextField.ProgramVersion, number, Version),
        };
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._+-]{0,39}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[0-9]{1,6}(?:\.[0-9]{1,6}){0,3}\z")]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"^[0-9a-f]{16}\z")]
    private static partial Regex MachineForm();
}
