namespace SkillMcp.Sessions;

/// <summary>A call, with what it was for and what came of it.</summary>
sealed record JudgedCall
{
    public required ToolCall Call { get; init; }

    public required IReadOnlyList<ShellPipeline> Script { get; init; }

    public required CommandNature Nature { get; init; }

    public required CallResult Result { get; init; }

    /// <summary>Why it failed or did not run; empty if it did neither.</summary>
    public string Cause { get; init; } = "";

    /// <summary>Whether it failed although its exit code does not say so.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What it is meant to achieve, by its programs and their subcommands, whatever its flags.</summary>
    public required IReadOnlyList<string> Goals { get; init; }

    /// <summary>What its text names: files, hosts and ports, and names of things.</summary>
    public required IReadOnlySet<string> Touches { get; init; }

    public bool IsEdit => Call.Kind == ToolKind.Edit;

    /// <summary>Whether it did something or tested it, and is more than a look.</summary>
    public bool IsWork => Nature is CommandNature.Act or CommandNature.Check;

    public bool Succeeded => Result == CallResult.Success;
}
