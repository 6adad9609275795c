using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp.Packaging;

/// <summary>Takes any SKILL.md apart: its front matter, and what its sections say of a procedure.</summary>
static partial class SkillMarkdownParser
{
    const string FrontMatterExpected = """
        Line 1: a skill begins with front matter, such as
        ---
        name: deploy-api
        description: Deploy the API; use it when a release is to go live.
        ---
        """;

    const string DescriptionExpected = "Line 2: the front matter has no description: add one, "
        + "such as 'description: Deploy the API; use it when a release is to go live.'.";

    /// <param name="markdown">The text.</param>
    /// <param name="name">The skill's name where the front matter has none; with it, there may be no front matter at all.</param>
    /// <exception cref="SkillException">It is not a skill; the message names the line and what would have been right.</exception>
    public static ParsedMarkdown Parse(string markdown, string name = "")
    {
        var hasFrontMatter = TrySplit(markdown, out var parts) is not { } missing
            || (name.Trim().Length > 0 ? false : throw new SkillException(missing));
        var (yaml, body, bodyLine) = parts;
        var fitting = new FieldFitting();
        var front = FrontMatter.Read(yaml, firstLine: 2, name, fitting);
        var sections = MarkdownOutline.Read(MarkdownText.UnixLines(body), bodyLine);
        var found = FindSteps(front, sections, fitting);
        var procedure = new Procedure
        {
            Title = TitleOf(front, sections, fitting),
            Description = front.Description.Length > 0 ? front.Description : FirstWords(sections, front.Name, hasFrontMatter, fitting),
            Category = front.Category,
            Tags = front.Tags,
            Steps = StepsOf(found, front, sections, fitting),
            Parameters = [.. sections.Where(section => section.Kind == SectionKind.Parameters).SelectMany(ParameterList.In)],
        }.WithLists((field, _) => TextsOf(sections, field, fitting));
        procedure = Fitted(procedure, fitting).WithParametersOfSteps();
        return new ParsedMarkdown(front, body, new PackedSkill
        {
            Name = SkillName.From(front.Name) ?? SkillName.Of(procedure),
            Procedure = procedure,
            Components = front.Composite?.Components ?? [],
            OwnPreconditions = front.Composite?.Preconditions ?? [],
            OwnPostconditions = front.Composite?.Postconditions ?? [],
            Shortened = fitting.Shortened,
            HasFrontMatter = hasFrontMatter,
            FrontMatterMistake = front.Mistake.Length > 0 || HasDescription(front, sections) ? front.Mistake : DescriptionExpected,
            AreStepsGuessed = found.AreGuessed,
        });
    }

    /// <summary>Takes the lines between the fences from the text below them, which stays as it was written.</summary>
    /// <exception cref="SkillException">There are no fences.</exception>
    public static (string Yaml, string Body, int BodyLine) Split(string markdown) =>
        TrySplit(markdown, out var parts) is { } missing ? throw new SkillException(missing) : parts;

    /// <summary>The same; a text without fences is all body.</summary>
    /// <returns>Which fence is missing; null if none is.</returns>
    public static string? TrySplit(string markdown, out (string Yaml, string Body, int BodyLine) parts)
    {
        parts = ("", markdown.TrimStart('\ufeff'), 1);
        var yaml = new List<string>();
        var line = 1;
        for (var at = markdown.StartsWith('\ufeff') ? 1 : 0; at <= markdown.Length; line++)
        {
            var (text, next) = LineAt(markdown, at);
            at = next;
            var isFence = text.TrimEnd() == FrontMatter.Fence;
            if (line == 1 && !isFence)
            {
                return FrontMatterExpected;
            }
            if (line > 1 && isFence)
            {
                parts = (string.Join('\n', yaml), markdown[Math.Min(at, markdown.Length)..], line + 1);
                return null;
            }
            if (line > 1)
            {
                yaml.Add(text);
            }
        }
        return $"Line {line - 1}: the front matter that begins in line 1 has no end: put a line '{FrontMatter.Fence}' after it.";
    }

    /// <summary>The line that begins at a position, and where the next begins; past the end for the last line.</summary>
    static (string Text, int Next) LineAt(string markdown, int at)
    {
        var length = markdown.AsSpan(at).IndexOfAny('\r', '\n');
        if (length < 0)
        {
            return (markdown[at..], markdown.Length + 1);
        }
        var isTwo = markdown.AsSpan(at + length).StartsWith("\r\n");
        return (markdown.Substring(at, length), at + length + (isTwo ? 2 : 1));
    }

    /// <summary>
    /// The title is the name as its author wrote it. The name decides: a heading or an older title that would give another name
    /// is not it, and one under a number (deploy-api-2) still is.
    /// </summary>
    static string TitleOf(FrontMatter front, IReadOnlyList<Section> sections, FieldFitting fitting)
    {
        var title = front.Title ?? sections.FirstOrDefault(section => section.Level == 1)?.Heading ?? front.Name;
        return title.Length <= Procedure.MaxTitleLength && SkillName.From(front.Name) is { } name && Yields(title, name)
            ? title
            : fitting.Fit("name", front.Name, Procedure.MaxTitleLength);
    }

    /// <summary>Whether a title gives a name, with or without a number at its end.</summary>
    internal static bool Yields(string title, SkillName name) => SkillName.From(title) switch
    {
        null => name.IsOfHash && title.Length > 0,
        { } given when given == name => true,
        { } given => NumberAtEnd().Match(name.Value) is { Success: true } number && given.Numbered(int.Parse(number.Value)) == name,
    };

    /// <summary>The same, or behind the name of a plugin that tells it from others: "deploy" of "web-shop-deploy-2".</summary>
    internal static bool YieldsOwn(string title, SkillName name)
    {
        string[] given = [name.Value, NumberAtEnd().Replace(name.Value, "").TrimEnd('-')];
        return Yields(title, name) || Array.Exists(given, one => one.EndsWith($"-{SkillName.From(title)}", StringComparison.Ordinal));
    }

    static bool HasDescription(FrontMatter front, IReadOnlyList<Section> sections) =>
        front.Description.Length > 0 || ParagraphsOf(sections).Any();

    static IEnumerable<SourceText> ParagraphsOf(IReadOnlyList<Section> sections) =>
        sections.SelectMany(section => section.Paragraphs).Where(paragraph => paragraph.Text.Length > 0);

    /// <summary>
    /// What its author says first, where the front matter does not say when to use it: without one, the title and the first sentence.
    /// </summary>
    static string FirstWords(IReadOnlyList<Section> sections, string name, bool hasFrontMatter, FieldFitting fitting)
    {
        var first = MarkdownText.OneLine(ParagraphsOf(sections).FirstOrDefault()?.Text ?? "");
        var title = sections.Select(section => section.Heading).FirstOrDefault(heading => heading.Length > 0) ?? name;
        var words = (hasFrontMatter, first.Length) switch
        {
            (_, 0) => title,
            (true, _) => first,
            _ => $"{title}: {MarkdownFile.SentenceOf(first)}",
        };
        return fitting.Fit("description", MarkdownText.OneLine(words), Procedure.MaxDescriptionLength);
    }

    static FoundSteps FindSteps(FrontMatter front, IReadOnlyList<Section> sections, FieldFitting fitting)
    {
        var phased = front.Composite is null ? null : sections.FirstOrDefault(section => section is { Level: 2, Kind: SectionKind.Steps });
        if (phased is not null)
        {
            // The steps of a composite are its components', which have their own limits.
            return new FoundSteps([.. StepsOfPhases(phased)], AreGuessed: false);
        }
        var found = StepExtractor.StepsOf(sections, front.Description);
        return found with { Items = fitting.Fit("steps", found.Items, Trajectory.MaxSteps) };
    }

    static IReadOnlyList<Step> StepsOf(FoundSteps found, FrontMatter front, IReadOnlyList<Section> sections, FieldFitting fitting)
    {
        var hint = front.Fields.Field(CommandArguments.Field) is { } arguments ? Yaml.Flat(arguments) ?? "" : "";
        var steps = ReadSteps(found, hint, fitting);
        // What was rewritten has its author's text beside it. A composite of which nothing is here has no text of its own.
        var isMissing = sections.Any(section => section.Kind == SectionKind.Missing);
        var hasText = front.Original.Length > 0 || !isMissing && sections.Any(section => IsSaid(section, front));
        return steps.Count > 0 || hasText
            ? steps
            : throw new SkillException(
                "There are no steps: write them as a numbered list under a heading '## Steps', such as '1. kubectl get pods'.");
    }

    // A heading that is the name says nothing more.
    static bool IsSaid(Section section, FrontMatter front) =>
        section.Text.Length > 0
        || section.Kind == SectionKind.Other && section.Heading.Length > 0 && SkillName.From(section.Heading) != SkillName.From(front.Name);

    /// <summary>The steps of a composite's phases, with the lines before them.</summary>
    static IEnumerable<SourceText> StepsOfPhases(Section section)
    {
        var lines = section.Text.Split('\n');
        int[] starts = [.. Enumerable.Range(0, lines.Length).Where(at => PhaseLine().IsMatch(lines[at]))];
        foreach (var (start, end) in starts.Zip(starts.Skip(1).Append(lines.Length)))
        {
            yield return new SourceText(section.Whole.Line, lines[start]);
            var inside = string.Join('\n', lines[(start + 1)..end]);
            var lists = MarkdownOutline.Read(inside, section.Whole.Line).SelectMany(part => part.Lists);
            foreach (var item in lists.SelectMany(list => list.Items))
            {
                yield return item;
            }
        }
    }

    static List<Step> ReadSteps(FoundSteps found, string hint, FieldFitting fitting)
    {
        var steps = new List<Step>(found.Items.Count);
        foreach (var item in found.Items)
        {
            if (ReadStep(item with { Text = CommandArguments.Replace(item.Text, hint) }, steps.Count + 1, fitting) is { } step)
            {
                steps.Add(step);
            }
        }
        return steps;
    }

    /// <summary>A step; null for a number with nothing after it.</summary>
    static Step? ReadStep(SourceText item, int number, FieldFitting fitting)
    {
        var place = $"step {number} (line {item.Line})";
        if (item.IsShortened)
        {
            fitting.Note(place);
        }
        try
        {
            return Step.Parse(fitting.Fit(place, item.Text, Step.MaxLength));
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static IReadOnlyList<string> TextsOf(IReadOnlyList<Section> sections, TextField field, FieldFitting fitting)
    {
        var items = sections.Where(section => section.Field == field)
            .SelectMany(section => section.Lists)
            .SelectMany(list => list.Items)
            .Where(item => item.Text.Length > 0)
            .Select((item, at) => fitting.Fit($"{field.Place} {at + 1}", item.Text, Procedure.MaxConditionLength))
            .Where(text => text.Length > 0);
        return fitting.Fit($"{field.Place}s", items.ToList(), Procedure.MaxTexts);
    }

    /// <summary>The procedure with its longest texts cut until it can be stored.</summary>
    static Procedure Fitted(Procedure procedure, FieldFitting fitting)
    {
        for (var longest = 4_000; longest >= 100 && !procedure.WithParametersOfSteps().IsOfSoundLength; longest /= 2)
        {
            var isStep = procedure.Steps.Any(step => step.Text.Length > longest);
            fitting.Note(isStep ? $"steps of more than {longest:N0} characters" : $"texts of more than {longest:N0} characters");
            procedure = (procedure with
            {
                Steps = [.. procedure.Steps.Select(step => Step.Parse(Cut(step.Text)))],
                Parameters = [.. procedure.Parameters.Select(one =>
                    one with { Description = Cut(one.Description), Example = Cut(one.Example) })],
            }).WithLists((_, texts) => [.. texts.Select(Cut)]);

            string Cut(string text) => Truncate.ToBoundary(text, longest);
        }
        return procedure;
    }

    [GeneratedRegex(@"^--- Phase: .* ---\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhaseLine();

    [GeneratedRegex(@"(?<=-)[1-9][0-9]{0,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAtEnd();
}
