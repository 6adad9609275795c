using System.Text.Json;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>A published text with the label whether it is an attack.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Kind">What sort of text.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Family">What it is: a skill, a step, a prompt, a page.</param>
/// <param name="Text">The text.</param>
/// <param name="Order">The order that is hidden in it; empty where none is or it is not known.</param>
sealed record LabelledText(string File, string Kind, string Source, string Family, string Text, string Order)
{
    public bool IsAttack => File.StartsWith("attack", StringComparison.Ordinal);

    /// <summary>The rows of every file of a folder, or of the set <c>security</c> where the folder is one of sets, read in place.</summary>
    /// <exception cref="SkillException">The folder holds none.</exception>
    public static IReadOnlyList<LabelledText> Read(string data)
    {
        var folder = Directory.Exists(Path.Combine(data, "security")) ? Path.Combine(data, "security") : data;
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
        {
            throw new SkillException($"There are no texts in '{folder}': name a folder of .jsonl files with --data.");
        }
        return [.. files.SelectMany(OfFile)];
    }

    static IEnumerable<LabelledText> OfFile(string file) =>
        System.IO.File.ReadLines(file).Where(line => line.Length > 0).Select(line => Of(Path.GetFileNameWithoutExtension(file), line));

    static LabelledText Of(string file, string line)
    {
        var row = JsonElement.Parse(line);
        var text = row.TryGetProperty("text", out _) ? TextOf(row, "text") : Procedure(row);
        return new LabelledText(file, TextOf(row, "kind"), TextOf(row, "source"), TextOf(row, "family"), text, TextOf(row, "order"));
    }

    /// <summary>A row of the retrieval sets, as its author would have written it down.</summary>
    static string Procedure(JsonElement row) => string.Join('\n',
        [TextOf(row, "name"), TextOf(row, "description"), .. TextsOf(row, "preconditions"), .. TextsOf(row, "steps")]);

    static IEnumerable<string> TextsOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out var texts) ? texts.EnumerateArray().Select(text => text.GetString() ?? "") : [];

    static string TextOf(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
