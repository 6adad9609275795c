namespace SkillMcp.Server.Tools;

/// <summary>Reads an argument that gives something for each of several skills.</summary>
static class SkillMap
{
    /// <exception cref="SkillException">A key is not a skill name, or two keys are the same name.</exception>
    public static IReadOnlyDictionary<SkillName, T> Parse<T>(Dictionary<string, T>? given)
    {
        var bySkill = new Dictionary<SkillName, T>();
        foreach (var (text, value) in given ?? [])
        {
            var name = SkillName.Parse(text);
            if (!bySkill.TryAdd(name, value))
            {
                throw new SkillException($"'{name}' is given twice: name each skill once.");
            }
        }
        return bySkill;
    }
}
