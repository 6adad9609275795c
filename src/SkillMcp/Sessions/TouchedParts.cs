namespace SkillMcp.Sessions;

/// <summary>Which part of a request is known to touch what: files and folders, with what is within them and around them.</summary>
sealed class TouchedParts
{
    readonly Dictionary<string, HashSet<int>> things = new(StringComparer.Ordinal);
    readonly Dictionary<string, HashSet<int>> around = new(StringComparer.Ordinal);

    public void Add(IReadOnlySet<string> touches, int part)
    {
        foreach (var thing in touches)
        {
            Add(things, thing, part);
            foreach (var folder in FoldersOf(thing))
            {
                Add(around, folder, part);
            }
        }
    }

    /// <summary>The only part that touches the same as a call; null if there is none, or several do.</summary>
    public int? PartOf(IReadOnlySet<string> touches)
    {
        var parts = touches.SelectMany(PartsOf).Distinct().Take(2).ToList();
        return parts is [var only] ? only : null;
    }

    IEnumerable<int> PartsOf(string thing) =>
        In(things, thing).Concat(In(around, thing)).Concat(FoldersOf(thing).SelectMany(folder => In(things, folder)));

    static IEnumerable<int> In(Dictionary<string, HashSet<int>> parts, string thing) => parts.GetValueOrDefault(thing) ?? [];

    static void Add(Dictionary<string, HashSet<int>> parts, string thing, int part)
    {
        parts.TryAdd(thing, []);
        parts[thing].Add(part);
    }

    /// <summary>The folders that a file is in, without those above all projects.</summary>
    static IEnumerable<string> FoldersOf(string thing)
    {
        for (var end = thing.LastIndexOf('/'); end > 2; end = thing.LastIndexOf('/', end - 1))
        {
            yield return thing[..end];
        }
    }
}
