using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

public sealed class SqliteSkillStoreTests : SkillStoreContract
{
    readonly TemporaryFolder folder = new();
    SkillDatabase database = null!;

    private protected override async Task<IMemoryStore> OpenAsync()
    {
        database = await SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, default);
        return new SqliteSkillStore(database);
    }

    protected override async Task CloseAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }
}
