using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// Writes commands as steps that hold in another place too: what is in the session's folder is named from there, and the home folder by
/// its sign.
/// </summary>
sealed partial class SessionPaths
{
    readonly string folder;
    readonly Regex? inFolder;

    // Another home than the session's own is a place of its own; where that is not known, any home is.
    readonly string home;

    public SessionPaths(string folder)
    {
        this.folder = folder.Replace('\\', '/').TrimEnd('/');
        home = Home().Match(this.folder) is { Index: 0, Success: true } own ? own.Value : "";
        // The root and a home folder hold too much to be a project.
        var isProject = this.folder.Count(c => c == '/') > 1 || this.folder is [_, ':', '/', _, ..];
        inFolder = isProject
            ? new Regex(
                $@"(?<=^|[\s""'=:(,;|&<>\[`@]){Regex.Escape(this.folder)}(?:/(?=[\w.@*$-])|/?(?=$|[\s""'):;,|&<>\]`]))",
                RegexOptions.CultureInvariant)
            : null;
    }

    /// <summary>A command as a step.</summary>
    /// <param name="command">The command as it was typed.</param>
    /// <param name="ranIn">The folder that it ran in; empty for the session's.</param>
    public string InStep(string command, string ranIn)
    {
        var step = WithoutFolder(command.Trim());
        var isElsewhere = ranIn.Length > 0 && ranIn.Replace('\\', '/').TrimEnd('/') != folder;
        var there = isElsewhere ? Relative(ranIn) : ".";
        var goesThere = LeadingFolder().Match(step);
        var named = goesThere.Groups["folder"].Value.Trim('"', '\'').TrimEnd('/');
        if (goesThere.Success && (named == "." || named == there))
        {
            step = step[goesThere.Length..];
        }
        else if (goesThere.Success && (named.StartsWith('/') || named.StartsWith('~')))
        {
            return step;
        }
        return there is "." or "" ? step : $"cd {there} && {step}";
    }

    /// <summary>A file as a step names it.</summary>
    public string Relative(string path)
    {
        var file = path.Replace('\\', '/');
        if (folder.Length > 0 && file.TrimEnd('/') == folder)
        {
            return ".";
        }
        if (inFolder is not null && file.StartsWith(folder + "/", StringComparison.Ordinal))
        {
            return file[(folder.Length + 1)..];
        }
        return WithoutHome(file);
    }

    /// <summary>A text in which the session's folder and the home folder are not named.</summary>
    public string WithoutFolder(string text)
    {
        var relative = inFolder?.Replace(text, found => found.Value.EndsWith('/') ? "" : ".") ?? text;
        return WithoutHome(relative);
    }

    string WithoutHome(string text) =>
        Home().Replace(text, found => found.Value.EndsWith(home, StringComparison.Ordinal) ? "~" : found.Value);

    // Also what a client writes as a file address.
    [GeneratedRegex(@"(?<=^|[\s""'=:(,;|&<>\[`])(?:file://)?(?:/home/[\w.-]+|/Users/[\w.-]+|/root|[A-Za-z]:[/\\]Users[/\\][\w.-]+)(?=$"
            + @"|[/\\\s""'):;,|&<>\]`])")]
    private static partial Regex Home();

    [GeneratedRegex(@"^cd\s+(?<folder>""[^""]+""|'[^']+'|[^\s;&|]+)\s*(?:&&|;)\s*")]
    private static partial Regex LeadingFolder();
}
