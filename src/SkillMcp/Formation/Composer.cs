namespace SkillMcp.Formation;

/// <summary>Lays a composite out from its components as they are now.</summary>
public static class Composer
{
    /// <summary>The most steps that a composite may lay out to: what no model would follow to its end is no procedure.</summary>
    public const int MaxSteps = 500;

    /// <summary>The composite's procedure with everything of its components in place, except for those that are quarantined.</summary>
    /// <param name="composite">A procedure with components.</param>
    /// <param name="components">Those of its components that there are, laid out themselves where they are composites.</param>
    public static Composition LayOut(Procedure composite, IReadOnlyDictionary<Guid, (Skill Skill, Procedure Procedure)> components)
    {
        var phases = new List<Phase>();
        var steps = new List<Step>();
        var degraded = new List<string>();
        var parts = new List<Procedure>();
        foreach (var component in composite.Components)
        {
            if (!components.TryGetValue(component.Skill, out var found))
            {
                degraded.Add("a component is gone: its phase is missing");
                continue;
            }
            if (!found.Skill.IsActive)
            {
                degraded.Add($"{found.Skill.Name} is {Word.Of(found.Skill.Lifecycle.Status)} ({found.Skill.Lifecycle.Word})");
            }
            // What is kept apart is in no answer, and so in no phase either.
            if (found.Skill.Lifecycle.Status == Status.Quarantined)
            {
                continue;
            }
            var part = Bound(found.Procedure, component.Bindings);
            var name = found.Skill.Name.Value;
            phases.Add(new Phase(name, found.Skill.Name, part.Steps.Count(step => !step.IsHeading)));
            steps.Add(Step.Heading(name));
            steps.AddRange(part.Steps);
            parts.Add(part);
        }
        var (preconditions, problems) = Preconditions(composite, parts, phases);
        return new Composition
        {
            Procedure = (composite with
            {
                Steps = steps,
                Preconditions = preconditions,
                Postconditions = LastOfEach([.. parts.SelectMany(part => part.Postconditions), .. composite.Postconditions]),
                Parameters = [.. composite.Parameters, .. parts.SelectMany(part => part.Parameters)],
            }).WithParametersOfSteps(),
            Phases = phases,
            Problems = problems,
            Degraded = degraded,
        };
    }

    /// <summary>A component's procedure with the composite's texts in place of its parameters.</summary>
    static Procedure Bound(Procedure procedure, IReadOnlyDictionary<string, string> bindings) =>
        procedure.Filled(bindings) with { Parameters = [.. procedure.Parameters.Select(parameter => Renamed(parameter, bindings))] };

    /// <summary>A parameter that is bound to just another one is described as before, under its new name.</summary>
    static Parameter Renamed(Parameter parameter, IReadOnlyDictionary<string, string> bindings) =>
        bindings.TryGetValue(parameter.Name, out var text) && Placeholder.NamesIn(text).ToList() is [var name] && text == $"{{{name}}}" ? parameter with { Name = name } : parameter;

    /// <summary>The components' preconditions in order, each once, without those that an earlier phase establishes; and those that an earlier phase undoes.</summary>
    static (IReadOnlyList<string> Needed, IReadOnlyList<string> Problems) Preconditions(Procedure composite, List<Procedure> parts, List<Phase> phases)
    {
        var needed = new List<string>(composite.Preconditions);
        var problems = new List<string>();
        var established = new List<(string Text, string Phase)>();
        foreach (var (part, phase) in parts.Zip(phases))
        {
            foreach (var condition in part.Preconditions)
            {
                if (established.FindLast(earlier => Conflict.Contradicts(earlier.Text, condition)) is { Text: not null } undone)
                {
                    problems.Add($"{phase.Name} needs \"{condition}\", but {undone.Phase} leaves \"{undone.Text}\"");
                }
                else if (!established.Exists(earlier => Establishes(earlier.Text, condition)) && !needed.Exists(earlier => Says(earlier, condition)))
                {
                    needed.Add(condition);
                }
            }
            established.AddRange(part.Postconditions.Select(text => (text, phase.Name)));
        }
        return (needed, problems);
    }

    static List<string> LastOfEach(IReadOnlyList<string> conditions) =>
        [.. conditions.Reverse().DistinctBy(text => string.Join(' ', Words.Of(text))).Reverse()];

    static bool Says(string a, string b) => Words.Of(a).SequenceEqual(Words.Of(b), StringComparer.Ordinal) && (a == b || Words.Of(a).Count > 0);

    /// <summary>Whether what is true after a phase has every word of what must be true before another.</summary>
    static bool Establishes(string postcondition, string precondition)
    {
        var needed = Words.Of(precondition);
        return needed.Count > 0 && needed.All(Words.Of(postcondition).ToHashSet(StringComparer.Ordinal).Contains);
    }
}
