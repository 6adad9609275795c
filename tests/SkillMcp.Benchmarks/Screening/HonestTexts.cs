using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>Honest procedures that the models of the screen learn from, beside the pages of the set security.</summary>
static class HonestTexts
{
    // The other half of each set is left to measure with.
    static readonly string[] Sets = ["skillmd", "runbooks", "autoskill"];

    public static readonly Option<string?> Folders = new("--folders")
    {
        Description = "A folder of honest collections of skills, whose texts are learned from too.", HelpName = "DIR",
    };

    /// <summary>Half of the sets, and all texts of the collections.</summary>
    public static IEnumerable<LabelledText> Read(string data, string? collections) =>
    [
        .. Sets.SelectMany(set => LabelledText.Read(Path.Combine(data, set)).Where(row => row.File == "skills")
            .Where((_, at) => at % 2 == 0).Select(row => row with { File = set, Source = set })),
        .. collections is null ? [] : FilesIn(collections).Select(TextOf).Where(text => text.Length is > 0 and < ContentScreen.MaxLength)
            .Select(text => new LabelledText("collections", "", "collections", "", text, "")),
    ];

    /// <summary>What the models learned from, for their record.</summary>
    public static IEnumerable<string> Digests(string data, string? collections) =>
    [
        .. Sets.Select(set =>
            $"# {set}/skills.jsonl, every second: sha256 {Digest(File.ReadAllBytes(Path.Combine(data, set, "skills.jsonl")))}"),
        .. collections is null ? [] : Directory.GetDirectories(collections).Order(StringComparer.Ordinal).Select(OfCollection),
    ];

    static string OfCollection(string collection)
    {
        var texts = FilesIn(collection).Select(TextOf).ToList();
        return $"# {Path.GetFileName(collection)}: {texts.Count} files, sha256 {Digest(Encoding.UTF8.GetBytes(string.Concat(texts)))}";
    }

    static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    static string TextOf(string file) => FileScreen.TextOf(File.ReadAllBytes(file))?.Text ?? "";
}
