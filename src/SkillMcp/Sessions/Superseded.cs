namespace SkillMcp.Sessions;

/// <summary>
/// Removes what a later step did again: a check that was repeated after more work, a file that was written anew before it had served, and
/// an edit of lines that were edited once more.
/// </summary>
static class Superseded
{
    public static void Remove(List<KeptCall> kept, IReadOnlyList<JudgedCall> judged)
    {
        for (var at = kept.Count - 1; at >= 0; at--)
        {
            var one = kept[at];
            var later = kept.Skip(at + 1).FirstOrDefault(other => Replaces(other, one, judged));
            if (later is null)
            {
                continue;
            }
            if (one.Judged.IsEdit && later.Judged.IsEdit)
            {
                kept[kept.IndexOf(later)] = later with { Change = Joined(one.Change ?? one.Judged.Call.Change, later.Change ?? later.Judged.Call.Change) };
            }
            kept.RemoveAt(at);
        }
    }

    static bool Replaces(KeptCall later, KeptCall earlier, IReadOnlyList<JudgedCall> judged)
    {
        var (one, other) = (earlier.Judged, later.Judged);
        if (one.IsEdit && other.IsEdit)
        {
            return one.Call.Path == other.Call.Path && EditsSameLines(earlier.Change ?? one.Call.Change, later.Change ?? other.Call.Change);
        }
        if (one.IsEdit || other.IsEdit || earlier.Part.Length > 0)
        {
            return false;
        }
        if (one.Call.Command.Trim() == other.Call.Command.Trim())
        {
            return one.Nature == CommandNature.Check || IsBuild(one) || later.At == earlier.At + 1 || one.Script.All(part => part.Commands.All(c => c.Writes.Count > 0));
        }
        return WritesSameFile(one, other) && !HasServed(earlier, later, judged);
    }

    static bool IsBuild(JudgedCall one) => one.Goals.Count > 0 && one.Goals.All(goal =>
        goal.Contains("build", StringComparison.Ordinal) || goal.Contains("compile", StringComparison.Ordinal) || goal is "tsc" or "make" or "cmake");

    static bool WritesSameFile(JudgedCall one, JudgedCall other)
    {
        var files = WritesOf(one);
        return files.Count > 0 && files.SetEquals(WritesOf(other)) && !one.Call.Command.Contains(">>", StringComparison.Ordinal)
            && !other.Call.Command.Contains(">>", StringComparison.Ordinal);
    }

    static HashSet<string> WritesOf(JudgedCall one) => [.. one.Script.SelectMany(part => part.Commands).SelectMany(command => command.Writes)];

    /// <summary>Whether a file was used with success between two writings of it.</summary>
    static bool HasServed(KeptCall earlier, KeptCall later, IReadOnlyList<JudgedCall> judged) =>
        judged.Skip(earlier.At + 1).Take(later.At - earlier.At - 1)
            .Any(between => between is { Succeeded: true, IsWork: true } && CallTouches.Meet(between.Touches, earlier.Judged.Touches));

    static bool EditsSameLines(string earlier, string later)
    {
        var (added, removed) = (LinesOf(earlier, '+'), LinesOf(later, '-'));
        return removed.Count > 0 && added.Count > 0 && removed.Count <= added.Count && removed.TrueForAll(added.Contains);
    }

    /// <summary>One change that does what two did: the lines of the first, as the second left them.</summary>
    static string Joined(string earlier, string later)
    {
        var (removed, added) = (LinesOf(later, '-'), LinesOf(later, '+'));
        var lines = new List<string>();
        var isPut = false;
        foreach (var line in earlier.Split('\n'))
        {
            var isReplaced = line.StartsWith('+') && !line.StartsWith("+++", StringComparison.Ordinal) && removed.Contains(line[1..].TrimEnd('\r'));
            if (!isReplaced)
            {
                lines.Add(line);
            }
            else if (!isPut)
            {
                lines.AddRange(added.Select(text => $"+{text}"));
                isPut = true;
            }
        }
        return string.Join('\n', lines);
    }

    static List<string> LinesOf(string diff, char sign) =>
        [.. diff.Split('\n').Where(line => line.StartsWith(sign) && !line.StartsWith(new string(sign, 3), StringComparison.Ordinal))
            .Select(line => line[1..].TrimEnd('\r'))];
}
