namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Adds a skill that a person wrote (or imports), with the record that it comes with; a person's record counts as verified.</summary>
    /// <returns>The skill as stored: with <c>-2</c> behind its name where the name is taken by another procedure; an equal one is returned as it is.</returns>
    /// <exception cref="SkillException">The procedure is malformed.</exception>
    public Task<Skill> AddAsync(Procedure procedure, Executions record, Provenance by, Source source = Source.Manual, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Replaces what a skill says; the new text is a new version.</summary>
    /// <param name="read">The skill as it was when the editing began.</param>
    /// <param name="procedure">What it is to say; another title renames it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SkillException">Somebody else changed it meanwhile, the new name is taken, or the procedure is malformed.</exception>
    public Task<Skill> EditAsync(Skill read, Procedure procedure, string reason, Provenance by, CancellationToken cancel = default) => throw new NotImplementedException();
}
