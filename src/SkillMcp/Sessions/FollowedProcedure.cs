using SkillMcp.Formation;

namespace SkillMcp.Sessions;

/// <summary>How a task went along with the steps of a skill that it retrieved.</summary>
/// <param name="Outcome">How the execution of the skill ended; null if too little of it was run to say.</param>
/// <param name="FailedStep">The step that failed, from 1; 0 if none did.</param>
/// <param name="Arguments">The values that stood in the place of its parameters.</param>
/// <param name="Notes">What failed, and what was done otherwise, a line each.</param>
sealed record FollowedProcedure(Outcome? Outcome, int FailedStep, IReadOnlyDictionary<string, string> Arguments, string Notes)
{
    const int MaxChanges = 3;

    // A task of more commands did more than to follow a procedure, and each is compared with every step.
    const int MaxRan = 400;

    /// <param name="procedure">The procedure as it was handed over; a composite laid out.</param>
    /// <param name="path">The task.</param>
    public static FollowedProcedure Of(Procedure procedure, TaskPath path)
    {
        var steps = procedure.Steps.Where(step => !step.IsHeading).ToList();
        var matches = Matches(procedure, steps, [.. path.Ran.TakeLast(MaxRan)]);
        var run = matches.Count(match => match.Count > 0);
        var none = new Dictionary<string, string>();
        if (run == 0)
        {
            // A task without work says nothing of the skill.
            return new FollowedProcedure(path.Ran.Count > 0 ? SkillMcp.Outcome.NotUsed : null, 0, none, "");
        }
        if (2 * run < steps.Count && !FollowedSteps.Are(RunOf(path), procedure))
        {
            return new FollowedProcedure(null, 0, none, "");
        }
        // What failed as it is written and went well in another way was not right.
        var failed = matches.FindIndex(match => match.Count > 0 && match.TrueForAll(ran => !ran.Succeeded)) + 1;
        var isWhole = failed == 0 && !StopsShort(steps, matches, path);
        var outcome = path.Outcome == SkillMcp.Outcome.Success && !isWhole ? SkillMcp.Outcome.Partial : path.Outcome;
        return new FollowedProcedure(
            outcome, outcome == SkillMcp.Outcome.Success ? 0 : failed, ArgumentsOf(procedure, steps, matches), NotesOf(matches, path));
    }

    /// <summary>
    /// Whether the last command of a skill was not run, and nothing was done in its place. One that only looks is not among what was run.
    /// </summary>
    static bool StopsShort(List<Step> steps, List<List<RanStep>> matches, TaskPath path) =>
        matches[^1].Count == 0 && ComparisonFeatures.IsCommand(steps[^1])
        && ProgramNature.Of(ShellScript.PipelinesOf(steps[^1].Text)) is CommandNature.Act or CommandNature.Check
        && path.Ran.LastOrDefault(ran => ran.Succeeded) is { } last && matches.Exists(match => match.Contains(last));

    static Procedure RunOf(TaskPath path) => Drafter.Draft(TaskPaths.RunOf(path));

    /// <summary>For each step what was run of it, in order.</summary>
    static List<List<RanStep>> Matches(Procedure procedure, IReadOnlyList<Step> steps, IReadOnlyList<RanStep> ran)
    {
        List<NormalizedStep> known = [.. steps.Select(NormalizedStep.Of)];
        var matches = steps.Select(_ => new List<RanStep>()).ToList();
        var next = 0;
        foreach (var one in ran)
        {
            var form = CommandForm.Of(one.Text);
            var text = NormalizedStep.Of(form);
            var own = procedure with { Steps = [Step.Parse(form)], Parameters = [] };
            // The step that is due comes first, then the others in order.
            var at = Enumerable.Range(next, steps.Count).Select(number => number % steps.Count)
                .FirstOrDefault(number => known[number].IsSameAs(text)
                    || AntiUnification.Of(procedure with { Steps = [steps[number]] }, own) is not null, -1);
            if (at >= 0)
            {
                matches[at].Add(one);
                next = one.Succeeded ? at + 1 : at;
            }
        }
        return matches;
    }

    static Dictionary<string, string> ArgumentsOf(Procedure procedure, IReadOnlyList<Step> steps, List<List<RanStep>> matches)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        var declared = procedure.Parameters.Where(parameter => !parameter.IsSecret).Select(parameter => parameter.Name).ToHashSet();
        foreach (var (step, match) in steps.Zip(matches))
        {
            if (match.LastOrDefault(ran => ran.Succeeded) is not { } ran)
            {
                continue;
            }
            foreach (var (name, value) in ValuesIn(step.Text, CommandForm.Of(ran.Text)).Where(value => declared.Contains(value.Name)))
            {
                // The placeholder of a secret is no value.
                if (!value.Contains('{'))
                {
                    arguments.TryAdd(name, value);
                }
            }
        }
        return arguments;
    }

    /// <summary>What stands in a text in the place of each placeholder of a step; nothing if what is between them differs.</summary>
    static IReadOnlyList<(string Name, string Value)> ValuesIn(string step, string text)
    {
        var (template, written) = (Whitespace.Collapse(step), Whitespace.Collapse(text));
        var names = Placeholder.NamesIn(template).ToList();
        var blanks = names.ToDictionary(name => name, name => $"\0{name}\0");
        var pieces = Placeholder.Fill(template, blanks).Split('\0');
        if (pieces.Length < 3 || !written.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return [];
        }
        var values = new List<(string, string)>();
        var at = pieces[0].Length;
        for (var piece = 1; piece + 1 < pieces.Length; piece += 2)
        {
            var behind = pieces[piece + 1];
            var isLast = piece + 3 > pieces.Length;
            var end = (behind.Length, isLast) switch
            {
                (0, true) => written.Length,
                (0, _) => -1,
                (_, true) => written.EndsWith(behind, StringComparison.Ordinal) ? written.Length - behind.Length : -1,
                _ => at + 1 <= written.Length ? written.IndexOf(behind, at + 1, StringComparison.Ordinal) : -1,
            };
            if (end <= at)
            {
                return [];
            }
            values.Add((pieces[piece], written[at..end]));
            at = end + behind.Length;
        }
        return values;
    }

    static string NotesOf(List<List<RanStep>> matches, TaskPath path)
    {
        var matched = matches.SelectMany(match => match).ToHashSet();
        var added = path.Ran.Where(ran => ran.Succeeded && !matched.Contains(ran) && path.Steps.Contains(ran.Text))
            .Select(ran => $"`{Truncate.To(Whitespace.Collapse(ran.Text), 160)}` was run too").Take(MaxChanges);
        return string.Join('\n', [.. path.Notes.Length > 0 ? [path.Notes] : Array.Empty<string>(), .. added]);
    }
}
