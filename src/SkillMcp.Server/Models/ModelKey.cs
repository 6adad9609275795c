using System.Net.Http.Headers;

namespace SkillMcp.Server.Models;

/// <summary>The key of an API, from the environment. It is sent to that API, and is written nowhere.</summary>
static class ModelKey
{
    /// <summary>Adds the key to every request, in the header of the API.</summary>
    /// <param name="headers">The headers of every request.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="variable">The environment variable that may hold the key.</param>
    /// <exception cref="SkillException">The key would be readable on its way, or is none.</exception>
    public static void Add(HttpRequestHeaders headers, ModelEndpoint endpoint, string variable)
    {
        if (EnvironmentVariable.Get(variable)?.Trim() is not { Length: > 0 } key)
        {
            return;
        }
        if (endpoint.Address.Scheme != Uri.UriSchemeHttps && !endpoint.IsLocal)
        {
            throw new SkillException($"The key in {variable} would be sent unencrypted: use https, or unset it.");
        }
        if (!key.All(c => c is > ' ' and <= '~'))
        {
            throw new SkillException($"{variable} holds no key: it has blanks or letters in it that no key has.");
        }
        if (endpoint.Api == ModelApi.Anthropic)
        {
            headers.Add("x-api-key", key);
        }
        else
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }
}
