using SkillMcp.Fields;

namespace SkillMcp.Storage;

/// <summary>
/// The words that a skill is found by, field by field: the stems of <see cref="Words"/> with a space between.
/// Function words are left out of the tags and the steps.
/// Everything is derived from the procedure and its past tasks, and can be derived from them again.
/// </summary>
public sealed record SearchText(string Name, string Description, string Tags, string Steps)
{
    /// <summary>Separates two tasks; never a stem.</summary>
    public const char TaskSeparator = '|';

    /// <summary>The words of the tasks that the skill served, task by task.</summary>
    public string Tasks { get; init; } = "";

    /// <summary>The words of the tasks that the skill was retrieved for and did not fit. They are ranked by, and not searched.</summary>
    public string Unfit { get; init; } = "";

    /// <summary>Raised whenever the same procedure would give other words, so that a store knows when to derive them again.</summary>
    public const int Generation = 4;

    /// <summary>The words of a skill; a composite is found by the words of its components as well.</summary>
    /// <param name="name">The name of the skill.</param>
    /// <param name="procedure">Its procedure.</param>
    /// <param name="components">The procedures of its components.</param>
    /// <param name="tasks">The tasks that it was retrieved for.</param>
    public static SearchText Of(SkillName name, Procedure procedure, IEnumerable<Procedure> components, IReadOnlyList<PastTask> tasks)
    {
        var own = TextEntry.AllOf(procedure);
        var parts = components.SelectMany(TextEntry.AllOf).ToList();
        return new SearchText(
            // A name that was derived from the title adds no words to it.
            Stems(Words.WithFunctionWords, [.. SkillName.From(procedure.Title) == name ? [] : new[] { name.Value }, .. In(SearchColumn.Name, own)]),
            Stems(Words.WithFunctionWords, In(SearchColumn.Description, own)),
            Stems(Words.Of, In(SearchColumn.Tags, [.. own, .. parts]).Where(text => text != Procedure.General)),
            Stems(Words.Of, [
                .. parts.Where(entry => entry.Field.Column is SearchColumn.Name or SearchColumn.Description).Select(entry => entry.Text),
                .. In(SearchColumn.Steps, [.. own, .. parts]),
            ]))
        {
            Tasks = Stems(tasks.Where(task => task.Served)),
            Unfit = Stems(tasks.Where(task => !task.Served)),
        };
    }

    static IEnumerable<string> In(SearchColumn column, IReadOnlyList<TextEntry> entries) =>
        entries.Where(entry => entry.Field.Column == column).OrderBy(entry => entry.Field.ColumnOrder).Select(entry => entry.Text);

    /// <summary>Sorted, so that the same tasks give the same text in whatever order they came.</summary>
    static string Stems(IEnumerable<PastTask> tasks) =>
        string.Join($" {TaskSeparator} ", tasks.Select(task => string.Join(' ', task.Stems)).Order(StringComparer.Ordinal));

    static string Stems(Func<string, IReadOnlyList<string>> read, IEnumerable<string> texts) => string.Join(' ', texts.SelectMany(read));
}
