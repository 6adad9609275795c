using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <param name="Advice">What to do with this answer.</param>
/// <param name="RetrievalId">Left out where no skill was handed over, as there is nothing to report on.</param>
/// <param name="Notice">What the matches are: learned data. Left out where there are none.</param>
/// <param name="Matches">The best first.</param>
sealed record RetrieveAnswer(
    string Advice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RetrievalId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Notice,
    IReadOnlyList<MatchAnswer> Matches)
{
    public static RetrieveAnswer Of(Retrieved retrieved) => new(
        retrieved.Advice,
        retrieved.RetrievalId?.ToString(),
        retrieved.Matches.Count == 0 ? null : StoredText.Notice,
        [.. retrieved.Matches.Select(match => MatchAnswer.Of(match, retrieved.HasWhole))]);
}
