using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// Removes what was done and taken back after something had failed in between: an edit that was restored, a package that was removed again.
/// A service that is stopped and started for the work is no dead end.
/// </summary>
static partial class TakenBack
{
    // What is further back is not what was tried just now.
    const int MaxBack = 200;

    public static List<KeptCall> Without(IReadOnlyList<KeptCall> kept, IReadOnlyList<JudgedCall> judged)
    {
        var failed = FailuresBefore(judged);
        var left = new List<KeptCall>(kept.Count);
        foreach (var one in kept)
        {
            var undone = MayUndo(one.Judged)
                ? left.TakeLast(MaxBack)
                    .Where(earlier => failed[one.At] > failed[earlier.At + 1] && Undoes(one.Judged, earlier.Judged)).ToList()
                : [];
            if (undone.Count == 0)
            {
                left.Add(one);
            }
            left.RemoveAll(undone.Contains);
        }
        return left;
    }

    /// <summary>How many calls failed before each place.</summary>
    static int[] FailuresBefore(IReadOnlyList<JudgedCall> judged)
    {
        var failed = new int[judged.Count + 1];
        for (var at = 0; at < judged.Count; at++)
        {
            failed[at + 1] = failed[at] + (judged[at].Result == CallResult.Failure ? 1 : 0);
        }
        return failed;
    }

    static bool MayUndo(JudgedCall one) => one.IsEdit || one.Call.Command.Length < MaxCommand && Undoing().IsMatch(one.Call.Command);

    // A longer one writes a file.
    const int MaxCommand = 1_000;

    static bool Undoes(JudgedCall undo, JudgedCall done)
    {
        if (undo.IsEdit)
        {
            return done.IsEdit && done.Call.Path == undo.Call.Path && IsReverse(done.Call.Change, undo.Call.Change);
        }
        var text = undo.Call.Command.Trim();
        if (Restore().Match(text) is { Success: true } restore)
        {
            return done.IsEdit && (restore.Groups["files"].Value.Trim() is "." or "" || CallTouches.Meet(undo.Touches, done.Touches));
        }
        return Pairs().Any(pair => pair.Undo.IsMatch(text) && pair.Do.IsMatch(done.Call.Command)
            && (CallTouches.Meet(undo.Touches, done.Touches) || SharesName(undo, done)));
    }

    static bool SharesName(JudgedCall undo, JudgedCall done)
    {
        var names = ValuesOf(undo);
        return names.Count > 0 && names.Overlaps(ValuesOf(done));
    }

    static HashSet<string> ValuesOf(JudgedCall one) =>
        [.. one.Script.SelectMany(part => part.Commands).SelectMany(command => ProgramNature.VerbsOf(command.Words).Skip(1))];

    static bool IsReverse(string done, string undo) => LinesOf(done, '+') is { Count: > 0 } added && LinesOf(undo, '-').SequenceEqual(added)
        && LinesOf(done, '-').SequenceEqual(LinesOf(undo, '+'));

    static List<string> LinesOf(string diff, char sign) =>
        [.. diff.Split('\n').Where(line => line.StartsWith(sign) && !line.StartsWith(new string(sign, 3), StringComparison.Ordinal))
            .Select(line => line[1..].Trim())];

    static IEnumerable<(Regex Do, Regex Undo)> Pairs() =>
    [
        (Install(), Uninstall()),
        (Create(), Delete()),
        (Branch(), BranchDeleted()),
    ];

    [GeneratedRegex(@"\b(?:git|uninstall|remove|rm|un|purge|disable|delete|rmdir|dropdb)\b")]
    private static partial Regex Undoing();

    [GeneratedRegex(@"^git (?:checkout (?:HEAD )?(?:--\s*)?|restore (?:--staged )?|reset --hard\b\s*(?:HEAD)?)(?<files>.*)$")]
    private static partial Regex Restore();

    [GeneratedRegex(@"\b(?:install|add|apply|i|require|enable)\b")]
    private static partial Regex Install();

    [GeneratedRegex(@"\b(?:uninstall|remove|rm|un|purge|disable|kubectl delete)\b")]
    private static partial Regex Uninstall();

    [GeneratedRegex(@"\b(?:mkdir|touch|create|cat >|tee|docker (?:run|volume create|network create)|createdb|kubectl (?:apply"
            + @"|create))\b|>\s*\S")]
    private static partial Regex Create();

    [GeneratedRegex(@"^(?:rm|rmdir|docker rm|docker volume rm|docker network rm|dropdb|kubectl delete)\b")]
    private static partial Regex Delete();

    [GeneratedRegex(@"\bgit (?:checkout -b|switch -c|branch|tag)\b")]
    private static partial Regex Branch();

    [GeneratedRegex(@"\bgit (?:branch|tag) -[dD]\b")]
    private static partial Regex BranchDeleted();
}
