namespace SkillMcp.Server.Wire;

/// <summary>Makes null of what is empty, so that it is left out of an answer: a name without a value is read and paid for too.</summary>
static class LeftOut
{
    public static IReadOnlyList<T>? IfEmpty<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;

    public static string? IfEmpty(string text) => text.Length == 0 ? null : text;

    public static int? IfZero(int number) => number == 0 ? null : number;
}
