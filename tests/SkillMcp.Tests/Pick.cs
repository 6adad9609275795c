using CsCheck;

namespace SkillMcp.Tests;

/// <summary>Generates one of some values.</summary>
static class Pick
{
    public static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);
}
