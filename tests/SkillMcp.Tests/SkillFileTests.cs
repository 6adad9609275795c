using CsCheck;

namespace SkillMcp.Tests;

public sealed class SkillFileTests
{
    [Theory]
    [InlineData("a", null)]
    [InlineData("scripts/extract.py", null)]
    [InlineData("a..b/.c/d.", null)]
    [InlineData("c1:x", null)]
    [InlineData("1:x", null)]
    [InlineData(":", null)]
    [InlineData("größe 部署 🚀.md", null)]
    [InlineData("", "is empty")]
    [InlineData("a\\b", "holds a backslash")]
    [InlineData("a\nb", "holds a control character")]
    [InlineData("/a", "is absolute")]
    [InlineData("/", "is absolute")]
    [InlineData("c:", "is absolute")]
    [InlineData("C:/x", "is absolute")]
    [InlineData("..", "has '.' or '..' as a part")]
    [InlineData("a/../b", "has '.' or '..' as a part")]
    [InlineData(".", "has '.' or '..' as a part")]
    [InlineData("a/./b", "has '.' or '..' as a part")]
    [InlineData("a//b", "has an empty part")]
    [InlineData("a/", "has an empty part")]
    public void A_path_stays_in_the_folder_of_its_skill(string path, string? mistake) => Holds(mistake, SkillFile.MistakeIn(path));

    [Fact]
    public void A_path_has_an_end_and_no_half_of_a_character()
    {
        Assert.Null(SkillFile.MistakeIn(new string('a', 200)));
        Holds("has 201 characters and may have 200", SkillFile.MistakeIn(new string('a', 201)));
        Holds("contains an unpaired surrogate or U+FFFD", SkillFile.MistakeIn("a\ud83d"));
        Holds("contains an unpaired surrogate or U+FFFD", SkillFile.MistakeIn("\ude80a"));
    }

    [Fact]
    public void Files_together_have_limits()
    {
        Assert.Empty(SkillFile.MistakesIn([]));
        Assert.Empty(SkillFile.MistakesIn(Many(498)));
        Assert.Equal("there are 499 files beside SKILL.md and may be 498", Assert.Single(SkillFile.MistakesIn(Many(499))));
        Assert.Empty(SkillFile.MistakesIn([File("a", 15 << 20)]));
        Assert.Empty(SkillFile.MistakesIn([File("a", 0), File("b", (15 << 20) - 1), File("c", 1)]));
        Assert.Equal(
            "its files have 15,728,641 bytes together and may have 15,728,640",
            Assert.Single(SkillFile.MistakesIn([File("a", 15 << 20), File("b", 1)])));
        Assert.Contains("bytes together", Assert.Single(SkillFile.MistakesIn([File("a", 5), File("b", -1)])));
    }

    [Theory]
    [InlineData("a|b|A/c", "'A' is both a file and the folder of 'A/c': rename one")]
    [InlineData("a/b/c|a/b", "'a/b' is both a file and the folder of 'a/b/c': rename one")]
    [InlineData("a/b/c|a", "'a' is both a file and the folder of 'a/b/c': rename one")]
    [InlineData("a|A", "'A' occurs twice if case is ignored, as on Windows and macOS: rename one")]
    [InlineData("skill.MD", "'skill.MD' occurs twice if case is ignored, as on Windows and macOS: rename one")]
    [InlineData("a|../b", "the path '../b' has '.' or '..' as a part: leave that out")]
    [InlineData("a/b|a/c|ab", "")]
    public void Files_do_not_stand_in_each_others_place(string paths, string mistakes) =>
        Assert.Equal(mistakes, string.Join('|', SkillFile.MistakesIn([.. paths.Split('|').Select(path => File(path, 1))])));

    [Fact]
    public void A_file_is_known_by_what_it_holds()
    {
        Assert.Equal(new SkillFile("a", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3), SkillFile.Of("a", "abc"u8));
        Gen.Byte.Array[0, 40].Sample(bytes => SkillFile.Of("a", bytes) is var file
            && file.Size == bytes.Length
            && file.Digest == SkillFile.DigestOf(bytes)
            && file.Digest.Length == 64);
    }

    static void Holds(string? expected, string? actual)
    {
        if (expected is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.StartsWith(expected, actual);
        }
    }

    static SkillFile File(string path, long size) => new(path, "aa", size);

    static SkillFile[] Many(int count) => [.. Enumerable.Range(0, count).Select(n => File($"n{n}", 1))];
}
