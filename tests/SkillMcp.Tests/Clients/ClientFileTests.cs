using System.Runtime.Versioning;
using SkillMcp.Server.Clients;

namespace SkillMcp.Tests.Clients;

public sealed class ClientFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_and_its_folder_are_made_and_no_copy_of_nothing()
    {
        var file = new ClientFile(folder["a/b/mcp.json"]);

        Assert.Null(file.Read());
        Assert.True(file.TryWrite(null, "new", out var copy));
        Assert.Equal("new", file.Read());
        Assert.Null(copy);
        Assert.Single(Directory.GetFiles(folder["a/b"]));
    }

    [Fact]
    public void The_first_and_the_last_text_are_kept_and_given_newest_first()
    {
        File.WriteAllText(folder["mcp.json"], "1");
        var file = new ClientFile(folder["mcp.json"]);

        Assert.True(file.TryWrite("1", "2", out var first));
        Assert.True(file.TryWrite("2", "3", out _));
        Assert.True(file.TryWrite("3", "4", out var last));

        Assert.Equal(["1", "3"], new[] { first!, last! }.Select(File.ReadAllText));
        Assert.Equal(["3", "1"], file.Backups());
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void What_is_backed_up_already_is_not_backed_up_again()
    {
        File.WriteAllText(folder["mcp.json"], "1");
        var file = new ClientFile(folder["mcp.json"]);

        foreach (var (before, after) in new[] { ("1", "2"), ("2", "1"), ("1", "2") })
        {
            Assert.True(file.TryWrite(before, after, out _));
        }
        Assert.True(file.TryWrite("2", "1", out var backup));

        Assert.Equal(folder["mcp.json.before-skillmcp-2"], backup);
        Assert.Equal(["2", "1"], file.Backups());
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void The_first_backup_is_never_written_over()
    {
        File.WriteAllText(folder["mcp.json"], "1");
        File.WriteAllText(folder["mcp.json.before-skillmcp"], "mine");
        var file = new ClientFile(folder["mcp.json"]);

        Assert.True(file.TryWrite("1", "2", out var backup));

        Assert.Equal(folder["mcp.json.before-skillmcp-2"], backup);
        Assert.Equal("mine", File.ReadAllText(folder["mcp.json.before-skillmcp"]));
        Assert.Equal(["1", "mine"], file.Backups());
    }

    [Fact]
    public void A_file_that_is_to_go_goes_without_a_backup()
    {
        File.WriteAllText(folder["mcp.json"], "ours");

        Assert.True(new ClientFile(folder["mcp.json"]).TryWrite("ours", null, out var backup));
        Assert.Null(backup);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_another_program_has_written_meanwhile_is_not_overwritten()
    {
        File.WriteAllText(folder["mcp.json"], "theirs");
        var file = new ClientFile(folder["mcp.json"]);

        Assert.False(file.TryWrite("as it was read", "ours", out var copy));
        Assert.Null(copy);
        Assert.Equal("theirs", File.ReadAllText(folder["mcp.json"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void Links_stay_links_and_permissions_what_they_were()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links and modes of Unix.");
        File.WriteAllText(folder["real.json"], "old");
        File.SetUnixFileMode(folder["real.json"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        File.CreateSymbolicLink(folder["middle.json"], "real.json");
        File.CreateSymbolicLink(folder["mcp.json"], folder["middle.json"]);

        Assert.True(new ClientFile(folder["mcp.json"]).TryWrite("old", "new", out var copy));

        Assert.Equal("new", File.ReadAllText(folder["real.json"]));
        Assert.Equal(folder["middle.json"], new FileInfo(folder["mcp.json"]).LinkTarget);
        foreach (var path in new[] { folder["real.json"], copy! })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void A_link_to_what_is_not_there_yet_is_filled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links of Unix.");
        File.CreateSymbolicLink(folder["mcp.json"], "dotfiles.json");

        Assert.True(new ClientFile(folder["mcp.json"]).TryWrite(null, "new", out _));
        Assert.Equal("new", File.ReadAllText(folder["dotfiles.json"]));
        Assert.NotNull(new FileInfo(folder["mcp.json"]).LinkTarget);
    }

    [Fact]
    public void A_read_only_file_stays_as_it_is()
    {
        File.WriteAllText(folder["mcp.json"], "theirs");
        new FileInfo(folder["mcp.json"]).IsReadOnly = true;
        var file = new ClientFile(folder["mcp.json"]);

        Assert.Contains("is read-only", Assert.Throws<SkillException>(() => file.TryWrite("theirs", "ours", out _)).Message);
        Assert.Equal("theirs", File.ReadAllText(folder["mcp.json"]));
        new FileInfo(folder["mcp.json"]).IsReadOnly = false;
    }

    [Fact]
    public void A_folder_in_its_place_another_encoding_and_a_file_in_its_folders_place_are_named()
    {
        File.WriteAllBytes(folder["utf16.json"], [0xFF, 0xFE, (byte)'{', 0]);
        File.WriteAllText(folder["file"], "");

        Assert.Contains("is a folder", Assert.Throws<SkillException>(() => new ClientFile(folder.Path)).Message);
        Assert.Contains("is not text in UTF-8", Assert.Throws<SkillException>(() => new ClientFile(folder["utf16.json"]).Read()).Message);
        Assert.Contains(
            "cannot be written",
            Assert.Throws<SkillException>(() => new ClientFile(folder["file/mcp.json"]).TryWrite(null, "", out _)).Message);
    }

    [Fact]
    public void A_pipe_in_its_place_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes that have a path.");
        using (var made = System.Diagnostics.Process.Start("mkfifo", folder["mcp.json"]))
        {
            made.WaitForExit();
        }

        Assert.Contains("is a pipe", Assert.Throws<SkillException>(() => new ClientFile(folder["mcp.json"])).Message);
    }

    [Fact]
    public void A_file_of_another_user_stays_as_it_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can give a file away.");
        File.WriteAllText(folder["mcp.json"], "theirs");
        using (var given = System.Diagnostics.Process.Start("chown", ["12345", folder["mcp.json"]]))
        {
            given.WaitForExit();
        }
        File.CreateSymbolicLink(folder["link.json"], folder["mcp.json"]);

        foreach (var path in new[] { folder["mcp.json"], folder["link.json"] })
        {
            Assert.Contains("another user (number 12345)", Assert.Throws<SkillException>(() => new ClientFile(path)).Message);
        }
    }

    [Fact]
    public void What_is_far_too_large_is_not_read()
    {
        using (var large = File.Create(folder["mcp.json"]))
        {
            large.SetLength((64L << 20) + 1);
        }

        Assert.Contains("larger than 64 MB", Assert.Throws<SkillException>(() => new ClientFile(folder["mcp.json"]).Read()).Message);
    }
}
