using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// What exports have written into a client's folder, in a file of that folder: only that is theirs to change or to remove.
/// </summary>
sealed record SkillsManifest
{
    public const string FileName = ".skillmcp.json";

    // No folder has so many skills that a longer one could be ours.
    const long MaxLength = 64 << 20;

    public string About { get; init; } =
        "Written by skillmcp export, which updates and removes the skills that are named here, and no others.";

    public IReadOnlyDictionary<string, ManagedSkill> Skills { get; init; } = new Dictionary<string, ManagedSkill>();

    /// <summary>The skills that are named in a folder; none if there is no such file.</summary>
    /// <exception cref="SkillException">The file is not what an export has written.</exception>
    public static Dictionary<string, ManagedSkill> Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists)
        {
            return new Dictionary<string, ManagedSkill>(StringComparer.Ordinal);
        }
        try
        {
            var read = file.Length > MaxLength || file.LinkTarget is not null
                ? null
                : JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), SkillsManifestJson.Default.SkillsManifest);
            return read?.Skills is { } skills && skills.All(IsSound)
                ? new Dictionary<string, ManagedSkill>(skills, StringComparer.Ordinal)
                : throw NotOurs(file.FullName);
        }
        catch (JsonException)
        {
            throw NotOurs(file.FullName);
        }
    }

    /// <summary>Replaces the file as a whole.</summary>
    public static void Write(string folder, IReadOnlyDictionary<string, ManagedSkill> skills)
    {
        var path = Path.Combine(folder, FileName);
        var sorted = new SortedDictionary<string, ManagedSkill>(skills.ToDictionary(), StringComparer.Ordinal);
        var part = TemporaryPath.Beside(path);
        try
        {
            var manifest = new SkillsManifest { Skills = sorted };
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(manifest, SkillsManifestJson.Default.SkillsManifest));
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    // Whoever can write this file must not make an export touch what is elsewhere.
    static bool IsSound(KeyValuePair<string, ManagedSkill> skill) =>
        SkillName.From(skill.Key)?.Value == skill.Key
        && skill.Value is { Files: { } files } one
        && files.Concat(one.Before ?? files).All(file => file.Value is not null && SkillFile.MistakeIn(file.Key) is null);

    static SkillException NotOurs(string path) => new(
        $"{path} is not as an export has written it. Move it away, and nothing in that folder is taken for its own. Nothing was written.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(SkillsManifest))]
sealed partial class SkillsManifestJson : JsonSerializerContext;
