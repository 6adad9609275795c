using System.Text;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

/// <summary>Files that are no SKILL.md, of every kind that is read as one.</summary>
public sealed class LooseFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_skill_in_one_file_says_when_it_is_used()
    {
        Write("skills/ferry.md", "---\nname: ferry\ntype: knowledge\ntriggers:\n- ferry\n- boat\n---\nBook ferries early.\n");
        var skill = Only();
        Assert.Equal(("ferry", "Book ferries early. Use it for: ferry, boat."), (skill.Name.Value, skill.Procedure.Description));
    }

    [Fact]
    public void A_command_is_called_as_its_file_and_takes_its_arguments()
    {
        Write(".claude/commands/mend.md", "Mend what is broken in $ARGUMENTS.\n\n1. Read $1\n2. Mend it\n");
        var skill = Only();
        Assert.Equal(("mend", "Mend what is broken in $ARGUMENTS."), (skill.Name.Value, skill.Procedure.Description));
        Assert.Equal(["Read {argument_1}", "Mend it"], skill.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(["argument_1"], skill.Procedure.Parameters.Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData("shop/AGENTS.md", "# Shop\n\nUse tabs.\n", "shop-agents", "Rules for agents: Shop")]
    [InlineData(".cursor/rules/sql.mdc", "---\ndescription:\nglobs: *.sql\nalwaysApply: false\n---\nKeep queries short.\n", "sql",
        "Rules for agents, for *.sql: Keep queries short.")]
    [InlineData(".cursor/rules/css.mdc", "---\ndescription: How we write CSS\n"
        + "globs:\nalwaysApply: true\n---\nNo ids.\n", "css", "How we write CSS")]
    [InlineData(".clinerules/tests.md", "Tests come first.\n", "tests", "Rules for agents: Tests come first.")]
    [InlineData("net.instructions.md", "---\napplyTo: '**.cs'\n---\nSeal classes.\n", "net", "Rules for agents, for **.cs: Seal classes.")]
    public void Rules_are_kept_whole_and_say_where_they_hold(string path, string text, string name, string description)
    {
        Write(path, text);
        var skill = Only();
        Assert.Equal((name, description), (skill.Name.Value, skill.Procedure.Description));
        Assert.EndsWith(text[^9..], skill.Procedure.Document);
    }

    [Fact]
    public void A_runbook_says_what_to_do_about_an_alert()
    {
        Write("runbooks/PumpStopped.md", "---\ntitle: Pump\nweight: 20\n"
        + "---\n# PumpStopped\n\n## Meaning\n\nNo water.\n\n## Diagnosis\n\n- `pumpctl status`\n\n"
            + "## Mitigation\n\nStart the pump again.\n");
        var skill = Only();
        Assert.Equal(("pump-stopped", "PumpStopped: No water."), (skill.Name.Value, skill.Procedure.Description));
        Assert.Equal(["`pumpctl status`", "Start the pump again."], skill.Procedure.Steps.Select(step => step.Text));
    }

    [Theory]
    [InlineData("RestartPump.yaml", """
        schemaVersion: '0.3'
        description: Restarts a pump.
        parameters:
          PumpId:
            type: String
            description: Which pump
            default: p-1
        mainSteps:
          - name: stop
            action: aws:runCommand
            inputs:
              Target: "{{ PumpId }}"
          - name: start
            action: aws:sleep
        """)]
    [InlineData("RestartPump.json", """
        {"schemaVersion": "0.3", "description": "Restarts a pump.",
         "parameters": {"PumpId": {"type": "String", "description": "Which pump", "default": "p-1"}},
         "mainSteps": [{"name": "stop", "action": "aws:runCommand", "inputs": {"Target": "{{ PumpId }}"}},
                       {"name": "start", "action": "aws:sleep"}]}
        """)]
    public void A_document_of_AWS_is_its_main_steps(string path, string text)
    {
        Write(path, text);
        var skill = Only();
        Assert.Equal(("restart-pump", "Restarts a pump."), (skill.Name.Value, skill.Procedure.Description));
        Assert.Equal(["`aws:runCommand` stop", "`aws:sleep` start"], skill.Procedure.Steps.Select(step => step.Text.Split('\n')[0]));
        Assert.Contains("Target: '{PumpId}'", skill.Procedure.Steps[0].Text.Replace('"', '\''));
        Assert.Equal(("PumpId", "p-1"), (skill.Procedure.Parameters[0].Name, skill.Procedure.Parameters[0].Default));
        Assert.Equal(path, Assert.Single(skill.Procedure.Files).Path);
    }

    [Fact]
    public void A_text_that_no_step_has_room_for_is_left_to_the_document_of_AWS()
    {
        var template = string.Concat(Enumerable.Repeat("one line of a template. ", 400));
        Write("Make.yaml", $"""
            schemaVersion: '0.3'
            mainSteps:
              - name: make
                action: aws:createStack
                inputs:
                  Name: pump
                  TemplateBody: "{template}"
            """);
        var skill = Only();
        Assert.Equal(
            "`aws:createStack` make\n\n```yaml\ninputs:\n  Name: pump\n  TemplateBody: as in Make.yaml\n```",
            skill.Procedure.Steps[0].Text);
        Assert.Equal("Make.yaml", Assert.Single(skill.Procedure.Files).Path);
    }

    [Fact]
    public void The_skills_commands_and_agents_of_a_plugin_are_found_and_what_is_kept_elsewhere_is_named()
    {
        Write(".claude-plugin/marketplace.json", """
            {"metadata": {"pluginRoot": "./more"},
             "plugins": [{"name": "a", "source": "./a"}, {"name": "far", "source": {"source": "github", "repo": "x/y"}},
                {"name": "out", "source": "../other"}, {"name": "b", "source": "b"}, {"name": "gone", "source": "./gone"}]}
            """);
        Write("more/b/README.md", "# b\n");
        Write("a/.claude-plugin/plugin.json", """{"name": "a"}""");
        Write("a/skills/sail/SKILL.md", "---\nname: sail\ndescription: Sail\n---\n1. go\n");
        Write("a/commands/row.md", "---\ndescription: Row\n---\nRow.\n");
        Write("a/agents/cook.md", "---\nname: cook\ndescription: Cooks\n---\nYou cook.\n");
        Write("a/README.md", "# a\n");
        Assert.Equal(["cook", "row", "sail"], Skills().Select(skill => skill.Name.Value).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "2 of its 5 plugins are kept elsewhere, and not read: far, out; "
                    + "1 of its 5 plugins is not in the folder that it names: gone",
                "no skills: 2 README, 1 .json",
            ],
            SkillSource.Read(folder.Path).OfType<SkippedItem>().Select(item => item.Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_no_skill_is_told_by_kind()
    {
        for (var at = 0; at < 12; at++)
        {
            Write($"src/{at}.py", "pass");
        }
        Write("README.md", "# x");
        Write("docs/guide.md", "# How it works\n\n1. Read\n");
        Write("config.yaml", "a: 1");
        var found = Assert.IsType<SkippedItem>(Assert.Single(SkillSource.Read(folder.Path)));
        Assert.Equal("no skills: 12 .py, 1 .md, 1 .yaml, 1 README", found.Reason);
    }

    [Fact]
    public void A_runbook_that_is_named_by_itself_is_one_too()
    {
        Write("Leak.md", "# Leak\n\n## Meaning\n\nWet.\n\n## Mitigation\n\n1. Close the valve\n2. Call the plumber\n");
        var item = Assert.IsType<FolderItem>(Assert.Single(SkillSource.Read(folder["Leak.md"])));
        Assert.Equal(2, SkillFolder.Read(item.Files, item.Name).Procedure.Steps.Count);
    }

    PackedSkill Only() => Assert.Single(Skills());

    IEnumerable<PackedSkill> Skills() =>
        SkillSource.Read(folder.Path).OfType<FolderItem>().Select(item => SkillFolder.Read(item.Files, item.Name)).ToList();

    void Write(string path, string text)
    {
        var file = folder[path];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, new UTF8Encoding(false));
    }
}
