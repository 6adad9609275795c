using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>Writes shares and scores with two decimal places: more of them say nothing that a model decides by.</summary>
sealed class TwoPlacesConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value, 2));
}
