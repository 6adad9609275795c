using System.Text;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>
/// The manifest of a marketplace of plugins. Their skills, commands and agents are found in their folders; what is named here are the
/// plugins that are kept elsewhere.
/// </summary>
sealed class MarketplaceReader : IFileReader
{
    const int MaxNamed = 5;

    static readonly string[] Remote = ["repo", "url", "package"];

    public bool MayTake(string path) => Path.GetFileName(path).Equals("marketplace.json", StringComparison.OrdinalIgnoreCase);

    public SourceItem? Take(LooseFile file, ReadOnlyMemory<byte> content)
    {
        // JSON is YAML.
        if (Yaml.Read(Encoding.UTF8.GetString(content.Span), firstLine: 1)?.Field("plugins") is not YamlSequenceNode plugins)
        {
            return null;
        }
        var elsewhere = plugins.Where(plugin => plugin.Field("source") is { } source && IsElsewhere(source)).ToList();
        var named = elsewhere.Take(MaxNamed).Select(plugin => plugin.Field("name")?.Text());
        var more = elsewhere.Count > MaxNamed ? $" and {elsewhere.Count - MaxNamed} more" : "";
        return elsewhere.Count == 0 ? null : new SkippedItem(
            file.Place,
            $"{elsewhere.Count} of its {plugins.Children.Count} plugins are kept elsewhere, and were not read: "
            + $"{string.Join(", ", named)}{more}");
    }

    // What lies beside it has only a path, which does not lead out of the marketplace.
    static bool IsElsewhere(YamlNode source) => source is YamlScalarNode path
        ? Path.IsPathRooted(path.Value) || path.Value!.Split('/', '\\', ':').Contains("..") || path.Value.Contains("://")
        : Remote.Any(field => source.Field(field) is not null);
}
