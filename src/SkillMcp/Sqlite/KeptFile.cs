namespace SkillMcp.Sqlite;

/// <summary>What is kept beside a file of skills when another is put in its place.</summary>
static class KeptFile
{
    /// <summary>Makes an empty file with a free name: <c>skills.db.replaced-1</c> and so on.</summary>
    /// <returns>Its path.</returns>
    public static string CreateBeside(string path)
    {
        for (var number = 1; ; number++)
        {
            var kept = $"{path}.replaced-{number}";
            if (PrivateFile.TryCreate(kept))
            {
                return kept;
            }
        }
    }
}
