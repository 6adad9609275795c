using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>How an execution of a skill ended.</summary>
public sealed record Report : ITextual<Report>
{
    public required SkillName Skill { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>Whether a person saw it.</summary>
    public bool Confirmed { get; init; }

    public Guid? Retrieval { get; init; }

    public Evidence? Evidence { get; init; }

    /// <summary>The step that failed, as shown, from 1; 0 where none did or nobody knows.</summary>
    public int FailedStep { get; init; }

    public string Notes { get; init; } = "";

    /// <summary>For a composite, how components of it ended; these count there too.</summary>
    public IReadOnlyDictionary<SkillName, Outcome> Components { get; init; } = new Dictionary<SkillName, Outcome>();

    public Report VisitTexts(TextVisitor visitor) => this with
    {
        Notes = visitor.Text(TextField.Notes, Notes),
        Evidence = Evidence?.VisitTexts(visitor),
    };
}
