using SkillMcp.Server.Verification;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What came of testing skills again.</summary>
sealed record RetestSummary
{
    /// <summary>How many are still true.</summary>
    public required int True { get; init; }

    public required int Broken { get; init; }

    public required int NotAllowed { get; init; }

    public required int NotKnown { get; init; }

    /// <summary>How many state a check and were left for another time.</summary>
    public required int Left { get; init; }

    public required IReadOnlyList<VerifiedSkill> Skills { get; init; }

    public static RetestSummary Of(IReadOnlyList<RetestedSkill> done, int left)
    {
        return new RetestSummary
        {
            True = Count(RetestResult.True),
            Broken = Count(RetestResult.Broken),
            NotAllowed = Count(RetestResult.NotAllowed),
            NotKnown = Count(RetestResult.NotKnown),
            Left = left,
            Skills = [.. done.Select(VerifiedSkill.Of)],
        };

        int Count(RetestResult result) => done.Count(one => one.Result == result);
    }

    /// <summary>The counts as a person reads them.</summary>
    internal string InWords
    {
        get
        {
            if (Skills.Count == 0)
            {
                return "No skill states a check that is due. A check is code in what is true at a skill's end: `pytest -q` passes.";
            }
            var notAllowed = NotAllowed == 0 ? "" : $", {NotAllowed} not allowed by verify.toml";
            var notKnown = NotKnown == 0 ? "" : $", {NotKnown} could not be tested";
            var left = Left == 0 ? "" : $"; {Left} left for another time";
            return $"{Quantity.Of(Skills.Count, "skill")} tested again: {True} still true, {Broken} broken{notAllowed}{notKnown}{left}.";
        }
    }
}
