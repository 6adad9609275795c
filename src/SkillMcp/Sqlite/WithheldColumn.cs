using System.Text.Json;

namespace SkillMcp.Sqlite;

/// <summary>A pitfall that was kept apart, as it is written in the column of its execution.</summary>
sealed record WithheldColumn(string Text, int Step, bool IsTip, string Reason, string Hash)
{
    public static string? Of(WithheldPitfall? withheld) => withheld is null ? null : JsonSerializer.Serialize(
        new WithheldColumn(
            withheld.Pitfall.Text, withheld.Pitfall.Step, withheld.Pitfall.IsTip, withheld.Reason, withheld.ContentHash()),
        ColumnJson.Readable.WithheldColumn);

    /// <summary>What a column holds; null if it is empty or cannot be read, because a damaged row must not make a list fail.</summary>
    public static WithheldPitfall? Read(string? json)
    {
        if (json is null)
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize(json, ColumnJson.Readable.WithheldColumn)?.ToWithheld();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    WithheldPitfall ToWithheld() =>
        new WithheldPitfall(new Pitfall { Text = Text ?? "", Step = Step, IsTip = IsTip }, Reason ?? "").AsRead(Hash ?? "");
}
