using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>A file that is open twice, as in two processes: what one store keeps in memory, the other changes in the file.</summary>
public abstract class TwoStoresOfOneFile : IAsyncLifetime
{
    private protected readonly TemporaryFolder folder = new();
    private protected SkillDatabase hereFile = null!;
    private protected SkillDatabase thereFile = null!;
    private protected SqliteSkillStore here = null!;
    private protected SqliteSkillStore there = null!;

    public async ValueTask InitializeAsync()
    {
        hereFile = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, default);
        thereFile = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, default);
        (here, there) = (new SqliteSkillStore(hereFile), new SqliteSkillStore(thereFile));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await hereFile.DisposeAsync();
        await thereFile.DisposeAsync();
        folder.Dispose();
    }
}
