using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMcp.Sqlite;

/// <summary>A step in a column: its text.</summary>
sealed class StepConverter : JsonConverter<Step>
{
    public override Step Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Step.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Step step, JsonSerializerOptions options) => writer.WriteStringValue(step.Text);
}
