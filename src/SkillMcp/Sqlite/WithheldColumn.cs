using System.Text.Json;

namespace SkillMcp.Sqlite;

/// <summary>A pitfall that was kept apart, as it is written in the column of its execution.</summary>
sealed record WithheldColumn(string Text, int Step, bool IsTip, string Reason, bool IsNotFor = false, bool IsDropped = false)
{
    public static string? Of(WithheldPitfall? withheld) => withheld is null ? null : JsonSerializer.Serialize(
        new WithheldColumn(
            withheld.Pitfall.Text, withheld.Pitfall.Step, withheld.Pitfall.IsTip, withheld.Reason, withheld.IsNotFor, withheld.IsDropped),
        ColumnJson.Readable.WithheldColumn);

    /// <summary>What a column holds; null if it is empty or cannot be read, because a damaged row must not make a list fail.</summary>
    public static WithheldPitfall? Read(string? json)
    {
        try
        {
            var column = json is null ? null : JsonSerializer.Deserialize(json, ColumnJson.Readable.WithheldColumn);
            return column is { Text: { } text, Reason: { } reason }
                ? new WithheldPitfall(new Pitfall { Text = text, Step = column.Step, IsTip = column.IsTip }, reason)
                {
                    IsNotFor = column.IsNotFor,
                    IsDropped = column.IsDropped,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
