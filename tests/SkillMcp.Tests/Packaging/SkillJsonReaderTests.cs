using System.Globalization;
using System.Text.Json;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed class SkillJsonReaderTests
{
    [Theory]
    [InlineData("""[1]""", "It is not a skill: a skill is an object with name, description and steps")]
    [InlineData("""{"skills": []}""", "It is not a skill")]
    [InlineData("""{"name": "a", "description": "b", "steps": "c"}""", "steps is not a list")]
    [InlineData("""{"name": "a", "description": "b", "steps": [1]}""", "steps is not a list of texts")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "confidence": 2}""", "confidence is 2, and must be from 0 to 1")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "version": 0}""", "version is 0: versions are numbered from 1")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "success_count": -1}""", "success_count is -1")]
    [InlineData(
        """{"name": "a", "description": "b", "steps": ["c"], "status": "asleep"}""",
        "must be one of active, quarantined, archived")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "created_at": "yesterday"}""", "created_at is not a time")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "created_at": 1e300}""", "created_at is not a time")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["\ud800"]}""", "an unpaired surrogate")]
    [InlineData(
        """{"name": "a", "description": "b", "components": [{"id": "0199aaaa-0000-7000-8000-000000000000", "bindings": ["x"]}]}""",
        "bindings is not an object")]
    [InlineData(
        """{"name": "a", "description": "b", "components": [{"id": "0199aaaa-0000-7000-8000-000000000000", "bindings": {"x": [1]}}]}""",
        "x is not a text")]
    [InlineData(
        """{"name": "a", "description": "b", "steps": ["c"], "versions": [{"number": 1}], "contents": []}""",
        "contents is not an object")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "versions": []}""", "The versions must be numbered uniquely")]
    [InlineData(
        """{"name": "a", "description": "b", "versions": [{"number": 1}, {"number": 1}]}""",
        "The versions must be numbered uniquely")]
    [InlineData("""{"name": "a", "description": "b", "versions": [{"number": 2}]}""", "include the current one (1)")]
    [InlineData("""{"name": "a", "description": "b", "versions": [{"number": 0}]}""", "A version has no number")]
    [InlineData("""{"name": "a", "description": "b", "versions": [{"number": 1, "pitfalls": [{}]}]}""", "A pitfall has no text")]
    [InlineData("""{"name": "a", "description": "b", "versions": [{"number": 1}], "executions": [{}]}""", "An execution has no id")]
    [InlineData("""{"name": "a", "description": "b", "components": [{"id": "x"}]}""", "A component has no id")]
    [InlineData("""{"name": "a", "description": "b", "tags": [{}]}""", "tags is not a list of texts")]
    [InlineData("""{"name": "a", "description": ["b"]}""", "description is not a text")]
    [InlineData("""{"name": "a", "description": "b", "pinned": 1}""", "pinned is neither true nor false")]
    [InlineData("""{"name": "a", "description": "b", "confidence": -0.1}""", "confidence is -0.1, and must be from 0 to 1")]
    [InlineData("""{"name": "a", "description": "b", "confidence": "1"}""", "confidence is not a number")]
    [InlineData("""{"name": "a", "description": "b", "confidence": 1e999}""", "confidence is not a number")]
    [InlineData("""{"name": "a", "description": "b", "success_count": 1.5}""", "success_count is 1.5, and must be a whole number")]
    [InlineData("""{"name": "a", "description": "b", "success_count": 100000001}""", "success_count is 100000001")]
    [InlineData("""{"name": "a", "description": "b", "created_at": -62135596800}""", "created_at is not a time")]
    [InlineData("""{"name": "a", "description": "b", "created_at": 253402300800}""", "created_at is not a time")]
    [InlineData("""{"name": "a", "description": "b", "record": []}""", "'successes' is looked for in what is not an object")]
    public void What_is_no_skill_says_what_would_be(string json, string expected)
    {
        var element = JsonElement.Parse(json);
        var mistake = Assert.Throws<SkillException>(() =>
            SkillJsonReader.Read(element.ValueKind == JsonValueKind.Array ? element[0] : element, Sample.Noon));
        Assert.Contains(expected, mistake.Message);
    }

    [Fact]
    public void A_dictionary_of_the_idea_s_source_comes_with_its_record_and_its_times()
    {
        var skill = Read("""
            {"id": "0b6f7a3e-52a8-4c2e-9a60-6d1e3b0f7c11", "name": "docker_ecr_deploy", "description": "Deploy to ECS",
            "category": "deployment",
             "preconditions": ["aws is configured"], "action_sequence": ["1. docker build -t {service_name} .",
             "2. docker push {service_name}"],
             "parameters": ["service_name", "unused"], "postconditions": ["it answers"], "success_count": 47, "failure_count": 2,
             "partial_success_count": 1,
             "last_used": 1735689600.5, "created_at": 1704067200.0, "source": "learned", "confidence": 0.8, "tags": ["docker"],
             "sub_skills": []}
            """);
        Assert.Equal(("docker-ecr-deploy", "docker_ecr_deploy", "deployment", Source.Learned, 0.8),
            (skill.Name.Value, skill.Procedure.Title, skill.Procedure.Category, skill.Source, skill.Confidence));
        Assert.Equal(["docker build -t {service_name} .", "docker push {service_name}"], skill.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(["service_name"], skill.Procedure.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(new ExecutionCounts(47, 1, 2), skill.Record.All);
        Assert.Equal(47, skill.Record.Successes.Verified);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1735689600.5), skill.LastUsedAt);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), skill.CreatedAt);
    }

    [Fact]
    public void A_source_that_is_none_of_ours_tells_where_the_skill_is_from()
    {
        var skill = Read("""
            {"id": "azure/kusto", "name": "kusto", "description": "Query Kusto", "category": "azure", "tags": [], "preconditions": [],
             "steps": ["Query"], "source": "azure-skills"}
            """);
        Assert.Equal((Source.Imported, "azure-skills azure/kusto"), (skill.Source, skill.Provenance.Client));
    }

    [Fact]
    public void What_is_too_long_for_its_field_is_kept_whole_as_a_document()
    {
        var description = string.Join(' ', Enumerable.Range(1, 300).Select(number => $"Word{number}."));
        var procedure = Read($$"""{"name": "long", "description": "{{description}}", "steps": ["do it"]}""").Procedure;
        Assert.InRange(procedure.Description.Length, 1, Procedure.MaxDescriptionLength);
        Assert.Contains(description, procedure.Document);
        Assert.Equal(["do it"], procedure.Steps.Select(step => step.Text));
    }

    [Fact]
    public void A_row_without_steps_says_in_its_description_what_is_to_be_done() =>
        Assert.Equal(["Wave to the cat"],
            Read("""{"name": "wave", "description": "Wave to the cat", "steps": []}""").Procedure.Steps.Select(step => step.Text));

    [Theory]
    [InlineData("""{"name": "a", "description": "b", "action_sequence": ["c"], "steps": 1}""")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "executions": 12, "contents": "none", "project": {"id": 1}}""")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c"], "last_used": "never", "success_count": 0}""")]
    [InlineData("""{"name": "a", "description": "b", "steps": ["c", "  "], "tags": null, "confidence": null, "status": null}""")]
    [InlineData("""{"name": "a", "description": "b\u0000", "steps": ["c\u0000"]}""")]
    public void What_another_program_means_by_a_name_does_no_harm(string json)
    {
        var skill = Read(json);
        Assert.Equal("b", skill.Procedure.Description);
        Assert.Equal(["c"], skill.Procedure.Steps.Select(step => step.Text));
    }

    [Theory]
    [InlineData("-62135596799", "0001-01-01T00:00:01.000Z")]
    [InlineData("253402300799", "9999-12-31T23:59:59.000Z")]
    [InlineData("0.0015", "1970-01-01T00:00:00.002Z")]
    [InlineData("\"2026-07-28\"", "2026-07-28T00:00:00.000Z")]
    [InlineData("\"2026-07-28T12:00:00.1239+02:00\"", "2026-07-28T10:00:00.123Z")]
    public void A_time_is_seconds_since_1970_or_ISO_8601(string written, string time) =>
        Assert.Equal(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture),
            Read($$"""{"name": "a", "description": "b", "created_at": {{written}}}""").CreatedAt);

    [Fact]
    public void A_number_is_the_text_that_it_is_written_as()
    {
        var procedure = Read("""{"name": 404, "description": 1.50}""").Procedure;
        Assert.Equal(("404", "1.50"), (procedure.Title, procedure.Description));
    }

    [Fact]
    public void What_has_no_name_is_called_by_its_id_or_what_it_says()
    {
        Assert.Equal("azure/kusto", Read("""{"id": "azure/kusto", "description": "Query Kusto"}""").Procedure.Title);
        Assert.Equal("Query Kusto",
            Read("""{"id": "0199aaaa-0000-7000-8000-000000000000", "name": " ", "description": "Query Kusto"}""").Procedure.Title);
    }

    [Fact]
    public void A_parameter_is_an_object_or_its_name()
    {
        var parameters = Read("""
            {"name": "a", "description": "b", "steps": ["{x} {y} {z}"],
             "parameters": ["{x}", {"name": "y", "default": "", "pattern": null}, {"name": "z", "default": null, "pattern": "z+",
             "example": 1}]}
            """).Procedure.Parameters;
        Assert.Equal(["x", "y", "z"], parameters.Select(parameter => parameter.Name));
        Assert.Equal([null, "", null], parameters.Select(parameter => parameter.Default));
        Assert.Equal([null, null, "z+"], parameters.Select(parameter => parameter.Pattern));
        Assert.Equal("1", parameters[2].Example);
    }

    [Fact]
    public void Counts_of_a_hundred_million_are_the_most() =>
        Assert.Equal(100_000_000, Read("""{"name": "a", "description": "b", "success_count": 1e8}""").Record.Total);

    [Fact]
    public void A_success_without_a_time_of_its_own_was_when_the_skill_was_used()
    {
        const string Used = "\"last_used\": 1735689600";
        Assert.NotNull(Read($$"""{"name": "a", "description": "b", "success_count": 1, {{Used}}}""").LastSucceededAt);
        Assert.Null(Read($$"""{"name": "a", "description": "b", "failure_count": 1, {{Used}}}""").LastSucceededAt);
        Assert.Null(Read($$"""{"name": "a", "description": "b", "versions": [{"number": 1}], "success_count": 1, {{Used}}}""")
            .LastSucceededAt);
    }

    [Fact]
    public void The_text_of_the_current_version_is_the_skills_and_a_pitfall_was_seen_at_least_once()
    {
        var whole = ReadWhole("""
            {"name": "a", "description": "b", "steps": ["c"], "version": 2, "revision": 0,
             "versions": [{"number": 2, "steps": ["ignored"], "pitfalls": [{"text": "p", "seen": 0}]}, {"number": 1, "steps": ["d"]}]}
            """);
        Assert.Equal([1, 2], whole.Versions.Select(version => version.Number));
        Assert.Equal(["d", "c"], whole.Versions.Select(version => version.Procedure.Steps[0].Text));
        Assert.Equal(1, Assert.Single(whole.Current.Pitfalls).Seen);
        Assert.Equal(1, whole.Skill.Revision);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(401, false)]
    public void A_pitfall_has_400_characters_at_most(int length, bool fits)
    {
        var text = new string('p', length);
        var json = $$"""{"name": "a", "description": "b", "versions": [{"number": 1, "pitfalls": [{"text": "{{text}}"}]}]}""";
        Assert.Equal(fits, Record.Exception(() => ReadWhole(json)) is not SkillException);
    }

    [Fact]
    public void One_execution_and_one_report_of_a_retrieval_count_once()
    {
        static string Execution(int id, string more) =>
            $$"""{"id": "0199aaaa-0000-7000-8000-00000000000{{id}}", "outcome": "success"{{more}}}""";
        const string Retrieval = ", \"retrieval\": \"0199bbbb-0000-7000-8000-000000000000\"";
        string[] executions = [Execution(1, ""), Execution(1, ""), Execution(2, Retrieval), Execution(3, Retrieval), Execution(4, "")];

        var whole = ReadWhole($$"""
            {"name": "a", "description": "b", "versions": [{"number": 1}], "executions": [{{string.Join(',', executions)}}]}
            """);

        Assert.Equal("124", string.Concat(whole.Executions.Select(execution => execution.Id.ToString()[^1])));
        Assert.All(whole.Executions, execution =>
            Assert.Equal(
                (whole.Skill.Id, EvidenceLevel.SelfReported, Sample.Noon),
                (execution.Skill, execution.EvidenceLevel, execution.At)));
    }

    [Fact]
    public void A_text_that_is_too_long_is_named_and_never_cut()
    {
        var (tooLong, tooMany) = (new string('x', 9_000), string.Join(',', Enumerable.Repeat("\"a\"", 13)));
        var step = $$"""{"name": "a", "description": "b", "steps": ["c", "{{tooLong}}"]}""";
        string[] executions =
        [
            $$"""{"id": "0199aaaa-0000-7000-8000-000000000001", "outcome": "success", "not_for": "{{tooLong}}"}""",
            $$"""{"id": "0199aaaa-0000-7000-8000-000000000001", "outcome": "success", "also": [{{tooMany}}]}""",
        ];

        Assert.StartsWith("Step 2 has 9,000 characters and may have 8,000", Refusal(step));
        Assert.All(executions, execution => Assert.Contains(
            "of an execution",
            Refusal($$"""{"name": "a", "description": "b", "versions": [{"number": 1}], "executions": [{{execution}}]}""")));

        static string Refusal(string json) =>
            Assert.Throws<SkillException>(() => SkillJsonReader.Read(JsonElement.Parse(json), Sample.Noon)).Message;
    }

    [Fact]
    public void Parameters_that_no_step_uses_are_named()
    {
        var read = SkillJsonReader.Read(
            JsonElement.Parse("""{"name": "a", "description": "b", "steps": ["c {d}"], "parameters": ["d", "e"]}"""), Sample.Noon);

        Assert.Equal("no step uses these parameters, which were left out: e", read.Remark);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(", \"also\": [\"a b\", \" \", \"c\"]", "a b+c")]
    [InlineData(", \"also\": [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"a\",\"b\",\"c\"]", "1+2+3+4+5+6+7+8+9+a+b+c")]
    public void The_other_words_of_an_execution_are_those_that_a_request_could_hold(string more, string also)
    {
        var whole = ReadWhole($$"""
            {"name": "a", "description": "b", "versions": [{"number": 1}],
             "executions": [{"id": "0199aaaa-0000-7000-8000-000000000001", "outcome": "success"{{more}}}]}
            """);

        Assert.Equal(also, string.Join('+', Assert.Single(whole.Executions).Also));
    }

    [Theory]
    [InlineData("AQID", "does not match its digest")]
    [InlineData("?", "is not valid base64")]
    public void What_a_file_holds_must_be_what_it_was(string content, string expected)
    {
        var digest = new string('0', 64);
        var json = $$$"""{"name": "a", "description": "b", "versions": [{"number": 1}], "contents": {"{{{digest}}}": "{{{content}}}"}}""";
        Assert.Contains(expected, Assert.Throws<SkillException>(() => ReadWhole(json)).Message);
    }

    [Fact]
    public void The_skills_that_it_was_composed_of_have_to_be_there_before_it()
    {
        const string Json = """{"name": "a", "description": "b", "sub_skills": ["0199aaaa-0000-7000-8000-000000000000", "other"]}""";
        var read = SkillJsonReader.Read(JsonElement.Parse(Json), Sample.Noon);
        Assert.Equal([Guid.Parse("0199aaaa-0000-7000-8000-000000000000"), Guid.Empty], read.Parts);
        Assert.Null(read.Id);
        Assert.False(read.HasHistory);
    }

    static PortableSkill ReadWhole(string json) => SkillJsonReader.Read(JsonElement.Parse(json), Sample.Noon).Portable;

    static Skill Read(string json) => SkillJsonReader.Read(JsonElement.Parse(json), Sample.Noon).Portable.Skill;
}
