using SkillMcp.Packaging;

namespace SkillMcp.UseCases;

/// <summary>
/// What was imported before: by its place, and what is not at its place any more. A skill that was renamed or moved is known by its
/// text, of which half the lines are still the same.
/// </summary>
sealed class EarlierImports
{
    const double MinLikeness = 0.5;

    // What a move of a whole collection leaves is found by name and text before anyone looks here.
    const int MaxGone = 200;

    readonly ILookup<string, Guid> byPlace;
    readonly List<Guid> gone;
    readonly Dictionary<Guid, IReadOnlySet<string>> lines = [];

    public EarlierImports(IReadOnlyList<ImportedText> imported, Func<string, bool> isGone)
    {
        var placed = imported.Where(text => text.Reason.StartsWith(ImportPlace.Reason, StringComparison.Ordinal)).ToList();
        byPlace = placed.ToLookup(text => text.Reason, text => text.Skill, StringComparer.Ordinal);
        gone = [.. placed.Where(text => isGone(text.Reason[ImportPlace.Reason.Length..])).Select(text => text.Skill).Take(MaxGone)];
    }

    /// <summary>The skill whose current text was imported with a reason; null if there is none or several.</summary>
    public Guid? OnlyAt(string reason) => byPlace[reason].Take(2).ToList() is [var only] ? only : null;

    /// <summary>The skills that an incoming one may be under a new name or from a new place.</summary>
    public IReadOnlyList<Guid> CandidatesFor(PortableSkill incoming) =>
        [.. incoming.IsAloneAtPlace ? byPlace[incoming.Current.Reason] : [], .. gone];

    /// <summary>The one whose text is the most like an incoming one; null if none is like it.</summary>
    public Skill? MostLike(PortableSkill incoming, IEnumerable<Skill> skills)
    {
        var wanted = LinesOf(incoming.Skill);
        return skills.Select(skill => (Skill: skill, Likeness: Likeness(wanted, LinesOfKnown(skill))))
            .Where(one => one.Likeness >= MinLikeness)
            .OrderByDescending(one => one.Likeness)
            .FirstOrDefault().Skill;
    }

    IReadOnlySet<string> LinesOfKnown(Skill skill)
    {
        if (!lines.TryGetValue(skill.Id, out var known))
        {
            lines[skill.Id] = known = LinesOf(skill);
        }
        return known;
    }

    // The name and the description, in front, may be other ones.
    static IReadOnlySet<string> LinesOf(Skill skill) => SkillMarkdown.BodyOf(SkillMarkdown.Write(skill.Name, skill.Procedure))
        .Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))
        .ToHashSet(StringComparer.Ordinal);

    static double Likeness(IReadOnlySet<string> one, IReadOnlySet<string> other)
    {
        var common = one.Count(other.Contains);
        return common == 0 ? 0 : (double)common / Math.Max(one.Count, other.Count);
    }
}
