namespace SkillMcp.Intents;

/// <summary>What a product is to the work that is done.</summary>
enum ProductRole
{
    Tool,
    Place,
    Target,
    Source,
}
