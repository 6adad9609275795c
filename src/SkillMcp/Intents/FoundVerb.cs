namespace SkillMcp.Intents;

/// <summary>A verb in a sentence.</summary>
/// <param name="Text">The verb in its base form, with its particles.</param>
/// <param name="Classes">What it may mean; empty for a verb that means nothing by itself.</param>
/// <param name="At">The index of its first word.</param>
/// <param name="End">The index after its last word.</param>
/// <param name="GapStart">The index of the object that stands between its words; -1 if none does.</param>
/// <param name="Length">How many words it has.</param>
sealed record FoundVerb(string Text, int[] Classes, int At, int End, int GapStart, int Length)
{
    public int ObjectStart => GapStart >= 0 ? GapStart : End;
}
