namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A row of the table: what was measured, and what is aimed at.</summary>
/// <param name="What">What happens.</param>
/// <param name="Aim">What it should come to.</param>
/// <param name="Library">What it comes to with the library.</param>
/// <param name="Rules">With the rules alone; empty if they were not played.</param>
/// <param name="Seed">With the rules of the project's original idea; empty if they were not played.</param>
/// <param name="Frozen">With a memory that is told nothing after the beginning; empty if that was not played.</param>
/// <param name="Oracle">What an agent would reach that knew the truth; empty if that is not known.</param>
sealed record SimulationRow(
    string What, string Aim, string Library, string Rules = "", string Seed = "", string Frozen = "", string Oracle = "")
{
    public static string Head { get; } = """
        | | aim | library | rules alone | seed's rules | no updating | oracle |
        |---|--:|--:|--:|--:|--:|--:|
        """;

    public override string ToString() => $"| {What} | {Aim} | {Library} | {Rules} | {Seed} | {Frozen} | {Oracle} |";
}
