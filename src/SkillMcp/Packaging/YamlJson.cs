using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>YAML as the JSON that a YAML 1.2 parser makes of it by the core schema: clients compare the two field by field.</summary>
static partial class YamlJson
{
    // What an alias repeats is counted each time: a few lines of aliases can name more nodes than there is memory.
    const int MaxNodes = 10_000;

    const int MaxDepth = 64;

    /// <exception cref="SkillException">It repeats itself without end, or a key is itself made of fields.</exception>
    public static JsonNode? Of(YamlNode node)
    {
        var left = MaxNodes;
        return Of(node, ref left, MaxDepth);
    }

    static JsonNode? Of(YamlNode node, ref int left, int deep)
    {
        if (--left < 0 || deep < 0)
        {
            throw new SkillException(
                $"The front matter is too large: it may have {MaxNodes:N0} values, {MaxDepth} deep, what an alias repeats included.");
        }
        switch (node)
        {
            case YamlMappingNode mapping:
                var fields = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    fields[Key(key)] = Of(value, ref left, deep - 1);
                }
                return fields;
            case YamlSequenceNode sequence:
                var items = new JsonArray();
                foreach (var child in sequence.Children)
                {
                    items.Add(Of(child, ref left, deep - 1));
                }
                return items;
            default:
                return Of((YamlScalarNode)node);
        }
    }

    // The keys of JSON are texts: a number or a boolean becomes the text that it is written as.
    static string Key(YamlNode key)
    {
        if (key is not YamlScalarNode scalar)
        {
            throw new SkillException("The front matter has a key that is a list or has fields itself: a key is a text, such as 'license'.");
        }
        return Of(scalar) switch
        {
            null => "",
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            var value => value.ToJsonString(),
        };
    }

    static JsonNode? Of(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        return Resolves(scalar) ? Resolve(text) : JsonValue.Create(text);
    }

    /// <summary>Whether the text of a scalar decides its type: plain without a tag, or tagged as a type of the core schema.</summary>
    static bool Resolves(YamlScalarNode scalar) => scalar.Tag switch
    {
        { IsEmpty: true } => scalar.Style == ScalarStyle.Plain,
        { IsNonSpecific: true } => false,
        { Value: "tag:yaml.org,2002:null" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" } => true,
        _ => false,
    };

    static JsonNode? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        // JSON has no value for it.
        ".nan" or ".NaN" or ".NAN" => null,
        _ when Integer().IsMatch(text) => Number(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        _ when Octal().IsMatch(text) => Number(text[2..].Aggregate(BigInteger.Zero, (number, digit) => number * 8 + (digit - '0'))),
        // Without the 0, hexadecimal digits may read as a negative number.
        _ when Hexadecimal().IsMatch(text) =>
            Number(BigInteger.Parse($"0{text[2..]}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        _ when Real().IsMatch(text) => Number(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ when Infinite().IsMatch(text) => Number(text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity),
        _ => JsonValue.Create(text),
    };

    static JsonNode? Number(BigInteger number) => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture));

    // A number that is too large for a double reads as infinity wherever JSON is read into one.
    static JsonNode? Number(double number)
    {
        if (double.IsFinite(number))
        {
            return JsonValue.Create(number);
        }
        return JsonNode.Parse(number < 0 ? "-1e999" : "1e999");
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^0o[0-7]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Real();

    [GeneratedRegex(@"^[-+]?\.(?:inf|Inf|INF)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Infinite();
}
