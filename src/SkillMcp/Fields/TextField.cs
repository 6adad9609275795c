namespace SkillMcp.Fields;

/// <summary>
/// A kind of text that a skill, a run, a report or a composition holds, and what is done with it. A new field is declared here and
/// visited in the one method of its type that lists the texts (<see cref="ITextual{TSelf}.VisitTexts"/>); redaction, screening, limits,
/// hashing, search, display and consent follow from that.
/// </summary>
/// <param name="Place">What refusals call it, such as <c>step</c> in "step 3".</param>
/// <param name="Label">What it is called where it is shown to people.</param>
public sealed record TextField(string Place, string Label)
{
    public static readonly TextField Name = new("name", "Name") { Column = SearchColumn.Name };
    public static readonly TextField Description = new("description", "Description") { Column = SearchColumn.Description };
    public static readonly TextField Category = new("category", "Category") { Column = SearchColumn.Tags, ColumnOrder = 1 };
    public static readonly TextField Tag = new("tags", "Tags") { Column = SearchColumn.Tags };
    public static readonly TextField Precondition = new("precondition", "Preconditions") { Column = SearchColumn.Steps, ColumnOrder = 1, IsNumbered = true };
    public static readonly TextField Step = new("step", "Steps") { Column = SearchColumn.Steps, IsNumbered = true };
    public static readonly TextField Postcondition = new("postcondition", "Expected outcome") { Column = SearchColumn.Steps, ColumnOrder = 2, IsNumbered = true };
    public static readonly TextField ParameterName = new("parameter", "Parameters") { IsNumbered = true };
    public static readonly TextField ParameterDescription = new("parameter", "description") { IsNumbered = true, IsDetail = true };
    public static readonly TextField ParameterExample = new("parameter", "example") { IsNumbered = true, IsDetail = true };
    public static readonly TextField ParameterDefault = new("parameter", "default") { IsNumbered = true, IsDetail = true };
    public static readonly TextField ParameterPattern = new("parameter", "pattern") { IsNumbered = true, IsDetail = true };
    public static readonly TextField BindingName = new("bindings", "Bindings");
    public static readonly TextField BindingValue = new("bindings", "value") { IsDetail = true };
    public static readonly TextField Document = new("SKILL.md line", "SKILL.md") { Role = TextRole.Document };
    public static readonly TextField FilePath = new("names of files", "Files") { Role = TextRole.FilePath };
    public static readonly TextField FileContent = new("file", "content") { Role = TextRole.FileContent, IsDetail = true };
    public static readonly TextField Task = new("task", "Task") { Role = TextRole.Commentary };
    public static readonly TextField Notes = new("notes", "Notes") { Role = TextRole.Commentary };
    public static readonly TextField Evidence = new("evidence", "Evidence") { Role = TextRole.Commentary };
    public static readonly TextField Reason = new("reason", "Reason") { Role = TextRole.Commentary };
    public static readonly TextField StatusReason = new("status_reason", "Status") { Role = TextRole.Commentary };
    public static readonly TextField Pitfall = new("pitfall", "Pitfalls") { Role = TextRole.Commentary, IsNumbered = true };
    public static readonly TextField Client = new("client", "Client") { Role = TextRole.Commentary };

    public TextRole Role { get; init; }

    /// <summary>Where a search finds it.</summary>
    public SearchColumn Column { get; init; }

    /// <summary>Its place among the fields of its column, the lowest first: a change of it changes what a store has indexed.</summary>
    public int ColumnOrder { get; init; }

    /// <summary>Whether its place is told by number: "step 3".</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Whether it is shown behind the text before it, and not as an item of its own: the default of a parameter.</summary>
    public bool IsDetail { get; init; }
}
