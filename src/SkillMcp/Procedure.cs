using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>
/// What a skill says: the text that its author wrote, and nothing that moves by itself.
/// Every change of it is a new version, and its hash tells whether somebody changed it behind our back.
/// </summary>
public sealed record Procedure : ITextual<Procedure>
{
    /// <summary>The most characters of a description.</summary>
    public const int MaxDescriptionLength = 1_024;

    /// <summary>The most characters of a name as its author writes it.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>The most characters of a tag or a category.</summary>
    public const int MaxTagLength = 64;

    /// <summary>The most characters of a precondition or a postcondition.</summary>
    public const int MaxConditionLength = 1_000;

    /// <summary>The most tags, and of each kind of condition.</summary>
    public const int MaxTexts = 32;

    /// <summary>The most skills that a composite joins.</summary>
    public const int MaxComponents = 20;

    const int MaxTotalLength = 65_536;

    /// <summary>The most characters of the document that it was read from.</summary>
    public const int MaxDocumentLength = 65_536;

    /// <summary>The category of a procedure whose author names none.</summary>
    public const string General = "general";

    /// <summary>The category of composites.</summary>
    public const string Composite = "composite";

    /// <summary>The name as its author wrote it, before the rule for <see cref="SkillName"/> was applied.</summary>
    public required string Title { get; init; }

    /// <summary>When to use it, 1-1024 characters.</summary>
    public required string Description { get; init; }

    public string Category { get; init; } = General;

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What must be true before the first step.</summary>
    public IReadOnlyList<string> Preconditions { get; init; } = [];

    /// <summary>The actions in order; empty for a composite, whose steps are its components'.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>What is true after the last step.</summary>
    public IReadOnlyList<string> Postconditions { get; init; } = [];

    /// <summary>Every placeholder of the steps, and nothing else, in the order of first use.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>For a composite, its phases in order.</summary>
    public IReadOnlyList<Component> Components { get; init; } = [];

    /// <summary>The SKILL.md that it was read from, whole, where the other fields do not say all of it; empty where they do.</summary>
    public string Document { get; init; } = "";

    /// <summary>What its author put beside SKILL.md, by path.</summary>
    public IReadOnlyList<SkillFile> Files { get; init; } = [];

    public bool IsComposite => Components.Count > 0;

    /// <summary>
    /// This procedure with parameters that match its steps: what has no placeholder is left out,
    /// a placeholder that nobody described gets a parameter that says its name.
    /// </summary>
    public Procedure WithParametersOfSteps()
    {
        var described = Parameters.GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return this with
        {
            Parameters = [.. Steps.SelectMany(step => step.Placeholders).Distinct()
                .Select(name => described.GetValueOrDefault(name) ?? Parameter.Undescribed(name))],
        };
    }

    /// <summary>This procedure with values in place of placeholders, in its steps and conditions. Its parameters stay as they are.</summary>
    public Procedure Filled(IReadOnlyDictionary<string, string> values) => this with
    {
        Preconditions = [.. Preconditions.Select(text => Placeholder.Fill(text, values))],
        Steps = [.. Steps.Select(step => step.Filled(values))],
        Postconditions = [.. Postconditions.Select(text => Placeholder.Fill(text, values))],
    };

    /// <summary>What its parameters once were, for those of which it is known.</summary>
    public IReadOnlyDictionary<string, string> Examples =>
        Parameters.Where(parameter => parameter.Example.Length > 0).DistinctBy(parameter => parameter.Name).ToDictionary(parameter => parameter.Name, parameter => parameter.Example, StringComparer.Ordinal);

    /// <summary>This procedure, if it can be stored.</summary>
    /// <exception cref="SkillException">Something is missing, too long, too many or no text; the message names all of it.</exception>
    public Procedure Checked()
    {
        var mistakes = new List<string>();
        Expect(Title.Trim().Length > 0, "the name is empty");
        Expect(Title.Length <= MaxTitleLength, $"the name has {Title.Length:N0} characters and may have {MaxTitleLength}");
        Expect(Description.Trim().Length > 0, "the description is empty: say when to use it");
        Expect(Description.Length <= MaxDescriptionLength, $"the description has {Description.Length:N0} characters and may have {MaxDescriptionLength:N0}");
        Expect(Category.Length is > 0 and <= MaxTagLength, $"the category must have 1-{MaxTagLength} characters");
        Expect(Tags.Count <= MaxTexts && Tags.All(tag => tag.Length is > 0 and <= MaxTagLength), $"there may be {MaxTexts} tags of 1-{MaxTagLength} characters");
        Expect(Conditions.Count() <= 2 * MaxTexts && Conditions.All(text => text.Trim().Length is > 0 and <= MaxConditionLength), $"there may be {2 * MaxTexts} conditions of 1-{MaxConditionLength} characters");
        Expect(IsComposite || Steps.Count is > 0 and <= Trajectory.MaxSteps, $"there are {Steps.Count} steps and must be 1-{Trajectory.MaxSteps}");
        Expect(Parameters.All(HasSoundPattern), "the pattern of a parameter is no regular expression that can be matched in linear time");
        Expect(Length <= MaxTotalLength, $"the whole has {Length:N0} characters and may have {MaxTotalLength:N0}");
        Expect(Document.Length <= MaxDocumentLength, $"{SkillFile.Markdown} has {Document.Length:N0} characters and may have {MaxDocumentLength:N0}: move parts of it to files beside it");
        Expect(Texts.Append(Document).All(IsText), "a text holds a NUL or half of a character");
        mistakes.AddRange(SkillFile.MistakesIn(Files));
        return mistakes.Count == 0 ? this : throw new SkillException($"This skill cannot be stored: {string.Join("; ", mistakes)}.");

        void Expect(bool holds, string mistake)
        {
            if (!holds)
            {
                mistakes.Add(mistake);
            }
        }
    }

    /// <summary>
    /// The one list of a procedure's texts. Its order is that of <see cref="ContentHash"/>: what is appended here later must be visited
    /// only where it is not empty, so that the hash of what was stored before stays the same.
    /// </summary>
    public Procedure VisitTexts(TextVisitor visitor)
    {
        var visited = this with
        {
            Title = visitor.Text(TextField.Name, Title),
            Description = visitor.Text(TextField.Description, Description),
            Category = visitor.Text(TextField.Category, Category),
            Tags = visitor.Texts(TextField.Tag, Tags),
            Preconditions = visitor.Texts(TextField.Precondition, Preconditions),
            Steps = Step.VisitTexts(Steps, visitor),
            Postconditions = visitor.Texts(TextField.Postcondition, Postconditions),
            Parameters = visitor.Items(Parameters, (parameter, number) => parameter.VisitTexts(visitor, number)),
            Components = visitor.Items(Components, (component, _) => component.VisitTexts(visitor)),
        };
        // What was hashed before there were documents and files keeps its hash.
        return Document.Length == 0 && Files.Count == 0 ? visited : visited with
        {
            Document = visitor.Text(TextField.Document, Document),
            Files = SkillFile.VisitTexts(Files, visitor),
        };
    }

    /// <summary>Every text that is part of the procedure itself.</summary>
    public IEnumerable<string> Texts => TextEntry.AllOf(this).Where(entry => entry.Field.Role == TextRole.Content).Select(entry => entry.Text);

    /// <summary>Whether it is not longer, as a whole, than what can be stored.</summary>
    internal bool IsOfSoundLength => Length <= MaxTotalLength;

    int Length => Texts.Sum(text => text.Length);

    IEnumerable<string> Conditions => Preconditions.Concat(Postconditions);

    static bool HasSoundPattern(Parameter parameter)
    {
        try
        {
            return parameter.Pattern is null || new Regex(parameter.Pattern, RegexOptions.NonBacktracking) is not null;
        }
        catch (Exception unsound) when (unsound is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    // Such text does not come back from a file as it went in.
    static bool IsText(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0' || char.IsLowSurrogate(text[at]) || char.IsHighSurrogate(text[at]) && !(++at < text.Length && char.IsLowSurrogate(text[at])))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>SHA-256 over every field, in lower-case hex; equal for equal procedures and only for those.</summary>
    public string ContentHash() => TextHash.Of(this);
}
