namespace SkillMcp.Server;

static class TemporaryPath
{
    /// <summary>An unused hidden path in the folder of another: on the same volume, so that moving it there is atomic.</summary>
    public static string Beside(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
}
