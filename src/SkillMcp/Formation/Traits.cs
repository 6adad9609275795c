namespace SkillMcp.Formation;

/// <summary>What two procedures are compared by. Read once: a run is compared with twenty skills before it is stored.</summary>
public sealed class Traits
{
    Traits(Procedure procedure) => (Procedure, Words, Steps) = (procedure, SkillMcp.Words.Of(procedure.Description), StepForm.Of(procedure.Steps));

    public Procedure Procedure { get; }

    /// <summary>Those of the description.</summary>
    internal IReadOnlyList<string> Words { get; }

    internal List<StepForm> Steps { get; }

    public static Traits Of(Procedure procedure) => new(procedure);
}
