namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Finds the procedures that fit a task, or the one that is named. Nothing that fits: no matches, and what to do instead.</summary>
    /// <exception cref="SkillException">Neither a task nor a skill is given, a number is out of range, or no skill has the name.</exception>
    public Task<Retrieved> RetrieveAsync(RetrieveRequest request, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Writes down what was handed out and is not written yet. Call it before the program ends.</summary>
    public Task FlushAsync(CancellationToken cancel = default) => throw new NotImplementedException();
}

/// <summary>What somebody is about to do, or the exact skill that they were shown.</summary>
public sealed record RetrieveRequest
{
    public string Task { get; init; } = "";

    public SkillName? Skill { get; init; }

    public string? Category { get; init; }

    /// <summary>1-20.</summary>
    public int Limit { get; init; } = 3;

    /// <summary>0-1.</summary>
    public double MinReliability { get; init; }

    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>About how many tokens (four characters each) the answer may take; null for no bound.</summary>
    public int? MaxTokens { get; init; }
}

/// <summary>The answer to a <see cref="RetrieveRequest"/>.</summary>
public sealed record Retrieved
{
    public required string Task { get; init; }

    /// <summary>To be given with the report; null where nothing was found.</summary>
    public Guid? RetrievalId { get; init; }

    /// <summary>What to do with this answer, in a sentence or two.</summary>
    public required string Advice { get; init; }

    /// <summary>The best first.</summary>
    public IReadOnlyList<Match> Matches { get; init; } = [];
}

/// <summary>How well a skill fits a task.</summary>
public enum Fit
{
    Possible,
    Likely,
    Match,
}

/// <summary>A skill that fits a task.</summary>
public sealed record Match
{
    public required Skill Skill { get; init; }

    /// <summary>How likely this is the right procedure, 0-1.</summary>
    public required double Score { get; init; }

    public required Fit Fit { get; init; }

    /// <summary>What matched, in one line.</summary>
    public required string Why { get; init; }

    /// <summary>Provisional, stale, disputed, a degraded composite: a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether the procedure itself is handed over, and not only named.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What to follow: a composite's phases laid out, with every argument that is known put in.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>What each parameter became; null where nobody has said.</summary>
    public IReadOnlyDictionary<string, string?> Values { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<string> MissingArguments => [.. Procedure.Parameters.Where(p => Values.GetValueOrDefault(p.Name) is null).Select(p => p.Name)];
}
