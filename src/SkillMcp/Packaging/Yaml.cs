using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>YAML in which every scalar is a text, and reads as one in every parser.</summary>
static partial class Yaml
{
    // Deeper nesting has no meaning here, and the library follows it by recursion.
    const int MaxDepth = 16;

    const string TooDeep = "it is nested too deeply";

    // A few aliases of aliases expand to more nodes than there is memory.
    const int MaxNodes = 2_000;

    /// <summary>
    /// A text as YAML: bare where it can be, quoted where it would be read as another type, escaped where a line cannot hold it.
    /// </summary>
    public static YamlScalarNode Text(string text) => new(text) { Style = StyleOf(text) };

    static ScalarStyle StyleOf(string text)
    {
        if (NeedsEscapes().IsMatch(text))
        {
            return ScalarStyle.DoubleQuoted;
        }
        return ReadsAsAnother().IsMatch(text) ? ScalarStyle.SingleQuoted : ScalarStyle.Any;
    }

    /// <summary>The lines of a document, without markers of its start and end.</summary>
    public static string Write(YamlNode root)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithBestIndent(2).WithBestWidth(int.MaxValue).WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>Reads a document; null if there is nothing in it.</summary>
    /// <exception cref="SkillException">It is not YAML.</exception>
    public static YamlNode? Read(string yaml, int firstLine)
    {
        try
        {
            CheckDepth(yaml);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
        }
        // The library throws ArgumentException too, for an alias of an odd name.
        catch (Exception mistake) when (mistake is YamlException or ArgumentException)
        {
            var at = (int)((mistake as YamlException)?.Start.Line ?? 1);
            throw new SkillException($"Line {firstLine + at - 1}: this is not YAML: {ReasonOf(mistake, yaml)}.");
        }
        // And this one, without a position, where a bracket is open and a key follows.
        catch (InvalidOperationException)
        {
            throw new SkillException(
                $"Line {firstLine} or below: this is not YAML: a bracket in it is left open. " +
                "Close it, or put quotes around a text that begins with one.");
        }
    }

    /// <summary>What is wrong, and what to do: the library says it in the words of its grammar.</summary>
    static string ReasonOf(Exception mistake, string yaml) => mistake switch
    {
        { Message: TooDeep } => TooDeep,
        _ when IsDuplicate().IsMatch(mistake.Message) => "a field is there twice. Leave one of them out",
        _ when IndentsWithTab().IsMatch(yaml) => "a line begins with a tab. Use spaces in place of tabs",
        _ => "a text in it has signs with a meaning. Put quotes around a text that holds ': ' or ' #', or begins with a sign",
    };

    /// <summary>The value of a field; null if it is missing or null.</summary>
    public static YamlNode? Field(this YamlNode node, string name)
    {
        var value = (node as YamlMappingNode)?.Children.FirstOrDefault(field => field.Key is YamlScalarNode key && key.Value == name).Value;
        return value is null || IsNull(value) ? null : value;
    }

    /// <summary>The text of a scalar; empty for any other node.</summary>
    public static string Text(this YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    /// <summary>
    /// A node as one text: a list with commas between, anything deeper as YAML; null if it is null, or too large or deep to be written.
    /// </summary>
    public static string? Flat(YamlNode node)
    {
        var left = MaxNodes;
        return node switch
        {
            _ when IsNull(node) || !IsSmall(node, MaxDepth, ref left) => null,
            YamlScalarNode text => text.Value,
            YamlSequenceNode list when list.All(item => item is YamlScalarNode && !item.Text().Contains(',')) =>
                string.Join(", ", list.Select(item => item.Text())),
            _ => Write(Plain(node)).TrimEnd('\n'),
        };
    }

    /// <summary>A copy in its author's style, without tags and anchors; null if it is too large or deep to be written.</summary>
    public static YamlNode? Copy(YamlNode node)
    {
        var left = MaxNodes;
        return IsSmall(node, MaxDepth, ref left) ? CopyOf(node) : null;
    }

    static YamlNode CopyOf(YamlNode node) => node switch
    {
        YamlSequenceNode list => new YamlSequenceNode(list.Select(CopyOf)) { Style = list.Style },
        YamlMappingNode map => new YamlMappingNode(map.Children.SelectMany(field => new[] { CopyOf(field.Key), CopyOf(field.Value) })),
        _ => new YamlScalarNode(node.Text()) { Style = ((YamlScalarNode)node).Style },
    };

    static bool IsSmall(YamlNode node, int depth, ref int left)
    {
        if (depth == 0 || --left < 0)
        {
            return false;
        }
        foreach (var child in ChildrenOf(node))
        {
            if (!IsSmall(child, depth - 1, ref left))
            {
                return false;
            }
        }
        return true;
    }

    static IEnumerable<YamlNode> ChildrenOf(YamlNode node) => node switch
    {
        YamlSequenceNode list => list.Children,
        YamlMappingNode map => map.Children.SelectMany(field => new[] { field.Key, field.Value }),
        _ => [],
    };

    /// <summary>A node in the style of <see cref="Text(string)"/>, without its author's tags and anchors.</summary>
    static YamlNode Plain(YamlNode node) => node switch
    {
        YamlSequenceNode list => new YamlSequenceNode(list.Select(Plain)),
        YamlMappingNode map => new YamlMappingNode(map.Children.SelectMany(field => new[] { Plain(field.Key), Plain(field.Value) })),
        _ => Text(node.Text()),
    };

    static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    static void CheckDepth(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        for (var depth = 0; parser.MoveNext(); depth += parser.Current!.NestingIncrease)
        {
            if (depth > MaxDepth)
            {
                throw new YamlException(parser.Current!.Start, parser.Current.End, TooDeep);
            }
        }
    }

    static void Emit(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                emitter.Emit(new MappingStart());
                foreach (var (key, value) in mapping.Children)
                {
                    Emit(emitter, key);
                    Emit(emitter, value);
                }
                emitter.Emit(new MappingEnd());
                break;
            case YamlSequenceNode sequence:
                var style = sequence.Style == SequenceStyle.Flow ? SequenceStyle.Flow : SequenceStyle.Block;
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
                foreach (var child in sequence.Children)
                {
                    Emit(emitter, child);
                }
                emitter.Emit(new SequenceEnd());
                break;
            case YamlScalarNode scalar:
                emitter.Emit(new Scalar(
                    AnchorName.Empty, TagName.Empty, scalar.Value!, scalar.Style, isPlainImplicit: true, isQuotedImplicit: true));
                break;
        }
    }

    [GeneratedRegex("duplicate|same key", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IsDuplicate();

    [GeneratedRegex(@"^ *\t", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex IndentsWithTab();

    // What YAML 1.1 or 1.2 takes for null, a boolean, a number or a date.
    [GeneratedRegex(
        @"^(?:|[~=<].*|[-+.0-9].*|null|true|false|yes|no|on|off|y|n)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReadsAsAnother();

    [GeneratedRegex(@"[^\u0020-\u007e\u00a1-\u024f\u0370-\u1fff\u3040-\ud7ff]|^\s|\s\z", RegexOptions.CultureInvariant)]
    private static partial Regex NeedsEscapes();
}
