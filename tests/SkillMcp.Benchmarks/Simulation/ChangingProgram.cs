namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A program that comes in new versions: minor ones now and then, and at most one that breaks with what was before.</summary>
sealed class ChangingProgram
{
    // One in five programs has no first version yet.
    const double YoungShare = 0.2;
    const double MajorShare = 0.6;
    const double MinorADay = 0.05;

    readonly List<string> versions = [];

    public ChangingProgram(string name, int days, Random random)
    {
        Name = name;
        var isYoung = random.NextDouble() < YoungShare;
        var (major, minor) = isYoung ? (0, random.Next(1, 9)) : (random.Next(1, 9), random.Next(9));
        BreaksAt = random.NextDouble() < MajorShare ? random.Next(days / 5, days * 3 / 4) : int.MaxValue;
        var patch = 0;
        for (var day = 0; day < days; day++)
        {
            if (day == BreaksAt)
            {
                (major, minor) = isYoung ? (0, minor + 1) : (major + 1, 0);
            }
            else if (random.NextDouble() < MinorADay)
            {
                (minor, patch) = isYoung ? (minor, patch + 1) : (minor + 1, patch);
            }
            versions.Add($"{major}.{minor}.{patch}");
        }
    }

    public string Name { get; }

    /// <summary>The day from which on it does not do everything that it did; none where it is never.</summary>
    public int BreaksAt { get; }

    public string VersionAt(int day) => versions[day];

    public bool ChangesAt(int day) => day > 0 && versions[day] != versions[day - 1];
}
