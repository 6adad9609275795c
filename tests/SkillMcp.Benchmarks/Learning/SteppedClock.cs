namespace SkillMcp.Benchmarks.Learning;

/// <summary>A clock that goes on only when it is told to.</summary>
sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void GoOn(TimeSpan time) => now += time;
}
