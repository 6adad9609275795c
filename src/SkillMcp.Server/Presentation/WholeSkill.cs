namespace SkillMcp.Server.Presentation;

/// <summary>
/// Everything of a skill that agents may be given once it is approved, in lines. It is the one view of that: <c>show</c>, <c>review</c>,
/// <c>approve</c> and the question in a client's form print these lines.
/// </summary>
/// <param name="Lines">The lines; one of them may hold line breaks.</param>
sealed record WholeSkill(IReadOnlyList<string> Lines)
{
    public static async Task<WholeSkill> ReadAsync(SkillMemory memory, Skill skill, CancellationToken cancel)
    {
        var composition = await memory.LayOutAsync(skill, cancel);
        var others = (await memory.WaysAsync(skill, cancel))
            .Where(way => way.Way.IsOpen && !way.IsCurrent)
            .Select(way => way.Text)
            .ToList();
        var around = await SurroundingsAsync(memory, [skill.Procedure, .. others.Select(other => other.Procedure)], cancel);
        // All that came with a skill that waits, and of any other one what agents are shown.
        var pitfalls = skill.Lifecycle.Status == Status.Quarantined
            ? composition.Pitfalls.Union(await memory.PitfallsAsync(skill, cancel))
            : composition.Pitfalls;
        return new WholeSkill(
        [
            .. ProcedureLines.Of(skill.Procedure, around),
            .. LaidOut(skill, composition, around),
            .. PitfallLines(pitfalls),
            .. others.SelectMany(other => LinesOf(other, around)),
            .. Section("Warnings", "!", [.. composition.Degraded, .. composition.Problems]),
        ]);
    }

    public override string ToString() => string.Join('\n', Lines);

    /// <summary>The steps of the components, as they are now. What the composite says itself is shown before.</summary>
    static IEnumerable<string> LaidOut(Skill skill, Composition composition, ProcedureSurroundings around)
    {
        if (!skill.Procedure.IsComposite)
        {
            return [];
        }
        var added = composition.Procedure with
        {
            Title = "", Description = "", Category = "", Tags = [], Components = [], Document = "", Files = [],
        };
        return ["With the steps of its components:", .. ProcedureLines.Of(added, around)];
    }

    static IEnumerable<string> LinesOf(SkillVersion other, ProcedureSurroundings around) =>
    [
        $"Version {other.Number}, which is tried too:",
        .. ProcedureLines.Of(other.Procedure, around),
        .. PitfallLines(other.Pitfalls),
    ];

    static IEnumerable<string> PitfallLines(IEnumerable<Pitfall> pitfalls)
    {
        List<Pitfall> known = [.. pitfalls];
        return
        [
            .. Section("Pitfalls", "!", [.. SkillText.PitfallsOf(known)]),
            .. Section("Tips", "*", [.. SkillText.TipsOf(known)]),
        ];
    }

    static IEnumerable<string> Section(string heading, string mark, IReadOnlyList<string> texts) =>
        texts.Count == 0 ? [] : [$"{heading}:", .. texts.Select(text => ProcedureLines.Item(mark, text))];

    static async Task<ProcedureSurroundings> SurroundingsAsync(
        SkillMemory memory, IReadOnlyList<Procedure> procedures, CancellationToken cancel)
    {
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in procedures.SelectMany(procedure => procedure.Files).DistinctBy(file => file.Digest))
        {
            if (await memory.ContentAsync(file, cancel) is { } content)
            {
                contents[file.Digest] = content;
            }
        }
        return new ProcedureSurroundings(contents, await memory.ComponentNamesAsync(procedures, cancel));
    }
}
