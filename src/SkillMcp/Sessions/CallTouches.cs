using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>What a call names: files, addresses and other things by which it is seen to belong with another call.</summary>
static partial class CallTouches
{
    const int MaxText = 2_000;

    public static IReadOnlySet<string> Of(ToolCall call, IReadOnlyList<ShellPipeline> script)
    {
        var touches = new HashSet<string>(StringComparer.Ordinal);
        if (call.Path.Length > 0)
        {
            touches.Add(Bare(call.Path));
        }
        foreach (var command in script.SelectMany(pipeline => pipeline.Commands))
        {
            var words = ProgramNature.Unwrapped(command.Words);
            if (ProgramNature.AsksForVersion(words))
            {
                touches.Add(ProgramNature.ProgramOf(words[0]));
            }
            touches.UnionWith(FileInCode().Matches(Truncate.To(command.HereDocument, MaxText)).Select(found => Bare(found.Value)));
            foreach (var word in command.Words.Skip(1).Concat(command.Writes))
            {
                Add(word, touches);
            }
        }
        return touches;
    }

    static void Add(string word, HashSet<string> touches)
    {
        if (word.Length > MaxText)
        {
            return;
        }
        foreach (var address in Address().Matches(word).Select(found => found.Groups[1].Value))
        {
            touches.Add(address);
        }
        if (word.AsSpan().ContainsAny('\'', '"', ' '))
        {
            touches.UnionWith(FileInCode().Matches(word).Select(found => Bare(found.Value)));
        }
        var value = word.StartsWith('-') && word.IndexOf('=') is > 0 and var at ? word[(at + 1)..] : word;
        if (value.Length > 2 && value[0] != '-' && Thing().IsMatch(value) && !value.Contains("://"))
        {
            touches.Add(Bare(value));
        }
    }

    /// <summary>Whether two calls name the same thing, or one what is within the other's.</summary>
    public static bool Meet(IReadOnlySet<string> one, IReadOnlySet<string> other) => one.Any(a => other.Any(b => Meet(a, b)));

    static bool Meet(string a, string b) =>
        a == b || IsWithin(a, b) || IsWithin(b, a)
        || Math.Min(a.Length, b.Length) > 1 && (a.Contains('/') || b.Contains('/')) && NameOf(a) == NameOf(b);

    static bool IsWithin(string file, string folder) =>
        folder.Length > 2 && file.Length > folder.Length && file[folder.Length] == '/' && file.StartsWith(folder, StringComparison.Ordinal);

    static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    static string Bare(string path)
    {
        var bare = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return bare.Length > 1 ? bare.TrimEnd('/') : bare;
    }

    [GeneratedRegex(@"(?:https?://|@)?((?:localhost|\d+\.\d+\.\d+\.\d+|[\w-]+(?:\.[\w-]+)+)(?::\d+)?)")]
    private static partial Regex Address();

    // A file that a program or a query names, which was typed in place.
    [GeneratedRegex(@"(?<![\w./-])(?:[\w.-]+/)*[\w-]+\.[a-z]\w{1,7}(?![\w(])")]
    private static partial Regex FileInCode();

    // A file, a folder or the name of a thing, and not a sentence, a flag or a pattern.
    [GeneratedRegex(@"^(?!\.\.?/?$|/$|~/?$)[\w./~@:+-]+$")]
    private static partial Regex Thing();
}
