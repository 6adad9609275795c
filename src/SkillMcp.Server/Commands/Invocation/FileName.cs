namespace SkillMcp.Server.Commands.Invocation;

/// <summary>The name of a file as it was typed.</summary>
static class FileName
{
    /// <exception cref="SkillException">It is empty, mostly because of an unset variable of the shell.</exception>
    public static string Parse(string typed) =>
        typed == "" ? throw new SkillException("The name of the file is empty: write one, such as deploy-api.md.") : typed;
}
