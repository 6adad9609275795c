using System.Text;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed class JsonLinesTests
{
    const string Deploy = """{"name": "deploy", "description": "Deploy it", "steps": ["ship it"]}""";

    [Fact]
    public async Task Lines_are_read_one_by_one_and_a_broken_one_is_told_by_its_number() =>
        Assert.Equal(["line 1", "line 3: it is not JSON", "line 4"], await ReadAsync($"{Deploy}\n\n{{\"name\": deploy}}\r\n{Deploy}"));

    [Fact]
    public async Task A_list_is_read_by_its_items_however_it_is_written()
    {
        Assert.Equal(["item 1", "item 2"], await ReadAsync($"[{Deploy}, {Deploy}]"));
        Assert.Equal(["item 1", "item 2"], await ReadAsync($"[\n  {Deploy},\n  {Deploy}\n]\n"));
    }

    [Fact]
    public async Task One_object_may_be_spread_over_lines() =>
        Assert.Equal(["line 1"], await ReadAsync("{\n \"name\": \"deploy\",\n \"description\": \"Deploy it\"\n}\n"));

    [Fact]
    public async Task One_object_may_go_on_after_a_part_of_it_was_closed() =>
        Assert.Equal(["line 1"], await ReadAsync("{\"record\": {}\n, \"name\": \"deploy\", \"description\": \"Deploy it\"}"));

    [Fact]
    public async Task What_is_spread_over_lines_and_broken_is_told_once_where_it_breaks() =>
        Assert.Equal(["line 3: it is not JSON"],
            await ReadAsync("[\n  {\"name\": \"deploy\"},\n  {\"name\": oops},\n  {\"name\": \"deploy\"}\n]"));

    [Fact]
    public async Task A_torn_first_line_takes_no_other_line_with_it() =>
        Assert.Equal(["line 1: it is not JSON", "line 2"], await ReadAsync($"{{\"name\": \n{Deploy}"));

    [Fact]
    public async Task A_field_that_is_said_twice_is_no_skill() =>
        Assert.StartsWith("line 1: it is not JSON", Assert.Single(await ReadAsync("""{"name": "a", "name": "b"}""")));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Whatever_a_shell_makes_of_a_pipe_is_read(string encoding) =>
        Assert.Equal(["line 1", "line 2"],
            await ReadAsync([.. Encoding.GetEncoding(encoding).Preamble,
            .. Encoding.GetEncoding(encoding).GetBytes($"{Deploy}\n{Deploy}\n")]));

    [Fact]
    public async Task A_list_of_one_and_a_text_of_two_bytes_are_read()
    {
        Assert.Equal(["line 1"], await ReadAsync($"[{Deploy}]"));
        Assert.Equal(["line 1"], await ReadAsync("{}"));
        Assert.Empty(await ReadAsync(""));
        Assert.Empty(await ReadAsync(" \n\t\r\n"));
    }

    [Fact]
    public async Task A_brace_alone_begins_an_object_that_breaks_once() =>
        Assert.Equal(["line 2: it is not JSON"], await ReadAsync($"{{\n oops\n}}\n{Deploy}"));

    [Fact]
    public async Task A_torn_line_that_is_not_the_first_takes_no_other_with_it() =>
        Assert.Equal(["line 1", "line 2: it is not JSON", "line 3"], await ReadAsync($"{Deploy}\n{{\"name\":\n{Deploy}"));

    [Fact]
    public async Task A_line_that_is_too_long_is_told_and_the_next_is_read()
    {
        var longest = new byte[64 << 20];
        longest.AsSpan().Fill((byte)' ');
        Assert.Equal(["line 2"], await ReadAsync([.. longest, (byte)'\n', .. Encoding.UTF8.GetBytes(Deploy)]));
        Assert.Equal(["line 1: it has more than 64 MiB", "line 2"],
            await ReadAsync([.. longest, (byte)' ', (byte)'\n', .. Encoding.UTF8.GetBytes(Deploy)]));
    }

    static Task<List<string>> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    static async Task<List<string>> ReadAsync(byte[] bytes)
    {
        var lines = new List<string>();
        await foreach (var line in JsonLines.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken))
        {
            lines.Add(line.Mistake.Length > 0 ? $"{line.Location}: {line.Mistake.Split(':')[0]}" : line.Location);
        }
        return lines;
    }
}
