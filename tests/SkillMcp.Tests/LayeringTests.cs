using System.Text.RegularExpressions;

namespace SkillMcp.Tests;

/// <summary>Holds the source to the layout that the README draws: an arrow that is not in it does not compile here.</summary>
public sealed partial class LayeringTests
{
    static readonly string Source = Path.Combine(Here.Solution, "src");

    [Theory]
    [InlineData("Formation")]
    [InlineData("Retrieval")]
    [InlineData("Safety")]
    [InlineData("Packaging")]
    [InlineData("Sqlite")]
    public void A_folder_of_the_memory_knows_the_nouns_and_no_other_folder(string folder)
    {
        var files = Files($"SkillMcp/{folder}");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(FoldersUsedBy(file), used => used != folder));
    }

    [Fact]
    public void Of_the_nouns_only_the_verbs_know_the_folders()
    {
        var nouns = Directory.GetFiles(Path.Combine(Source, "SkillMcp"), "*.cs").Where(file => !Path.GetFileName(file).StartsWith("SkillMemory.", StringComparison.Ordinal));

        Assert.All(nouns, file => Assert.Empty(FoldersUsedBy(file)));
    }

    [Fact]
    public void The_verbs_do_not_know_how_skills_are_stored() =>
        Assert.All(Files("SkillMcp").Where(file => Path.GetFileName(file).StartsWith("SkillMemory", StringComparison.Ordinal)), file => Assert.DoesNotContain("Sqlite", FoldersUsedBy(file)));

    [Fact]
    public void The_memory_knows_no_protocol_no_host_and_no_terminal() =>
        Assert.All(Files("SkillMcp"), file => Assert.DoesNotMatch(@"using (ModelContextProtocol|Microsoft\.AspNetCore|Microsoft\.Extensions(?!\.AI;)|Spectre|System\.CommandLine)", File.ReadAllText(file)));

    [Fact]
    public void Only_the_store_speaks_SQL() =>
        Assert.All(Files("SkillMcp").Concat(Files("SkillMcp.Server")).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Sqlite{Path.DirectorySeparatorChar}")),
            file => Assert.DoesNotMatch("using (Dapper|Microsoft.Data.Sqlite|SQLitePCL)", File.ReadAllText(file)));

    [Fact]
    public void Types_are_named_for_the_thought_and_not_the_machinery() =>
        Assert.All(Files("SkillMcp").Concat(Files("SkillMcp.Server")), file => Assert.Empty(Machinery().Matches(File.ReadAllText(file)).Select(found => found.Value)));

    static List<string> Files(string folder)
    {
        var built = new[] { "bin", "obj" }.Select(name => $"{Path.DirectorySeparatorChar}{name}{Path.DirectorySeparatorChar}").ToList();
        return [.. Directory.GetFiles(Path.Combine(Source, folder), "*.cs", SearchOption.AllDirectories).Where(file => !built.Exists(file.Contains))];
    }

    static IReadOnlyList<string> FoldersUsedBy(string file) => [.. FolderUsed().Matches(File.ReadAllText(file)).Select(found => found.Groups["folder"].Value)];

    [GeneratedRegex(@"using SkillMcp\.(?<folder>Formation|Retrieval|Safety|Packaging|Sqlite|Server)\b")]
    private static partial Regex FolderUsed();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) \w*(?:Manager|Helper|Service|Util|Utils|Dto|Impl|Common|Core)\b")]
    private static partial Regex Machinery();
}
