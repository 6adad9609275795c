using System.Text.RegularExpressions;

namespace SkillMcp.Server.Models;

/// <summary>Where a model is asked, and by which API.</summary>
/// <param name="Api">The API that is spoken there.</param>
/// <param name="Address">The address as it was given, without a name and a password.</param>
/// <param name="Model">The name of the model.</param>
sealed partial record ModelEndpoint(ModelApi Api, Uri Address, string Model)
{
    const int MaxModelName = 200;

    const int OllamaPort = 11434;

    static readonly string[] Verbs = ["chat/completions", "embeddings", "messages", "chat", "embed"];

    /// <summary>What its vectors are kept by: the same name elsewhere may be another model.</summary>
    public string Id => $"{Model}@{Address.Authority}";

    /// <summary>Whether what is sent there stays on this machine.</summary>
    public bool IsLocal => Address.IsLoopback;

    /// <param name="option">The option that the address belongs to, as messages name it.</param>
    /// <param name="address">The address of the API: its root, or what is posted to.</param>
    /// <param name="model">The name of the model.</param>
    /// <param name="api">The API; null to tell it from the address.</param>
    /// <exception cref="SkillException">It is no address, or has a key in it. The message does not repeat it.</exception>
    public static ModelEndpoint Parse(string option, string address, string model, ModelApi? api = null)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            throw new SkillException(
                $"{option} is no address of an API: write one such as https://api.openai.com/v1 or http://localhost:{OllamaPort}.");
        }
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new SkillException($"{option} may have no password, no '?' and no '#' in it: a key is read from the environment.");
        }
        return ModelName().IsMatch(model) && model.Length <= MaxModelName
            ? new ModelEndpoint(api ?? ApiOf(uri), uri, model)
            : throw new SkillException(
                $"{option} needs the name of a model, such as qwen3:8b, of 1-{MaxModelName} characters without blanks.");
    }

    /// <summary>Where something is posted: <c>chat/completions</c> below the root of the API.</summary>
    public Uri At(string verb)
    {
        var path = Address.AbsolutePath.TrimEnd('/');
        var known = Verbs.FirstOrDefault(known => path.EndsWith($"/{known}", StringComparison.Ordinal));
        var root = known is null ? path : path[..^(known.Length + 1)];
        var ofApi = Api == ModelApi.Ollama ? "/api" : "/v1";
        return new Uri(Address, $"{(root.Length == 0 ? ofApi : root)}/{verb}");
    }

    static ModelApi ApiOf(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/');
        if (address.Host is "anthropic.com" || address.Host.EndsWith(".anthropic.com", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith("/v1/messages", StringComparison.Ordinal))
        {
            return ModelApi.Anthropic;
        }
        var isOllamas = path is "/api" or "/api/chat" or "/api/embed" || address.Port == OllamaPort && path.Length == 0;
        return isOllamas ? ModelApi.Ollama : ModelApi.OpenAI;
    }

    [GeneratedRegex(@"^[!-~]+\z")]
    private static partial Regex ModelName();
}
