namespace SkillMcp.Formation;

/// <summary>A placeholder of a step, and what stands in its place in the filled step and in a run.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Start">Where its value begins in the filled step.</param>
/// <param name="End">Where its value ends there.</param>
/// <param name="InRun">Its value in the run.</param>
readonly record struct FilledPlaceholder(string Name, int Start, int End, string InRun = "")
{
    /// <summary>The placeholders of a step, in order, each where its example stands when the step is filled.</summary>
    public static List<FilledPlaceholder> In(string text, IReadOnlyDictionary<string, string> examples)
    {
        var found = new List<FilledPlaceholder>();
        var shift = 0;
        foreach (var (name, start) in Placeholder.In(text))
        {
            var written = name.Length + 2;
            var length = examples.TryGetValue(name, out var example) ? example.Length : written;
            found.Add(new FilledPlaceholder(name, start + shift, start + shift + length));
            shift += length - written;
        }
        return found;
    }
}
