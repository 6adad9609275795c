using System.Text.Json.Serialization;

namespace SkillMcp.Packaging;

/// <summary>
/// The JSON of <see cref="SkillLine"/>, which is only written: what is read may be another program's, and <see cref="LenientJson"/>
/// reads that.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SkillLine))]
sealed partial class SkillLineJson : JsonSerializerContext;
