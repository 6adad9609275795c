using System.Runtime.InteropServices;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

/// <summary>A file of skills that may be read and not written, as one on another's share or in an image.</summary>
public sealed class ReadOnlyFileTests : IDisposable
{
    const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    const UnixFileMode Enterable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    const UnixFileMode Writable = Enterable | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        Allow(folder.Path, Writable);
        folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_cannot_be_written_can_be_read(bool folderIsWritable)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions of files are set by mode.");
        var file = folder["skills.db"];
        await using (var made = await SkillDatabase.OpenAsync(file, OpenMode.Create, default))
        {
            await new SqliteSkillStore(made).AddAsync(default, Sample.Skill(Sample.KubernetesRollingDeploy), "because", null, default);
        }
        Allow(file, Readable);
        Allow(folder.Path, folderIsWritable ? Writable : Enterable);
        var before = await File.ReadAllBytesAsync(file);

        AsNobody(async () =>
        {
            await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Create, default);
            var store = new SqliteSkillStore(database);
            Assert.Single(await store.SearchAsync(default, ["kubernet"], null, 10, default));
            Assert.NotNull(await store.FindAsync(default, SkillName.Parse("kubernetes-rolling-deploy"), default));
            Assert.True((await database.DiagnoseAsync(default)).IsSound);
            var refused = await Assert.ThrowsAsync<SkillException>(
                () => store.AddAsync(default, Sample.Skill(Sample.ApiLatencyInvestigation), "because", null, default));
            Assert.Contains("is read-only", refused.Message);
        });
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public void A_file_that_cannot_be_made_is_refused_in_a_sentence()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions of files are set by mode.");
        Allow(folder.Path, Enterable);
        AsNobody(async () =>
        {
            Assert.Contains(
                "cannot be opened",
                (await Assert.ThrowsAsync<SkillException>(
                    () => SkillDatabase.OpenAsync(folder["skills.db"], OpenMode.Create, default))).Message);
            Assert.Contains(
                "cannot be made",
                (await Assert.ThrowsAsync<SkillException>(
                    () => SkillDatabase.OpenAsync(Path.Combine(folder.Path, "a", "skills.db"), OpenMode.Create, default))).Message);
        });
    }

    static void Allow(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    /// <summary>
    /// Root may write whatever the mode says, and tests often run as root: so a thread of its own gives that right up.
    /// The store does its work on the thread that calls it.
    /// </summary>
    static void AsNobody(Func<Task> act)
    {
        Exception? failed = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (OperatingSystem.IsLinux())
                {
                    SetFileSystemUser(65534);
                }
                act().GetAwaiter().GetResult();
            }
            catch (Exception thrown)
            {
                failed = thrown;
            }
        });
        thread.Start();
        thread.Join();
        Assert.Null(failed);
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    static extern int SetFileSystemUser(uint user);
}
