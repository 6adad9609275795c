namespace SkillMcp.Formation;

/// <summary>What two steps have where they differ; either text may be empty.</summary>
/// <param name="Start">Where it begins in the known step.</param>
/// <param name="Text">The text in the known step.</param>
/// <param name="RunStart">Where it begins in the step of the run.</param>
/// <param name="Other">The text in the run.</param>
readonly record struct StepGap(int Start, string Text, int RunStart, string Other);
