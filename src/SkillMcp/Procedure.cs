using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>
/// The text of a skill, as its author wrote it. It contains no counts or dates, which change without an author.
/// Every change of it is a new version, and its hash shows whether it was changed outside this program.
/// </summary>
public sealed record Procedure : ITextual<Procedure>
{
    /// <summary>The maximum length of a description, in characters.</summary>
    public const int MaxDescriptionLength = 1_024;

    /// <summary>The maximum length of a title, in characters.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>The maximum length of a tag or a category, in characters.</summary>
    public const int MaxTagLength = 64;

    /// <summary>The maximum length of a precondition or a postcondition, in characters.</summary>
    public const int MaxConditionLength = 1_000;

    /// <summary>The maximum number of tags; of preconditions and postconditions together there may be twice as many.</summary>
    public const int MaxTexts = 32;

    /// <summary>The maximum number of components of a composite.</summary>
    public const int MaxComponents = 20;

    // In characters, of all texts together except the document.
    const int MaxTotalLength = 65_536;

    // Long references are among the best-known skills: one of 73,299 characters is in anthropics/skills.
    /// <summary>The maximum length of <see cref="Document"/>, in characters.</summary>
    public const int MaxDocumentLength = 262_144;

    /// <summary>The default category.</summary>
    public const string General = "general";

    /// <summary>The category of composites.</summary>
    public const string Composite = "composite";

    /// <summary>The name as its author wrote it, before the rule for <see cref="SkillName"/> was applied.</summary>
    public required string Title { get; init; }

    /// <summary>When to use it; 1-1024 characters.</summary>
    public required string Description { get; init; }

    /// <summary>What kind of task it is for, such as <c>deployment</c>.</summary>
    public string Category { get; init; } = General;

    /// <summary>Words by which it is found too.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What must be true before the first step.</summary>
    public IReadOnlyList<string> Preconditions { get; init; } = [];

    /// <summary>
    /// The actions in order; empty for a composite, whose steps are those of its components, and for a document without a procedure,
    /// such as a style guide.
    /// </summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>What is true after the last step.</summary>
    public IReadOnlyList<string> Postconditions { get; init; } = [];

    /// <summary>The placeholders of the steps, in the order of first use.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The phases of a composite in order; empty for any other procedure.</summary>
    public IReadOnlyList<Component> Components { get; init; } = [];

    /// <summary>The whole SKILL.md that it was read from; empty if the other fields contain all of it.</summary>
    public string Document { get; init; } = "";

    /// <summary>The files beside SKILL.md.</summary>
    public IReadOnlyList<SkillFile> Files { get; init; } = [];

    /// <summary>Whether it refers to other skills and has no steps of its own.</summary>
    public bool IsComposite => Components.Count > 0;

    /// <summary>
    /// This procedure with exactly one parameter for each placeholder of its steps.
    /// Parameters without a placeholder are removed, and a placeholder without a parameter gets an undescribed one.
    /// </summary>
    public Procedure WithParametersOfSteps()
    {
        var described = Parameters
            .DistinctBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        var names = Steps.SelectMany(step => step.Placeholders).Distinct();
        return this with
        {
            Parameters = [.. names.Select(name => described.GetValueOrDefault(name) ?? Parameter.Undescribed(name))],
        };
    }

    /// <summary>This procedure with values in place of the placeholders in its steps and conditions. Its parameters stay.</summary>
    public Procedure Filled(IReadOnlyDictionary<string, string> values) => values.Count == 0
        ? this
        : (this with { Steps = [.. Steps.Select(step => step.Filled(values))] })
            .WithLists((_, texts) => [.. texts.Select(text => Placeholder.Fill(text, values))]);

    /// <summary>The texts of one of the <see cref="TextField.Lists"/>.</summary>
    internal IReadOnlyList<string> ListOf(TextField field) => [.. TextsOf(one => one == field)];

    /// <summary>This procedure with other texts in its lists.</summary>
    /// <param name="replace">Gives the texts of a list instead of those that it has.</param>
    internal Procedure WithLists(Func<TextField, IReadOnlyList<string>, IReadOnlyList<string>> replace) =>
        VisitTexts(new ListReplacement(replace));

    /// <summary>The example values of its parameters, by name; parameters without one are left out.</summary>
    public IReadOnlyDictionary<string, string> Examples =>
        Parameters
            .Where(parameter => parameter.Example.Length > 0)
            .DistinctBy(parameter => parameter.Name)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Example, StringComparer.Ordinal);

    /// <summary>Returns this procedure if it can be stored.</summary>
    /// <exception cref="SkillException">Something is missing, too long, too many or invalid; the message names every mistake.</exception>
    public Procedure Checked()
    {
        var mistakes = new List<string>();
        Expect(Title.Trim().Length > 0, "the name is empty");
        Expect(Title.Length <= MaxTitleLength, $"the name has {Title.Length:N0} characters and may have {MaxTitleLength}");
        Expect(Description.Trim().Length > 0, "the description is empty: say when to use it");
        Expect(
            Description.Length <= MaxDescriptionLength,
            $"the description has {Description.Length:N0} characters and may have {MaxDescriptionLength:N0}");
        Expect(Category.Length is > 0 and <= MaxTagLength, $"the category must have 1-{MaxTagLength} characters");
        Expect(
            Tags.Count <= MaxTexts && Tags.All(tag => tag.Length is > 0 and <= MaxTagLength),
            $"there may be {MaxTexts} tags of 1-{MaxTagLength} characters");
        Expect(
            Conditions.Count() <= 2 * MaxTexts && Conditions.All(text => text.Trim().Length is > 0 and <= MaxConditionLength),
            $"there may be {2 * MaxTexts} conditions of 1-{MaxConditionLength} characters");
        Expect(
            IsComposite || Steps.Count <= Trajectory.MaxSteps && (Steps.Count > 0 || Document.Length > 0),
            $"it has {Steps.Count} steps, and 1-{Trajectory.MaxSteps} are allowed");
        Expect(
            Parameters.All(HasSoundPattern),
            "the pattern of a parameter is not a regular expression that can be matched in linear time");
        Expect(Length <= MaxTotalLength, $"its texts together have {Length:N0} characters and may have {MaxTotalLength:N0}");
        Expect(
            Document.Length <= MaxDocumentLength,
            $"{SkillFile.Markdown} has {Document.Length:N0} characters and may have {MaxDocumentLength:N0}: "
            + "move parts of it to files beside it");
        Expect(Texts.Append(Document).All(IsText), "a text contains a NUL or an unpaired surrogate");
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

    Procedure ITextual<Procedure>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    /// <summary>
    /// The one enumeration of a procedure's texts, in the order of <see cref="ContentHash"/>.
    /// A field that is added later must be visited last, and only if it is not empty, so that the stored hashes stay valid.
    /// </summary>
    internal Procedure VisitTexts(TextVisitor visitor)
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
        // Procedures stored before documents and files existed keep their hashes.
        return Document.Length == 0 && Files.Count == 0 ? visited : visited with
        {
            Document = visitor.Text(TextField.Document, Document),
            Files = SkillFile.VisitTexts(Files, visitor),
        };
    }

    /// <summary>The texts that are part of the procedure itself: not its document, and not the paths of its files.</summary>
    public IEnumerable<string> Texts => TextsOf(one => one.Role == TextRole.Content);

    /// <summary>Whether its texts together are short enough to be stored.</summary>
    internal bool IsOfSoundLength => Length <= MaxTotalLength;

    int Length => Texts.Sum(text => text.Length);

    /// <summary>The texts of all of its lists.</summary>
    internal IEnumerable<string> Conditions => TextsOf(TextField.Lists.Contains);

    IEnumerable<string> TextsOf(Func<TextField, bool> isWanted) =>
        TextEntry.AllOf(this).Where(entry => isWanted(entry.Field)).Select(entry => entry.Text);

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

    // A NUL or half of a surrogate pair would not be read back from a file as it was written.
    static bool IsText(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text, at))
            {
                at++;
            }
            else if (text[at] == '\0' || char.IsSurrogate(text[at]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>SHA-256 over every text, in lower-case hex. Two procedures have the same hash only if they are equal.</summary>
    public string ContentHash() => TextHash.Of(this);
}
