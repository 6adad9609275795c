using System.Text.Json.Serialization;
using SkillMcp.Fields;

namespace SkillMcp.Sessions.Journal;

/// <summary>A line of a journal. What it is decides which members it has.</summary>
sealed record JournalLine : ITextual<JournalLine>
{
    public required JournalEvent Event { get; init; }

    /// <summary>When it was written, in milliseconds since 1970.</summary>
    public required long At { get; init; }

    /// <summary>The client's id of the session, in the first line.</summary>
    public string? Session { get; init; }

    /// <summary>The client that called, in the first line.</summary>
    public SessionClient? Client { get; init; }

    /// <summary>The folder of the session, in the first line; of a call, the one that its command ran in, where that is another.</summary>
    public string? Folder { get; init; }

    /// <summary>What the person or the agent said.</summary>
    public string? Text { get; init; }

    public string? Id { get; init; }

    public string? Tool { get; init; }

    public ToolKind? Kind { get; init; }

    public string? Command { get; init; }

    public string? Path { get; init; }

    public string? Change { get; init; }

    public string? Arguments { get; init; }

    public CallState? State { get; init; }

    public int? ExitCode { get; init; }

    public string? Output { get; init; }

    public string? Subagent { get; init; }

    /// <summary>The skills that were handed over unasked.</summary>
    public IReadOnlyList<JournalSkill>? Skills { get; init; }

    /// <summary>The share of tasks that skills are withheld from, in percent; null if that is not measured.</summary>
    public int? Percent { get; init; }

    /// <summary>Where it is measured, whether the first skill was withheld, and nothing was said.</summary>
    public bool? Withheld { get; init; }

    /// <summary>Where it is measured, the retrieval that it was drawn at, if that is another one.</summary>
    public Guid? First { get; init; }

    /// <summary>Whether it has what a line of its kind has to have.</summary>
    [JsonIgnore]
    public bool IsWhole => Enum.IsDefined(Event) && Event switch
    {
        JournalEvent.Session => Session is { Length: > 0 } && Client is { } client && Enum.IsDefined(client),
        JournalEvent.Request or JournalEvent.Message => Text is { Length: > 0 },
        JournalEvent.Call => Tool is { Length: > 0 }
            && Kind is { } kind && Enum.IsDefined(kind)
            && State is { } state && Enum.IsDefined(state),
        JournalEvent.Recall => Guid.TryParse(Id, out _)
            && Skills is { Count: > 0 }
            && Skills.All(skill => skill.IsWhole)
            && Percent is null or (>= 1 and <= Assignment.MaxPercent),
        _ => true,
    };

    [JsonIgnore]
    public DateTimeOffset Time =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(At, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    public JournalLine VisitTexts(TextVisitor visitor) => this with
    {
        Session = Visited(visitor, TextField.Client, Session),
        Folder = Visited(visitor, TextField.FilePath, Folder),
        Id = Visited(visitor, TextField.Client, Id),
        Tool = Visited(visitor, TextField.Client, Tool),
        Subagent = Visited(visitor, TextField.Client, Subagent),
        Skills = Skills is null ? null : visitor.Items(Skills, (skill, _) => skill.VisitTexts(visitor)),
        Text = Visited(visitor, TextField.Task, Text),
        Command = Visited(visitor, TextField.Step, Command),
        Path = Visited(visitor, TextField.FilePath, Path),
        Change = Visited(visitor, TextField.Evidence, Change),
        Arguments = Visited(visitor, TextField.Evidence, Arguments),
        Output = Visited(visitor, TextField.Evidence, Output),
    };

    static string? Visited(TextVisitor visitor, TextField field, string? text) => text is null ? null : visitor.Text(field, text);
}

/// <summary>A skill that was handed over unasked.</summary>
sealed record JournalSkill(string Name, Guid Skill, int Version, bool IsPossible) : ITextual<JournalSkill>
{
    [JsonIgnore]
    public bool IsWhole => SkillName.From(Name)?.Value == Name && Version > 0;

    public JournalSkill VisitTexts(TextVisitor visitor) => this with { Name = visitor.Text(TextField.Name, Name) };
}

/// <summary>What a line of a journal tells.</summary>
enum JournalEvent
{
    /// <summary>Whose journal it is.</summary>
    Session,

    Request,
    Message,
    Call,

    /// <summary>A skill was handed over unasked.</summary>
    Recall,

    /// <summary>The agent gave the word back.</summary>
    TurnEnd,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(string))]
sealed partial class JournalJson : JsonSerializerContext;
