using SkillMcp.Fields;

namespace SkillMcp.Requests;

/// <summary>A request for skills that fit a task or the steps done, or for one skill by name.</summary>
public sealed record RetrieveRequest : ITextual<RetrieveRequest>
{
    /// <summary>The most entries of <see cref="Also"/>.</summary>
    public const int MaxAlso = 12;

    /// <summary>The most characters of an entry of <see cref="Also"/>: a word or a short phrase.</summary>
    public const int MaxAlsoLength = 100;

    /// <summary>What is about to be done, in the user's words.</summary>
    public string Task { get; init; } = "";

    /// <summary>
    /// Other words that the stored procedure may use for the task: names of products and commands, general terms, synonyms.
    /// At most <see cref="MaxAlso"/> entries, each of 1-<see cref="MaxAlsoLength"/> characters that are not all white space.
    /// </summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Instead of or beside the task, the name of one skill; null for none.</summary>
    public SkillName? Skill { get; init; }

    /// <summary>The category that a skill must have; null for any.</summary>
    public string? Category { get; init; }

    /// <summary>The most skills to return, 1-20; null for three, or five if none of them is returned whole.</summary>
    public int? Limit { get; init; }

    /// <summary>The least reliability of a skill, 0-1.</summary>
    public double MinReliability { get; init; }

    /// <summary>The values that are known, by parameter.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>The steps done so far, in order. Skills that begin with them are preferred.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>Known facts, such as <c>os=linux</c> or <c>kubectl configured</c>.</summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>The approximate size of the answer in tokens of four characters, at least 1; null for no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Which session of which agent asks; empty for a person, from whom nothing is withheld.</summary>
    public string Session { get; init; } = "";

    /// <summary>How many content words of the task some skill must hold; if fewer are held, there is no need to search.</summary>
    internal int MinKnownWords { get; init; }

    RetrieveRequest ITextual<RetrieveRequest>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    /// <summary>Visits the texts that are stored or repeated in the answer. Context is neither.</summary>
    internal RetrieveRequest VisitTexts(TextVisitor visitor) => this with
    {
        Task = visitor.Text(TextField.Task, Task),
        Also = visitor.Texts(TextField.Also, Also),
        Done = visitor.Texts(TextField.Step, Done),
        Category = Category is null ? null : visitor.Text(TextField.Category, Category),
        Arguments = visitor.Bindings(Arguments),
    };
}
