using SkillMcp.Server.Commands.Demo;

namespace SkillMcp.Examples;

/// <summary>The workflows that the agent knows from the start, with their records.</summary>
static class KnownWorkflows
{
    public static Actor Person { get; } = new(Author.Person, "demonstration");

    public static async Task AddAsync(SkillMemory memory, CancellationToken cancel)
    {
        foreach (var (procedure, record) in DemoSkills.All)
        {
            await memory.AddAsync(procedure, record, Person, cancel: cancel);
        }
    }
}
