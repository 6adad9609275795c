namespace SkillMcp.Formation;

/// <summary>Shows the pitfalls of components with their composite, at the steps as they are laid out.</summary>
static class PhasePitfalls
{
    /// <summary>
    /// What a pitfall of a composite says: it names the phase, because the number of its step changes whenever a component does.
    /// </summary>
    public static string TextOf(SkillName phase, int step, string text) => $"{phase}, step {step}: {text}";

    /// <summary>The pitfalls of a composite at one step of a phase, as the phase itself would tell them.</summary>
    public static IReadOnlyList<Pitfall> At(IReadOnlyList<Pitfall> own, SkillName phase, int step) =>
    [
        .. own.Where(pitfall => pitfall.Text.StartsWith(TextOf(phase, step, ""), StringComparison.Ordinal))
            .Select(pitfall => pitfall with { Text = pitfall.Text[TextOf(phase, step, "").Length..] }),
    ];

    /// <summary>The pitfalls of a component at the steps as they are laid out; those of all of it name the phase.</summary>
    /// <param name="component">The component, a composite with the pitfalls of its own components.</param>
    /// <param name="before">The number of steps of the phases before it.</param>
    /// <param name="bindings">The texts in place of its parameters.</param>
    public static IEnumerable<Pitfall> Of(Skill component, int before, IReadOnlyDictionary<string, string> bindings) =>
        component.Pitfalls.Select(pitfall => (pitfall, Placeholder.Fill(pitfall.Text, bindings)) switch
        {
            ({ Step: 0 }, var text) => pitfall with { Text = $"{component.Name}: {text}" },
            (_, var text) => pitfall with { Text = text, Step = before + pitfall.Step },
        });

    /// <summary>
    /// The pitfalls of a composite and of its phases, in rank. A run is counted for both, so the same pitfall has the higher of the two
    /// counts.
    /// </summary>
    /// <param name="own">What was reported for the composite.</param>
    /// <param name="laidOut">Its phases, with their pitfalls.</param>
    public static IReadOnlyList<Pitfall> With(IReadOnlyList<Pitfall> own, Composition laidOut) =>
        Pitfall.Shown(own.Select(pitfall => LaidOut(pitfall, laidOut.Phases)).Concat(laidOut.Pitfalls)
            .GroupBy(pitfall => (pitfall.Step, pitfall.Fingerprint))
            .Select(same => Pitfall.Same([.. same])));

    /// <summary>A pitfall of a composite at the step as it is laid out, if its text names a step of a phase.</summary>
    static Pitfall LaidOut(Pitfall pitfall, IReadOnlyList<Phase> phases)
    {
        var before = 0;
        foreach (var phase in phases)
        {
            for (var step = 1; step <= phase.Steps && pitfall.Text.StartsWith(phase.Skill.Value, StringComparison.Ordinal); step++)
            {
                var beginning = TextOf(phase.Skill, step, "");
                if (pitfall.Text.Length > beginning.Length && pitfall.Text.StartsWith(beginning, StringComparison.Ordinal))
                {
                    return pitfall with { Text = pitfall.Text[beginning.Length..], Step = before + step };
                }
            }
            before += phase.Steps;
        }
        return pitfall;
    }
}
