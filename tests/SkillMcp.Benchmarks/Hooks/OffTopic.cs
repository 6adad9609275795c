namespace SkillMcp.Benchmarks.Hooks;

/// <summary>Prompts that ask for nothing that is done by a procedure.</summary>
static class OffTopic
{
    public static IReadOnlyList<string> Prompts { get; } = Read();

    static List<string> Read()
    {
        using var stream = typeof(OffTopic).Assembly.GetManifestResourceStream("off-topic.txt")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries).Where(line => line is not ("" or ['#', ..]))];
    }
}
