using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>Makes a skill that is not stored yet.</summary>
static class NewSkill
{
    /// <exception cref="SkillException">The procedure is malformed; the message names everything that is wrong with it.</exception>
    public static Skill Of(Procedure procedure, Source source, Provenance provenance, Project project, DateTimeOffset now)
    {
        var written = procedure.WithParametersOfSteps().Checked();
        return new Skill
        {
            Id = Guid.CreateVersion7(now),
            Project = project,
            Name = NameScreen.NameOf(written),
            Procedure = written,
            Source = source,
            Provenance = provenance,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
