using System.Text.Json.Serialization;

namespace SkillMcp.Server.Commands;

/// <summary>The embedding model that skills are found with; null and a reason where they are found by their words alone.</summary>
/// <param name="Id">The id of the model, with which its vectors are kept.</param>
/// <param name="Folder">Where it is.</param>
/// <param name="Reason">Why there is none; null where there is one.</param>
sealed record ModelAnswer(string? Id, string? Folder, string? Reason)
{
    /// <summary>Whether there is one that cannot be loaded.</summary>
    [JsonIgnore]
    public bool IsUnusable { get; private init; }

    [JsonIgnore]
    public string InWords => Reason is null
        ? $"Model of meaning: {Id} in {Folder}."
        : $"Model of meaning: none ({Reason}); skills are found by their words alone.";

    public static ModelAnswer None(string reason) => new(null, null, reason.TrimEnd('.'));

    public static ModelAnswer Unusable(string reason) => None(reason) with { IsUnusable = true };
}
