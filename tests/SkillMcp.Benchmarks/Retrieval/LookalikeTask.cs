using System.Text.Json.Serialization;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A task that shares the words of a procedure and that it does not serve.</summary>
/// <param name="Task">The task.</param>
/// <param name="Kind">Why it is not served, such as <c>opposite</c>.</param>
/// <param name="ServedBy">The id of the procedure that serves it; null if none does.</param>
/// <param name="Also">Other words that an asking assistant would add.</param>
sealed record LookalikeTask(
    string Task, string Kind, [property: JsonPropertyName("served_by")] string? ServedBy, string[] Also);
