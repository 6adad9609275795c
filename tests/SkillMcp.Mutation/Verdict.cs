namespace SkillMcp.Mutation;

/// <summary>What the tests say of a mutation.</summary>
enum Verdict
{
    /// <summary>A test fails.</summary>
    Killed,

    /// <summary>The tests do not end in three times their usual time and twenty seconds.</summary>
    TimedOut,

    /// <summary>All tests pass.</summary>
    Survived,

    /// <summary>No test runs what was changed.</summary>
    NotReached,
}
