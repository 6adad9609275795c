using SkillMcp.Sessions;

namespace SkillMcp.Benchmarks.Sessions;

/// <summary>How what was read out of sessions agrees with what is true of them.</summary>
sealed class SessionFigures
{
    int onPath, expectedOnPath, found;
    int failures, failuresWithCause;
    int outcomes, rightOutcomes;
    int sessions, rightlyCut;

    /// <summary>What is wrong, a line each.</summary>
    public List<string> Mistakes { get; } = [];

    public void Add(string name, IReadOnlyList<ExpectedTask> expected, IReadOnlyList<TaskPath> read)
    {
        sessions++;
        var isCut = expected.Count == read.Count;
        rightlyCut += isCut ? 1 : 0;
        if (!isCut)
        {
            var tasks = string.Join(" / ", read.Select(path => path.Task.Text));
            Mistakes.Add($"{name}: {read.Count} tasks instead of {expected.Count}: {tasks}");
        }
        for (var at = 0; at < expected.Count; at++)
        {
            Add($"{name}/{at + 1}", expected[at], read.ElementAtOrDefault(at));
        }
        foreach (var surplus in read.Skip(expected.Count))
        {
            onPath += surplus.Steps.Count;
        }
    }

    void Add(string name, ExpectedTask expected, TaskPath? read)
    {
        var steps = read?.Steps ?? [];
        var left = steps.Select(Plain).ToList();
        onPath += left.Count;
        expectedOnPath += expected.Path.Count;
        foreach (var step in expected.Path)
        {
            var at = left.FindIndex(own => IsSame(own, Plain(step)));
            if (at < 0)
            {
                Mistakes.Add($"{name}: not on the path: {step}");
                continue;
            }
            left.RemoveAt(at);
            found++;
        }
        Mistakes.AddRange(left.Select(step => $"{name}: wrongly on the path: {step}"));
        foreach (var failure in expected.Failed)
        {
            failures++;
            var own = read?.Failures.FirstOrDefault(one => IsSame(Plain(one.Command), Plain(failure.Command)) && HasCause(one, failure));
            failuresWithCause += own is null ? 0 : 1;
            if (own is null)
            {
                var cause = read?.Failures.FirstOrDefault(one => IsSame(Plain(one.Command), Plain(failure.Command)))?.Cause ?? "(not seen)";
                Mistakes.Add($"{name}: failure without its cause: {failure.Command}: {cause}");
            }
        }
        if (expected.Outcome is { } outcome)
        {
            outcomes++;
            rightOutcomes += read?.Outcome == outcome ? 1 : 0;
            if (read?.Outcome != outcome)
            {
                Mistakes.Add($"{name}: ended in {read?.Outcome} instead of {outcome}");
            }
        }
    }

    static bool HasCause(FailedCall own, ExpectedFailure failure) =>
        failure.Words.Count == 0 || failure.Words.Any(word => own.Note.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>An edit is expected by its file alone.</summary>
    static bool IsSame(string own, string expected) => expected.StartsWith('<')
        ? (own.StartsWith("Edit ", StringComparison.Ordinal) || own.StartsWith("Create ", StringComparison.Ordinal))
            && own.Contains(expected.Trim('<', '>').Replace("edit ", ""), StringComparison.Ordinal)
        : own == expected;

    // A comment is no part of a command, and a secret has its placeholder.
    static string Plain(string step)
    {
        var comment = step.IndexOf("  # ", StringComparison.Ordinal);
        var bare = comment >= 0 ? step[..comment] : step;
        return System.Text.RegularExpressions.Regex.Replace(Whitespace.Collapse(bare), @"\{secret_\w+\}|npm_[A-Za-z0-9]{30,}", "{secret}");
    }

    public override string ToString() =>
        $"{sessions} sessions: path precision {Share(found, onPath)}, recall {Share(found, expectedOnPath)}; failed with cause "
        + $"{Share(failuresWithCause, failures)}; outcome {Share(rightOutcomes, outcomes)}; cut {Share(rightlyCut, sessions)}";

    static string Share(int part, int whole) =>
        whole == 0 ? "-" : FormattableString.Invariant($"{(double)part / whole:0.000} ({part}/{whole})");
}
