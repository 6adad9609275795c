using System.CommandLine;
using SkillMcp.Embeddings;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>Which sentence model a command finds skills with: by option, environment variable or default.</summary>
static class ModelSelection
{
    const string Off = "off";

    public static Option<string?> Embeddings { get; } = new("--embeddings")
    {
        Description = "The folder of a sentence model (model.onnx, vocab.txt), or off. "
            + "Default: SKILLMCP_EMBEDDINGS, else the model that came with skillmcp.",
        HelpName = "off|DIR",
    };

    /// <summary>Beside the executable, where the build puts it.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "models", "minilm");

    public static bool IsOff(ParseResult typed) => GivenFolder(typed) == Off;

    /// <summary>The folder that was named, or off; null for the default.</summary>
    public static string? GivenFolder(ParseResult typed) =>
        typed.GetValue(Embeddings) is { Length: > 0 } folder ? folder : EnvironmentVariable.Get("SKILLMCP_EMBEDDINGS");

    /// <summary>The model, which is not loaded yet; null where none is wanted or none came with the executable.</summary>
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
