using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>
/// A skill as the Markdown file of an Agent Skill: only what its author wrote, so that the same skill is always the same bytes.
/// Texts stand there as they are and not as Markdown would render them: a command keeps its asterisks and backslashes.
/// </summary>
public static partial class SkillMarkdown
{
    /// <summary>Writes a skill; a composite as it is laid out.</summary>
    public static string Write(SkillName name, Procedure procedure) => Write(new PackedSkill { Name = name, Procedure = procedure });

    /// <summary>
    /// Writes a skill: the document that it was read from, where it still says what the skill does and keeps the rules of Agent Skills;
    /// that document under a front matter of ours, where only that is another; else the fields, with what its author said in front besides.
    /// </summary>
    public static string Write(PackedSkill skill) => skill.Procedure.Document switch
    {
        "" => FrontMatter.Of(skill).Write() + Body(skill),
        _ => TryParse(skill.Procedure.Document, skill.Procedure.Title) is not { } document ? WriteAnew(skill, null)
            : document.Front.FollowsSpecification && Says(document, skill) ? skill.Procedure.Document
            : WriteAnew(skill, document),
    };

    /// <summary>Writes the fields of a skill, whatever its author's document says.</summary>
    /// <param name="skill">What it says, laid out.</param>
    /// <param name="steps">Its steps as entries of a list; null for those that it has.</param>
    /// <param name="references">What is to be read beside it; a link each.</param>
    internal static string Write(PackedSkill skill, IReadOnlyList<string>? steps, IReadOnlyList<string> references) =>
        FrontMatter.Of(skill).Write() + Body(skill, steps, references);

    /// <summary>The front matter of a SKILL.md as JSON, as any reader of YAML makes it; null where it is none of a skill of this name, or hides something.</summary>
    public static JsonObject? FrontMatterOf(string markdown, SkillName name)
    {
        try
        {
            return Yaml.Read(Split(markdown).Yaml, firstLine: 2) is { } yaml && YamlJson.Of(yaml) is JsonObject front
                && Gives(front, "name", text => text == name.Value) && Gives(front, "description", text => !string.IsNullOrWhiteSpace(text)) && IsVisible(front) ? front : null;
        }
        catch (SkillException)
        {
            return null;
        }
    }

    /// <summary>Where the document stands beside the text that was written anew; no file of the skill has the place.</summary>
    internal static string OriginalPath(Procedure procedure)
    {
        for (var number = 1; ; number++)
        {
            var place = number == 1 ? "references/original.md" : $"references/original-{number}.md";
            if (!SkillFile.MistakesIn([.. procedure.Files, new SkillFile(place, "", 0)]).Any(mistake => mistake.Contains(place, StringComparison.OrdinalIgnoreCase) || mistake.Contains("'references'", StringComparison.OrdinalIgnoreCase)))
            {
                return place;
            }
        }
    }

    /// <summary>What a text says below its front matter; empty where it has none.</summary>
    public static string BodyOf(string markdown)
    {
        try
        {
            return Split(markdown).Body;
        }
        catch (SkillException)
        {
            return "";
        }
    }

    /// <summary>
    /// Reads what <see cref="Write(PackedSkill)"/> writes, and any other SKILL.md: its steps are what a person would call so
    /// (<see cref="StepExtractor"/>). What is longer than a field can be is cut there, and stands whole in <see cref="Procedure.Document"/>,
    /// which is empty where the fields alone would be written as just this text.
    /// </summary>
    /// <param name="markdown">The text.</param>
    /// <param name="name">The skill's name where the front matter has none: that of its folder.</param>
    /// <exception cref="SkillException">It is no skill; the message names the line and what would have been right.</exception>
    public static Procedure Read(string markdown, string name = "") => ReadPacked(markdown, name).Procedure;

    /// <summary>The same, with the name and the references that it is packed with.</summary>
    internal static PackedSkill ReadPacked(string markdown, string name = "")
    {
        var text = Parse(markdown, name);
        var skill = text.Skill;
        return Write(skill) == markdown ? skill : skill with { Procedure = skill.Procedure with { Document = markdown } };
    }

    /// <summary>A SKILL.md, taken apart.</summary>
    /// <param name="Front">What stands in front.</param>
    /// <param name="Body">What stands below that, as it was written.</param>
    /// <param name="Skill">What both say, without a document.</param>
    internal sealed record Parsed(FrontMatter Front, string Body, PackedSkill Skill);

    internal static Parsed Parse(string markdown, string name = "")
    {
        var (yaml, body, bodyLine) = Split(markdown);
        var front = FrontMatter.Read(yaml, firstLine: 2, name);
        var sections = MarkdownOutline.Read(UnixLines(body), bodyLine);
        var procedure = new Procedure
        {
            Title = TitleOf(front, sections),
            Description = front.Description.Length > 0 ? front.Description : Drafted(sections),
            Category = front.Category,
            Tags = front.Tags,
            Preconditions = Texts(sections, SectionKind.Preconditions),
            Steps = StepsOf(front, sections),
            Postconditions = Texts(sections, SectionKind.Postconditions),
            Parameters = ParametersOf(sections),
        };
        procedure = Fitted(procedure).WithParametersOfSteps();
        return new Parsed(front, body, new PackedSkill
        {
            Name = SkillName.From(front.Name) ?? SkillName.From(procedure.Title) ?? SkillName.FromHash(procedure.ContentHash()),
            Procedure = procedure,
            Components = front.Composite?.Components ?? [],
            OwnPreconditions = front.Composite?.Preconditions ?? [],
            OwnPostconditions = front.Composite?.Postconditions ?? [],
        });
    }

    static Parsed? TryParse(string markdown, string name = "")
    {
        try
        {
            return Parse(markdown, name);
        }
        catch (SkillException)
        {
            return null;
        }
    }

    /// <summary>Whether a text says just what a skill does, under its name.</summary>
    static bool Says(Parsed text, PackedSkill skill) => text.Skill.Name == skill.Name && SaysSame(text.Skill, skill);

    static bool SaysSame(PackedSkill one, PackedSkill other) =>
        FieldsOf(one).ContentHash() == FieldsOf(other).ContentHash() && CompositeParts.Of(one)?.Write() == CompositeParts.Of(other)?.Write();

    static Procedure FieldsOf(PackedSkill skill) => skill.Procedure with { Document = "", Files = [], Components = [] };

    /// <summary>Front matter of ours above the author's body if it still says what the skill does, or else above the fields.</summary>
    static string WriteAnew(PackedSkill skill, Parsed? document)
    {
        var front = FrontMatter.Of(skill) with { Fields = document?.Front.Fields ?? [], Original = OriginalPath(skill.Procedure) };
        string?[] bodies = [document?.Body, Body(skill)];
        var written = bodies.OfType<string>()
            .SelectMany(body => new[] { front.Write() + body, (front with { Title = skill.Procedure.Title }).Write() + body })
            .FirstOrDefault(text => TryParse(text) is { } read && Says(read, skill));
        return written ?? front.Write() + Body(skill);
    }

    static string Body(PackedSkill skill) => Body(skill, steps: null, references: []);

    static string Body(PackedSkill skill, IReadOnlyList<string>? steps, IReadOnlyList<string> references)
    {
        var procedure = skill.Procedure;
        var markdown = new StringBuilder($"\n# {OneLine(procedure.Title)}\n");
        AddSection(markdown, "What is missing", List(skill.Missing));
        AddSection(markdown, "Preconditions", List(procedure.Preconditions));
        AddSection(markdown, "Steps", steps ?? (procedure.IsComposite || skill.Components.Count > 0 || skill.Missing.Count > 0 ? Phased(procedure.Steps) : Numbered(procedure.Steps)));
        AddSection(markdown, "Expected outcome", List(procedure.Postconditions));
        if (procedure.Parameters.Count > 0)
        {
            AddSection(markdown, "Parameters", ["```yaml\n", ParameterList.Write(procedure.Parameters), "```\n"]);
        }
        AddSection(markdown, "References", List(references));
        return markdown.ToString();
    }

    /// <summary>Takes the lines between the fences from the text below them, which stays as it was written.</summary>
    static (string Yaml, string Body, int BodyLine) Split(string markdown)
    {
        var yaml = new List<string>();
        var line = 1;
        for (var at = markdown.StartsWith('\ufeff') ? 1 : 0; at <= markdown.Length; line++)
        {
            var length = markdown.AsSpan(at).IndexOfAny('\r', '\n');
            var text = length < 0 ? markdown[at..] : markdown.Substring(at, length);
            var isFence = text.TrimEnd() == FrontMatter.Fence;
            at = length < 0 ? markdown.Length + 1 : at + length + (markdown[at + length] == '\r' && at + length + 1 < markdown.Length && markdown[at + length + 1] == '\n' ? 2 : 1);
            if (line == 1 && !isFence)
            {
                throw new SkillException("""
                    Line 1: a skill begins with front matter, such as
                    ---
                    name: deploy-api
                    description: Deploy the API; use it when a release is to go live.
                    ---
                    """);
            }
            if (line > 1 && isFence)
            {
                return (string.Join('\n', yaml), markdown[Math.Min(at, markdown.Length)..], line + 1);
            }
            if (line > 1)
            {
                yaml.Add(text);
            }
        }
        throw new SkillException($"Line {line - 1}: the front matter that begins in line 1 has no end: put a line '{FrontMatter.Fence}' behind it.");
    }

    /// <summary>
    /// The title is the name as its author wrote it. The name decides: a heading or an older title that would give another name
    /// is not it, and one under a number (deploy-api-2) still is.
    /// </summary>
    static string TitleOf(FrontMatter front, IReadOnlyList<Section> sections)
    {
        var title = front.Title ?? sections.FirstOrDefault(section => section.Level == 1)?.Heading ?? front.Name;
        return title.Length <= Procedure.LongestTitle && SkillName.From(front.Name) is { } name && Gives(title, name) ? title : Cut.To(front.Name, Procedure.LongestTitle);
    }

    static bool Gives(string title, SkillName name) => SkillName.From(title) switch
    {
        null => HashName().IsMatch(name.Value) && title.Length > 0,
        { } given when given == name => true,
        { } given => NumberBehind().Match(name.Value) is { Success: true } number && given.Numbered(int.Parse(number.Value)) == name,
    };

    /// <summary>What its author says first, where the front matter does not say when to use it.</summary>
    static string Drafted(IReadOnlyList<Section> sections) => sections.SelectMany(section => section.Paragraphs).FirstOrDefault(paragraph => paragraph.Text.Length > 0) is { } first
        ? Cut.To(OneLine(first.Text), Procedure.LongestDescription)
        : throw new SkillException("Line 2: the front matter has no description: add one, such as 'description: Deploy the API; use it when a release is to go live.'.");

    static IReadOnlyList<Step> StepsOf(FrontMatter front, IReadOnlyList<Section> sections)
    {
        var phased = front.Composite is null ? null : sections.FirstOrDefault(section => section is { Level: 2, Kind: SectionKind.Steps });
        var steps = (phased is null ? StepExtractor.StepsOf(sections) : Phases(phased)).Select(ReadStep).OfType<Step>().ToList();
        return steps.Count > 0 ? steps : throw new SkillException("There are no steps: write them as a numbered list under a heading '## Steps', such as '1. kubectl get pods'.");
    }

    /// <summary>The steps of a composite's phases, with the lines before them.</summary>
    static IEnumerable<SourceText> Phases(Section section)
    {
        var lines = section.Text.Split('\n');
        var starts = Enumerable.Range(0, lines.Length).Where(at => PhaseLine().IsMatch(lines[at])).ToList();
        foreach (var (start, number) in starts.Select((start, number) => (start, number)))
        {
            yield return new SourceText(section.Whole.Line, lines[start]);
            var inside = string.Join('\n', lines[(start + 1)..(number + 1 < starts.Count ? starts[number + 1] : lines.Length)]);
            foreach (var item in MarkdownOutline.Read(inside, section.Whole.Line).SelectMany(part => part.Lists).SelectMany(list => list.Items))
            {
                yield return item;
            }
        }
    }

    static Step? ReadStep(SourceText item)
    {
        try
        {
            return Step.Parse(Cut.To(item.Text, Step.Longest));
        }
        catch (SkillException)
        {
            // A number with nothing behind it is no step.
            return null;
        }
    }

    static IReadOnlyList<string> Texts(IReadOnlyList<Section> sections, SectionKind kind) =>
        [.. sections.Where(section => section.Kind == kind).SelectMany(section => section.Lists).SelectMany(list => list.Items).Select(item => Cut.To(item.Text, Procedure.LongestCondition))
            .Where(text => text.Length > 0).Take(Procedure.MostTexts)];

    static IReadOnlyList<Parameter> ParametersOf(IReadOnlyList<Section> sections) =>
        [.. sections.Where(section => section.Kind is SectionKind.Parameters).SelectMany(section => section.Code is { } code
            ? ParameterList.Read(code)
            : section.Lists.SelectMany(list => list.Items).Select(ParameterList.ReadItem).OfType<Parameter>())];

    /// <summary>The procedure with its longest texts cut until it can be stored.</summary>
    static Procedure Fitted(Procedure procedure)
    {
        for (var longest = 4_000; longest >= 100 && !procedure.WithParametersOfSteps().IsOfSoundLength; longest /= 2)
        {
            procedure = procedure with
            {
                Preconditions = [.. procedure.Preconditions.Select(text => Cut.To(text, longest))],
                Steps = [.. procedure.Steps.Select(step => Step.Parse(Cut.To(step.Text, longest)))],
                Postconditions = [.. procedure.Postconditions.Select(text => Cut.To(text, longest))],
                Parameters = [.. procedure.Parameters.Select(parameter => parameter with { Description = Cut.To(parameter.Description, longest), Example = Cut.To(parameter.Example, longest) })],
            };
        }
        return procedure;
    }

    static bool Gives(JsonObject front, string field, Func<string, bool> expected) =>
        front[field] is JsonValue value && value.TryGetValue<string>(out var text) && expected(text);

    // An escape in YAML can spell what is hidden, and no client shows it.
    static bool IsVisible(JsonNode? node) => node switch
    {
        JsonObject fields => fields.All(field => VisibleText.Of(field.Key) == field.Key && IsVisible(field.Value)),
        JsonArray items => items.All(IsVisible),
        JsonValue value when value.TryGetValue<string>(out var text) => VisibleText.Of(text) == text,
        _ => true,
    };

    static void AddSection(StringBuilder markdown, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            markdown.Append($"\n## {heading}\n\n").AppendJoin("", lines);
        }
    }

    internal static IReadOnlyList<string> Numbered(IReadOnlyList<Step> steps) => [.. steps.Select((step, at) => Entry($"{at + 1}. ", step.Text))];

    /// <summary>Steps under the headings of their phases, which have no number: a step is reported by its own.</summary>
    internal static IReadOnlyList<string> Phased(IReadOnlyList<Step> steps)
    {
        var number = 0;
        return [.. steps.Select((step, at) => step.IsHeading ? $"{(at == 0 ? "" : "\n")}{step.Text}\n\n" : Entry($"{++number}. ", step.Text))];
    }

    internal static IReadOnlyList<string> List(IReadOnlyList<string> texts)
    {
        // A text of nothing but dashes behind a dash would be a rule across the page, and no list.
        var bullet = texts.Any(text => OnlyDashes().IsMatch(text)) ? "+ " : "- ";
        return [.. texts.Select(text => Entry(bullet, text))];
    }

    /// <summary>A list entry; its further lines stand under its first letter, so that nothing in them can leave the list.</summary>
    internal static string Entry(string marker, string text)
    {
        var indent = new string(' ', marker.Length);
        return marker + string.Join('\n', UnixLines(text).Trim().Split('\n').Select((line, at) => at == 0 || line.Length == 0 ? line : indent + line)) + "\n";
    }

    internal static string OneLine(string text) => LineBreaks().Replace(text.Trim(), " ");

    static string UnixLines(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');

    [GeneratedRegex(@"^--- Phase: .* ---\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhaseLine();

    [GeneratedRegex(@"^skill-[0-9a-f]{8}(-\d+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex HashName();

    [GeneratedRegex(@"(?<=-)[1-9][0-9]{0,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberBehind();

    [GeneratedRegex(@"^[ \t]*-[- \t]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OnlyDashes();

    [GeneratedRegex(@"[\r\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex LineBreaks();
}
