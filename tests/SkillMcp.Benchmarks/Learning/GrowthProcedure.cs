using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SkillMcp.Benchmarks.Learning;

/// <summary>
/// A procedure that is run again and again, in other words and with other values. <c>@slot@</c> marks what varies in its tasks and
/// steps; everything else is the same in every run.
/// </summary>
sealed partial record GrowthProcedure
{
    static readonly JsonSerializerOptions Wire = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    static readonly FrozenSet<string> Devops =
        FrozenSet.ToFrozenSet(["databases", "clusters", "code", "servers", "deployment"], StringComparer.Ordinal);

    public required string Id { get; init; }

    public required string Domain { get; init; }

    /// <summary>The category that its runs are told with; empty if they have none.</summary>
    public string Category { get; init; } = "";

    /// <summary>The wordings of its task.</summary>
    public required string[] Tasks { get; init; }

    public required string[] Steps { get; init; }

    /// <summary>A step that some runs have before the last one; empty if none has.</summary>
    public string Optional { get; init; } = "";

    public required Dictionary<string, GrowthSlot> Slots { get; init; }

    /// <summary>Whether its domain is one in which nearly every step is a command.</summary>
    public bool IsDevops => Devops.Contains(Domain);

    /// <summary>The slots that every run shows.</summary>
    public IEnumerable<GrowthSlot> VisibleSlots =>
        from slot in Slots
        where Array.Exists(Steps, step => step.Contains($"@{slot.Key}@", StringComparison.Ordinal))
        select slot.Value;

    /// <summary>The procedures of a file; without one, those that this program holds.</summary>
    /// <exception cref="SkillException">The file cannot be read as procedures.</exception>
    public static IReadOnlyList<GrowthProcedure> ReadAll(string? file)
    {
        try
        {
            using var stream = file is null
                ? typeof(GrowthProcedure).Assembly.GetManifestResourceStream("growth.json")!
                : File.OpenRead(file);
            return [.. JsonSerializer.Deserialize<GrowthProcedure[]>(stream, Wire)!.Select(Checked)];
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException)
        {
            throw new SkillException(
                $"'{file}' cannot be read: name a file with a list of procedures, as growth.json is one. {unreadable.Message}");
        }
    }

    static GrowthProcedure Checked(GrowthProcedure one)
    {
        foreach (var text in one.Tasks.Concat(one.Steps).Append(one.Optional))
        {
            foreach (var slot in Mark().Matches(text).Select(mark => mark.Groups[1].Value))
            {
                if (!one.Slots.ContainsKey(slot))
                {
                    throw new SkillException($"'{one.Id}' has no slot '{slot}', which '{text}' names.");
                }
            }
        }
        return one;
    }

    /// <summary>The slots with a value that the constant words of the steps have too. What is said of them is not exact.</summary>
    public IEnumerable<string> AmbiguousSlots()
    {
        var constant = string.Join('\n', Steps.Append(Optional).Select(step => Mark().Replace(step, "\0")));
        return Slots.Where(slot => slot.Value.IsIn(constant)).Select(slot => slot.Key);
    }

    /// <summary>A run of it: one of its wordings, one value for each slot and, where it has one, sometimes its optional step.</summary>
    /// <param name="random">What chooses.</param>
    /// <param name="options">The shares.</param>
    public GrowthRun Run(Random random, GrowthOptions options)
    {
        var values = Slots.ToDictionary(slot => slot.Key, slot => Any(slot.Value.Values), StringComparer.Ordinal);
        var task = Any(Tasks);
        List<string> steps = [.. Steps];
        if (random.NextDouble() < options.OptionalShare && Optional.Length > 0)
        {
            steps.Insert(steps.Count - 1, Optional);
        }
        var hasEvidence = random.NextDouble() < options.EvidenceShare;
        var isNamed = random.NextDouble() < options.NamedShare;
        return new GrowthRun(this, new Trajectory
        {
            Task = Filled(task),
            Steps = [.. steps.Select(step => Step.Parse(Filled(step)))],
            Success = true,
            Name = isNamed ? Id : "",
            Category = Category.Length > 0 ? Category : Procedure.General,
            Evidence = hasEvidence ? new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0" } : null,
        });

        string Any(string[] texts) => texts[random.Next(texts.Length)];

        string Filled(string text) => Mark().Replace(text, mark => values[mark.Groups[1].Value]);
    }

    [GeneratedRegex(@"@(\w+)@", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
