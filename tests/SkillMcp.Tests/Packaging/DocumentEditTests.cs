using System.Text;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

/// <summary>What a skill says otherwise by now, in the text that its author wrote.</summary>
public sealed class DocumentEditTests
{
    const string Front = """
        ---
        # Written by hand
        name: 'deploy-api'   # the folder has it too
        disable-model-invocation: true
        description: "Deploy it"
        tags: [a, b]
        argument-hint: "[version]"
        hooks:
          PreToolUse:
            - matcher: Bash

        metadata:
            author: me
            version: 1.0
        ---

        """;

    const string Steps = "Read *this*.\n\n1) make\n2) make check\n   twice\n3) ship\n\nThat is all.";

    [Theory]
    [InlineData("1) make\n2) make check\n   twice\n3) ship\n4) tell\n", "make", "make check\ntwice", "ship", "tell")]
    [InlineData("1) fetch\n2) make\n3) make check\n   twice\n4) ship\n", "fetch", "make", "make check\ntwice", "ship")]
    [InlineData("1) make\n2) make test\n3) ship\n", "make", "make test", "ship")]
    [InlineData("1) make\n2) ship\n", "make", "ship")]
    public void Only_the_steps_that_changed_are_other_lines(string expected, params string[] steps)
    {
        var text = Front + Steps;

        var written = Written(text, procedure => procedure with { Steps = [.. steps.Select(Step.Parse)] });

        Assert.Equal(text.Replace("1) make\n2) make check\n   twice\n3) ship\n", expected), written);
    }

    [Fact]
    public void A_list_with_empty_lines_between_keeps_them()
    {
        var text = Front + "## Steps\n\n- make\n\n- ship";

        Assert.Equal(
            text.Replace("- ship", "- check\n\n- ship\n\n- tell"),
            Written(text, procedure => procedure with { Steps = Sample.Steps("make", "check", "ship", "tell") }));
    }

    [Fact]
    public void Fields_are_set_in_their_lines_and_others_stay()
    {
        var written = Written(Front + Steps, procedure => procedure with
        {
            Description = "Deploy \"it\" now",
            Tags = ["a", "c"],
            Category = "ops",
            Preconditions = ["a token"],
        });

        Assert.Equal(
            Front.Replace("\"Deploy it\"", "\"Deploy \\\"it\\\" now\"").Replace("[a, b]", "[a, c]")
                .Replace("version: 1.0\n", "version: 1.0\n    category: ops\n")
                + Steps + "\n\n## Preconditions\n\n- a token",
            written);
    }

    [Fact]
    public void A_name_under_a_number_is_set_alone()
    {
        var read = Read(Front + Steps);

        Assert.Equal(
            (Front + Steps).Replace("'deploy-api'", "'deploy-api-2'"), SkillMarkdown.Write(read with { Name = read.Name.Numbered(2) }));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void The_ends_of_lines_stay_and_so_does_a_mark_before_the_first(string newLine)
    {
        var text = "\ufeff" + (Front + Steps).ReplaceLineEndings(newLine);

        Assert.Equal(
            text.Replace($"3) ship{newLine}", $"3) ship{newLine}4) tell{newLine}"),
            Written(text, procedure => procedure with { Steps = [.. procedure.Steps, Step.Parse("tell")] }));
    }

    [Fact]
    public void Steps_that_are_in_no_list_go_below_the_fields_of_the_author_and_his_text_beside()
    {
        var text = Front + "## Step 1: Look\nCarefully.\n\n## Step 2: Leap\n";
        var read = Read(text);

        var written = SkillFolder.Write(read with { Procedure = read.Procedure with { Steps = Sample.Steps("look", "leap", "land") } });

        var markdown = Encoding.UTF8.GetString(written[0].Content.Span);
        Assert.StartsWith(Front.Replace("version: 1.0\n", "version: 1.0\n    original: references/original.md\n"), markdown);
        Assert.Contains("1. look\n2. leap\n3. land\n", markdown);
        Assert.Equal(text, Encoding.UTF8.GetString(written[1].Content.Span));
        Assert.Equal(text, SkillFolder.Read(written).Procedure.Document);
    }

    [Fact]
    public void A_field_for_its_client_stays_at_the_top_even_where_metadata_cannot_be_edited()
    {
        var text = "---\nname: a\ndescription: b\nuser-invocable: true\ncontext: fork\nmetadata: {author: me}\n---\n"
            + "## One\nx\n\n## Two\ny\n";

        var written = Written(text, procedure => procedure with { Steps = Sample.Steps("look") });

        Assert.StartsWith("---\nname: a\ndescription: b\nuser-invocable: true\ncontext: fork\nmetadata:\n", written);
        Assert.Contains("  author: me\n", written);
    }

    [Fact]
    public void A_text_from_which_other_steps_would_be_read_by_now_is_written_as_it_was_read()
    {
        var read = Read(Front + Steps);
        var older = read.Procedure with { Steps = Sample.Steps("Read *this*.") };

        Assert.Equal(Front + Steps, SkillMarkdown.Write(read with { Procedure = older, FirstReading = older }));
        Assert.NotEqual(Front + Steps, SkillMarkdown.Write(read with { Procedure = older }));
    }

    static string Written(string text, Func<Procedure, Procedure> change)
    {
        var read = Read(text);
        return SkillMarkdown.Write(read with { Procedure = change(read.Procedure) });
    }

    static PackedSkill Read(string text) => SkillFolder.Read([new FolderFile("SKILL.md", Encoding.UTF8.GetBytes(text))]);
}
