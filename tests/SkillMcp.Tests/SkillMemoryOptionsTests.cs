namespace SkillMcp.Tests;

public sealed class SkillMemoryOptionsTests
{
    static readonly SkillMemoryOptions Default = new();

    public static TheoryData<SkillMemoryOptions> Within =>
    [
        Default,
        Default with { MinSteps = 1, Candidates = 10, SearchedWords = 4 },
        Default with { MinSteps = 200, Candidates = 1_000, SearchedWords = 64 },
        Default with { MatchScore = 1, LikelyScore = 1, PossibleScore = 1 },
        Default with { MatchScore = 0, LikelyScore = 0, PossibleScore = 0 },
        Default with { RetireBelow = 0, RetireAfter = 1, StaleAfter = TimeSpan.FromDays(1), LearnedConfidence = 0 },
        Default with { RetireBelow = 1, RetireAfter = int.MaxValue, StaleAfter = TimeSpan.FromDays(36_500), LearnedConfidence = 1 },
    ];

    public static TheoryData<SkillMemoryOptions, string> Beyond => new()
    {
        { Default with { MinSteps = 0 }, "MinSteps is 0 and must be between 1 and 200." },
        { Default with { MinSteps = 201 }, "MinSteps is 201 and" },
        { Default with { Candidates = 9 }, "Candidates is 9 and must be between 10 and 1000." },
        { Default with { Candidates = 1_001 }, "Candidates is 1001 and" },
        { Default with { SearchedWords = 3 }, "SearchedWords is 3 and must be between 4 and 64." },
        { Default with { SearchedWords = 65 }, "SearchedWords is 65 and" },
        { Default with { MatchScore = 1.5 }, "MatchScore is 1.5 and must be between 0.5 and 1." },
        { Default with { LikelyScore = 0.8 }, "MatchScore is 0.7 and must be between 0.8 and 1." },
        { Default with { PossibleScore = 0.6 }, "LikelyScore is 0.5 and must be between 0.6 and 0.7." },
        { Default with { PossibleScore = -0.1 }, "PossibleScore is -0.1 and must be between 0 and 0.5." },
        { Default with { RetireBelow = 1.1 }, "RetireBelow is 1.1 and must be between 0 and 1." },
        { Default with { RetireAfter = 0 }, "RetireAfter is 0 and must be between 1 and" },
        { Default with { StaleAfter = TimeSpan.FromHours(23) }, "StaleAfter is 0.96 and must be between 1 and 36500." },
        { Default with { StaleAfter = TimeSpan.FromDays(36_501) }, "StaleAfter is 36501 and" },
        { Default with { LearnedConfidence = double.NaN }, "LearnedConfidence is NaN and must be between 0 and 1." },
    };

    [Theory]
    [MemberData(nameof(Within))]
    public void What_is_within_its_range_is_taken(SkillMemoryOptions options) => Assert.Same(options, options.Checked());

    [Theory]
    [MemberData(nameof(Beyond))]
    public void What_is_not_is_named_with_its_range(SkillMemoryOptions options, string mistake) =>
        Assert.StartsWith(mistake, Assert.Throws<SkillException>(options.Checked).Message);
}
