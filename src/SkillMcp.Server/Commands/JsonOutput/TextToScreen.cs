using System.Text.Json;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>A line that <c>screen --jsonl</c> reads.</summary>
sealed record TextToScreen(JsonElement Id, string Text);
