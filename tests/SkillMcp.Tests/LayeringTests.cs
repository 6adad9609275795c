using System.Text.RegularExpressions;
using SkillMcp.Embeddings;

namespace SkillMcp.Tests;

/// <summary>Holds the compiled code to the layers that the README draws.</summary>
public sealed partial class LayeringTests
{
    const string Facade = "SkillMcp.SkillMemory";

    // Each knows only those before it. "SkillMcp" are the nouns, and "SkillMcp.Server" is what sets the server up.
    static readonly string[] MemoryLayers =
    [
        "SkillMcp.Text", "SkillMcp.Fields", "SkillMcp", "SkillMcp.Ways", "SkillMcp.Intents", "SkillMcp.Safety", "SkillMcp.Requests",
        "SkillMcp.Changes", "SkillMcp.Admissions", "SkillMcp.Storage", "SkillMcp.Formation", "SkillMcp.Packaging", "SkillMcp.Retrieval",
        "SkillMcp.Sessions", "SkillMcp.Answers", "SkillMcp.Checks", "SkillMcp.UseCases",
        "SkillMcp.Sqlite", Facade,
    ];

    static readonly string[] ServerLayers =
    [
        "SkillMcp.Server.Wire", "SkillMcp.Server.Presentation", "SkillMcp.Server.Elicitation", "SkillMcp.Server.Surface",
        "SkillMcp.Server.Tools", "SkillMcp.Server.Prompts", "SkillMcp.Server.Resources", "SkillMcp.Server.Subscriptions", "SkillMcp.Server",
        "SkillMcp.Server.Transports", "SkillMcp.Server.Clients", "SkillMcp.Server.Hooks", "SkillMcp.Server.Verification",
        "SkillMcp.Server.Models", "SkillMcp.Server.Commands",
    ];

    // A folder that has no layer of its own does not belong to these.
    static readonly string[] Roots = ["SkillMcp", "SkillMcp.Server"];

    // What judges texts and skills is told apart: none of these knows another.
    static readonly string[] Judges = ["SkillMcp.Safety", "SkillMcp.Formation", "SkillMcp.Packaging", "SkillMcp.Retrieval"];

    static readonly IReadOnlyList<(string From, string To)> Memory = TypeReferences.In(typeof(SkillMemory).Assembly.Location);
    static readonly IReadOnlyList<(string From, string To)> Embeddings = TypeReferences.In(typeof(SentenceModel).Assembly.Location);
    static readonly IReadOnlyList<(string From, string To)> Server = TypeReferences.In(typeof(Program).Assembly.Location);

    [Fact]
    public void A_layer_of_the_memory_knows_only_those_below_it() => Assert.Empty(Upward(Memory, MemoryLayers));

    [Fact]
    public void A_layer_of_the_server_knows_only_those_below_it() => Assert.Empty(Upward(Server, ServerLayers));

    [Fact]
    public void Every_type_of_ours_stands_in_a_layer()
    {
        Assert.DoesNotContain(Memory, reference => LayerOf(reference.From, MemoryLayers) is null);
        Assert.DoesNotContain(Server, reference => LayerOf(reference.From, ServerLayers) is null);
    }

    [Fact]
    public void What_judges_texts_and_skills_does_not_know_what_else_does() =>
        Assert.DoesNotContain(Memory, reference =>
            (LayerOf(reference.From, MemoryLayers), LayerOf(reference.To, MemoryLayers)) is var (from, to)
            && from != to && Judges.Contains(from) && Judges.Contains(to));

    [Fact]
    public void The_use_cases_do_not_know_how_skills_are_stored() =>
        Assert.DoesNotContain(Memory, reference =>
            IsWithin(reference.To, "SkillMcp.Sqlite") && !IsWithin(reference.From, "SkillMcp.Sqlite") && reference.From != Facade);

    [Fact]
    public void The_memory_knows_no_protocol_no_host_and_no_terminal() =>
        Assert.All(
            ["ModelContextProtocol", "Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "Spectre", "System.CommandLine"],
            outside => Assert.DoesNotContain(Memory, reference => IsWithin(reference.To, outside)));

    [Fact]
    public void Only_the_store_speaks_SQL() =>
        Assert.All(["Dapper", "Microsoft.Data.Sqlite", "SQLitePCL"], outside =>
            Assert.DoesNotContain(Memory.Concat(Server), reference =>
                IsWithin(reference.To, outside) && !IsWithin(reference.From, "SkillMcp.Sqlite")));

    [Fact]
    public void Only_the_embeddings_know_how_a_model_is_run() =>
        Assert.All(["Microsoft.ML", "Google.Protobuf"], outside =>
            Assert.DoesNotContain(Memory.Concat(Server), reference => IsWithin(reference.To, outside)));

    [Fact]
    public void The_embeddings_know_texts_and_mistakes_and_no_skill() =>
        Assert.All(
            Embeddings.Where(reference => IsWithin(reference.To, "SkillMcp") && !IsWithin(reference.To, "SkillMcp.Embeddings")),
            reference => Assert.True(reference.To == "SkillMcp.SkillException" || IsWithin(reference.To, "SkillMcp.Text")));

    [Fact]
    public void Only_the_commands_know_which_model_there_is() =>
        Assert.DoesNotContain(Server, reference =>
            IsWithin(reference.To, "SkillMcp.Embeddings") && !IsWithin(reference.From, "SkillMcp.Server.Commands"));

    [Fact]
    public void Types_are_named_for_the_thought_and_not_the_machinery() =>
        Assert.DoesNotContain(Memory.Concat(Server).Concat(Embeddings), reference => Machinery().IsMatch(reference.From));

    static IEnumerable<string> Upward(IReadOnlyList<(string From, string To)> references, string[] layers) => references
        .Where(reference => LayerOf(reference.To, layers) is { } to && !IsAtMost(to, LayerOf(reference.From, layers), layers))
        .Select(reference => $"{reference.From} -> {reference.To}");

    static bool IsAtMost(string layer, string? other, string[] layers) => Array.IndexOf(layers, layer) <= Array.IndexOf(layers, other);

    static string? LayerOf(string type, string[] layers)
    {
        if (type == Facade && layers.Contains(Facade))
        {
            return Facade;
        }
        // A folder within another belongs to its layer.
        var folder = type[..Math.Max(type.LastIndexOf('.'), 0)];
        return layers.FirstOrDefault(layer => layer == folder)
            ?? layers.FirstOrDefault(layer => !Roots.Contains(layer) && IsWithin(folder, layer));
    }

    static bool IsWithin(string type, string place) => type == place || type.StartsWith(place + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"(?:Manager|Helper|Service|Util|Utils|Dto|Impl|Common|Core)(?:`\d)?$")]
    private static partial Regex Machinery();
}
