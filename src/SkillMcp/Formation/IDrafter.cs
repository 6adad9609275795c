namespace SkillMcp.Formation;

/// <summary>
/// Writes the words of a skill that a run becomes, as a chat model can. What it writes is screened and compared with the run, field by
/// field. What it leaves out or gets wrong is drafted from the run alone.
/// </summary>
public interface IDrafter
{
    /// <summary>Writes about a run.</summary>
    /// <param name="run">The run, without its secrets.</param>
    /// <param name="values">The texts of its steps that may be other ones in the next run.</param>
    /// <param name="cancel">Cancels the drafting.</param>
    /// <returns>What it writes; null if it fails, takes too long or has nothing to write.</returns>
    Task<DraftedWords?> DraftAsync(Trajectory run, IReadOnlyList<string> values, CancellationToken cancel);
}
