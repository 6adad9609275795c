namespace SkillMcp.Sessions;

/// <summary>
/// Removes what a later step did again: a check that was repeated after more work, a file that was written anew before it had served, and
/// an edit of lines that were edited once more.
/// </summary>
static class Superseded
{
    // Of many edits of a file, the next ones are those that edit the same lines.
    const int MaxEdits = 20;

    public static List<KeptCall> Without(IReadOnlyList<KeptCall> kept, IReadOnlyList<JudgedCall> judged)
    {
        var later = new Later();
        var left = new LinkedList<KeptCall>();
        foreach (var one in kept.Reverse())
        {
            if (one.Judged.IsEdit)
            {
                var edit = later.EditOf(one);
                if (edit is null)
                {
                    later.Add(left.AddFirst(one));
                }
                else
                {
                    edit.Value = edit.Value with { Change = Joined(ChangeOf(one), ChangeOf(edit.Value)) };
                }
            }
            else if (one.Part.Length > 0 || !IsRepeated(one, later.RunOf(one)) && !IsRewritten(one, later.WritingOf(one), judged))
            {
                later.Add(left.AddFirst(one));
            }
        }
        return [.. left];
    }

    static string ChangeOf(KeptCall edit) => edit.Change ?? edit.Judged.Call.Change;

    static bool IsRepeated(KeptCall one, KeptCall? later) => later is not null
        && (one.Judged.Nature == CommandNature.Check || IsBuild(one.Judged) || later.At == one.At + 1
            || one.Judged.Script.All(part => part.Commands.All(command => command.Writes.Count > 0)));

    static bool IsBuild(JudgedCall one) => one.Goals.Count > 0 && one.Goals.All(goal =>
        goal.Contains("build", StringComparison.Ordinal) || goal.Contains("compile", StringComparison.Ordinal)
        || goal is "tsc" or "make" or "cmake");

    static bool IsRewritten(KeptCall one, KeptCall? later, IReadOnlyList<JudgedCall> judged) =>
        later is not null && !HasServed(one, later, judged);

    /// <summary>Whether a file was used with success between two writings of it.</summary>
    static bool HasServed(KeptCall earlier, KeptCall later, IReadOnlyList<JudgedCall> judged)
    {
        for (var at = earlier.At + 1; at < later.At; at++)
        {
            if (judged[at] is { Succeeded: true, IsWork: true } between && CallTouches.Meet(between.Touches, earlier.Judged.Touches))
            {
                return true;
            }
        }
        return false;
    }

    static string WritesOf(KeptCall one)
    {
        var isAppended = one.Judged.Call.Command.Contains(">>", StringComparison.Ordinal);
        var files = one.Judged.Script.SelectMany(part => part.Commands).SelectMany(command => command.Writes).Distinct();
        return isAppended ? "" : string.Join('\n', files.Order(StringComparer.Ordinal));
    }

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
            var isReplaced = line.StartsWith('+') && !line.StartsWith("+++", StringComparison.Ordinal)
                && removed.Contains(line[1..].TrimEnd('\r'));
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

    /// <summary>What comes later on the path, by what it does: the next one first.</summary>
    sealed class Later
    {
        readonly Dictionary<string, KeptCall> runs = new(StringComparer.Ordinal);
        readonly Dictionary<string, KeptCall> writings = new(StringComparer.Ordinal);
        readonly Dictionary<string, List<LinkedListNode<KeptCall>>> edits = new(StringComparer.Ordinal);

        public void Add(LinkedListNode<KeptCall> node)
        {
            var one = node.Value;
            if (one.Judged.IsEdit)
            {
                edits.TryAdd(one.Judged.Call.Path, []);
                edits[one.Judged.Call.Path].Add(node);
                return;
            }
            runs[one.Judged.Call.Command.Trim()] = one;
            if (WritesOf(one) is { Length: > 0 } files)
            {
                writings[files] = one;
            }
        }

        public KeptCall? RunOf(KeptCall one) => runs.GetValueOrDefault(one.Judged.Call.Command.Trim());

        public KeptCall? WritingOf(KeptCall one) => WritesOf(one) is { Length: > 0 } files ? writings.GetValueOrDefault(files) : null;

        public LinkedListNode<KeptCall>? EditOf(KeptCall one) =>
            edits.GetValueOrDefault(one.Judged.Call.Path)?.AsEnumerable().Reverse().Take(MaxEdits)
                .FirstOrDefault(edit => EditsSameLines(ChangeOf(one), ChangeOf(edit.Value)));
    }
}
