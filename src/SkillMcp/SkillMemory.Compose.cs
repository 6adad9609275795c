namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Joins skills into one that refers to them.</summary>
    /// <exception cref="SkillException">Fewer than two skills, one that is not there or not active, a cycle, or a binding to nothing.</exception>
    public Task<Composed> ComposeAsync(ComposeRequest request, Provenance by, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>A skill as it is followed: a composite with its components' steps, conditions and parameters laid out; any other as it is.</summary>
    public Task<Composition> LayOutAsync(Skill skill, CancellationToken cancel = default) => throw new NotImplementedException();
}

/// <summary>Skills that belong together.</summary>
public sealed record ComposeRequest
{
    /// <summary>In the order of execution, two at least.</summary>
    public required IReadOnlyList<SkillName> Skills { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>By component: its parameter and what is put there, a text that may hold placeholders of the composite.</summary>
    public IReadOnlyDictionary<SkillName, IReadOnlyDictionary<string, string>> Bindings { get; init; } = new Dictionary<SkillName, IReadOnlyDictionary<string, string>>();
}

/// <summary>The answer to a <see cref="ComposeRequest"/>.</summary>
public sealed record Composed(Skill Skill, Composition Composition);

/// <summary>A composite laid out from its components as they are now.</summary>
public sealed record Composition
{
    /// <summary>The whole procedure: a step <c>--- Phase: name ---</c> before the steps of each phase.</summary>
    public required Procedure Procedure { get; init; }

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>What does not fit, such as a precondition that an earlier phase undoes; a sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Components that are archived, quarantined or gone; a sentence each.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];
}

/// <summary>One component's part of a composite.</summary>
public sealed record Phase(string Name, SkillName Skill, int Steps);
