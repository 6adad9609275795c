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

    // A large collection is often made from a template, and tells no more than a small one.
    const int MaxSkills = 150;
    const int MaxFilesBeside = 200;

    // Lines of a text, and of all texts of a source.
    const int LinesOfText = 6;
    const int LinesOfSource = 300;
    const int MinLine = 12;
    const int MaxLine = 400;
    static readonly char[] SignsOfLine = [' ', '#', '-', '*', '>', '|', '\t'];

    // Links lead to files that are read where they are, or to none.
    static readonly EnumerationOptions Regular = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    // Shorter texts are names.
    const int MinLength = 40;

    /// <summary>The name under which all collections stand, as other texts under that of their file.</summary>
    public const string Collections = "collections";

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
            .Select(text => new LabelledText(Collections, "", Collections, "", text, "")),
    ];

    /// <summary>
    /// The SKILL.md files of each collection and the texts beside them, each text once. Of a large collection there are some, chosen by the
    /// digests of their places: so a clone of the commit gives the same texts again.
    /// </summary>
    /// <param name="collections">A folder of collections, each named by its repository and commit.</param>
    public static IReadOnlyList<LabelledText> SkillsIn(string collections)
    {
        var known = new HashSet<string>();
        return [.. CollectionsIn(collections).SelectMany(collection => SkillsOf(collection).Where(text => known.Add(text.Text)))];
    }

    /// <summary>Some lines of the texts of each source as texts of their own, chosen by their digests.</summary>
    public static IEnumerable<LabelledText> LinesOf(IEnumerable<LabelledText> texts) =>
        texts.GroupBy(text => text.Source).SelectMany(source => ByDigest(source.SelectMany(LinesOfOne).DistinctBy(line => line.Text))
            .Take(LinesOfSource));

    static IEnumerable<LabelledText> LinesOfOne(LabelledText text) =>
        ByDigest(text.Text.Split('\n').Select(line => line.Trim(SignsOfLine)).Where(line => line.Length is >= MinLine and < MaxLine)
            .Distinct().Select(line => text with { Text = line })).Take(LinesOfText);

    static IOrderedEnumerable<LabelledText> ByDigest(IEnumerable<LabelledText> lines) =>
        lines.OrderBy(line => Digest(Encoding.UTF8.GetBytes(line.Text)), StringComparer.Ordinal);

    /// <summary>What <see cref="SkillsIn"/> reads of each collection, for the record of a model.</summary>
    public static IEnumerable<string> DigestsOfSkills(IReadOnlyList<LabelledText> skills) =>
        skills.GroupBy(skill => skill.Source, skill => skill.Text).Select(texts =>
            $"# {texts.Key}: {texts.Count()} texts, sha256 {Digest(Encoding.UTF8.GetBytes(string.Concat(texts)))}");

    static IEnumerable<string> CollectionsIn(string folder) => Directory.GetDirectories(folder).Order(StringComparer.Ordinal);

    static IEnumerable<LabelledText> SkillsOf(string collection)
    {
        var known = new HashSet<string>();
        var skills = ByPlace(FilesIn(collection).Where(file => Path.GetFileName(file) == SkillFile.Markdown), collection)
            .Where(file => known.Add(TextOf(file))).Take(MaxSkills).ToList();
        var folders = skills.Select(file => Path.GetDirectoryName(file)!).Distinct().Where(folder => folder != collection);
        var beside = folders.SelectMany(FilesIn).Distinct().Where(file => Path.GetFileName(file) != SkillFile.Markdown);
        return [.. TextsOf(skills, "skill"), .. TextsOf(ByPlace(beside, collection), "file").Take(MaxFilesBeside)];

        IEnumerable<LabelledText> TextsOf(IEnumerable<string> files, string family) =>
            files.Select(TextOf).Where(text => text.Length is >= MinLength and < ContentScreen.MaxLength)
                .Select(text => new LabelledText(Collections, "", Path.GetFileName(collection), family, text, ""));
    }

    static IOrderedEnumerable<string> ByPlace(IEnumerable<string> files, string folder) =>
        files.OrderBy(file => Digest(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file))), StringComparer.Ordinal);

    /// <summary>What the models learned from, for their record.</summary>
    public static IEnumerable<string> Digests(string data, string? collections) =>
    [
        .. Sets.Select(set =>
            $"# {set}/skills.jsonl, every second: sha256 {Digest(File.ReadAllBytes(Path.Combine(data, set, "skills.jsonl")))}"),
        .. collections is null ? [] : CollectionsIn(collections).Select(OfCollection),
    ];

    static string OfCollection(string collection)
    {
        var texts = FilesIn(collection).Select(TextOf).ToList();
        return $"# {Path.GetFileName(collection)}: {texts.Count} files, sha256 {Digest(Encoding.UTF8.GetBytes(string.Concat(texts)))}";
    }

    static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*", Regular).Order(StringComparer.Ordinal);

    static string TextOf(string file) => FileScreen.TextOf(File.ReadAllBytes(file))?.Text ?? "";
}
