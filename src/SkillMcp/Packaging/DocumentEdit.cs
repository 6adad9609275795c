using System.Text.RegularExpressions;
using SkillMcp.Fields;
using YamlDotNet.RepresentationModel;
using Match = System.Text.RegularExpressions.Match;

namespace SkillMcp.Packaging;

/// <summary>
/// Writes what a skill says by now into the SKILL.md that it was read from. Only the fields and the items of lists that are others
/// are written anew.
/// </summary>
static partial class DocumentEdit
{
    /// <summary>The document with what changed in its lists and in its front matter; null where a list cannot be found in it.</summary>
    /// <param name="read">The document, taken apart.</param>
    /// <param name="document">The document.</param>
    /// <param name="skill">What it is to say.</param>
    public static DocumentLines? Of(ParsedMarkdown read, string document, PackedSkill skill)
    {
        var lines = new DocumentLines(document);
        var body = SkillMarkdownParser.Split(document);
        var sections = MarkdownOutline.Read(MarkdownText.UnixLines(body.Body), body.BodyLine);
        if (skill.Components.Count > 0 || skill.Missing.Count > 0 || EditsOf(lines, sections, read, skill.Procedure)
            is not { } edits)
        {
            return null;
        }
        lines.Apply(edits);
        return TrySetFields(lines, read, skill) ? lines : null;
    }

    /// <summary>The front matter with the fields that changed, above another body; null where they cannot be set.</summary>
    public static DocumentLines? Of(ParsedMarkdown read, string document, PackedSkill skill, string body)
    {
        var lines = new DocumentLines(document);
        lines.ReplaceBody(body);
        return TrySetFields(lines, read, skill) ? lines : null;
    }

    static bool TrySetFields(DocumentLines lines, ParsedMarkdown read, PackedSkill skill)
    {
        var (before, after) = (read.Skill.Procedure, skill.Procedure);
        if (read.Skill.Name != skill.Name)
        {
            lines.Set("name", Yaml.Text(skill.Name.Value), after: "");
        }
        if (before.Description != after.Description)
        {
            lines.Set("description", Yaml.Text(after.Description), after: "name");
        }
        return (before.Category == after.Category || TrySetCategory(lines, read.Front, after.Category))
            && (before.Tags.SequenceEqual(after.Tags) || TrySetTags(lines, read.Front, after.Tags));
    }

    static bool TrySetCategory(DocumentLines lines, FrontMatter front, string category)
    {
        var text = category == Procedure.General ? null : category;
        if (!IsAtTop(lines, front, "category"))
        {
            return lines.TrySetMetadata("category", text);
        }
        lines.Set("category", text is null ? null : Yaml.Text(text), after: "");
        return true;
    }

    static bool TrySetTags(DocumentLines lines, FrontMatter front, IReadOnlyList<string> tags)
    {
        if (!IsAtTop(lines, front, "tags"))
        {
            return lines.TrySetMetadata("tags", tags.Count > 0 ? FrontMatter.Join(tags) : null);
        }
        YamlNode list = front.Fields.Field("tags") is YamlSequenceNode before
            ? new YamlSequenceNode(tags.Select(Yaml.Text)) { Style = before.Style }
            : Yaml.Text(FrontMatter.Join(tags));
        lines.Set("tags", tags.Count > 0 ? list : null, after: "");
        return true;
    }

    static bool IsAtTop(DocumentLines lines, FrontMatter front, string field) =>
        lines.Has(field) && front.Fields.Field("metadata")?.Field(field) is null;

    /// <summary>What is to change below the front matter; null where it cannot be found.</summary>
    static List<LineEdit>? EditsOf(DocumentLines lines, IReadOnlyList<Section> sections, ParsedMarkdown read, Procedure after)
    {
        var before = read.Skill.Procedure;
        var found = StepExtractor.StepsOf(sections, read.Front.Description).Items;
        var edits = new List<LineEdit>();
        IReadOnlyList<string> steps = [.. before.Steps.Select(step => step.Text)];
        if (!TryEdit(lines, found, steps, [.. after.Steps.Select(step => step.Text)], edits))
        {
            return null;
        }
        foreach (var field in TextField.Lists.Where(field => !before.ListOf(field).SequenceEqual(after.ListOf(field))))
        {
            var items = sections.Where(section => section.Field == field).SelectMany(section => section.Lists)
                .SelectMany(list => list.Items).Where(item => item.Text.Length > 0).ToList();
            if (before.ListOf(field).Count == 0)
            {
                edits.Add(NewSection(lines, field.Label, string.Concat(MarkdownText.List(after.ListOf(field)))));
            }
            else if (!TryEdit(lines, items, before.ListOf(field), after.ListOf(field), edits))
            {
                return null;
            }
        }
        return TryEditParameters(lines, sections, before, after, edits) ? edits : null;
    }

    static bool TryEditParameters(
        DocumentLines lines, IReadOnlyList<Section> sections, Procedure before, Procedure after, List<LineEdit> edits)
    {
        var expected = (after with { Parameters = before.Parameters }).WithParametersOfSteps().Parameters;
        var written = ParameterList.Write(after.Parameters);
        if (ParameterList.Write(expected) == written)
        {
            return true;
        }
        switch (sections.Where(section => section.Kind == SectionKind.Parameters).ToList())
        {
            case []:
                edits.Add(NewSection(lines, "Parameters", $"```yaml\n{written}```\n"));
                return true;
            case [{ Code: { } code }]:
                edits.Add(new LineEdit(code.Line, LinesOf(code.Text), written));
                return true;
            default:
                return false;
        }
    }

    static LineEdit NewSection(DocumentLines lines, string heading, string text) => new(lines.Count + 1, 0, $"\n## {heading}\n\n{text}");

    /// <summary>Adds what is to change in a list; false if its items are not found in the lines that they are said to be in.</summary>
    static bool TryEdit(
        DocumentLines lines, IReadOnlyList<SourceText> items, IReadOnlyList<string> before, IReadOnlyList<string> after,
        List<LineEdit> edits)
    {
        if (before.SequenceEqual(after))
        {
            return true;
        }
        List<Match> markers = [.. items.Select(item => Marker().Match(item.Line <= lines.Count ? lines[item.Line] : ""))];
        if (items.Count == 0 || items.Count != before.Count || !markers.TrueForAll(marker => marker.Success))
        {
            return false;
        }
        var begin = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = before.Reverse().Zip(after.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        end = Math.Min(end, Math.Min(before.Count, after.Count) - begin);
        var (oldEnd, newEnd) = (before.Count - end, after.Count - end);
        var numbering = new ListNumbering(markers);
        for (var at = begin; at < oldEnd; at++)
        {
            var text = at < newEnd ? MarkdownText.Entry(numbering.MarkerAt(at), after[at]) : "";
            var isSame = at < newEnd && before[at] == after[at];
            var count = LinesOf(items[at].Text);
            if (!isSame)
            {
                edits.Add(new LineEdit(items[at].Line, text.Length > 0 ? count : count + BlanksBehind(lines, items, at, count), text));
            }
        }
        if (newEnd > oldEnd)
        {
            edits.Add(Inserted(lines, items, oldEnd, Enumerable.Range(oldEnd, newEnd - oldEnd)
                .Select(at => MarkdownText.Entry(numbering.MarkerAt(at), after[at]))));
        }
        if (numbering.IsCounting && oldEnd != newEnd)
        {
            edits.AddRange(Enumerable.Range(oldEnd, end).Select(at => new LineEdit(
                items[at].Line, 1, numbering.MarkerAt(at + newEnd - oldEnd) + lines[items[at].Line][markers[at].Length..] + "\n")));
        }
        return true;
    }

    /// <summary>Items that are put behind those before a position, with an empty line between where the list has such.</summary>
    static LineEdit Inserted(DocumentLines lines, IReadOnlyList<SourceText> items, int at, IEnumerable<string> entries)
    {
        var isLoose = items.Count > 1 && lines[items[1].Line - 1].Trim().Length == 0;
        if (at == 0)
        {
            return new LineEdit(items[0].Line, 0, string.Concat(entries.Select(entry => isLoose ? entry + "\n" : entry)));
        }
        var line = items[at - 1].Line + LinesOf(items[at - 1].Text);
        return new LineEdit(line, 0, string.Concat(entries.Select(entry => isLoose ? "\n" + entry : entry)));
    }

    /// <summary>How many empty lines part an item from the next.</summary>
    static int BlanksBehind(DocumentLines lines, IReadOnlyList<SourceText> items, int at, int count)
    {
        var next = at + 1 < items.Count ? items[at + 1].Line : 0;
        var begin = items[at].Line + count;
        return next > begin && Enumerable.Range(begin, next - begin).All(line => lines[line].Trim().Length == 0) ? next - begin : 0;
    }

    static int LinesOf(string text) => text.Count('\n') + 1;

    [GeneratedRegex(@"^(?<indent>[ \t]*)(?:[-*+]|(?<number>\d{1,9})(?<end>[.)]))(?<space>[ \t]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    /// <summary>How the items of a list are marked.</summary>
    sealed class ListNumbering(IReadOnlyList<Match> markers)
    {
        /// <summary>Whether they are counted; a list may have the same number everywhere, which renders alike.</summary>
        public bool IsCounting { get; } = markers.All(marker => marker.Groups["number"].Success)
            && markers.Index().All(one => int.Parse(one.Item.Groups["number"].ValueSpan) == One(markers) + one.Index);

        /// <summary>What is before the text of the item at a position.</summary>
        public string MarkerAt(int at)
        {
            var like = markers[Math.Min(at, markers.Count - 1)];
            return IsCounting
                ? $"{like.Groups["indent"].Value}{One(markers) + at}{like.Groups["end"].Value}{like.Groups["space"].Value}"
                : like.Value;
        }

        static int One(IReadOnlyList<Match> markers) => int.Parse(markers[0].Groups["number"].ValueSpan);
    }
}
