using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Notes that tell of commands that failed, a line each, as they are read out of sessions: each line is a pitfall or a tip of its own, at
/// the step of its command.
/// </summary>
static partial class CommandNotes
{
    // A run of more failures was a search for the way.
    const int MaxNotes = 10;

    /// <summary>The lines that tell of a command that failed, and the other lines.</summary>
    public static (IReadOnlyList<string> Failures, string Others) In(string notes)
    {
        var lines = notes.Split('\n', StringSplitOptions.TrimEntries).ToLookup(line => Failed().IsMatch(line));
        return ([.. lines[true].Distinct().Take(MaxNotes)], string.Join('\n', lines[false]));
    }

    /// <summary>What a line teaches; null if it tells of what passes by itself.</summary>
    /// <param name="line">A line of the notes that tells of a command that failed.</param>
    /// <param name="isTip">Whether the run went well all the same.</param>
    /// <param name="followed">The steps that were followed.</param>
    /// <param name="known">The pitfalls and tips of these steps that are known already.</param>
    public static Pitfall? PitfallOf(string line, bool isTip, IReadOnlyList<Step> followed, IReadOnlyList<Pitfall> known)
    {
        if (PitfallExtraction.IsTransient(line, evidence: null))
        {
            return null;
        }
        var pitfall = new Pitfall { Text = Truncate.To(line, Pitfall.MaxLength), Step = StepOf(line, followed), IsTip = isTip };
        return PitfallExtraction.WithKnownText(pitfall, known, followed);
    }

    /// <summary>
    /// The step of the command that failed, of the one that worked instead, or behind the one that it must come after, from 1; 0 where none
    /// is a step.
    /// </summary>
    static int StepOf(string line, IReadOnlyList<Step> followed)
    {
        var found = Failed().Match(line);
        var steps = NormalizedStep.Of(followed);
        if (StepOf(found.Groups["command"].Value, steps) is > 0 and var own)
        {
            return own;
        }
        if (StepOf(Instead().Match(line).Groups["command"].Value, steps) is > 0 and var instead)
        {
            return instead;
        }
        var before = StepOf(After().Match(line).Groups["command"].Value, steps);
        return before > 0 && before < steps.Count ? before + 1 : 0;
    }

    static int StepOf(string command, List<NormalizedStep> steps) => command.Length == 0
        ? 0
        : steps.FindIndex(NormalizedStep.Of(command).IsSameAs) + 1;

    [GeneratedRegex(@"^`(?<command>.+?)` failed(?: with exit code -?\d+| although its exit code is hidden or 0)?: ")]
    private static partial Regex Failed();

    [GeneratedRegex(@"; `(?<command>[^;]+|.+)` worked instead$")]
    private static partial Regex Instead();

    [GeneratedRegex(@"; it must come after `(?<command>.+)`$")]
    private static partial Regex After();
}
