using System.Runtime.InteropServices;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>Where something was measured: figures without it say nothing.</summary>
sealed record Machine(int Cores, string System, string Runtime)
{
    public static Machine This { get; } = new(Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription);

    public override string ToString() => $"{Cores} cores, {System}, {Runtime}";
}
