using System.Text;
using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>
/// A skill as the Markdown file of an Agent Skill: only what its author wrote, so that the same skill is always the same bytes.
/// Texts stand there as they are and not as Markdown would render them: a command keeps its asterisks and backslashes.
/// </summary>
public static partial class SkillMarkdown
{
    /// <summary>Writes a skill; a composite as it is laid out.</summary>
    public static string Write(SkillName name, Procedure procedure)
    {
        var markdown = new StringBuilder(FrontMatter.Of(name, procedure).Write());
        markdown.Append($"\n# {OneLine(procedure.Title)}\n");
        AddSection(markdown, "Preconditions", List(procedure.Preconditions));
        AddSection(markdown, "Steps", procedure.IsComposite ? Phased(procedure.Steps) : Numbered(procedure.Steps));
        AddSection(markdown, "Expected outcome", List(procedure.Postconditions));
        if (procedure.Parameters.Count > 0)
        {
            AddSection(markdown, "Parameters", ["```yaml\n", ParameterList.Write(procedure.Parameters), "```\n"]);
        }
        return markdown.ToString();
    }

    /// <summary>
    /// Reads what <see cref="Write"/> writes, and any other SKILL.md that numbers its steps: under a heading that says
    /// steps, workflow, instructions or procedure, or else the first numbered list that there is.
    /// </summary>
    /// <param name="markdown">The text.</param>
    /// <param name="name">The skill's name where the front matter has none: that of its folder.</param>
    /// <exception cref="SkillException">It is no skill; the message names the line and what would have been right.</exception>
    public static Procedure Read(string markdown, string name = "")
    {
        var (yaml, body, bodyLine) = Split(UnixLines(markdown).TrimStart('\ufeff'));
        var front = FrontMatter.Read(yaml, firstLine: 2);
        var sections = Outline.Read(body, bodyLine);
        return new Procedure
        {
            Title = TitleOf(front, sections),
            Description = front.Description,
            Category = front.Category,
            Tags = front.Tags,
            Preconditions = Texts(sections, Part.Preconditions),
            Steps = [.. StepsOf(sections).Select(ReadStep)],
            Postconditions = Texts(sections, Part.Postconditions),
            Parameters = ParametersOf(sections),
        }.WithParametersOfSteps();
    }

    enum Part
    {
        Other,
        Preconditions,
        Steps,
        Postconditions,
        Parameters,
    }

    static Part PartOf(Section section) => section.Heading.ToLowerInvariant().TrimEnd(':', ' ') switch
    {
        "preconditions" or "prerequisites" or "requirements" or "before you start" or "before you begin" => Part.Preconditions,
        "expected outcome" or "expected outcomes" or "expected result" or "expected results" or "postconditions" => Part.Postconditions,
        "parameters" => Part.Parameters,
        var heading when SaysSteps().IsMatch(heading) => Part.Steps,
        _ => Part.Other,
    };

    static (string Yaml, string Body, int BodyLine) Split(string markdown)
    {
        var lines = markdown.Split('\n');
        if (lines[0].TrimEnd() != FrontMatter.Fence)
        {
            throw new SkillException("""
                Line 1: a skill begins with front matter, such as
                ---
                name: deploy-api
                description: Deploy the API; use it when a release is to go live.
                ---
                """);
        }
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == FrontMatter.Fence);
        return end > 0
            ? (string.Join('\n', lines[1..end]), string.Join('\n', lines[(end + 1)..]), end + 2)
            : throw new SkillException($"Line {lines.Length}: the front matter that begins in line 1 has no end: put a line '{FrontMatter.Fence}' behind it.");
    }

    /// <summary>
    /// The title is the name as its author wrote it. The name decides: a heading or an older title that would give another name
    /// is not it, and one under a number (deploy-api-2) still is.
    /// </summary>
    static string TitleOf(FrontMatter front, IReadOnlyList<Section> sections)
    {
        var name = SkillName.Parse(front.Name);
        var title = front.Title ?? sections.FirstOrDefault(section => section.Level == 1)?.Heading ?? front.Name;
        return Gives(title, name) ? title : front.Name;
    }

    static bool Gives(string title, SkillName name) => SkillName.From(title) switch
    {
        null => HashName().IsMatch(name.Value) && title.Length > 0,
        { } given when given == name => true,
        { } given => NumberBehind().Match(name.Value) is { Success: true } number && given.Numbered(int.Parse(number.Value)) == name,
    };

    static IEnumerable<Item> StepsOf(IReadOnlyList<Section> sections)
    {
        var lists = sections.Where(section => PartOf(section) is Part.Steps).SelectMany(section => section.Lists).ToList();
        var steps = lists.FirstOrDefault(list => list.IsNumbered)
            ?? lists.FirstOrDefault()
            ?? sections.Where(section => PartOf(section) is Part.Other).SelectMany(section => section.Lists).FirstOrDefault(list => list.IsNumbered);
        return steps?.Items ?? throw new SkillException("There are no steps: write them as a numbered list under a heading '## Steps', such as '1. kubectl get pods'.");
    }

    static Step ReadStep(Item item)
    {
        try
        {
            return Step.Parse(item.Text);
        }
        catch (SkillException mistake)
        {
            throw new SkillException($"Line {item.Line}: {mistake.Message}");
        }
    }

    static IReadOnlyList<string> Texts(IReadOnlyList<Section> sections, Part part) =>
        [.. sections.Where(section => PartOf(section) == part).SelectMany(section => section.Lists).SelectMany(list => list.Items).Select(item => item.Text).Where(text => text.Length > 0)];

    static IReadOnlyList<Parameter> ParametersOf(IReadOnlyList<Section> sections) =>
        [.. sections.Where(section => PartOf(section) is Part.Parameters).SelectMany(section => section.Code is { } code
            ? ParameterList.Read(code)
            : section.Lists.SelectMany(list => list.Items).Select(ParameterList.ReadItem).OfType<Parameter>())];

    static void AddSection(StringBuilder markdown, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            markdown.Append($"\n## {heading}\n\n").AppendJoin("", lines);
        }
    }

    static IReadOnlyList<string> Numbered(IReadOnlyList<Step> steps) => [.. steps.Select((step, at) => Entry($"{at + 1}. ", step.Text))];

    /// <summary>Steps under the headings of their phases, which have no number: a step is reported by its own.</summary>
    static IReadOnlyList<string> Phased(IReadOnlyList<Step> steps)
    {
        var number = 0;
        return [.. steps.Select((step, at) => step.IsHeading ? $"{(at == 0 ? "" : "\n")}{step.Text}\n\n" : Entry($"{++number}. ", step.Text))];
    }

    static IReadOnlyList<string> List(IReadOnlyList<string> texts)
    {
        // A text of nothing but dashes behind a dash would be a rule across the page, and no list.
        var bullet = texts.Any(text => OnlyDashes().IsMatch(text)) ? "+ " : "- ";
        return [.. texts.Select(text => Entry(bullet, text))];
    }

    /// <summary>A list entry; its further lines stand under its first letter, so that nothing in them can leave the list.</summary>
    static string Entry(string marker, string text)
    {
        var indent = new string(' ', marker.Length);
        return marker + string.Join('\n', UnixLines(text).Trim().Split('\n').Select((line, at) => at == 0 || line.Length == 0 ? line : indent + line)) + "\n";
    }

    static string OneLine(string text) => LineBreaks().Replace(text.Trim(), " ");

    static string UnixLines(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');

    [GeneratedRegex(@"\b(steps|workflow|instructions|procedure)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SaysSteps();

    [GeneratedRegex(@"^skill-[0-9a-f]{8}(-\d+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex HashName();

    [GeneratedRegex(@"(?<=-)[1-9][0-9]{0,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberBehind();

    [GeneratedRegex(@"^[ \t]*-[- \t]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OnlyDashes();

    [GeneratedRegex(@"[\r\n]+", RegexOptions.CultureInvariant)]
    private static partial Regex LineBreaks();
}
