namespace SkillMcp;

/// <summary>
/// The words that a skill is found by, field by field: the stems of <see cref="Words"/> with a space between,
/// in all but the tags and the steps function words too.
/// Derived from the procedure and its past tasks, and always to be had again from them.
/// </summary>
public sealed record SearchText(string Name, string Description, string Tags, string Steps)
{
    /// <summary>What stands between two tasks; no stem is it.</summary>
    public const char TaskSeparator = '|';

    /// <summary>The words of the tasks that it served, task by task.</summary>
    public string Tasks { get; init; } = "";

    /// <summary>The words of the tasks that it was read for and did not fit: nothing is found by them.</summary>
    public string Unfit { get; init; } = "";

    /// <summary>Changes whenever the words of a text change, so that a store knows when to derive them anew.</summary>
    public const int Generation = 4;

    /// <summary>The words of a procedure; a composite is found by its components' words too.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="procedure">What it says.</param>
    /// <param name="components">What it is composed of.</param>
    /// <param name="tasks">What it was handed out for.</param>
    public static SearchText Of(SkillName name, Procedure procedure, IEnumerable<Procedure> components, IReadOnlyList<PastTask> tasks)
    {
        Procedure[] all = [procedure, .. components];
        return new SearchText(
            // A title that gave the name adds nothing to it.
            Stems(Words.WithFunctionWords, SkillName.From(procedure.Title) == name ? [procedure.Title] : [name.Value, procedure.Title]),
            Stems(Words.WithFunctionWords, [procedure.Description]),
            Stems(Words.Of, [.. all.SelectMany(p => p.Tags), .. all.Select(p => p.Category).Where(c => c is not Procedure.General)]),
            Stems(Words.Of, [
                .. components.SelectMany(p => new[] { p.Title, p.Description }),
                .. all.SelectMany(p => p.Steps).Select(step => step.Text),
                .. all.SelectMany(p => p.Preconditions),
                .. all.SelectMany(p => p.Postconditions),
            ]))
        {
            Tasks = Stems(tasks.Where(task => task.Served)),
            Unfit = Stems(tasks.Where(task => !task.Served)),
        };
    }

    /// <summary>In an order of their own: the same tasks give the same text, whichever came first.</summary>
    static string Stems(IEnumerable<PastTask> tasks) =>
        string.Join($" {TaskSeparator} ", tasks.Select(task => string.Join(' ', task.Stems)).Order(StringComparer.Ordinal));

    static string Stems(Func<string, IReadOnlyList<string>> read, IEnumerable<string> texts) => string.Join(' ', texts.SelectMany(read));
}
