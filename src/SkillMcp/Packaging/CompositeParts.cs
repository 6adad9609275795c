using YamlDotNet.RepresentationModel;

namespace SkillMcp.Packaging;

/// <summary>What a composite is made of, as text under <c>metadata</c>.</summary>
/// <param name="Components">Its references by name, in order.</param>
/// <param name="Preconditions">Those that are its own and no component's.</param>
/// <param name="Postconditions">Those that are its own and no component's.</param>
sealed record CompositeParts(
    IReadOnlyList<NamedComponent> Components,
    IReadOnlyList<string> Preconditions,
    IReadOnlyList<string> Postconditions)
{
    /// <summary>The parts of a composite; null for any other skill.</summary>
    public static CompositeParts? Of(PackedSkill skill) =>
        skill.Components.Count == 0 ? null : new CompositeParts(skill.Components, skill.OwnPreconditions, skill.OwnPostconditions);

    public string Write()
    {
        var all = new YamlMappingNode { { "components", new YamlSequenceNode(Components.Select(ToYaml)) } };
        Add("preconditions", Preconditions);
        Add("postconditions", Postconditions);
        return Yaml.Write(all).TrimEnd('\n');

        void Add(string name, IReadOnlyList<string> texts)
        {
            if (texts.Count > 0)
            {
                all.Add(name, new YamlSequenceNode(texts.Select(Yaml.Text)));
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> writes; null if it is something else.</summary>
    public static CompositeParts? Read(string yaml)
    {
        try
        {
            var root = Yaml.Read(yaml, firstLine: 1);
            if (root?.Field("components") is not YamlSequenceNode { Children.Count: > 1 } nodes || nodes.Any(node => NameOf(node) is null))
            {
                return null;
            }
            NamedComponent[] components = [.. nodes.Select(Component)];
            return new CompositeParts(components, Texts(root.Field("preconditions")), Texts(root.Field("postconditions")));
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static IReadOnlyList<string> Texts(YamlNode? node) => node is YamlSequenceNode texts ? [.. texts.Select(text => text.Text())] : [];

    static SkillName? NameOf(YamlNode component) => SkillName.From(component.Field("skill")?.Text() ?? "");

    static NamedComponent Component(YamlNode node) => new(NameOf(node)!.Value)
    {
        Bindings = node.Field("bindings") is YamlMappingNode bindings
            ? bindings.Children.ToDictionary(binding => binding.Key.Text(), binding => binding.Value.Text(), StringComparer.Ordinal)
            : new Dictionary<string, string>(),
    };

    static YamlMappingNode ToYaml(NamedComponent component)
    {
        var fields = new YamlMappingNode { { "skill", Yaml.Text(component.Skill.Value) } };
        if (component.Bindings.Count > 0)
        {
            var bindings = component.Bindings.OrderBy(binding => binding.Key, StringComparer.Ordinal);
            fields.Add("bindings", new YamlMappingNode(
                bindings.SelectMany(binding => new YamlNode[] { Yaml.Text(binding.Key), Yaml.Text(binding.Value) })));
        }
        return fields;
    }
}
