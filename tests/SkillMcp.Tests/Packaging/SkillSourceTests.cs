using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed class SkillSourceTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_folder_with_a_SKILL_md_is_a_skill_with_all_that_is_below_it_but_other_skills()
    {
        Write("a/SKILL.md", "a/scripts/run.sh", "a/inner/skill.md", "a/inner/x.txt", "README.md", "deep/er/b/SKILL.md", "a/.git/config", "node_modules/p/SKILL.md", "a/.DS_Store");
        Assert.Equal(["a/inner: skill.md x.txt", "a: SKILL.md scripts/run.sh", "deep/er/b: SKILL.md"], Skills(folder.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["a/.DS_Store", "a/.git", "node_modules"], Found<SkippedItem>(folder.Path).Select(Name).Order());
    }

    [Fact]
    public void A_zip_holds_the_same_and_is_not_unpacked()
    {
        Zip(zip => Add(zip, "s/a/SKILL.md", "s/a/scripts/run.sh", "s/a/inner/skill.md", "README.md", "__MACOSX/s/._SKILL.md", "s/a/nested.zip"));
        Assert.Equal(["x.zip/s/a/inner: skill.md", "x.zip/s/a: SKILL.md nested.zip scripts/run.sh"], Skills(folder["x.zip"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("../SKILL.md", "leads out of the zip")]
    [InlineData("a/../../SKILL.md", "leads out of the zip")]
    [InlineData("/etc/SKILL.md", "absolute")]
    [InlineData("C:/SKILL.md", "drive")]
    [InlineData("a\\SKILL.md", "backslash")]
    [InlineData("a//SKILL.md", "leads out of the zip, or nowhere")]
    [InlineData("a\u0007/SKILL.md", "control character")]
    public void A_name_in_a_zip_that_could_lead_elsewhere_is_refused_and_the_rest_goes_on(string name, string reason)
    {
        Zip(zip => Add(zip, name, "good/SKILL.md"));
        Assert.Contains(reason, Assert.Single(Found<RejectedItem>(folder["x.zip"])).Reason);
        Assert.Equal(["x.zip/good: SKILL.md"], Skills(folder["x.zip"]));
    }

    [Fact]
    public void A_file_that_swells_is_refused_whatever_its_header_says()
    {
        Zip(zip =>
        {
            Add(zip, "good/SKILL.md", "bomb/SKILL.md", "huge/SKILL.md");
            Add(zip, "bomb/zeros.bin", new byte[8 << 20]);
            Add(zip, "huge/zeros.bin", new byte[SkillFile.MaxTotalBytes + 1]);
        });
        Assert.Equal(["bomb: zeros.bin: it swells", "huge: zeros.bin: it has 15"], Found<RejectedItem>(folder["x.zip"]).Select(item => $"{item.Place[^4..]}: {item.Reason[..20]}".TrimEnd()).Order());
        Assert.Equal(["x.zip/good: SKILL.md"], Skills(folder["x.zip"]));
    }

    [Fact]
    public void A_header_that_lies_about_a_size_lets_nothing_more_in()
    {
        Zip(zip =>
        {
            Add(zip, "lie/SKILL.md");
            var random = new byte[SkillFile.MaxTotalBytes + 1_000];
            new Random(1).NextBytes(random);
            Add(zip, "lie/big.bin", random);
        });
        // The size stands in the central directory and in front of the file.
        var bytes = File.ReadAllBytes(folder["x.zip"]);
        var (was, lie) = (BitConverter.GetBytes((int)SkillFile.MaxTotalBytes + 1_000), BitConverter.GetBytes(10));
        for (var at = bytes.AsSpan().IndexOf(was); at >= 0; at = bytes.AsSpan().IndexOf(was))
        {
            lie.CopyTo(bytes, at);
        }
        File.WriteAllBytes(folder["x.zip"], bytes);
        Assert.Contains("lie", Assert.Single(Found<RejectedItem>(folder["x.zip"])).Place);
        Assert.Empty(Skills(folder["x.zip"]));
    }

    [Fact]
    public void Links_and_devices_in_a_zip_are_refused_with_their_skill()
    {
        Zip(zip =>
        {
            Add(zip, "good/SKILL.md", "link/SKILL.md", "pipe/SKILL.md");
            Add(zip, "link/passwd", Encoding.UTF8.GetBytes("/etc/passwd")).ExternalAttributes = unchecked((int)0xA1FF0000);
            Add(zip, "pipe/fifo", []).ExternalAttributes = 0x11FF0000;
        });
        Assert.Equal(["passwd: it is a link", "fifo: it is no file but a pipe"], Found<RejectedItem>(folder["x.zip"]).OrderBy(item => item.Place).Select(item => item.Reason.Split(',')[0]));
        Assert.Equal(["x.zip/good: SKILL.md"], Skills(folder["x.zip"]));
    }

    [Fact]
    public void Folders_of_a_zip_whose_names_differ_in_case_alone_are_one()
    {
        Zip(zip => Add(zip, "a/SKILL.md", "A/SKILL.md"));
        Assert.Equal(["x.zip/A: SKILL.md SKILL.md"], Skills(folder["x.zip"]));
    }

    [Fact]
    public void A_damaged_zip_and_an_encrypted_file_are_refused_by_name()
    {
        Zip(zip => Add(zip, "a/SKILL.md", "b/SKILL.md"));
        var bytes = File.ReadAllBytes(folder["x.zip"]);
        File.WriteAllBytes(folder["cut.zip"], bytes[..(bytes.Length / 2)]);
        Assert.Contains("damaged", Assert.Single(Found<RejectedItem>(folder["cut.zip"])).Reason);
        // The flag of encryption, in the central directory.
        bytes[bytes.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        File.WriteAllBytes(folder["locked.zip"], bytes);
        Assert.Contains("encrypted", Assert.Single(Found<RejectedItem>(folder["locked.zip"])).Reason);
        Assert.Equal(["locked.zip/b: SKILL.md"], Skills(folder["locked.zip"]));
    }

    [Fact]
    public void A_link_is_refused_by_name_wherever_it_leads()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        Write("good/SKILL.md", "linked/SKILL.md", "elsewhere/x.md");
        File.CreateSymbolicLink(folder["linked/secret"], "/etc/hostname");
        Directory.CreateSymbolicLink(folder["alias"], folder["good"]);
        Assert.Equal(["alias", "linked"], Found<RejectedItem>(folder.Path).Select(Name).Order());
        Assert.Equal(["good: SKILL.md"], Skills(folder.Path));
        // Whoever names a link himself means it.
        Assert.Equal(["alias: SKILL.md"], Skills(folder["alias"]).Select(skill => skill));
    }

    [Fact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes in folders.");
        Write("piped/SKILL.md", "empty/SKILL.md");
        File.WriteAllText(folder["empty/nothing.txt"], "");
        Process.Start("mkfifo", folder["piped/fifo"])!.WaitForExit();
        Assert.Equal("fifo: it is no file but a pipe, a socket or a device", Assert.Single(Found<RejectedItem>(folder.Path)).Reason);
        Assert.Equal(["empty: SKILL.md nothing.txt"], Skills(folder.Path));
        Assert.Contains("skillmcp import -", Assert.Single(Found<RejectedItem>(folder["piped/fifo"])).Reason);
    }

    [Fact]
    public void A_file_whose_name_is_no_text_is_told_and_the_rest_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are texts elsewhere.");
        Write("odd/SKILL.md", "good/SKILL.md");
        Process.Start("sh", ["-c", $"touch \"{folder["odd"]}/$(printf '\\377').txt\""]).WaitForExit();
        try
        {
            Assert.Contains("it cannot be read", Assert.Single(Found<RejectedItem>(folder.Path)).Reason);
            Assert.Equal(["good: SKILL.md"], Skills(folder.Path));
        }
        finally
        {
            // Nothing in .NET can name it.
            Process.Start("rm", ["-r", folder["odd"]]).WaitForExit();
        }
    }

    [Fact]
    public void A_folder_that_is_too_deep_says_so_whether_or_not_a_skill_is_around_it()
    {
        var deep = string.Concat(Enumerable.Repeat("d/", 70));
        Write($"skill/{deep}a.txt", "skill/SKILL.md", $"none/{deep}a.txt");
        Assert.All(Found<RejectedItem>(folder.Path), item => Assert.EndsWith("it is more than 64 folders deep", item.Reason));
        Assert.Equal(2, Found<RejectedItem>(folder.Path).Count);
    }

    [Fact]
    public void A_large_file_is_refused_by_its_size_before_it_is_read()
    {
        Write("large/SKILL.md", "good/SKILL.md");
        using (var large = File.Create(folder["large/video.mp4"]))
        {
            large.SetLength(100L << 20);
        }
        Assert.StartsWith("video.mp4: it has 104,857,600 bytes", Assert.Single(Found<RejectedItem>(folder.Path)).Reason);
        Assert.Equal(["good: SKILL.md"], Skills(folder.Path));
    }

    [Fact]
    public void What_is_not_there_or_cannot_be_read_is_told()
    {
        Assert.Equal("there is no such file or folder", Assert.Single(Found<RejectedItem>(folder["nothing"])).Reason);
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Nothing is forbidden here.");
            return;
        }
        Write("shut/SKILL.md", "open/SKILL.md");
        File.SetUnixFileMode(folder["shut"], UnixFileMode.None);
        Assert.Contains("cannot be read", Assert.Single(Found<RejectedItem>(folder.Path)).Reason);
        Assert.Equal(["open: SKILL.md"], Skills(folder.Path));
        File.SetUnixFileMode(folder["shut"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_file_of_another_kind_says_what_can_be_imported()
    {
        File.WriteAllBytes(folder["skills.db"], [.. "SQLite format 3"u8, 0, 1, 2]);
        Assert.Contains("a SKILL.md, a folder, a zip or JSON", Assert.Single(Found<RejectedItem>(folder["skills.db"])).Reason);
    }

    void Write(params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[file])!);
            File.WriteAllText(folder[file], "text");
        }
    }

    void Zip(Action<ZipArchive> fill)
    {
        using var zip = ZipFile.Open(folder["x.zip"], ZipArchiveMode.Create);
        fill(zip);
    }

    static void Add(ZipArchive zip, params string[] names)
    {
        foreach (var name in names)
        {
            Add(zip, name, "text"u8.ToArray());
        }
    }

    static ZipArchiveEntry Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        using var stream = entry.Open();
        stream.Write(content);
        return entry;
    }

    List<string> Skills(string path) => [.. Found<FolderItem>(path).Select(skill => $"{Name(skill)}: {string.Join(' ', skill.Files.Select(file => file.Path).Order(StringComparer.Ordinal))}")];

    string Name(SourceItem found) => Path.GetRelativePath(folder.Path, found.Place).Replace('\\', '/');

    static List<T> Found<T>(string path) where T : SourceItem => [.. SkillSource.Read(path).OfType<T>()];
}
