using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// Says what an edit changed, in words that another agent can follow: which line became what. Values stay as they are, so that what varies
/// between runs is found as it is in commands.
/// </summary>
static partial class EditStep
{
    // More than this is a program, not a procedure.
    const int MaxLines = 12;
    const int MaxChanges = 6;
    const int MaxText = 1_200;

    /// <param name="file">The file, as the step names it.</param>
    /// <param name="change">A unified diff, or the text of a new file.</param>
    public static string Of(string file, string change)
    {
        if (!IsDiff(change))
        {
            return Created(file, change.Replace("\r", ""));
        }
        var hunks = HunksOf(change);
        var isNew = NewFile().IsMatch(change) || hunks is [{ Removed: [], Before: "", IsWhole: true }];
        if (isNew)
        {
            return Created(file, string.Join('\n', hunks.SelectMany(hunk => hunk.Added)));
        }
        var changes = hunks.SelectMany(ChangesOf).Distinct().ToList();
        if (changes.Count == 0)
        {
            return $"Edit {file}";
        }
        var told = changes.Take(MaxChanges).ToList();
        var more = changes.Count - told.Count;
        var rest = more > 0 ? $"; and {Quantity.Of(more, "more change")}" : "";
        return Truncate.To($"Edit {file}: {string.Join("; ", told)}{rest}", MaxText);
    }

    static bool IsDiff(string change) => HunkHead().IsMatch(change);

    static string Created(string file, string text)
    {
        var lines = text.TrimEnd().Split('\n');
        if (text.Trim().Length == 0)
        {
            return $"Create {file}";
        }
        var first = lines.FirstOrDefault(line => line.Trim().Length > 2) ?? "";
        return lines.Length <= MaxLines && text.Length <= MaxText
            ? $"Create {file} with: {(lines.Length == 1 ? "" : "\n")}{text.TrimEnd()}"
            : $"Create {file} ({Quantity.Of(lines.Length, "line")}, beginning with: {Short(first)})";
    }

    /// <summary>What became of the lines of one place: pairs where as many came as went.</summary>
    static IEnumerable<string> ChangesOf(Hunk hunk)
    {
        var (removed, added) = (hunk.Removed, hunk.Added);
        if (removed.Count == added.Count)
        {
            foreach (var (before, after) in removed.Zip(added).Where(pair => pair.First.Trim() != pair.Second.Trim()))
            {
                yield return Replaced(before, after);
            }
            yield break;
        }
        // What stands on both sides was only moved.
        List<string> gone = [.. removed.Where(line => !added.Contains(line) && line.Trim().Length > 0)];
        List<string> come = [.. added.Where(line => !removed.Contains(line) && line.Trim().Length > 0)];
        if (gone.Count == 1 && come.Count == 1)
        {
            yield return Replaced(gone[0], come[0]);
        }
        else if (gone.Count > 0 && come.Count > 0)
        {
            yield return $"replace {Quoted(gone)} with {Quoted(come)}";
        }
        else if (come.Count > 0)
        {
            yield return hunk.Before.Trim().Length > 1 ? $"add {Quoted(come)} after {Quoted([hunk.Before])}" : $"add {Quoted(come)}";
        }
        else if (gone.Count > 0)
        {
            yield return $"remove {Quoted(gone)}";
        }
    }

    static string Replaced(string before, string after)
    {
        var (old, now) = (Setting().Match(before), Setting().Match(after));
        var isSetting = old.Success && now.Success && old.Groups["key"].Value == now.Groups["key"].Value;
        return isSetting
            ? $"set {now.Groups["key"].Value} to {now.Groups["value"].Value}"
            : $"replace {Quoted([before])} with {Quoted([after])}";
    }

    static string Quoted(IReadOnlyList<string> lines)
    {
        if (lines.Count == 1)
        {
            return $"`{Short(lines[0])}`";
        }
        var text = string.Join('\n', lines.Take(MaxLines));
        return $"\n{text}\n";
    }

    static string Short(string line) => Truncate.To(line.Trim(), 200);

    static List<Hunk> HunksOf(string diff)
    {
        var hunks = new List<Hunk>();
        var (removed, added, before) = (new List<string>(), new List<string>(), "");
        var lastContext = "";
        var (isInHunk, isWhole) = (false, true);
        foreach (var raw in diff.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                End();
                (isInHunk, lastContext) = (true, "");
                continue;
            }
            if (!isInHunk || line.StartsWith("+++ ", StringComparison.Ordinal) || line.StartsWith("--- ", StringComparison.Ordinal)
                || line.StartsWith('\\') || FileHead().IsMatch(line))
            {
                continue;
            }
            if (line.StartsWith('-') || line.StartsWith('+'))
            {
                if (removed.Count + added.Count == 0)
                {
                    before = lastContext;
                }
                (line[0] == '-' ? removed : added).Add(line[1..]);
                continue;
            }
            End();
            isWhole &= line.Trim().Length == 0;
            lastContext = line.Length > 0 ? line[1..] : "";
        }
        End();
        return hunks.Count == 1 ? [hunks[0] with { IsWhole = isWhole }] : hunks;

        void End()
        {
            if (removed.Count + added.Count > 0)
            {
                hunks.Add(new Hunk([.. removed], [.. added], before, IsWhole: false));
                removed.Clear();
                added.Clear();
            }
        }
    }

    sealed record Hunk(IReadOnlyList<string> Removed, IReadOnlyList<string> Added, string Before, bool IsWhole);

    [GeneratedRegex(@"^@@ ", RegexOptions.Multiline)]
    private static partial Regex HunkHead();

    [GeneratedRegex(@"^--- /dev/null|^@@ -0,0 ", RegexOptions.Multiline)]
    private static partial Regex NewFile();

    [GeneratedRegex(@"^(?:Index: |={10,}$|diff --git |index [0-9a-f]+\.\.)")]
    private static partial Regex FileHead();

    // "version": "1.4.0",   version = "1.4.0"   VERSION=1.4.0   <Version>1.4.0</Version>   version: 1.4.0
    [GeneratedRegex(
        @"^\s*(?:(?:export|const|let|var|set|ENV|ARG|public|static|final)\s+)*(?:""(?<key>[\w.$/@-]+)""|'(?<key>[\w.$/@-]+)'"
            + @"|<(?<key>\w[\w.-]*)>|(?<key>[\w.$-]+))"
            + @"\s*(?:=|:|(?<=>))\s*(?:""(?<value>[^""]+)""|'(?<value>[^']+)'"
            + @"|(?<value>[^\s""'<>{}\[\]();,]+))\s*(?:</[\w.-]+>)?\s*[,;]?\s*(?:#.*|//.*)?$")]
    private static partial Regex Setting();
}
