using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What <c>retrieve --explain --json</c> prints.</summary>
/// <param name="Answer">The answer as without <c>--explain</c>.</param>
/// <param name="Contributions">By skill, what each feature of the words added to its score.</param>
sealed record ExplainedAnswer(RetrieveAnswer Answer, IReadOnlyDictionary<string, IReadOnlyList<Contribution>> Contributions);
