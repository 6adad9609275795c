namespace SkillMcp.Server.Tools;

/// <summary>Reads the retrieval id that a caller hands back.</summary>
static class RetrievalId
{
    /// <summary>The id; null if none is given.</summary>
    /// <exception cref="SkillException">The text is not an id.</exception>
    public static Guid? Parse(string text)
    {
        if (text == "")
        {
            return null;
        }
        return Guid.TryParse(text, out var id)
            ? id
            : throw new SkillException(
                $"'{Truncate.To(text, 80)}' is not a retrieval_id: give back the one that retrieve_skill returned, or leave it out.");
    }
}
