using SkillMcp.Server.Models;

namespace SkillMcp.Tests.Models;

public sealed class ModelEndpointTests
{
    [Theory]
    [InlineData("https://api.openai.com", "OpenAI https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/v1/", "OpenAI https://api.openai.com/v1/chat/completions")]
    [InlineData("http://localhost:8000/v1/chat/completions", "OpenAI http://localhost:8000/v1/chat/completions")]
    [InlineData("https://openrouter.ai/api/v1", "OpenAI https://openrouter.ai/api/v1/chat/completions")]
    [InlineData("http://localhost:11434/v1", "OpenAI http://localhost:11434/v1/chat/completions")]
    [InlineData("https://api.anthropic.com", "Anthropic https://api.anthropic.com/v1/messages")]
    [InlineData("https://api.anthropic.com/v1", "Anthropic https://api.anthropic.com/v1/messages")]
    [InlineData("https://proxy.example.com/claude/v1/messages", "Anthropic https://proxy.example.com/claude/v1/messages")]
    [InlineData("http://localhost:11434", "Ollama http://localhost:11434/api/chat")]
    [InlineData("http://localhost:11434/api", "Ollama http://localhost:11434/api/chat")]
    [InlineData("https://ollama.com/api/chat", "Ollama https://ollama.com/api/chat")]
    public void The_address_tells_the_api_and_where_to_post(string address, string expected)
    {
        var endpoint = ModelEndpoint.Parse("--chat", address, "m");
        var verb = endpoint.Api switch { ModelApi.Anthropic => "messages", ModelApi.Ollama => "chat", _ => "chat/completions" };

        Assert.Equal(expected, $"{endpoint.Api} {endpoint.At(verb)}");
    }

    [Fact]
    public void An_api_that_is_named_is_the_one_that_is_spoken() => Assert.Equal(
        new Uri("https://models.example.com/v1/messages"),
        ModelEndpoint.Parse("--chat", "https://models.example.com", "m", ModelApi.Anthropic).At("messages"));

    [Theory]
    [InlineData("localhost:11434", "m")]
    [InlineData("ftp://localhost/v1", "m")]
    [InlineData("", "m")]
    [InlineData("https://someone:k-789@models.example.com/v1", "m")]
    [InlineData("https://models.example.com/v1?key=k-789", "m")]
    [InlineData("https://models.example.com/v1#k-789", "m")]
    [InlineData("https://models.example.com/v1", "")]
    [InlineData("https://models.example.com/v1", "two words")]
    [InlineData("https://models.example.com/v1", "line\nbreak")]
    public void What_is_no_address_or_no_model_is_refused_without_repeating_a_key(string address, string model)
    {
        var refused = Assert.Throws<SkillException>(() => ModelEndpoint.Parse("--chat", address, model));

        Assert.DoesNotContain("k-789", refused.Message);
        Assert.StartsWith("--chat", refused.Message);
    }
}
