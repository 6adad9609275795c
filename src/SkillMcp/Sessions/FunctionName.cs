using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>What a function does, by its name: <c>get_status</c> looks, <c>VerifyBackup</c> checks, <c>roll_out</c> acts.</summary>
static partial class FunctionName
{
    // A function that is named so only looks around, asks or reckons, and what it found is no step.
    static readonly FrozenSet<string> Looks = Set("""
        list search find read show describe view lookup browse help get fetch query think ask look inspect retrieve count peek explain
        locate discover enumerate preview diff compare summarize summarise examine estimate calc calculate compute reason reflect clarify
        recall select status now today whoami who what which where when why how is are has have can does exists tell grep glob ls cat head
        tail ping probe poll watch info
        """);

    // What it says is worth a step behind work that was done, and alone it is a look.
    static readonly FrozenSet<string> Checks = Set("check verify validate test assert ensure confirm");

    // "check_out" and "look_up" are verbs of two words, and "get_rid_of" is one of three.
    static readonly FrozenSet<string> Acts = FrozenSet.ToFrozenSet(
        ["check out", "check in", "get rid", "help with", "find replace", "search replace"], StringComparer.Ordinal);

    static readonly FrozenSet<string> Changes = Set("""
        insert update delete replace merge create alter drop truncate grant revoke upsert call exec execute vacuum
        """);

    /// <summary>What a call of a function is for.</summary>
    /// <param name="name">The name, in snake, camel, Pascal or kebab case, with its plugin or server before it or not.</param>
    /// <param name="values">What it was called with. A query that begins with "delete" is no look.</param>
    public static CommandNature NatureOf(string name, IEnumerable<string> values)
    {
        var words = WordsOf(WithoutPlugin(name));
        if (words is not [var verb, ..] || words.Count > 1 && Acts.Contains($"{verb} {words[1]}"))
        {
            return CommandNature.Act;
        }
        if (Checks.Contains(verb))
        {
            return CommandNature.Check;
        }
        var isLook = Looks.Contains(verb) && !AlsoActs(words) && !(verb is "query" or "select" && values.Any(IsChange));
        return isLook ? CommandNature.Look : CommandNature.Act;
    }

    /// <summary>Whether it does more than to look: <c>get_or_create_user</c>, <c>findAndReplace</c>.</summary>
    static bool AlsoActs(List<string> words)
    {
        var joint = words.FindIndex(word => word is "and" or "or");
        return joint > 0 && joint + 1 < words.Count && !Looks.Contains(words[joint + 1]);
    }

    static bool IsChange(string value) => Changes.Contains(FirstWord().Match(value).Groups[1].Value.ToLowerInvariant());

    // "Weather-GetWeather" is how one framework puts a plugin before its function; "get-weather" is a name.
    static string WithoutPlugin(string name)
    {
        var own = name[(name.LastIndexOfAny(['.', '/', ':']) + 1)..];
        own = own.LastIndexOf("__", StringComparison.Ordinal) is >= 0 and var server ? own[(server + 2)..] : own;
        var dash = own.LastIndexOf('-');
        return dash > 0 && dash + 1 < own.Length && char.IsUpper(own[0]) ? own[(dash + 1)..] : own;
    }

    static List<string> WordsOf(string name) => [.. Word().Matches(name).Select(word => word.Value.ToLowerInvariant())];

    static FrozenSet<string> Set(string words) => Whitespace.Split(words).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\p{N}+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*([A-Za-z]+)")]
    private static partial Regex FirstWord();
}
