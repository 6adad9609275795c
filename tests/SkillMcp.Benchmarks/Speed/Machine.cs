using System.Runtime.InteropServices;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>The machine that something was measured on: without it the figures mean nothing.</summary>
sealed record Machine(int Cores, string System, string Runtime)
{
    public static Machine This { get; } =
        new(Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription);

    public override string ToString() => $"{Cores} cores, {System}, {Runtime}";
}
