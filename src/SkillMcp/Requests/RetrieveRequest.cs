using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>What somebody is about to do, or the exact skill that they were shown.</summary>
public sealed record RetrieveRequest : ITextual<RetrieveRequest>
{
    public string Task { get; init; } = "";

    public SkillName? Skill { get; init; }

    public string? Category { get; init; }

    /// <summary>1-20.</summary>
    public int Limit { get; init; } = 3;

    /// <summary>0-1.</summary>
    public double MinReliability { get; init; }

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>The steps taken so far, in order: what is wanted is the skill that they are the beginning of.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>What is known of the situation, such as <c>os=linux</c> or <c>kubectl configured</c>.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>About how many tokens (four characters each) the answer may take; null for no bound.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What is written down of a request, or told back. Arguments and facts are neither.</summary>
    public RetrieveRequest VisitTexts(TextVisitor visitor) => this with
    {
        Task = visitor.Text(TextField.Task, Task),
        Done = visitor.Texts(TextField.Step, Done),
    };
}
