namespace SkillMcp.Server;

/// <summary>Where a page of skills begins: the last name of the page before.</summary>
static class Cursor
{
    /// <summary>The name; empty for the first page.</summary>
    /// <exception cref="SkillException">No page ends in this.</exception>
    public static string Parse(string text)
    {
        try
        {
            return text == "" ? "" : SkillName.Parse(text).Value;
        }
        catch (SkillException)
        {
            throw new SkillException("This cursor is not one of ours: give back the one that came with the page before, or none.");
        }
    }
}
