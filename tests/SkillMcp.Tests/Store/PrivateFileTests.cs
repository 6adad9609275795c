using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

public sealed class PrivateFileTests
{
    [Fact]
    public async Task Of_many_that_make_a_file_at_once_one_does()
    {
        using var folder = new TemporaryFolder();
        for (var file = 0; file < 100; file++)
        {
            var path = folder[$"{file}.db"];
            var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => PrivateFile.TryCreate(path))));
            Assert.Single(made, isMade => isMade);
        }
    }
}
