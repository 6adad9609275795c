using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <param name="RetrievalId">Left out where no skill was handed over, as there is nothing to report on.</param>
sealed record RetrieveAnswer(
    string Task,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RetrievalId,
    string Advice,
    IReadOnlyList<MatchAnswer> Matches)
{
    public static RetrieveAnswer Of(Retrieved retrieved) =>
        new(retrieved.Task, retrieved.RetrievalId?.ToString(), retrieved.Advice, [.. retrieved.Matches.Select(MatchAnswer.Of)]);
}
