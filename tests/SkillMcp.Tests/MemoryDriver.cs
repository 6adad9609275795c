namespace SkillMcp.Tests;

/// <summary>
/// Calls a memory as whoever usually makes the call.
/// An agent reports and curates; a person approves, rejects and purges.
/// </summary>
static class MemoryDriver
{
    static readonly Actor Person = new(Author.Person, "tests");
    static readonly Actor Agent = new(Author.Agent);

    public static Task<Recorded> RecordAsync(this SkillMemory memory, Report report, CancellationToken cancel = default) =>
        memory.RecordAsync(report, Agent, cancel);

    public static Task<Curated> CurateAsync(this SkillMemory memory, CurateRequest request, CancellationToken cancel = default) =>
        memory.CurateAsync(request, Agent, cancel);

    public static Task<Curated> ApproveAsync(this SkillMemory memory, Skill shown, CancellationToken cancel = default) =>
        memory.ApproveAsync(shown, Person, cancel);

    public static Task<Curated> RejectAsync(this SkillMemory memory, Skill shown, CancellationToken cancel = default) =>
        memory.RejectAsync(shown, Person, cancel);

    public static Task<Curated> PurgeAsync(this SkillMemory memory, Skill shown, CancellationToken cancel = default) =>
        memory.PurgeAsync(shown, Person, cancel);

    public static Task<Imported> ImportAsync(
        this SkillMemory memory, PortableSkill whole, string place, ImportBatch batch, CancellationToken cancel = default) =>
        memory.ImportAsync(whole, place, batch, Person, cancel: cancel);
}
