namespace SkillMcp.Fields;

/// <summary>
/// A field of a skill, a run, a report or a composition that contains text, and how that text is treated.
/// A new field is declared here and visited in the method of its type that enumerates the texts
/// (<see cref="ITextual{TSelf}.VisitTexts"/>). Redaction, screening, limits, hashing, search, display and consent follow from that.
/// </summary>
/// <param name="Place">Its name in error messages, such as <c>step</c> in "step 3".</param>
/// <param name="Label">Its name where it is shown to people.</param>
sealed record TextField(string Place, string Label)
{
    public static readonly TextField Name = new("name", "Name") { Column = SearchColumn.Name, IsName = true };
    public static readonly TextField Description = new("description", "Description") { Column = SearchColumn.Description };
    public static readonly TextField Category = new("category", "Category") { Column = SearchColumn.Tags, ColumnOrder = 1, IsName = true };
    public static readonly TextField Tag = new("tags", "Tags") { Column = SearchColumn.Tags, IsName = true };
    public static readonly TextField Precondition =
        new("precondition", "Preconditions")
        {
            Column = SearchColumn.Steps,
            ColumnOrder = 1,
            IsNumbered = true,
            Headings = ["preconditions", "prerequisites", "requirements", "before you start", "before you begin"],
        };
    public static readonly TextField Step = new("step", "Steps") { Column = SearchColumn.Steps, IsNumbered = true };
    public static readonly TextField Postcondition =
        new("postcondition", "Expected outcome")
        {
            Column = SearchColumn.Steps,
            ColumnOrder = 2,
            IsNumbered = true,
            Headings = ["expected outcome", "expected outcomes", "expected result", "expected results", "postconditions"],
        };
    public static readonly TextField ParameterName = new("parameter", "Parameters") { IsNumbered = true, IsName = true };
    public static readonly TextField ParameterDescription = new("parameter", "description") { IsNumbered = true, IsDetail = true };
    public static readonly TextField ParameterExample = new("parameter", "example") { IsNumbered = true, IsDetail = true };
    public static readonly TextField ParameterDefault = new("parameter", "default") { IsNumbered = true, IsDetail = true };
    public static readonly TextField ParameterPattern = new("parameter", "pattern") { IsNumbered = true, IsDetail = true };
    public static readonly TextField BindingName = new("bindings", "Bindings") { IsName = true };
    public static readonly TextField BindingValue = new("bindings", "value") { IsDetail = true };
    public static readonly TextField Document = new("SKILL.md line", "SKILL.md") { Role = TextRole.Document };
    public static readonly TextField FilePath = new("names of files", "Files") { Role = TextRole.FilePath, IsName = true };
    public static readonly TextField FileContent = new("file", "content") { Role = TextRole.FileContent, IsDetail = true };
    public static readonly TextField Task = new("task", "Task") { Role = TextRole.Commentary };
    public static readonly TextField Also = new("also", "Other words") { Role = TextRole.Commentary, IsNumbered = true };
    public static readonly TextField Notes = new("notes", "Notes") { Role = TextRole.Commentary };
    public static readonly TextField NotFor = new("not_for", "Not for") { Role = TextRole.Commentary };
    public static readonly TextField Evidence = new("evidence", "Evidence") { Role = TextRole.Commentary };
    public static readonly TextField Reason = new("reason", "Reason") { Role = TextRole.Commentary };
    public static readonly TextField StatusReason = new("status_reason", "Status") { Role = TextRole.Commentary };
    public static readonly TextField Pitfall = new("pitfall", "Pitfalls") { Role = TextRole.Commentary, IsNumbered = true };
    public static readonly TextField ProgramName =
        new("program", "Program") { Role = TextRole.Commentary, IsNumbered = true, IsName = true };
    public static readonly TextField ProgramVersion =
        new("version of a program", "Version") { Role = TextRole.Commentary, IsNumbered = true };
    public static readonly TextField Client = new("client", "Client") { Role = TextRole.Commentary, IsName = true };

    /// <summary>The lists of texts that a procedure shows before its steps, each under its label.</summary>
    public static IReadOnlyList<TextField> ListsBeforeSteps { get; } = [Precondition];

    /// <summary>The lists of texts that a procedure shows after its steps, each under its label.</summary>
    public static IReadOnlyList<TextField> ListsAfterSteps { get; } = [Postcondition];

    /// <summary>All of them: SKILL.md, views, differences and the response budget go over these and name none of them.</summary>
    public static IReadOnlyList<TextField> Lists { get; } = [.. ListsBeforeSteps, .. ListsAfterSteps];

    /// <summary>How it is screened and shown.</summary>
    public TextRole Role { get; init; }

    /// <summary>The column of the search index that it is part of.</summary>
    public SearchColumn Column { get; init; }

    /// <summary>Its position in its column, the lowest first. Changing it changes the index, which then has to be rebuilt.</summary>
    public int ColumnOrder { get; init; }

    /// <summary>The headings in Markdown that a list of such texts may stand under, in lower case; none if it is not a list.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>Whether it is a name, which is also screened as the words that it is made of.</summary>
    public bool IsName { get; init; }

    /// <summary>Whether error messages name its position by number, as in "step 3".</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Whether it is shown after the previous text instead of as a separate item, as the default of a parameter is.</summary>
    public bool IsDetail { get; init; }
}
