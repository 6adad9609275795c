namespace SkillMcp.Benchmarks.Speed;

/// <summary>A folder for the files of one measurement, deleted afterwards.</summary>
sealed class Scratch : IDisposable
{
    readonly string path = Directory.CreateTempSubdirectory("skillmcp-speed-").FullName;

    /// <summary>The path of a file in it.</summary>
    public string this[string file] => Path.Combine(path, file);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
