using System.Text.Json;
using SkillMcp.Formation;
using SkillMcp.Intents;

namespace SkillMcp.UseCases;

/// <summary>
/// Finds active skills that do the same as the archived components of a composite. They are offered and never put in their place: what a
/// composite does is its author's word.
/// </summary>
sealed class ComponentReplacements(IMemoryStore store, Project project, SkillComparisons comparing)
{
    // A composite with more is composed anew by whoever knows it.
    const int MaxReplaced = 3;

    // The call is one line of an answer that holds the procedure as well.
    const int MaxLength = 1_000;
    const int MaxDescriptionLength = 200;

    /// <summary>
    /// The sentence that offers a composite with active skills in place of its archived components, with the call that makes it. Null if
    /// it has none, if one of them has no replacement, or if another component is gone, and so cannot be composed either.
    /// </summary>
    public async Task<string?> OfferAsync(Skill composite, CancellationToken cancel)
    {
        var components = composite.Procedure.Components;
        var parts = (await store.GetAsync(project, [.. components.Select(component => component.Skill).Distinct()], cancel))
            .ToDictionary(part => part.Id);
        var archived = parts.Values.Where(part => part.Lifecycle.Status == Status.Archived).ToList();
        // A call gives each skill its bindings once.
        var isComposable = parts.Count == components.Count && parts.Values.All(part => part.IsActive || archived.Contains(part));
        if (archived.Count is 0 or > MaxReplaced || !isComposable)
        {
            return null;
        }
        var replacements = new Dictionary<Guid, Skill>();
        foreach (var part in archived)
        {
            Guid[] taken = [.. parts.Keys, .. replacements.Values.Select(replacement => replacement.Id)];
            if (await ReplacementAsync(part, taken, cancel) is not { } replacement)
            {
                return null;
            }
            replacements.Add(part.Id, replacement);
        }
        var same = archived.Select(part => $"{replacements[part.Id].Name} does the same as {part.Name}");
        var call = CallOf(composite, [.. components.Select(component =>
            (component, replacements.GetValueOrDefault(component.Skill, parts[component.Skill])))]);
        var offer = $"{string.Join(", ", same)}: compose_skills {call} makes that composite, beside this one";
        return offer.Length <= MaxLength ? offer : null;
    }

    /// <summary>The active skill that does the same as an archived one, and takes the same values; null if there is none.</summary>
    async Task<Skill?> ReplacementAsync(Skill archived, IReadOnlyList<Guid> taken, CancellationToken cancel)
    {
        if (archived.Procedure.IsComposite)
        {
            return null;
        }
        var features = ComparisonFeatures.Of(archived.Procedure, archived.Provenance.Task);
        var isNamed = !Drafter.HasDraftedName(archived);
        var (comparisons, _) = await comparing.OfAsync(archived.Procedure, features, isNamed, cancel);
        return comparisons
            .Where(comparison => comparison.IsSame && !taken.Contains(comparison.Known.Id))
            .Select(comparison => comparison.Known)
            .FirstOrDefault(known => CanBeBound(known, archived) && Agree(known, archived) && Agree(archived, known));
    }

    /// <summary>Whether what one skill is described with asks for what the other does.</summary>
    static bool Agree(Skill one, Skill other) => IntentDifference.Between(
        Intent.OfTask(one.Procedure.Description), Intent.OfProcedure(other.Name, other.Procedure)) is [];

    /// <summary>Whether all that a skill has to be told was told to the other.</summary>
    static bool CanBeBound(Skill skill, Skill other)
    {
        var told = other.Procedure.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        return skill.Procedure.Parameters.All(parameter => parameter.Default is not null || told.Contains(parameter.Name));
    }

    /// <summary>The arguments of the call that composes some skills as the components of a composite, on one line.</summary>
    static string CallOf(Skill composite, IReadOnlyList<(Component Component, Skill Skill)> components) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("skills");
        foreach (var (_, skill) in components)
        {
            json.WriteStringValue(skill.Name.Value);
        }
        json.WriteEndArray();
        json.WriteString("name", composite.Name.Value);
        json.WriteString("description", Truncate.To(VisibleText.Line(composite.Procedure.Description), MaxDescriptionLength));
        WriteBindings(json, components);
        json.WriteEndObject();
    });

    // As lists of {name, value}: clients with strict schemas take no other form.
    static void WriteBindings(Utf8JsonWriter json, IReadOnlyList<(Component Component, Skill Skill)> components)
    {
        var bound = components.Where(one => BindingsOf(one.Component, one.Skill).Any()).ToList();
        if (bound.Count == 0)
        {
            return;
        }
        json.WriteStartArray("bindings");
        foreach (var (component, skill) in bound)
        {
            json.WriteStartObject();
            json.WriteString("name", skill.Name.Value);
            json.WriteStartArray("value");
            foreach (var (name, value) in BindingsOf(component, skill))
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("value", VisibleText.Line(value));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The bindings of a component that a skill in its place takes; a composite's parameters are its components'.</summary>
    static IEnumerable<KeyValuePair<string, string>> BindingsOf(Component component, Skill skill) => component.Bindings
        .Where(binding => skill.Procedure.IsComposite || skill.Procedure.Parameters.Any(parameter => parameter.Name == binding.Key));
}
