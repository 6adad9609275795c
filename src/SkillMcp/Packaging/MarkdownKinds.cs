using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>The kinds of Markdown files that clients read beside SKILL.md.</summary>
static partial class MarkdownKinds
{
    /// <summary>What every client's rules for agents are: a text that is followed while something else is done.</summary>
    public static IFileReader Rules { get; } = new MarkdownFileReader(RulePlace(), AsRules);

    /// <summary>A prompt that is called by its name, with arguments.</summary>
    public static IFileReader Commands { get; } = new MarkdownFileReader(CommandPlace(), AsCommand);

    /// <summary>What an agent is told that works on its own.</summary>
    public static IFileReader Agents { get; } = new MarkdownFileReader(AgentPlace(), AsAgent);

    /// <summary>A skill in a single file, which its front matter describes.</summary>
    public static IFileReader FlatSkills { get; } = new MarkdownFileReader(Markdown(), AsFlatSkill);

    /// <summary>What to do when an alert fires.</summary>
    public static IFileReader Runbooks { get; } = new MarkdownFileReader(Markdown(), AsRunbook);

    static FolderItem? AsRules(MarkdownFile file, string name)
    {
        var isOfProject = ProjectRules().IsMatch(file.Source.Path);
        var folder = FolderOf(file.Source);
        var own = name.TrimStart('.').ToLowerInvariant();
        var called = isOfProject && folder.Length > 0 ? $"{folder}-{own}" : own;
        string[] patterns = ["globs", "applyTo", "paths", "fileMatchPattern"];
        var files = patterns.Select(field => file.Fields.Field(field) is { } value ? Yaml.Flat(value) : null)
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        var about = MarkdownFile.SentenceOf(file.Title.Length > 0 ? file.Title : file.FirstWords);
        var scope = files is null ? "Rules for agents" : $"Rules for agents, for {files}";
        return file.Body.Trim().Length == 0 ? null : file.AsSkill(called, about.Length > 0 ? $"{scope}: {about}" : scope);
    }

    static FolderItem? AsCommand(MarkdownFile file, string name)
    {
        var isCommand = file.HasFrontMatter
            || CommandFolder().IsMatch(file.Source.Path)
            || file.Text.Contains("$ARGUMENTS", StringComparison.Ordinal);
        if (!isCommand || file.Body.Trim().Length == 0)
        {
            return null;
        }
        var lines = file.Body.Split('\n').Select(line => line.Trim('#', '*', ' ', '\t', '\r'));
        var first = lines.FirstOrDefault(line => line.Length > 0) ?? "";
        var hint = CommandArguments.HintOf(file.Text);
        (string, string)[] further = hint.Length > 0 ? [(CommandArguments.Field, hint)] : [];
        return file.AsSkill(name.ToLowerInvariant(), first, further);
    }

    static FolderItem? AsAgent(MarkdownFile file, string name) => file.Description.Length > 0 && file.Body.Trim().Length > 0
        ? file.AsSkill(name.ToLowerInvariant(), "")
        : null;

    static FolderItem? AsFlatSkill(MarkdownFile file, string name)
    {
        var triggers = file.Fields.Field("triggers") is { } node ? Yaml.Flat(node) ?? "" : "";
        var isDescribed = file.Description.Length > 0 && file.Fields.Field("name") is not null;
        var isOfHandbook = Handbook().IsMatch(file.Source.Path);
        if (triggers.Length == 0 && !isDescribed && !isOfHandbook || file.Body.Trim().Length == 0)
        {
            return null;
        }
        var words = MarkdownFile.SentenceOf(file.FirstWords);
        return file.AsSkill(name.ToLowerInvariant(), triggers.Length > 0 ? $"{words} Use it for: {triggers}.".Trim() : words);
    }

    static FolderItem? AsRunbook(MarkdownFile file, string name)
    {
        var isRunbook = Runbook.StepsOf(SectionNode.TreeOf(file.Sections)).Count > 0
            || RunbookPlace().IsMatch(file.Source.Path) && file.Sections.Any(section => section.Level > 0 && section.Text.Length > 0);
        var title = file.Title.Length > 0 ? file.Title : name;
        return isRunbook ? file.AsSkill(MarkdownFile.NameOf(name), $"{title}: {file.FirstWords}") : null;
    }

    /// <summary>What the folder of a file is called, apart from those that programs prescribe; empty if that is not known.</summary>
    static string FolderOf(LooseFile file) =>
        file.Place.Split('/').SkipLast(1).LastOrDefault(name => name.Length > 0 && name[0] != '.')?.ToLowerInvariant() ?? "";

    [GeneratedRegex(
        @"(^|/)((agents|claude|gemini|copilot-instructions)(\.local)?\.md|\.cursorrules|\.windsurfrules|\.clinerules)$"
        + @"|\.mdc$|\.instructions\.md$"
        + @"|(^|/)(\.clinerules|\.(cursor|windsurf|roo|kiro|trae|continue|augment|amazonq|qoder)/(rules|steering))/.+\.(md|txt)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RulePlace();

    [GeneratedRegex(
        @"(^|/)((agents|claude|gemini|copilot-instructions)(\.local)?\.md|\.cursorrules|\.windsurfrules|\.clinerules)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ProjectRules();

    // Where only commands are; a project may document its own elsewhere.
    [GeneratedRegex(
        @"^commands?/|(^|/)\.[a-z]+/(commands?|prompts)/|\.prompt\.md$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommandFolder();

    [GeneratedRegex(@"(^|/)(commands?|\.[a-z]+/prompts)/.+\.md$|\.prompt\.md$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommandPlace();

    [GeneratedRegex(@"(^|/)(agents?|chatmodes)/.+\.md$|\.(agent|chatmode)\.md$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AgentPlace();

    [GeneratedRegex(@"(^|/)microagents/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Handbook();

    [GeneratedRegex(@"(^|/)(runbooks?|playbooks?)/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RunbookPlace();

    [GeneratedRegex(@"\.(md|markdown)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markdown();
}
