using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>Why a text was refused: the cause of the <see cref="SkillException"/> that says so.</summary>
sealed class ScreenRefusal(ScreeningResult screening) : Exception(screening.Summary)
{
    public ScreeningResult Screening { get; } = screening;
}
