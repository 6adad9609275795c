using CsCheck;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Tests.Commands.Output;

public sealed class LineDiffTests
{
    static readonly Gen<string[]> Lines = Gen.OneOf("a", "b", " b", "c\nd", "").Array[2, 12];

    [Fact]
    public void The_lines_of_either_text_are_all_there_and_in_order() =>
        Gen.Select(Lines, Lines).Sample((before, after) =>
        {
            var lines = LineDiff.Between(before, after);
            return lines.Where(line => line.Sign != '+').Select(line => line.Text).SequenceEqual(before)
                && lines.Where(line => line.Sign != '-').Select(line => line.Text).SequenceEqual(after);
        }, iter: 5_000);

    [Fact]
    public void As_many_lines_as_can_be_are_common() =>
        Gen.Select(Lines, Lines).Sample((before, after) =>
            LineDiff.Between(before, after).Count(line => line.Sign == ' ') == LongestCommonSubsequence(before, after), iter: 5_000);

    [Fact]
    public void What_is_deleted_comes_before_what_is_inserted_in_its_place() =>
        Assert.Equal(
            [(' ', "a"), ('-', "b"), ('-', "c"), ('-', "d"), ('+', "x"), (' ', "e")],
            LineDiff.Between(["a", "b", "c", "d", "e"], ["a", "x", "e"]));

    [Fact]
    public void A_text_without_lines_is_deleted_or_inserted_as_a_whole()
    {
        Assert.Equal([('+', "a"), ('+', "b")], LineDiff.Between([], ["a", "b"]));
        Assert.Equal([('-', "a"), ('-', "b")], LineDiff.Between(["a", "b"], []));
        Assert.Empty(LineDiff.Between([], []));
    }

    [Fact]
    public void Changes_are_shown_with_the_lines_around_them()
    {
        string[] before = [.. Enumerable.Range(1, 20).Select(number => $"{number}")];
        string[] after = [.. before.Select(line => line == "10" ? "ten" : line)];

        Assert.Equal(
            ["…", "  7", "  8", "  9", "- 10", "+ ten", "  11", "  12", "  13", "…"],
            Changes(before, after, around: 3));
        Assert.Equal(["- 1", "  2", "…"], Changes(before, before.Skip(1), around: 1));
    }

    static IEnumerable<string> Changes(IEnumerable<string> before, IEnumerable<string> after, int around) =>
        LineDiff.Changes(LineDiff.Between(before, after), around).Select(line => line is var (sign, text) ? $"{sign} {text}" : "…");

    static int LongestCommonSubsequence(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var a = before.Length - 1; a >= 0; a--)
        {
            for (var b = after.Length - 1; b >= 0; b--)
            {
                common[a, b] = before[a] == after[b] ? common[a + 1, b + 1] + 1 : Math.Max(common[a + 1, b], common[a, b + 1]);
            }
        }
        return common[0, 0];
    }
}
