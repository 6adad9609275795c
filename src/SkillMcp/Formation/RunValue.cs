namespace SkillMcp.Formation;

/// <summary>A text of a run that differs from run to run wherever it stands.</summary>
/// <param name="Text">The text.</param>
/// <param name="Name">What a parameter for it is called.</param>
/// <param name="Rank">How well the name says what it is.</param>
/// <param name="IsStrong">
/// Whether it is meant wherever it stands in a command. Otherwise it is a word of the language that is a value only behind its key.
/// </param>
sealed record RunValue(string Text, string Name, NameRank Rank, bool IsStrong)
{
    /// <summary>Whether it is meant in sentences too: a word of the language may mean something else there.</summary>
    public bool IsMeantInProse => Rank == NameRank.Declared || !Vocabulary.IsCommonWord(Text);

    public RunValue Or(RunValue other) => (other.Rank > Rank ? this with { Name = other.Name, Rank = other.Rank } : this) with
    {
        IsStrong = IsStrong || other.IsStrong,
    };
}
