using SkillMcp.Fields;

namespace SkillMcp.Storage;

/// <summary>
/// The words that a skill is found by, for each field: stems from <see cref="Words"/>, separated by spaces. Function words are left
/// out of the tags and the steps. All of it is derived from the procedure and its past tasks, and can be derived again.
/// </summary>
sealed record SearchText(string Name, string Description, string Tags, string Steps)
{
    /// <summary>Separates two tasks. No stem contains it.</summary>
    public const char TaskSeparator = '|';

    /// <summary>
    /// The words of the tasks that the skill served, with <see cref="TaskSeparator"/> between tasks.
    /// The other words that a task was asked with stand there like another task.
    /// </summary>
    public string Tasks { get; init; } = "";

    /// <summary>The words of the tasks that the skill was retrieved for but did not fit. They affect the ranking, not the search.</summary>
    public string UnsuitableTasks { get; init; } = "";

    /// <summary>The version of this derivation. Raise it when a procedure yields other words, so that stores derive them again.</summary>
    public const int Generation = 5;

    /// <summary>The words of a skill. A composite is also found by the words of its components.</summary>
    /// <param name="name">The name of the skill.</param>
    /// <param name="procedure">The procedure of the skill.</param>
    /// <param name="components">The procedures of its components.</param>
    /// <param name="tasks">The tasks that the skill was retrieved for.</param>
    public static SearchText Of(SkillName name, Procedure procedure, IEnumerable<Procedure> components, IReadOnlyList<PastTask> tasks)
    {
        var own = TextEntry.AllOf(procedure);
        var parts = components.SelectMany(TextEntry.AllOf).ToList();
        // A name that was derived from the title adds no words to it.
        string[] ownName = SkillName.From(procedure.Title) == name ? [] : [name.Value];
        return new SearchText(
            Stems(Words.WithFunctionWords, [.. ownName, .. In(SearchColumn.Name, own)]),
            Stems(Words.WithFunctionWords, In(SearchColumn.Description, own)),
            Stems(Words.Of, In(SearchColumn.Tags, [.. own, .. parts]).Where(text => text != Procedure.General)),
            Stems(Words.Of, [
                .. parts.Where(entry => entry.Field.Column is SearchColumn.Name or SearchColumn.Description).Select(entry => entry.Text),
                .. In(SearchColumn.Steps, [.. own, .. parts]),
            ]))
        {
            Tasks = Stems(tasks.Where(task => task.Served).SelectMany(task => (IReadOnlyList<string>[])[task.Stems, StemsOf(task.Also)])),
            UnsuitableTasks = Stems(tasks.Where(task => !task.Served).Select(task => task.Stems)),
        };
    }

    static IEnumerable<string> In(SearchColumn column, IReadOnlyList<TextEntry> entries) =>
        entries.Where(entry => entry.Field.Column == column).OrderBy(entry => entry.Field.ColumnOrder).Select(entry => entry.Text);

    static IReadOnlyList<string> StemsOf(IReadOnlyList<string> also) => [.. also.SelectMany(Words.WithFunctionWords).Distinct()];

    /// <summary>The stems of the tasks, sorted, so that the text does not depend on the order of the tasks.</summary>
    static string Stems(IEnumerable<IReadOnlyList<string>> tasks) => string.Join(
        $" {TaskSeparator} ", tasks.Where(stems => stems.Count > 0).Select(stems => string.Join(' ', stems)).Order(StringComparer.Ordinal));

    static string Stems(Func<string, IReadOnlyList<string>> stem, IEnumerable<string> texts) => string.Join(' ', texts.SelectMany(stem));
}
