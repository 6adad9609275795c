namespace SkillMcp;

/// <summary>
/// The words that a skill is found by, field by field: the stems of <see cref="Words"/> with a space between,
/// in the name and the description function words too.
/// Derived from the procedure and always to be had again from it.
/// </summary>
public sealed record SearchText(string Name, string Description, string Tags, string Steps)
{
    /// <summary>Changes whenever the words of a text change, so that a store knows when to derive them anew.</summary>
    public const int Generation = 3;

    /// <summary>The words of a procedure; a composite is found by its components' words too.</summary>
    public static SearchText Of(SkillName name, Procedure procedure, IEnumerable<Procedure> components)
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
            ]));
    }

    static string Stems(Func<string, IReadOnlyList<string>> read, IEnumerable<string> texts) => string.Join(' ', texts.SelectMany(read));
}
