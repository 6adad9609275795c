namespace SkillMcp.Formation;

/// <summary>The values of one parameter in two runs.</summary>
/// <param name="Known">Its value in the known procedure.</param>
/// <param name="Run">Its value in the run.</param>
/// <param name="AreNames">Whether both only name or count something, and do not say what is done.</param>
sealed record ValuePair(string Known, string Run, bool AreNames);
