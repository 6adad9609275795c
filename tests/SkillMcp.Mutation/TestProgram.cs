namespace SkillMcp.Mutation;

/// <summary>A copy of the built tests, whose memory can be replaced by another.</summary>
/// <param name="folder">Where it is.</param>
sealed class TestProgram(string folder)
{
    const string Memory = "SkillMcp.Memory.dll";

    // These start the executable or read the sources: they are slow, or never see what was changed.
    static readonly string[] Distant =
    [
        "SkillMcp.Tests.Clients.", "SkillMcp.Tests.Commands.", "SkillMcp.Tests.EndToEnd.",
        "SkillMcp.Tests.LayeringTests", "SkillMcp.Tests.SurfaceTests", "SkillMcp.Tests.Store.SharedFileTests",
    ];

    /// <summary>Where the memory goes.</summary>
    public string MemoryFile => Path.Combine(folder, Memory);

    /// <summary>Copies the tests as they were built.</summary>
    /// <param name="built">Where they are.</param>
    /// <param name="folder">Where they go.</param>
    public static TestProgram Copy(string built, string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return new TestProgram(folder);
    }

    /// <summary>The classes that run in this process and know the memory.</summary>
    public async Task<IReadOnlyList<string>> ClassesAsync()
    {
        var listed = await OtherProgram.RunAsync("dotnet", [Path.Combine(folder, "SkillMcp.Tests.dll"), "-list", "classes", "-noColor"]);
        var lines = listed.Split('\n', StringSplitOptions.TrimEntries);
        var names = lines.Where(line => line.StartsWith("SkillMcp.Tests.", StringComparison.Ordinal));
        return [.. names.Where(name => !Array.Exists(Distant, name.StartsWith))];
    }

    /// <summary>Runs some classes up to the first test that fails.</summary>
    /// <returns>Whether all tests passed; null where they took too long.</returns>
    public async Task<bool?> RunAsync(IEnumerable<string> classes, TimeSpan limit, IReadOnlyDictionary<string, string>? environment = null)
    {
        var tests = Path.Combine(folder, "SkillMcp.Tests.dll");
        string[] arguments = [tests, "-stopOnFail", "-noColor", "-noLogo", .. classes.SelectMany(name => new[] { "-class", name })];
        var (code, _) = await OtherProgram.TryAsync("dotnet", arguments, limit, environment ?? new Dictionary<string, string>());
        return code is null ? null : code == 0;
    }
}
