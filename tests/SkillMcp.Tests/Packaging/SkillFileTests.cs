namespace SkillMcp.Tests.Packaging;

public sealed class SkillFileTests
{
    static readonly string Digest = new('a', 64);

    [Theory]
    [InlineData("scripts/run.sh")]
    [InlineData("..hidden/.x")]
    [InlineData("1:a")]
    [InlineData(":a")]
    [InlineData("日本.md")]
    public void A_path_within_the_folder_is_allowed(string path) => Assert.Null(SkillFile.MistakeIn(path));

    [Fact]
    public void A_drive_and_half_of_a_character_are_no_path()
    {
        Assert.Equal("begins at the root: begin it in its folder", SkillFile.MistakeIn("a:"));
        Assert.Equal("holds half of a character", SkillFile.MistakeIn("a\ud800"));
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "has 201 characters and may have 200")]
    public void A_path_has_200_characters_at_most(int length, string? mistake) =>
        Assert.Equal(mistake, SkillFile.MistakeIn(new string('a', length)));

    [Theory]
    [InlineData(498, null)]
    [InlineData(499, "there are 499 files beside SKILL.md and may be 498")]
    public void A_skill_has_498_files_beside_its_SKILL_md_at_most(int count, string? mistake)
    {
        SkillFile[] files = [.. Enumerable.Range(0, count).Select(number => new SkillFile($"{number}", Digest, 1))];
        Assert.Equal(mistake, SkillFile.MistakesIn(files).FirstOrDefault());
    }

    [Theory]
    [InlineData(SkillFile.MaxTotalBytes - 1, true)]
    [InlineData(SkillFile.MaxTotalBytes, false)]
    [InlineData(-1L, false)]
    public void The_files_of_a_skill_have_15_MiB_together_at_most(long size, bool fits) =>
        Assert.Equal(fits, !SkillFile.MistakesIn([new SkillFile("a", Digest, 1), new SkillFile("b", Digest, size)]).Any());

    [Theory]
    [InlineData("skill.MD", "there are two files 'skill.MD'")]
    [InlineData("A/B.txt", "there are two files 'A/B.txt'")]
    [InlineData("a/b.txt/c", "'a/b.txt' is a file, and the folder of 'a/b.txt/c' too")]
    [InlineData("SKILL.md/a", "'SKILL.md' is a file, and the folder of 'SKILL.md/a' too")]
    public void Two_files_that_want_one_place_are_told(string path, string mistake) =>
        Assert.StartsWith(mistake, SkillFile.MistakesIn([new SkillFile("a/b.txt", Digest, 1), new SkillFile(path, Digest, 1)]).Single());
}
