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
    public void Every_folder_with_a_SKILL_md_is_a_skill_with_all_that_is_below_it()
    {
        Write("a/SKILL.md", "a/scripts/run.sh", "a/inner/skill.md", "a/inner/x.txt", "README.md", "deep/er/b/SKILL.md", "a/.git/config",
            "node_modules/p/SKILL.md", "a/.DS_Store");
        Assert.Equal(["a/inner: skill.md x.txt", "a: SKILL.md inner/skill.md inner/x.txt scripts/run.sh", "deep/er/b: SKILL.md"],
            Skills(folder.Path).Order(StringComparer.Ordinal));
        var skipped = Found<SkippedItem>(folder.Path).ToList();
        Assert.Equal(["a/.DS_Store", "a/.git", "node_modules"], skipped.SkipLast(1).Select(Name).Order());
        Assert.Equal("no skills: 1 README", skipped[^1].Reason);
    }

    [Fact]
    public void A_zip_holds_the_same_and_is_not_unpacked()
    {
        Zip(zip => Add(zip, "s/a/SKILL.md", "s/a/scripts/run.sh", "s/a/inner/skill.md", "README.md", "__MACOSX/s/._SKILL.md",
            "s/a/nested.zip"));
        Assert.Equal(["x.zip/s/a/inner: skill.md", "x.zip/s/a: SKILL.md inner/skill.md nested.zip scripts/run.sh"],
            Skills(folder["x.zip"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_of_one_byte_or_none_comes_out_of_a_zip_as_it_went_in()
    {
        Zip(zip =>
        {
            Add(zip, "s/SKILL.md");
            Add(zip, "s/none.txt", []);
            Add(zip, "s/one.txt", "1"u8.ToArray());
        });
        var files = Assert.Single(Found<FolderItem>(folder["x.zip"])).Files.ToDictionary(file => file.Path, file => file.Content.ToArray());
        Assert.Equal([], files["none.txt"]);
        Assert.Equal("1"u8.ToArray(), files["one.txt"]);
    }

    [Theory]
    [InlineData("../SKILL.md", "has '.' or '..' as a part")]
    [InlineData("a/../../SKILL.md", "has '.' or '..' as a part")]
    [InlineData("/etc/SKILL.md", "is absolute")]
    [InlineData("C:/SKILL.md", "is absolute")]
    [InlineData("a\\SKILL.md", "backslash")]
    [InlineData("a//SKILL.md", "has an empty part")]
    [InlineData("a\u0007/SKILL.md", "control character")]
    public void A_name_in_a_zip_that_could_lead_elsewhere_is_refused_and_the_rest_goes_on(string name, string reason)
    {
        Zip(zip => Add(zip, name, "good/SKILL.md"));
        Assert.Contains(reason, Assert.Single(Found<RefusedItem>(folder["x.zip"])).Reason);
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
        Assert.Equal(["bomb: zeros.bin: it unpacks", "huge: zeros.bin: it has 15,"],
            Found<RefusedItem>(folder["x.zip"]).Select(item => $"{item.Place[^4..]}: {item.Reason[..21]}".TrimEnd()).Order());
        Assert.Equal(["x.zip/good: SKILL.md"], Skills(folder["x.zip"]));
    }

    [Fact]
    public void A_file_swells_that_is_larger_than_a_MiB_and_two_hundred_times_its_packed_size()
    {
        Zip(zip =>
        {
            Add(zip, "small/SKILL.md", "large/SKILL.md");
            Add(zip, "small/zeros.bin", new byte[1 << 20]);
            Add(zip, "large/zeros.bin", new byte[2 << 20]);
        });
        Assert.Equal(["x.zip/small: SKILL.md zeros.bin"], Skills(folder["x.zip"]));
    }

    [Fact]
    public void All_files_of_a_skill_in_a_zip_have_to_fit_together()
    {
        Zip(zip =>
        {
            Add(zip, "fits/SKILL.md", "large/SKILL.md");
            AddStored(zip, "fits/a.bin", new byte[8 << 20]);
            AddStored(zip, "fits/b.bin", new byte[(7 << 20) - 4]);
            AddStored(zip, "large/a.bin", new byte[8 << 20]);
            AddStored(zip, "large/b.bin", new byte[(7 << 20) - 3]);
        });
        Assert.Equal("b.bin: it has 7,340,029 bytes, and all files of a skill together may have 15,728,640",
            Assert.Single(Found<RefusedItem>(folder["x.zip"])).Reason);
        Assert.Equal(["x.zip/fits: SKILL.md a.bin b.bin"], Skills(folder["x.zip"]));
    }

    [Fact]
    public void A_skill_in_a_zip_or_a_folder_has_five_hundred_files_at_most()
    {
        string[] most = ["SKILL.md", .. Enumerable.Range(1, 499).Select(number => $"{number}.txt")];
        Zip(zip => Add(zip, [.. most.Select(name => $"most/{name}"), .. most.Append("more").Select(name => $"more/{name}")]));
        Assert.Equal("a skill may have 500 files, and this one has more", Assert.Single(Found<RefusedItem>(folder["x.zip"])).Reason);
        Assert.StartsWith("x.zip/most", Assert.Single(Skills(folder["x.zip"])));

        Write([.. most.Select(name => $"in/most/{name}"), .. most.Append("more").Select(name => $"in/more/{name}")]);
        Assert.EndsWith("a skill may have 500 files, and this one has more", Assert.Single(Found<RefusedItem>(folder["in"])).Reason);
        Assert.StartsWith("in/most", Assert.Single(Skills(folder["in"])));
    }

    [Fact]
    public void A_file_in_a_zip_whose_checksum_differs_is_refused()
    {
        Zip(zip => AddStored(zip, "a/SKILL.md", "text"u8.ToArray()));
        var bytes = File.ReadAllBytes(folder["x.zip"]);
        bytes[bytes.AsSpan().IndexOf("text"u8)] = (byte)'T';
        File.WriteAllBytes(folder["x.zip"], bytes);
        Assert.Contains("SKILL.md: it is damaged: ", Assert.Single(Found<RefusedItem>(folder["x.zip"])).Reason);
    }

    [Fact]
    public void A_SKILL_md_at_the_root_of_a_zip_has_the_name_of_the_zip_and_an_empty_zip_holds_nothing()
    {
        Zip(zip => Add(zip, "SKILL.md", "a/b.txt", "a/.git/x", "a/.git/y"));
        var skill = Assert.Single(Found<FolderItem>(folder["x.zip"]));
        Assert.Equal(("x", "SKILL.md a/b.txt"), (skill.Name, string.Join(' ', skill.Files.Select(file => file.Path))));
        Assert.Equal(["x.zip/a/.git"], Found<SkippedItem>(folder["x.zip"]).Select(Name));
        File.Delete(folder["x.zip"]);
        Zip(_ => { });
        Assert.Empty(SkillSource.Read(folder["x.zip"]));
    }

    [Fact]
    public void A_file_of_a_zip_that_is_in_no_skill_is_not_read()
    {
        Zip(zip =>
        {
            Add(zip, "a/SKILL.md");
            AddStored(zip, "b/large.bin", new byte[SkillFile.MaxTotalBytes + 1]);
        });
        Assert.Equal("x.zip/a: SKILL.md", Assert.Single(Skills(folder["x.zip"])));
        Assert.Empty(Found<RefusedItem>(folder["x.zip"]));
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
        Assert.Contains("lie", Assert.Single(Found<RefusedItem>(folder["x.zip"])).Place);
        Assert.Empty(Skills(folder["x.zip"]));
    }

    [Fact]
    public void In_a_zip_a_link_is_left_out_and_a_device_is_refused_with_its_skill()
    {
        Zip(zip =>
        {
            Add(zip, "good/SKILL.md", "link/SKILL.md", "pipe/SKILL.md");
            Add(zip, "link/passwd", Encoding.UTF8.GetBytes("/etc/passwd")).ExternalAttributes = unchecked((int)0xA1FF0000);
            Add(zip, "pipe/fifo", []).ExternalAttributes = 0x11FF0000;
        });
        Assert.Equal("fifo: it is not a regular file but a pipe", Assert.Single(Found<RefusedItem>(folder["x.zip"])).Reason.Split(',')[0]);
        Assert.Equal(["x.zip/good: SKILL.md", "x.zip/link: SKILL.md"], Skills(folder["x.zip"]));
        Assert.StartsWith(
            "passwd is left out: it is a link", Found<FolderItem>(folder["x.zip"]).Single(item => item.Name == "link").Remark);
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
        Assert.Contains("damaged", Assert.Single(Found<RefusedItem>(folder["cut.zip"])).Reason);
        // The flag of encryption, in the central directory.
        bytes[bytes.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        File.WriteAllBytes(folder["locked.zip"], bytes);
        Assert.Contains("encrypted", Assert.Single(Found<RefusedItem>(folder["locked.zip"])).Reason);
        Assert.Equal(["locked.zip/b: SKILL.md"], Skills(folder["locked.zip"]));
    }

    [Fact]
    public void A_link_out_of_what_was_named_is_left_out_by_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        Write("good/SKILL.md", "linked/SKILL.md", "elsewhere/x.md");
        File.CreateSymbolicLink(folder["linked/secret"], "/etc/hostname");
        Directory.CreateSymbolicLink(folder["alias"], folder["good"]);
        Assert.Equal(["good: SKILL.md", "linked: SKILL.md"], Skills(folder.Path));
        Assert.StartsWith(
            "secret is left out: it is a link to /etc/hostname, outside",
            Found<FolderItem>(folder.Path).Single(item => item.Name == "linked").Remark);
        // Whoever names a link himself means it.
        Assert.Equal(["alias: SKILL.md"], Skills(folder["alias"]).Select(skill => skill));
    }

    [Fact]
    public void What_several_links_lead_to_is_read_once_where_it_may_be_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        Write("skills/own/SKILL.md", "store/a/SKILL.md", "far/b/SKILL.md", "far/b/x.txt", "skills/more/README.txt");
        Directory.CreateSymbolicLink(folder["skills/a"], "../store/a");
        Directory.CreateSymbolicLink(folder["skills/a-again"], "../store/a");
        Directory.CreateSymbolicLink(folder["skills/more/a"], "../../store/a");
        Directory.CreateSymbolicLink(folder["skills/more/b"], folder["far/b"]);
        Directory.CreateSymbolicLink(folder["skills/loop"], "..");
        Directory.CreateSymbolicLink(folder["skills/more/round"], "../more");

        // As package managers of skills link: from the folder that is named, to a skill in the store beside it.
        Assert.Equal(["skills/a: SKILL.md", "skills/own: SKILL.md"], Skills(folder["skills"]).Order(StringComparer.Ordinal));
        Assert.Equal(["skills/loop", "skills/more/b"], Found<RefusedItem>(folder["skills"]).Select(Name).Order(StringComparer.Ordinal));
        Assert.Contains(
            $"it is a link to {folder["far/b"]}, outside of what was named",
            Found<RefusedItem>(folder["skills"]).Single(item => item.Place.EndsWith('b')).Reason);
        var links = new FollowedLinks([folder["skills"]], _ => true);
        Assert.Equal(
            ["skills/a", "skills/more/b", "skills/own"],
            SkillSource.Read(folder["skills"], links).OfType<FolderItem>().Select(Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["far/b: SKILL.md x.txt", "skills/own: SKILL.md", "store/a: SKILL.md"],
            Skills(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links_in_a_skill_are_its_files_and_none_leads_out_or_round()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        Write("s/SKILL.md", "s/a.txt", "shared/b.txt", "alias/README.txt", "t/x.txt", "gone/SKILL.md", "u/x.txt");
        File.CreateSymbolicLink(folder["s/same.txt"], "a.txt");
        Directory.CreateSymbolicLink(folder["s/shared"], "../shared");
        Directory.CreateSymbolicLink(folder["s/round"], ".");
        Directory.CreateSymbolicLink(folder["shared/back"], "../s");
        File.CreateSymbolicLink(folder["t/SKILL.md"], "/etc/passwd");
        File.CreateSymbolicLink(folder["u/SKILL.md"], "nowhere");
        File.CreateSymbolicLink(folder["gone/nowhere.txt"], "nowhere");
        Directory.CreateDirectory(folder["copy"]);
        File.CreateSymbolicLink(folder["copy/SKILL.md"], "../s/SKILL.md");

        Assert.Equal(
            ["gone: SKILL.md", "s: SKILL.md a.txt same.txt shared/b.txt"],
            Skills(folder.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["t"], Found<RefusedItem>(folder.Path).Select(Name));
        Assert.Equal("SKILL.md: it is a link that leads nowhere", Assert.Single(Found<SkippedItem>(folder.Path), InU).Reason);
        Assert.Equal(
            "nowhere.txt is left out: it is a link that leads nowhere",
            Found<FolderItem>(folder.Path).Single(item => item.Name == "gone").Remark);
        Assert.Equal(
            "round is left out: it is a link that leads back to a folder around it",
            Found<FolderItem>(folder.Path).Single(item => item.Name == "s").Remark);
    }

    static bool InU(SkippedItem item) => item.Place.EndsWith("/u", StringComparison.Ordinal);

    [Fact]
    public void A_text_that_Git_writes_in_place_of_a_link_is_one()
    {
        Write("skills/own/SKILL.md", "store/a/SKILL.md");
        File.WriteAllText(folder["skills/a"], "../store/a");
        File.WriteAllText(folder["skills/b"], "../store/nothing");
        Assert.Equal(["skills/a: SKILL.md", "skills/own: SKILL.md"], Skills(folder["skills"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Skills_in_a_skill_stay_out_of_it_where_they_do_not_fit()
    {
        Write([.. Enumerable.Range(1, 400).Select(number => $"s/{number}.txt"), "s/SKILL.md",
            .. Enumerable.Range(1, 150).Select(number => $"s/in/{number}.txt"), "s/in/SKILL.md"]);
        var skills = Found<FolderItem>(folder.Path).ToDictionary(item => item.Name);
        Assert.Equal((401, 151), (skills["s"].Files.Count, skills["in"].Files.Count));
        Assert.Contains("the skills in it are kept apart", skills["s"].Remark);
        Assert.Equal(("s", ""), (skills["in"].Group, skills["s"].Group));
    }

    [Fact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes in folders.");
        Write("piped/SKILL.md", "empty/SKILL.md");
        File.WriteAllText(folder["empty/nothing.txt"], "");
        Process.Start("mkfifo", folder["piped/fifo"])!.WaitForExit();
        Assert.Equal(
            "fifo: it is not a regular file but a pipe, a socket or a device",
            Assert.Single(Found<RefusedItem>(folder.Path)).Reason);
        Assert.Equal(["empty: SKILL.md nothing.txt"], Skills(folder.Path));
        Assert.Contains("skillmcp import -", Assert.Single(Found<RefusedItem>(folder["piped/fifo"])).Reason);
    }

    [Fact]
    public void A_file_whose_name_is_no_text_is_told_and_the_rest_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are texts elsewhere.");
        Write("odd/SKILL.md", "good/SKILL.md");
        Process.Start("sh", ["-c", $"touch \"{folder["odd"]}/$(printf '\\377').txt\""]).WaitForExit();
        try
        {
            Assert.Contains("it cannot be read", Assert.Single(Found<RefusedItem>(folder.Path)).Reason);
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
        Assert.All(Found<RefusedItem>(folder.Path), item => Assert.EndsWith("it is more than 64 folders deep", item.Reason));
        Assert.Equal(2, Found<RefusedItem>(folder.Path).Count);
    }

    [Fact]
    public void A_large_file_is_refused_by_its_size_before_it_is_read()
    {
        Write("large/SKILL.md", "good/SKILL.md");
        using (var large = File.Create(folder["large/video.mp4"]))
        {
            large.SetLength(100L << 20);
        }
        Assert.StartsWith("video.mp4: it has 104,857,600 bytes", Assert.Single(Found<RefusedItem>(folder.Path)).Reason);
        Assert.Equal(["good: SKILL.md"], Skills(folder.Path));
    }

    [Fact]
    public void What_is_not_there_or_cannot_be_read_is_told()
    {
        Assert.Equal("there is no such file or folder", Assert.Single(Found<RefusedItem>(folder["nothing"])).Reason);
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Nothing is forbidden here.");
            return;
        }
        Write("shut/SKILL.md", "open/SKILL.md");
        File.SetUnixFileMode(folder["shut"], UnixFileMode.None);
        Assert.Contains("cannot be read", Assert.Single(Found<RefusedItem>(folder.Path)).Reason);
        Assert.Equal(["open: SKILL.md"], Skills(folder.Path));
        File.SetUnixFileMode(folder["shut"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_file_of_another_kind_says_what_can_be_imported()
    {
        File.WriteAllBytes(folder["skills.db"], [.. "SQLite format 3"u8, 0, 1, 2]);
        Assert.Contains("a SKILL.md, a folder, a zip or JSON", Assert.Single(Found<RefusedItem>(folder["skills.db"])).Reason);
    }

    [Theory]
    [InlineData("{}", "utf-8", true)]
    [InlineData(" \r\n\t[1]", "utf-8", true)]
    [InlineData("\ufeff{}", "utf-8", true)]
    [InlineData("\ufeff{}", "utf-16", true)]
    [InlineData("\ufeff[]", "utf-16BE", true)]
    [InlineData("# {}", "utf-8", false)]
    [InlineData("", "utf-8", false)]
    public void A_text_that_begins_with_a_brace_or_a_bracket_is_JSON(string text, string encoding, bool isJson)
    {
        File.WriteAllBytes(folder["x.md"], Encoding.GetEncoding(encoding).GetBytes(text));
        Assert.Equal(isJson, Assert.Single(SkillSource.Read(folder["x.md"])) is JsonItem);
    }

    [Fact]
    public void A_SKILL_md_by_itself_stands_for_its_folder_where_nothing_else_is_in_it()
    {
        Write("alone/SKILL.md", "alone/.DS_Store", "with/SKILL.md", "with/scripts/run.sh", "with/assets/a.png", "notes.md");
        var alone = Assert.Single(Found<FolderItem>(folder["alone/SKILL.md"]));
        var beside = Assert.Single(Found<FolderItem>(folder["with/SKILL.md"]));
        var notes = Assert.Single(Found<FolderItem>(folder["notes.md"]));
        Assert.Equal(("alone", folder["alone"], ""), (alone.Name, alone.Origin, alone.Remark));
        Assert.Equal(("with", folder["with/SKILL.md"]), (beside.Name, beside.Origin));
        Assert.Equal("scripts and assets beside it stayed out: import the folder to take it along", beside.Remark);
        Assert.Equal(("notes", folder["notes.md"], ""), (notes.Name, notes.Origin, notes.Remark));
        Assert.All([alone, beside, notes], item =>
        {
            var only = Assert.Single(item.Files);
            Assert.Equal(("SKILL.md", "text"), (only.Path, Encoding.UTF8.GetString(only.Content.Span)));
        });
    }

    [Fact]
    public void A_text_with_a_NUL_is_taken_where_it_is_called_Markdown()
    {
        File.WriteAllText(folder["a.txt"], "text\0");
        File.WriteAllText(folder["a.MD"], "text\0");
        Assert.IsType<RefusedItem>(Assert.Single(SkillSource.Read(folder["a.txt"])));
        Assert.IsType<FolderItem>(Assert.Single(SkillSource.Read(folder["a.MD"])));
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

    static ZipArchiveEntry Add(ZipArchive zip, string name, byte[] content) => Fill(zip.CreateEntry(name), content);

    static ZipArchiveEntry AddStored(ZipArchive zip, string name, byte[] content) =>
        Fill(zip.CreateEntry(name, CompressionLevel.NoCompression), content);

    static ZipArchiveEntry Fill(ZipArchiveEntry entry, byte[] content)
    {
        using var stream = entry.Open();
        stream.Write(content);
        return entry;
    }

    List<string> Skills(string path) =>
        [.. Found<FolderItem>(path).Select(skill =>
            $"{Name(skill)}: {string.Join(' ', skill.Files.Select(file => file.Path).Order(StringComparer.Ordinal))}")];

    string Name(SourceItem found) => Path.GetRelativePath(folder.Path, found.Place).Replace('\\', '/');

    static List<T> Found<T>(string path) where T : SourceItem => [.. SkillSource.Read(path).OfType<T>()];
}
