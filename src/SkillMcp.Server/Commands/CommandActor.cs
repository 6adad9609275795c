namespace SkillMcp.Server.Commands;

/// <summary>Who acts where a command is typed.</summary>
static class CommandActor
{
    /// <summary>The person at the terminal.</summary>
    public static Actor Person { get; } = new(Author.Person);
}
