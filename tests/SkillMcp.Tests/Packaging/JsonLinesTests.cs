using System.Text;
using System.Text.Json;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed class JsonLinesTests
{
    const string Deploy = """{"name": "deploy", "description": "Deploy it", "steps": ["ship it"]}""";

    [Fact]
    public async Task Lines_are_read_one_by_one_and_a_broken_one_is_told_by_its_number() =>
        Assert.Equal(["line 1", "line 3: it is no JSON", "line 4"], await ReadAsync($"{Deploy}\n\n{{\"name\": deploy}}\r\n{Deploy}"));

    [Fact]
    public async Task A_list_is_read_by_its_items_however_it_is_written()
    {
        Assert.Equal(["item 1", "item 2"], await ReadAsync($"[{Deploy}, {Deploy}]"));
        Assert.Equal(["item 1", "item 2"], await ReadAsync($"[\n  {Deploy},\n  {Deploy}\n]\n"));
    }

    [Fact]
    public async Task One_object_may_be_spread_over_lines() => Assert.Equal(["line 1"], await ReadAsync("{\n \"name\": \"deploy\",\n \"description\": \"Deploy it\"\n}\n"));

    [Fact]
    public async Task What_is_spread_over_lines_and_broken_is_told_once_where_it_breaks() =>
        Assert.Equal(["line 3: it is no JSON"], await ReadAsync("[\n  {\"name\": \"deploy\"},\n  {\"name\": oops},\n  {\"name\": \"deploy\"}\n]"));

    [Fact]
    public async Task A_torn_first_line_takes_no_other_line_with_it() => Assert.Equal(["line 1: it is no JSON", "line 2"], await ReadAsync($"{{\"name\": \n{Deploy}"));

    [Fact]
    public async Task A_field_that_is_said_twice_is_no_skill() => Assert.StartsWith("line 1: it is no JSON", Assert.Single(await ReadAsync("""{"name": "a", "name": "b"}""")));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Whatever_a_shell_makes_of_a_pipe_is_read(string encoding) =>
        Assert.Equal(["line 1", "line 2"], await ReadAsync([.. Encoding.GetEncoding(encoding).Preamble, .. Encoding.GetEncoding(encoding).GetBytes($"{Deploy}\n{Deploy}\n")]));

    [Theory]
    [InlineData("""[1]""", "It is no skill: a skill is an object with name, description and steps")]
    [InlineData("""{"skills": []}""", "It is no skill")]
    [InlineData("""{"name": "a", "description": "b", "steps": "c"}""", "steps is no list")]
    [InlineData("""{"name": "a", "description": "b", "steps": [1]}""", "steps is no list of texts")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "confidence": 2}""", "confidence is 2, and must be from 0 to 1")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "version": 0}""", "version is 0: versions are numbered from 1")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "success_count": -1}""", "success_count is -1")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "status": "asleep"}""", "must be one of active, quarantined, archived")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "created_at": "yesterday"}""", "created_at is no time")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "created_at": 1e300}""", "created_at is no time")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["\ud800"]}""", "half of a character")]
    [InlineData("""{"name": "a", "description": "b", "components": [{"id": "0199aaaa-0000-7000-8000-000000000000", "bindings": ["x"]}]}""", "bindings is no object")]
    [InlineData("""{"name": "a", "description": "b", "components": [{"id": "0199aaaa-0000-7000-8000-000000000000", "bindings": {"x": [1]}}]}""", "x is no text")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "versions": [{"number": 1}], "contents": []}""", "contents is no object")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "versions": []}""", "The versions are not each there once")]
    public void What_is_no_skill_says_what_would_be(string json, string expected)
    {
        var element = JsonElement.Parse(json);
        var mistake = Assert.Throws<SkillException>(() => SkillJson.Read(element.ValueKind == JsonValueKind.Array ? element[0] : element, Sample.Noon));
        Assert.Contains(expected, mistake.Message);
    }

    [Fact]
    public void A_dictionary_of_the_idea_s_source_comes_with_its_record_and_its_times()
    {
        var skill = Read("""
            {"id": "0b6f7a3e-52a8-4c2e-9a60-6d1e3b0f7c11", "name": "docker_ecr_deploy", "description": "Deploy to ECS", "category": "deployment",
             "preconditions": ["aws is configured"], "action_sequence": ["1. docker build -t {service_name} .", "2. docker push {service_name}"],
             "parameters": ["service_name", "unused"], "postconditions": ["it answers"], "success_count": 47, "failure_count": 2, "partial_success_count": 1,
             "last_used": 1735689600.5, "created_at": 1704067200.0, "source": "learned", "confidence": 0.8, "tags": ["docker"], "sub_skills": []}
            """);
        Assert.Equal(("docker-ecr-deploy", "docker_ecr_deploy", "deployment", Source.Learned, 0.8), (skill.Name.Value, skill.Procedure.Title, skill.Procedure.Category, skill.Source, skill.Confidence));
        Assert.Equal(["docker build -t {service_name} .", "docker push {service_name}"], skill.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(["service_name"], skill.Procedure.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(new Executions(47, 1, 2), skill.Record.All);
        Assert.Equal(47, skill.Record.Successes.Verified);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1735689600.5), skill.LastUsedAt);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), skill.CreatedAt);
    }

    [Fact]
    public void A_source_that_is_none_of_ours_tells_where_the_skill_is_from()
    {
        var skill = Read("""{"id": "azure/kusto", "name": "kusto", "description": "Query Kusto", "category": "azure", "tags": [], "preconditions": [], "steps": ["Query"], "source": "azure-skills"}""");
        Assert.Equal((Source.Imported, "azure-skills azure/kusto"), (skill.Source, skill.Provenance.Client));
    }

    [Fact]
    public void What_is_too_long_for_its_field_is_kept_whole_as_a_document()
    {
        var description = string.Join(' ', Enumerable.Range(1, 300).Select(number => $"Word{number}."));
        var procedure = Read($$"""{"name": "long", "description": "{{description}}", "steps": ["do it"]}""").Procedure;
        Assert.InRange(procedure.Description.Length, 1, Procedure.LongestDescription);
        Assert.Contains(description, procedure.Document);
        Assert.Equal(["do it"], procedure.Steps.Select(step => step.Text));
    }

    [Fact]
    public void A_row_without_steps_says_in_its_description_what_is_to_be_done() =>
        Assert.Equal(["Wave to the cat"], Read("""{"name": "wave", "description": "Wave to the cat", "steps": []}""").Procedure.Steps.Select(step => step.Text));

    static Skill Read(string json) => SkillJson.Read(JsonElement.Parse(json), Sample.Noon).Whole.Skill;

    static Task<List<string>> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    static async Task<List<string>> ReadAsync(byte[] bytes)
    {
        var lines = new List<string>();
        await foreach (var line in JsonLines.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken))
        {
            lines.Add(line.Mistake.Length > 0 ? $"{line.Where}: {line.Mistake.Split(':')[0]}" : line.Where);
        }
        return lines;
    }
}
