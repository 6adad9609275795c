using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>A run as an agent reports it: its task, its steps, and how it ended.</summary>
public sealed record Trajectory : ITextual<Trajectory>
{
    /// <summary>The maximum number of steps of a run.</summary>
    public const int MaxSteps = 200;

    /// <summary>What was to be done, in the user's words.</summary>
    public required string Task { get; init; }

    /// <summary>The successful path only; dead ends belong in <see cref="Notes"/>.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Whether it worked.</summary>
    public required bool Success { get; init; }

    /// <summary>The name that the skill should get; empty if it is to be made from the task.</summary>
    public string Name { get; init; } = "";

    /// <summary>When to use the skill; empty if it is to be made from the task.</summary>
    public string Description { get; init; } = "";

    /// <summary>What kind of task it is, such as <c>deployment</c>.</summary>
    public string Category { get; init; } = Procedure.General;

    /// <summary>Words by which the skill is found too.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What must be true before.</summary>
    public IReadOnlyList<string> Preconditions { get; init; } = [];

    /// <summary>What is true afterwards.</summary>
    public IReadOnlyList<string> Postconditions { get; init; } = [];

    /// <summary>What varies, as far as it is known.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>What went wrong and how it was solved.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What was observed; null for nothing.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The versions of the programs that it used, as far as it shows them.</summary>
    public IReadOnlyList<ProgramVersion> Versions { get; init; } = [];

    /// <summary>This run with the words about it, not those of its steps, that it leaves out and another run of its kind has.</summary>
    public Trajectory WithWordsOf(Trajectory other) => this with
    {
        Name = Name.Length > 0 ? Name : other.Name,
        Description = Description.Length > 0 ? Description : other.Description,
        Category = Category == Procedure.General ? other.Category : Category,
        Tags = Tags.Count > 0 ? Tags : other.Tags,
        Preconditions = Preconditions.Count > 0 ? Preconditions : other.Preconditions,
        Postconditions = Postconditions.Count > 0 ? Postconditions : other.Postconditions,
    };

    Trajectory ITextual<Trajectory>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    internal Trajectory VisitTexts(TextVisitor visitor) => this with
    {
        Name = visitor.Text(TextField.Name, Name),
        Description = visitor.Text(TextField.Description, Description),
        Category = visitor.Text(TextField.Category, Category),
        Tags = visitor.Texts(TextField.Tag, Tags),
        Preconditions = visitor.Texts(TextField.Precondition, Preconditions),
        Steps = Step.VisitTexts(Steps, visitor),
        Postconditions = visitor.Texts(TextField.Postcondition, Postconditions),
        Parameters = visitor.Items(Parameters, (parameter, number) => parameter.VisitTexts(visitor, number)),
        Task = visitor.Text(TextField.Task, Task),
        Notes = visitor.Text(TextField.Notes, Notes),
        Evidence = Evidence?.VisitTexts(visitor),
        // Runs that were kept before it existed keep their hashes.
        Versions = Versions.Count == 0 ? Versions : visitor.Items(Versions, (version, number) => version.VisitTexts(visitor, number)),
    };
}
