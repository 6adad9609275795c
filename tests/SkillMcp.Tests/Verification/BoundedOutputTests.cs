using System.Security.Cryptography;
using System.Text;
using SkillMcp.Server.Verification;

namespace SkillMcp.Tests.Verification;

public sealed class BoundedOutputTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(5_000)]
    [InlineData(200_000)]
    public void The_first_and_last_lines_are_kept_and_all_is_hashed(int lines)
    {
        var text = string.Concat(Enumerable.Range(1, lines).Select(line => $"line {line}\n"));
        var bytes = Encoding.UTF8.GetBytes(text);
        using var output = new BoundedOutput();
        foreach (var part in bytes.Chunk(3_001))
        {
            output.Append(part);
        }
        var kept = output.Finish();

        Assert.Equal(Enumerable.Range(1, Math.Min(lines, 100)).Select(line => $"line {line}"), kept.First);
        Assert.Equal(lines > 100 ? $"line {lines}" : null, kept.Last.LastOrDefault());
        Assert.InRange(kept.Last.Count, 0, 100);
        Assert.Equal((lines > 200, bytes.Length), (kept.IsCut, kept.Length));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), kept.Hash);
    }

    [Fact]
    public void A_long_line_is_cut()
    {
        using var output = new BoundedOutput();
        output.Append(Encoding.UTF8.GetBytes(new string('x', 100_000)));

        Assert.All(output.Finish().First, line => Assert.InRange(line.Length, 1, 500));
    }
}
