using System.CommandLine;
using Microsoft.Extensions.AI;
using SkillMcp.Embeddings;
using SkillMcp.Server.Models;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>Which embedding model a command finds skills with: by option, environment variable or default.</summary>
static class ModelSelection
{
    const string Off = "off";

    const string KeyVariable = "SKILLMCP_EMBEDDINGS_KEY";

    // Who waits for a vector waits for a shorter time, and skills are embedded behind the answers.
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static Option<string?> Embeddings { get; } = new("--embeddings")
    {
        Description = "The folder of a sentence model (model.onnx, vocab.txt), or off; or a model behind an API of OpenAI's form or of "
            + "Ollama, such as http://localhost:11434#nomic-embed-text, with its key in SKILLMCP_EMBEDDINGS_KEY. "
            + "Default: SKILLMCP_EMBEDDINGS, else the model that came with skillmcp.",
        HelpName = "off|DIR|URL#MODEL",
    };

    /// <summary>Beside the executable, where the build puts it.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "models", "minilm");

    public static bool IsOff(ParseResult typed) => GivenFolder(typed) == Off;

    /// <summary>The folder that was named, or off; null for the default.</summary>
    public static string? GivenFolder(ParseResult typed) =>
        typed.GetValue(Embeddings) is { Length: > 0 } folder ? folder : EnvironmentVariable.Get("SKILLMCP_EMBEDDINGS");

    /// <summary>
    /// The model behind an API or of a folder, of which nothing is loaded or asked yet; null where none is wanted or none came with the
    /// executable.
    /// </summary>
    /// <inheritdoc cref="ModelFrom"/>
    public static IEmbeddingGenerator<string, Embedding<float>>? EmbedderFrom(
        ParseResult typed, TimeSpan patience, Action<SkillException>? unusable = null) =>
        RemoteFrom(typed) ?? (IEmbeddingGenerator<string, Embedding<float>>?)ModelFrom(typed, patience, unusable);

    /// <summary>The model behind an API; null where none was named.</summary>
    /// <exception cref="SkillException">The address or the name of the model is wrong.</exception>
    public static ApiEmbeddings? RemoteFrom(ParseResult typed)
    {
        if (GivenFolder(typed) is not { } given || !IsAddress(given))
        {
            return null;
        }
        var (address, model) = given.Split('#') is [var root, var name] ? (root, name) : (given, "");
        if (model.Length == 0)
        {
            throw new SkillException(
                "--embeddings needs the name of the model behind the address: http://localhost:11434#nomic-embed-text.");
        }
        var endpoint = ModelEndpoint.Parse(Embeddings.Name, address, model);
        return endpoint.Api == ModelApi.Anthropic
            ? throw new SkillException("Anthropic has no API for embeddings: name another one, a folder, or off.")
            : new ApiEmbeddings(endpoint, new ModelHttp(endpoint, KeyVariable, Deadline));
    }

    static bool IsAddress(string given) => given.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || given.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The sentence model of a folder, which is not loaded yet; null where none is wanted or none came with the executable.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="patience">How long a vector waits for the model to load.</param>
    /// <param name="unusable">Told where the model cannot be loaded.</param>
    /// <exception cref="SkillException">The folder that was named is not that of a sentence model.</exception>
    public static SentenceModel? ModelFrom(ParseResult typed, TimeSpan patience, Action<SkillException>? unusable = null)
    {
        var given = GivenFolder(typed);
        var isThere = given is null ? SentenceModel.IsIn(DefaultFolder) : given != Off;
        return isThere ? SentenceModel.Find(given ?? DefaultFolder, patience, CompositionRoot.Time, unusable) : null;
    }
}
