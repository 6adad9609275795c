using System.Text.Json;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>A text of which somebody else has said whether it is an attack.</summary>
/// <param name="File">The file that it stands in.</param>
/// <param name="Kind">What sort of text.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Family">What it is: a skill, a step, a prompt, a page.</param>
/// <param name="Text">The text.</param>
sealed record LabelledText(string File, string Kind, string Source, string Family, string Text)
{
    public bool IsAttack => File.StartsWith("attack", StringComparison.Ordinal);

    /// <summary>The rows of every file of a folder, or of the set <c>security</c> where the folder is one of sets, read in place.</summary>
    /// <exception cref="SkillException">The folder holds none.</exception>
    public static IReadOnlyList<LabelledText> Read(string data)
    {
        var folder = Directory.Exists(Path.Combine(data, "security")) ? Path.Combine(data, "security") : data;
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).ToList() : [];
        return files.Count > 0
            ? [.. files.SelectMany(file => System.IO.File.ReadLines(file).Where(line => line.Length > 0).Select(line => Of(Path.GetFileNameWithoutExtension(file), line)))]
            : throw new SkillException($"There are no texts in '{folder}': name a folder of .jsonl files with --data.");
    }

    static LabelledText Of(string file, string line)
    {
        var row = JsonElement.Parse(line);
        return new LabelledText(file, Said(row, "kind"), Said(row, "source"), Said(row, "family"), row.TryGetProperty("text", out _) ? Said(row, "text") : Procedure(row));
    }

    /// <summary>A row of the retrieval sets, as its author would have written it down.</summary>
    static string Procedure(JsonElement row) => string.Join('\n', new[] { "name", "description" }.Select(name => Said(row, name)).Concat(new[] { "preconditions", "steps" }.SelectMany(name => Texts(row, name))));

    static IEnumerable<string> Texts(JsonElement row, string name) => row.TryGetProperty(name, out var texts) ? texts.EnumerateArray().Select(text => text.GetString() ?? "") : [];

    static string Said(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
