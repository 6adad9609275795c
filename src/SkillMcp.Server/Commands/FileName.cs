namespace SkillMcp.Server.Commands;

/// <summary>The name of a file as it was typed.</summary>
static class FileName
{
    /// <exception cref="SkillException">Nothing was typed: an unset variable, most often.</exception>
    public static string Parse(string typed) =>
        typed == "" ? throw new SkillException("The name of the file is empty: write one, such as deploy-api.md.") : typed;
}
