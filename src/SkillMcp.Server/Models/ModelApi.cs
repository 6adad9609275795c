namespace SkillMcp.Server.Models;

/// <summary>An API that models are asked by.</summary>
enum ModelApi
{
    OpenAI,
    Anthropic,
    Ollama,
}
