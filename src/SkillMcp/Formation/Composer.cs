namespace SkillMcp.Formation;

/// <summary>Builds the procedure of a composite from the current state of its components.</summary>
static class Composer
{
    /// <summary>The maximum number of steps of a composite: a model would not follow more of them to the end.</summary>
    public const int MaxSteps = 500;

    /// <summary>
    /// The composite's procedure with the steps, conditions and pitfalls of its components, except for quarantined ones.
    /// </summary>
    /// <param name="composite">A procedure with components.</param>
    /// <param name="components">Those of its components that exist; composites among them already laid out.</param>
    public static Composition LayOut(Procedure composite, IReadOnlyDictionary<Guid, (Skill Skill, Procedure Procedure)> components)
    {
        var phases = new List<Phase>();
        var steps = new List<Step>();
        var degraded = new List<string>();
        var parts = new List<Procedure>();
        var pitfalls = new List<Pitfall>();
        foreach (var component in composite.Components)
        {
            if (!components.TryGetValue(component.Skill, out var found))
            {
                degraded.Add("a component is gone: its phase is missing");
                continue;
            }
            if (!found.Skill.IsActive)
            {
                degraded.Add($"{found.Skill.Name} is {EnumName.Of(found.Skill.Lifecycle.Status)} ({found.Skill.Lifecycle.ReasonCode})");
            }
            // A quarantined skill is never shown, and so is not a phase either.
            if (found.Skill.Lifecycle.Status == Status.Quarantined)
            {
                continue;
            }
            var part = Bound(found.Procedure, component.Bindings);
            var name = found.Skill.Name.Value;
            var before = phases.Sum(phase => phase.Steps);
            pitfalls.AddRange(PhasePitfalls.Of(found.Skill, before, component.Bindings));
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
            Pitfalls = pitfalls,
            Problems = problems,
            Degraded = degraded,
        };
    }

    /// <summary>A component's procedure with its bindings in place of its parameters.</summary>
    static Procedure Bound(Procedure procedure, IReadOnlyDictionary<string, string> bindings) =>
        procedure.Filled(bindings) with { Parameters = [.. procedure.Parameters.Select(parameter => Renamed(parameter, bindings))] };

    /// <summary>A parameter that is bound to a single other one keeps its description under the new name.</summary>
    static Parameter Renamed(Parameter parameter, IReadOnlyDictionary<string, string> bindings)
    {
        if (bindings.TryGetValue(parameter.Name, out var text)
            && Placeholder.NamesIn(text).ToList() is [var name]
            && text == $"{{{name}}}")
        {
            return parameter with { Name = name };
        }
        return parameter;
    }

    /// <summary>
    /// The preconditions of the components in order, each once, without those that an earlier phase establishes;
    /// and, as problems, those that an earlier phase contradicts.
    /// </summary>
    static (IReadOnlyList<string> Needed, IReadOnlyList<string> Problems) Preconditions(
        Procedure composite, List<Procedure> parts, List<Phase> phases)
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
                else if (!established.Exists(earlier => Establishes(earlier.Text, condition))
                    && !needed.Exists(earlier => SayTheSame(earlier, condition)))
                {
                    needed.Add(condition);
                }
            }
            established.AddRange(part.Postconditions.Select(text => (text, phase.Name)));
        }
        return (needed, problems);
    }

    /// <summary>The conditions without those that a later one repeats.</summary>
    static List<string> LastOfEach(IReadOnlyList<string> conditions) =>
        [.. conditions.Reverse().DistinctBy(text => string.Join(' ', Words.Of(text))).Reverse()];

    /// <summary>Whether two conditions have the same words; without words, whether they are equal.</summary>
    static bool SayTheSame(string a, string b)
    {
        var words = Words.Of(a);
        return words.Count == 0 ? a == b : words.SequenceEqual(Words.Of(b), StringComparer.Ordinal);
    }

    /// <summary>Whether a postcondition has every word of a precondition.</summary>
    static bool Establishes(string postcondition, string precondition)
    {
        var needed = Words.Of(precondition);
        return needed.Count > 0 && needed.All(Words.Of(postcondition).ToHashSet(StringComparer.Ordinal).Contains);
    }
}
