namespace SkillMcp.Intents;

/// <summary>The form of a verb in a sentence.</summary>
[Flags]
enum VerbForm
{
    None = 0,
    Base = 1,
    Present = 2,
    Gerund = 4,
    Past = 8,
}
