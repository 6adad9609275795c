using System.Text.Json.Serialization;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What <c>screen --jsonl</c> reads and prints, a document a line. Of a text only its id is repeated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TextToScreen))]
[JsonSerializable(typeof(ScreenedText))]
sealed partial class ScreenJson : JsonSerializerContext;
