using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>A report of how an execution of a skill ended.</summary>
public sealed record Report : ITextual<Report>
{
    /// <summary>The skill that was followed.</summary>
    public required SkillName Skill { get; init; }

    /// <summary>How the execution ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The retrieval that returned the skill, so that the run is counted only once; null if it is not known.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>What was observed; null for nothing.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The versions of the programs that it used, as far as that is known.</summary>
    public IReadOnlyList<ProgramVersion> Versions { get; init; } = [];

    /// <summary>Whether this program itself saw what the evidence tells, and nobody's word for it is taken.</summary>
    public bool IsVerified { get; init; }

    /// <summary>The step that failed, as shown, from 1; 0 if none did or it is not known.</summary>
    public int FailedStep { get; init; }

    /// <summary>What went wrong or helps, for later runs.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The values that were used, by parameter.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>For a composite, the outcomes of its components, which are counted for the components too.</summary>
    public IReadOnlyDictionary<SkillName, Outcome> Components { get; init; } = new Dictionary<SkillName, Outcome>();

    /// <summary>Which session of which agent tells it, as in <see cref="RetrieveRequest.Session"/>; empty if it is not known.</summary>
    public string Session { get; init; } = "";

    Report ITextual<Report>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    internal Report VisitTexts(TextVisitor visitor) => this with
    {
        Notes = visitor.Text(TextField.Notes, Notes),
        Evidence = Evidence?.VisitTexts(visitor),
        Versions = visitor.Items(Versions, (version, number) => version.VisitTexts(visitor, number)),
        Arguments = visitor.Bindings(Arguments),
    };
}
