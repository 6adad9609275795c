using System.Text;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// The manifest of a marketplace of plugins. Their skills, commands and agents are found in their folders; what is named here are the
/// plugins that are kept elsewhere, and those whose folders are missing.
/// </summary>
sealed class MarketplaceReader : IFileReader
{
    const int MaxNamed = 5;

    // A manifest is in the marketplace's folder or, by its client, in ".claude-plugin" or ".github/plugin" of that.
    static readonly string[] Roots = [".", "..", "../.."];

    static readonly string[] Remote = ["repo", "url", "package"];

    public bool MayTake(string path) => Path.GetFileName(path).Equals("marketplace.json", StringComparison.OrdinalIgnoreCase);

    public SourceItem? Take(LooseFile file, ReadOnlyMemory<byte> content)
    {
        // JSON is YAML.
        var manifest = Yaml.Read(Encoding.UTF8.GetString(content.Span), firstLine: 1);
        if (manifest?.Field("plugins") is not YamlSequenceNode plugins)
        {
            return null;
        }
        var folder = manifest.Field("metadata")?.Field("pluginRoot")?.Text() ?? ".";
        var sourced = plugins.Where(plugin => plugin.Field("source") is not null).ToList();
        var elsewhere = sourced.FindAll(plugin => IsElsewhere(plugin.Field("source")!));
        var missing = sourced.Except(elsewhere).Where(plugin => IsMissing(plugin.Field("source")!, folder, file)).ToList();
        string[] remarks =
        [
            .. Remarks(elsewhere, plugins, "kept elsewhere, and not read"),
            .. Remarks(missing, plugins, "not in the folder that it names"),
        ];
        return remarks.Length == 0 ? null : new SkippedItem(file.Place, string.Join("; ", remarks));
    }

    static IEnumerable<string> Remarks(List<YamlNode> some, YamlSequenceNode all, string what)
    {
        if (some.Count > 0)
        {
            var named = some.Take(MaxNamed).Select(plugin => plugin.Field("name")?.Text());
            var more = some.Count > MaxNamed ? $" and {some.Count - MaxNamed} more" : "";
            var verb = some.Count == 1 ? "is" : "are";
            yield return $"{some.Count} of its {all.Children.Count} plugins {verb} {what}: {string.Join(", ", named)}{more}";
        }
    }

    // What lies beside it has only a path, which does not lead out of the marketplace.
    static bool IsElsewhere(YamlNode source) => source is YamlScalarNode path
        ? Path.IsPathRooted(path.Value) || path.Value!.Split('/', '\\', ':').Contains("..") || path.Value.Contains("://")
        : Remote.Any(field => source.Field(field) is not null);

    static bool IsMissing(YamlNode source, string pluginRoot, LooseFile file) => source is YamlScalarNode { Value: { } path }
        && !Roots.Any(root => file.HasFolder($"{root}/{path}") || file.HasFolder($"{root}/{pluginRoot}/{path}"));
}
