namespace SkillMcp.Server.Tools;

/// <summary>Reads an argument that gives something for each of several skills.</summary>
static class ByName
{
    /// <exception cref="SkillException">A key is no skill name, or two are the same one.</exception>
    public static IReadOnlyDictionary<SkillName, T> Of<T>(Dictionary<string, T>? given)
    {
        var byName = new Dictionary<SkillName, T>();
        foreach (var (text, value) in given ?? [])
        {
            var name = SkillName.Parse(text);
            if (!byName.TryAdd(name, value))
            {
                throw new SkillException($"'{name}' is given twice: name each skill once.");
            }
        }
        return byName;
    }
}
