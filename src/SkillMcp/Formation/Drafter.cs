using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Turns a run into a procedure. What the caller gives is kept as it is; what it leaves out is drafted
/// from the run alone.
/// </summary>
public static partial class Drafter
{
    const int MaxNameWords = 7;
    const int MaxConditions = 5;

    // In scripts without spaces a single "word" is a whole clause, so its length is limited too.
    const int MaxNameLength = 64;

    static readonly char[] WordEnds = [' ', '\t', '\n', ':', ',', ';', '='];

    /// <summary>The procedure that a run shows.</summary>
    public static Procedure Draft(Trajectory run) => new Procedure
    {
        Title = run.Name.Length > 0 ? run.Name : NameFor(run.Task),
        Description = run.Description.Length > 0
            ? run.Description
            : Truncate.To(Whitespace.Collapse(run.Task), Procedure.MaxDescriptionLength),
        Category = run.Category,
        Tags = run.Tags,
        Preconditions = run.Preconditions.Count > 0 ? run.Preconditions : ProgramsIn(run.Steps),
        Steps = run.Steps,
        Postconditions = run.Postconditions.Count > 0 ? run.Postconditions : ChecksIn(run.Steps),
        Parameters = run.Parameters,
    }.WithParametersOfSteps();

    /// <summary>Whether the name of a skill was drafted from its task, and not given by an author.</summary>
    public static bool HasDraftedName(Skill skill) =>
        skill.Source == Source.Learned && skill.Procedure.Title == NameFor(skill.Provenance.Task);

    /// <summary>
    /// The first content words of the task. Words with digits are left out:
    /// they are values, which differ from run to run.
    /// </summary>
    static string NameFor(string task)
    {
        var words = WrittenWord().Matches(task).Select(found => found.Value)
            .Where(word => !word.Any(char.IsDigit) && (word is "up" or "down" || !Words.IsFunctionWord(CaseFolding.Fold(word))))
            .Take(MaxNameWords)
            .ToList();
        return Truncate.To(words.Count > 0 ? string.Join(' ', words) : Whitespace.Collapse(task), MaxNameLength);
    }

    /// <summary>The programs that must be there before the first step, without those that an earlier step installs.</summary>
    static List<string> ProgramsIn(IReadOnlyList<Step> steps)
    {
        var installed = new HashSet<string>(StringComparer.Ordinal);
        var needed = new List<string>();
        foreach (var step in steps)
        {
            if (ProgramOf(step.Text) is { } program && !installed.Contains(program) && !needed.Contains(program))
            {
                needed.Add(program);
            }
            if (step.Text.Contains("install", StringComparison.OrdinalIgnoreCase))
            {
                installed.UnionWith(step.Text.Split(WordEnds, StringSplitOptions.RemoveEmptyEntries));
            }
        }
        return [.. needed.Take(MaxConditions).Select(program => $"{program} is installed and configured")];
    }

    /// <summary>
    /// The program that a step calls: its first word behind a label, <c>sudo</c> and assignments; null if it is not a known one.
    /// </summary>
    static string? ProgramOf(string step)
    {
        if (ProgramAt(step) is { } program)
        {
            return program;
        }
        var label = step.IndexOf(": ", StringComparison.Ordinal);
        return label < 0 ? null : ProgramAt(step[(label + 2)..]);

        static string? ProgramAt(string command)
        {
            var first = Whitespace.Split(command).FirstOrDefault(word => word is not "sudo" && !word.Contains('='));
            return first is not null && KnownPrograms.MustBeInstalled(first) ? first : null;
        }
    }

    /// <summary>One postcondition for each step that checks something: that the check passes.</summary>
    static List<string> ChecksIn(IReadOnlyList<Step> steps)
    {
        var labels = steps.Select(step => CheckLabel().Match(step.Text)).Where(found => found.Success).Take(MaxConditions);
        return [.. labels.Select(label => $"{label.Value.TrimEnd()} passes")];
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{Nd}]*(?:['’-][\p{L}\p{Nd}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex WrittenWord();

    [GeneratedRegex(
        @"^(?:verify|check|test|confirm|ensure|validate|smoke test)\b[^:\n]{2,60}(?=:)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CheckLabel();
}
