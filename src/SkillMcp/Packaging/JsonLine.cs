using System.Text.Json;

namespace SkillMcp.Packaging;

/// <summary>An object of a JSON text, or what is wrong where one should be.</summary>
/// <param name="Number">The line that it begins in, from 1.</param>
/// <param name="Json">What it says; undefined where it is malformed.</param>
sealed record JsonLine(int Number, JsonElement Json)
{
    /// <summary>Its position in a list of several, from 1; 0 elsewhere.</summary>
    public int ItemNumber { get; init; }

    /// <summary>What is wrong; empty if nothing is.</summary>
    public string Mistake { get; init; } = "";

    public static JsonLine Malformed(int number, string mistake) => new(number, default(JsonElement)) { Mistake = mistake };

    /// <summary>Where it is in its text, in words.</summary>
    public string Location => ItemNumber > 0 ? $"item {ItemNumber}" : $"line {Number}";
}
