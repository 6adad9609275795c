namespace SkillMcp.Benchmarks.Hooks;

/// <summary>What a client tells a hook, or nearly.</summary>
/// <param name="Client">The client, as the hook is told.</param>
/// <param name="Event">The event, as the hook is told.</param>
/// <param name="Kind">What was done to it.</param>
/// <param name="Bytes">What comes on standard input.</param>
sealed record ReplayedPayload(string Client, string Event, string Kind, byte[] Bytes);
