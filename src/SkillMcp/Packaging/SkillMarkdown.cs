using System.Text;
using System.Text.Json.Nodes;
using SkillMcp.Fields;

namespace SkillMcp.Packaging;

/// <summary>
/// A skill as the Markdown file of an Agent Skill: only what its author wrote, so that the same skill is always the same bytes.
/// Texts are written as they are and not as Markdown would render them: a command keeps its asterisks and backslashes.
/// </summary>
static class SkillMarkdown
{
    /// <summary>Writes a skill; a composite as it is laid out.</summary>
    public static string Write(SkillName name, Procedure procedure) => Write(new PackedSkill { Name = name, Procedure = procedure });

    /// <summary>
    /// Writes a skill: the document that it was read from, byte for byte while that says what the skill does, and else with only those
    /// lines changed that say something else.
    /// </summary>
    public static string Write(PackedSkill skill) => Written(skill).Text;

    /// <summary>
    /// Writes a skill to the letter of the Agent Skills specification: fields that this does not have are under <c>metadata</c>, where
    /// a client that gives them a meaning does not find them.
    /// </summary>
    public static string WriteStrictly(PackedSkill skill)
    {
        if (skill.Procedure.Document.Length == 0)
        {
            return FrontMatter.Of(skill).Write() + Body(skill);
        }
        var document = TryParse(skill.Procedure.Document, skill.Procedure.Title);
        return document is { Front.FollowsSpecification: true } && SaysSame(document, skill)
            ? skill.Procedure.Document
            : Rewrite(skill, document);
    }

    /// <summary>What <see cref="Write(PackedSkill)"/> writes, and whether the document has to be kept as a file of its own.</summary>
    internal static (string Text, bool LosesDocument) Written(PackedSkill skill)
    {
        var text = skill.Procedure.Document;
        if (text.Length == 0)
        {
            return (FrontMatter.Of(skill).Write() + Body(skill), false);
        }
        var read = Read(skill);
        if (read is not null && (IsAlike(read, skill) || IsUnchanged(read, skill)))
        {
            return (text, false);
        }
        if (!HasFrontMatter(text))
        {
            var below = FrontMatter.Of(skill).Write() + text;
            return IsAlike(below, skill) ? (below, false) : (Rewrite(skill, null), true);
        }
        return read is null ? (Rewrite(skill, null), true) : Edited(skill, read);
    }

    /// <summary>The document of a skill, taken apart. Where it has no name, that of the skill is as good as its title.</summary>
    static ParsedMarkdown? Read(PackedSkill skill)
    {
        var read = TryParse(skill.Procedure.Document, skill.Name.Value);
        return read is not null && IsAlike(read, skill) ? read : TryParse(skill.Procedure.Document, skill.Procedure.Title) ?? read;
    }

    /// <summary>Whether the skill says what its document said when that was read, by whatever rules it was read then.</summary>
    static bool IsUnchanged(ParsedMarkdown read, PackedSkill skill) =>
        read.Skill.Name == skill.Name
        && skill.FirstReading is { } first
        && FieldsOf(first).ContentHash() == FieldsOf(skill.Procedure).ContentHash();

    /// <summary>The document with the lines changed that say something else, or else the fields below its front matter.</summary>
    static (string Text, bool LosesDocument) Edited(PackedSkill skill, ParsedMarkdown read)
    {
        var text = skill.Procedure.Document;
        if (WithTitle(DocumentEdit.Of(read, text, skill), skill) is { } edited)
        {
            return (edited, false);
        }
        var fields = Body(skill);
        var lines = DocumentEdit.Of(read, text, skill, fields);
        if (lines?.TrySetMetadata("original", OriginalPath(skill.Procedure)) == true && WithTitle(lines, skill) is { } written)
        {
            return (written, true);
        }
        var front = FrontMatter.Of(skill) with { Fields = read.Front.Fields, Original = OriginalPath(skill.Procedure) };
        string[] texts = [front.WriteWithFields() + fields, (front with { Title = skill.Procedure.Title }).WriteWithFields() + fields];
        return (Array.Find(texts, one => IsAlike(one, skill)) ?? Rewrite(skill, read), true);
    }

    /// <summary>A text that says what a skill does, with its title in front where no heading is; null if it says something else.</summary>
    static string? WithTitle(DocumentLines? lines, PackedSkill skill)
    {
        if (lines is null || IsAlike(lines.ToString(), skill))
        {
            return lines?.ToString();
        }
        return lines.TrySetMetadata("title", skill.Procedure.Title) && IsAlike(lines.ToString(), skill) ? lines.ToString() : null;
    }

    static bool IsAlike(string text, PackedSkill skill) => TryParse(text, skill.Name.Value) is { } read && IsAlike(read, skill);

    /// <summary>
    /// Whether a text says just what a skill does, but for a title that is only its name under a number, or behind that of its plugin.
    /// </summary>
    static bool IsAlike(ParsedMarkdown text, PackedSkill skill)
    {
        var read = text.Skill.Procedure;
        var isName = read.Title == skill.Name.Value && SkillMarkdownParser.YieldsOwn(skill.Procedure.Title, skill.Name);
        var procedure = isName ? read with { Title = skill.Procedure.Title } : read;
        return SaysSame(text with { Skill = text.Skill with { Procedure = procedure } }, skill);
    }

    /// <summary>Writes the fields of a skill, whatever its author's document says.</summary>
    /// <param name="skill">What it says, laid out.</param>
    /// <param name="steps">Its steps as entries of a list; null for those that it has.</param>
    /// <param name="references">What is to be read beside it; a link each.</param>
    internal static string Write(PackedSkill skill, IReadOnlyList<string>? steps, IReadOnlyList<string> references) =>
        FrontMatter.Of(skill).Write() + Body(skill, steps, references);

    /// <summary>
    /// Reads what <see cref="Write(PackedSkill)"/> writes, and any other SKILL.md: its steps are what a person would call so
    /// (<see cref="StepExtractor"/>). What is longer than its field can be is cut there, and whole in <see cref="Procedure.Document"/>,
    /// which is empty if the fields alone would be written as just this text.
    /// </summary>
    /// <param name="markdown">The text.</param>
    /// <param name="name">The skill's name where the front matter has none: that of its folder.</param>
    /// <exception cref="SkillException">It is not a skill; the message names the line and what would have been right.</exception>
    public static Procedure Read(string markdown, string name = "") =>
        ReadPacked(SkillMarkdownParser.Parse(markdown, name), markdown).Procedure;

    /// <summary>The same, with the name and the references that it is packed with.</summary>
    internal static PackedSkill ReadPacked(ParsedMarkdown parsed, string markdown)
    {
        var skill = parsed.Skill;
        return Write(skill) == markdown ? skill : skill with { Procedure = skill.Procedure with { Document = markdown } };
    }

    /// <summary>Whether the steps of a skill are only what most looks like steps in its document, and were not changed since.</summary>
    public static bool AreStepsGuessed(Procedure procedure) =>
        procedure.Document.Length > 0
        && procedure.Steps.Count > 0
        && TryParse(procedure.Document, procedure.Title) is { Skill: { AreStepsGuessed: true } read }
        && read.Procedure.Steps.SequenceEqual(procedure.Steps);

    /// <summary>
    /// The front matter of a SKILL.md as JSON, as any reader of YAML makes it; null if it is not that of a skill of this name,
    /// or hides something.
    /// </summary>
    public static JsonObject? FrontMatterOf(string markdown, SkillName name)
    {
        try
        {
            return Yaml.Read(SkillMarkdownParser.Split(markdown).Yaml, firstLine: 2) is { } yaml
                && YamlJson.Of(yaml) is JsonObject front
                && TextOf(front, "name") == name.Value
                && !string.IsNullOrWhiteSpace(TextOf(front, "description"))
                && IsVisible(front) ? front : null;
        }
        catch (SkillException)
        {
            return null;
        }
    }

    /// <summary>Whether a text begins with front matter, as a skill does.</summary>
    public static bool HasFrontMatter(string markdown) =>
        SkillMarkdownParser.TrySplit(markdown, out var parts) is null && parts.Yaml.Contains(':');

    /// <summary>What a text says below its front matter; all of it if it has none.</summary>
    public static string BodyOf(string markdown)
    {
        _ = SkillMarkdownParser.TrySplit(markdown, out var parts);
        return parts.Body;
    }

    /// <summary>The path of the document beside a SKILL.md that was rewritten; none of the skill's files has it.</summary>
    internal static string OriginalPath(Procedure procedure)
    {
        // A file of that name leaves no place for the folder.
        var isFile = procedure.Files.Any(file => file.Path.Equals("references", StringComparison.OrdinalIgnoreCase));
        var folder = isFile ? "" : "references/";
        return FreeName.Of(
            $"{folder}original.md",
            number => $"{folder}original-{number}.md",
            path => procedure.Files.Any(file => Collides(file.Path, path)));
    }

    /// <summary>Whether two paths are one, or one is a folder of the other, upper and lower case taken as one.</summary>
    static bool Collides(string one, string other) =>
        $"{one}/".StartsWith($"{other}/", StringComparison.OrdinalIgnoreCase)
        || $"{other}/".StartsWith($"{one}/", StringComparison.OrdinalIgnoreCase);

    static ParsedMarkdown? TryParse(string markdown, string name = "")
    {
        try
        {
            return SkillMarkdownParser.Parse(markdown, name);
        }
        catch (SkillException)
        {
            return null;
        }
    }

    /// <summary>Whether a text says just what a skill does, under its name.</summary>
    static bool SaysSame(ParsedMarkdown text, PackedSkill skill) =>
        text.Skill.Name == skill.Name
        && FieldsOf(text.Skill.Procedure).ContentHash() == FieldsOf(skill.Procedure).ContentHash()
        && CompositeParts.Of(text.Skill)?.Write() == CompositeParts.Of(skill)?.Write();

    static Procedure FieldsOf(Procedure procedure) => procedure with { Document = "", Files = [], Components = [] };

    /// <summary>A new front matter above the author's body if that still says what the skill does, or else above the fields.</summary>
    static string Rewrite(PackedSkill skill, ParsedMarkdown? document)
    {
        var front = FrontMatter.Of(skill) with { Fields = document?.Front.Fields ?? [], Original = OriginalPath(skill.Procedure) };
        var fields = Body(skill);
        string?[] bodies = [document?.Body, fields];
        var written = bodies.OfType<string>()
            .SelectMany(body => new[] { front.Write() + body, (front with { Title = skill.Procedure.Title }).Write() + body })
            .FirstOrDefault(text => TryParse(text) is { } read && SaysSame(read, skill));
        return written ?? front.Write() + fields;
    }

    static string Body(PackedSkill skill) => Body(skill, steps: null, references: []);

    static string Body(PackedSkill skill, IReadOnlyList<string>? steps, IReadOnlyList<string> references)
    {
        var procedure = skill.Procedure;
        var markdown = new StringBuilder($"\n# {MarkdownText.OneLine(procedure.Title)}\n");
        AddSection(markdown, "What is missing", MarkdownText.List(skill.Missing));
        AddLists(markdown, procedure, TextField.ListsBeforeSteps);
        AddSection(markdown, "Steps", steps ?? StepsOf(skill));
        AddLists(markdown, procedure, TextField.ListsAfterSteps);
        if (procedure.Parameters.Count > 0)
        {
            AddSection(markdown, "Parameters", ["```yaml\n", ParameterList.Write(procedure.Parameters), "```\n"]);
        }
        AddSection(markdown, "References", MarkdownText.List(references));
        return markdown.ToString();
    }

    static IReadOnlyList<string> StepsOf(PackedSkill skill)
    {
        var isComposite = skill.Procedure.IsComposite || skill.Components.Count > 0 || skill.Missing.Count > 0;
        return isComposite ? MarkdownText.Phased(skill.Procedure.Steps) : MarkdownText.Numbered(skill.Procedure.Steps);
    }

    static void AddLists(StringBuilder markdown, Procedure procedure, IEnumerable<TextField> fields)
    {
        foreach (var field in fields)
        {
            AddSection(markdown, field.Label, MarkdownText.List(procedure.ListOf(field)));
        }
    }

    static void AddSection(StringBuilder markdown, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            markdown.Append($"\n## {heading}\n\n").AppendJoin("", lines);
        }
    }

    static string? TextOf(JsonObject fields, string name) =>
        fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    // An escape in YAML can spell what is hidden, and no client shows it.
    static bool IsVisible(JsonNode? node) => node switch
    {
        JsonObject fields => fields.All(field => VisibleText.Of(field.Key) == field.Key && IsVisible(field.Value)),
        JsonArray items => items.All(IsVisible),
        JsonValue value when value.TryGetValue<string>(out var text) => VisibleText.Of(text) == text,
        _ => true,
    };
}
