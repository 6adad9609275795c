using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed partial class SkillMarkdownTests
{
    static readonly SkillName Name = SkillName.Parse("kubernetes-rolling-deploy");

    static readonly Procedure Deploy = new()
    {
        Title = "kubernetes_rolling_deploy",
        Description = "Deploy a containerized service: rolling update",
        Category = "deployment",
        Tags = ["kubernetes", "deployment"],
        Preconditions = ["kubectl configured"],
        Steps = [Step.Parse("kubectl set image deployment/{name} {name}={image} -n {namespace}"),
            Step.Parse("kubectl logs deployment/{name} | grep -E 'ERROR|FATAL'")],
        Postconditions = ["Health endpoint returning 200"],
        Parameters = [new() { Name = "name", Example = "web" }, new() { Name = "image", Pattern = @".+:v\d+" },
            new() { Name = "namespace", Description = "Where it runs", Default = "" }],
    };

    // The pieces that break Markdown and YAML, alone and run together.
    static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.OneOf(
            "#", "# ", "##", "-", "- ", "--", "---", "+", "* ", "***", "1.", "1. ", "2) ", "10. ", "```", "```\n", "~~~", "````", "> ",
            "    ", "\t", "   \t", " ", "\n", "\n\n", "\r\n", "\n   ", "\\", "\\n",
            "`", "[a]: b", "<!--", "-->", "<pre>", "</div>", "|", "===", "\n===", "\n---\n", "\n## Steps\n\n1. other", "\n## Parameters",
            "{name}", "{a-b}", "{{ x }}", "${VAR}", ":", ": ", " #", "'", "\"", "null", "~",
            "true", "1.5", "0x1f", "2024-01-01", "!", "!!str", "&a", "*a", "%", "@", "?", ",", "<<", "=", "\0", "\a", "\u001b[31m",
            "\u0085", "\u00a0", "\u2028", "\ufeff", "\u200b", "\u202e", "é", "日本", "😀", "e\u0301", "\ufffd"),
        Gen.String[Gen.Char['a', 'z'], 1, 5],
        Gen.Char[' ', '\uffff'].Where(c => !char.IsSurrogate(c)).Select(c => c.ToString()));

    static readonly Gen<string> Text = Hostile.Array[1, 12].Select(string.Concat);

    // What the memory makes of a text before it keeps it.
    static readonly Gen<string> Condition = Text.Select(UnixTrimmed).Where(text => text.Length > 0);

    // That a step is still to be written is a note, and no step.
    static readonly Gen<Step> AnyStep = Text.Select(text => "x" + text).Select(Text, (a, b) => Parse(b) ?? Step.Parse(UnixTrimmed(a)))
        .Where(step => !OpenNote().IsMatch(step.Text));

    static readonly Gen<Parameter> Described =
        Gen.Select(Text, Text, Text.Null(), Text.Null(), (description, example, @default, pattern) => new Parameter
    {
        Name = "name",
        Description = description,
        Example = example,
        Default = @default,
        Pattern = pattern,
    });

    static readonly Gen<Procedure> Procedures =
        from title in Text.Where(title => !string.IsNullOrWhiteSpace(title))
        from description in Text.Where(text => !string.IsNullOrWhiteSpace(text))
        from category in Condition.Where(text => text.Length <= Procedure.MaxTagLength)
        from tags in Text.Select(tag => tag.ReplaceLineEndings(" ").Trim()).Where(tag => tag.Length is > 0 and <= Procedure.MaxTagLength)
            .Array[0, 3]
        from preconditions in Condition.Array[0, 3]
        from steps in AnyStep.Array[1, 12]
        from postconditions in Condition.Array[0, 3]
        from parameter in Described
        select new Procedure
        {
            Title = title,
            Description = description,
            Category = category,
            Tags = tags,
            Preconditions = preconditions,
            Steps = steps,
            Postconditions = postconditions,
            Parameters = [parameter],
        }.WithParametersOfSteps();

    [Fact]
    public void What_is_written_is_read_back_whatever_it_says() =>
        Procedures.Sample(procedure =>
        {
            var name = SkillName.From(procedure.Title) ?? SkillName.FromHash(procedure.ContentHash());
            return SkillMarkdown.Read(SkillMarkdown.Write(name, procedure)).ContentHash() == procedure.ContentHash()
                && SkillMarkdown.Read(SkillMarkdown.Write(name.Numbered(2), procedure)).ContentHash() == procedure.ContentHash();
        }, iter: 2_000, print: procedure => SkillMarkdown.Write(Name, procedure));

    [Fact]
    public void The_front_matter_of_what_is_served_is_the_same_by_every_reading() =>
        Procedures.Sample(procedure =>
        {
            var folder = new ServedFolderBuilder(Sample.Packed(Name.Value, procedure)).Whole();
            var seen = VisibleText.Of(procedure.Description);
            return JsonNode.DeepEquals(YamlReading.FrontMatterOf(folder.Files[0].Text!), folder.FrontMatter)
                && folder.Description == (string.IsNullOrWhiteSpace(seen) ? Name.Value : seen);
        }, iter: 2_000, print: procedure => new ServedFolderBuilder(Sample.Packed(Name.Value, procedure)).Whole().Files[0].Text!);

    [Fact]
    public void Any_text_is_read_or_refused_in_words() =>
        Gen.Select(Text, Text, Gen.Int[0, 400]).Sample((a, b, at) =>
        {
            var whole = SkillMarkdown.Write(Name, Deploy);
            at = Math.Min(at, whole.Length);
            foreach (var text in new[] { a, $"---\n{a}\n---\n{b}", whole[..at] + a + whole[at..], whole[..at] })
            {
                try
                {
                    SkillMarkdown.Read(text);
                }
                catch (SkillException)
                {
                }
            }
        }, iter: 2_000);

    [Fact]
    public void A_heading_with_digits_of_another_script_is_a_heading() =>
        Assert.Equal(["make"],
            SkillMarkdown.Read("---\nname: a\ndescription: b\n---\n\n## \u0be71. Steps\n\n1. make\n").Steps.Select(step => step.Text));

    [Fact]
    public void A_skill_reads_like_a_page_that_a_person_wrote() => Assert.Equal("""
        ---
        name: kubernetes-rolling-deploy
        description: 'Deploy a containerized service: rolling update'
        metadata:
          category: deployment
          tags: kubernetes, deployment
        ---

        # kubernetes_rolling_deploy

        ## Preconditions

        - kubectl configured

        ## Steps

        1. kubectl set image deployment/{name} {name}={image} -n {namespace}
        2. kubectl logs deployment/{name} | grep -E 'ERROR|FATAL'

        ## Expected outcome

        - Health endpoint returning 200

        ## Parameters

        ```yaml
        - name: name
          example: web
        - name: image
          pattern: '.+:v\d+'
        - name: namespace
          description: Where it runs
          default: ''
        ```

        """.ReplaceLineEndings("\n"), SkillMarkdown.Write(Name, Deploy));

    [Fact]
    public void A_page_from_elsewhere_is_read_by_its_first_numbered_list()
    {
        var read = SkillMarkdown.Read("""
            ---
            name: release-notes
            description: Write release notes.
            license: MIT
            ---
            # How we write release notes

            - not a step

            1. Read the log
            2. Group by subject
               - features first
            """.ReplaceLineEndings("\r\n"));

        Assert.Equal("release-notes", read.Title);
        Assert.Equal(["Read the log", "Group by subject\n- features first"], read.Steps.Select(step => step.Text));
    }

    [Fact]
    public void A_heading_that_says_so_goes_before_an_earlier_list()
    {
        var read = SkillMarkdown.Read("""
            ---
            name: release
            description: Release it.
            tags: [a, "b,c"]
            ---
            ## Background
            1. not this
            ## Workflow:
            * Build {version}
            * Ship
            ## Parameters
            - `version`: which one
            """);

        Assert.Equal(["Build {version}", "Ship"], read.Steps.Select(step => step.Text));
        Assert.Equal("which one", Assert.Single(read.Parameters).Description);
        Assert.Equal(["a", "b,c"], read.Tags);
    }

    [Fact]
    public void Code_at_the_margin_belongs_to_the_step_above_it()
    {
        var read = SkillMarkdown.Read("""
            ---
            name: release
            description: Release it.
            ---
            1. Build:

            ```bash
            make
            ```

            2. Ship:
            ```bash
            make ship
            ```

            That is all.
            """);

        Assert.Equal(["Build:\n\n```bash\nmake\n```", "Ship:\n```bash\nmake ship\n```"], read.Steps.Select(step => step.Text));
    }

    [Fact]
    public void A_new_name_in_front_renames_and_a_heading_does_not()
    {
        var text = SkillMarkdown.Write(Name, Deploy);

        Assert.Equal("deploy-web", SkillMarkdown.Read(text.Replace("name: kubernetes-rolling-deploy", "name: deploy-web")).Title);
        Assert.Equal("kubernetes-rolling-deploy",
            SkillMarkdown.Read(text.Replace("# kubernetes_rolling_deploy", "# Deploying to Kubernetes")).Title);
    }

    [Theory]
    [InlineData("deploy-api", "Deploy API", "Deploy API")]
    [InlineData("deploy-api-2", "Deploy API", "Deploy API")]
    [InlineData("deploy-api-02", "Deploy API", "deploy-api-02")]
    [InlineData("deploy-web", "Deploy API", "deploy-web")]
    [InlineData("skill-0123abcd", "日本", "日本")]
    [InlineData("skill-0123abcd-2", "日本", "日本")]
    [InlineData("skill-0123abc", "日本", "skill-0123abc")]
    [InlineData("deploy", "日本", "deploy")]
    public void A_heading_is_the_title_where_it_gives_the_name(string name, string heading, string title) =>
        Assert.Equal(title, SkillMarkdown.Read($"---\nname: {name}\ndescription: b\n---\n# {heading}\n\n1. go\n").Title);

    [Theory]
    [InlineData("---\nname: a\n---\nx\n", "x\n")]
    [InlineData("---\r\nname: a\r\n---\r\n\r\nx", "\r\nx")]
    [InlineData("---\rname: a\r---\r\rx", "\rx")]
    [InlineData("\ufeff---  \nname: a\n--- \t\nx", "x")]
    [InlineData("---\nname: a\n---", "")]
    [InlineData("---\nname: a\n---\r", "")]
    [InlineData("---\nname: a\n", "---\nname: a\n")]
    [InlineData("x", "x")]
    public void The_body_is_what_is_below_the_front_matter_as_it_was_written(string markdown, string body) =>
        Assert.Equal(body, SkillMarkdown.BodyOf(markdown));

    [Fact]
    public void Front_matter_of_another_name_or_without_a_description_is_none()
    {
        static bool IsFrontMatter(string fields) => SkillMarkdown.FrontMatterOf($"---\n{fields}\n---\n", SkillName.Parse("a")) is not null;
        Assert.True(IsFrontMatter("name: a\ndescription: b"));
        Assert.False(IsFrontMatter("name: b\ndescription: b"));
        Assert.False(IsFrontMatter("name: a\ndescription: ' '"));
        Assert.False(IsFrontMatter("name: a\ndescription: 1"));
        Assert.False(IsFrontMatter("name: a"));
        Assert.False(IsFrontMatter("name: a\ndescription: b\nx: [{y: \"\\u200b\"}]"));
        Assert.False(IsFrontMatter("name: a\ndescription: b\n\"x\\u200b\": y"));
        Assert.False(IsFrontMatter("- a"));
    }

    [Fact]
    public void Whatever_stands_in_front_is_read_or_refused()
    {
        var parts = Gen.OneOf("name", "description", ": ", ":", "a", "[", "]", "{", "}", ",", "- ", "? ", "|", ">", "&a", " *a", "!t ",
            "!!", "%YAML 9.9", "...", "--- ", "\"", "'", "#", " ", "  ", "\t", "\n", "\n  ", "\\x", "\"\\ud800\"", "\u0007", "~", "<<",
            "@");
        parts.Array[0, 30].Sample(
            text =>
            {
                try
                {
                    SkillMarkdown.Read($"---\nname: a\ndescription: b\n{string.Concat(text)}\n---\n1. go");
                }
                catch (SkillException)
                {
                }
            },
            iter: 20_000);
    }

    [Theory]
    [InlineData("# Deploy\n1. go", "Line 1: a skill begins with front matter")]
    [InlineData("", "Line 1: a skill begins with front matter")]
    [InlineData("---\nname: a\n", "Line 3: the front matter that begins in line 1 has no end")]
    [InlineData("---\ndescription: b\n---\n1. go", "has no name: add one")]
    [InlineData(
        "---\nname: a\ndescription: b\n---\n\n# a\n\n## What is missing\n\n- The phase build: it is archived.\n",
        "There are no steps")]
    [InlineData("---\nname: a\ndescription: b\n---\n\n", "There are no steps: write them as a numbered list under a heading '## Steps'")]
    [InlineData(
        "---\nname: a\ndescription: b\n---\n1. go {x}\n\n## Parameters\n\n```yaml\n- name: x\n- nome: y\n```",
        "Line 11: a parameter has no name")]
    public void A_mistake_is_named_with_its_line(string markdown, string said) =>
        Assert.Contains(said, Assert.Throws<SkillException>(() => SkillMarkdown.Read(markdown)).Message);

    [Theory]
    [InlineData("# Deploy the API\n\nShip it. Then rest.\n\n1. Build it\n", "Deploy the API: Ship it.")]
    [InlineData("\ufeffShip it now\n", "deploy-api: Ship it now")]
    [InlineData("---\nname: b\n\n1. Build it\n", "deploy-api: name: b")]
    [InlineData("# Insert instructions below", "Insert instructions below")]
    public void A_skill_without_front_matter_has_the_name_of_its_folder(string markdown, string description)
    {
        var packed = SkillFolder.Read([new FolderFile("SKILL.md", Encoding.UTF8.GetBytes(markdown))], "deploy-api");

        Assert.Equal("deploy-api", packed.Name.Value);
        Assert.StartsWith(description, packed.Procedure.Description);
        Assert.StartsWith("no front matter", packed.FrontMatterRemark);
        Assert.Equal(markdown, SkillMarkdown.Write(packed));
        Assert.StartsWith("---\nname: deploy-api\n", SkillMarkdown.WriteStrictly(packed));
    }

    [Fact]
    public void A_NUL_is_left_out_and_said()
    {
        var packed = SkillFolder.Read([new FolderFile("SKILL.md", "---\nname: a\ndescription: b\n---\n1. Open\0 it\n"u8.ToArray())], "a");

        Assert.Equal(["Open it"], packed.Procedure.Steps.Select(step => step.Text));
        Assert.Equal("1 NUL character left out of SKILL.md", packed.TextRemark);
    }

    [Theory]
    [InlineData("name: a\ndescription: b\nmetadata:\n\tauthor: me", "Use spaces in place of tabs")]
    [InlineData("name: z\nname: a\ndescription: c", "Leave one of them out")]
    [InlineData("name: a\ndescription: b: c", "Put quotes around a text")]
    public void The_advice_fits_what_is_wrong_in_the_front_matter(string front, string advice)
    {
        var packed = SkillFolder.Read([new FolderFile("SKILL.md", Encoding.UTF8.GetBytes($"---\n{front}\n---\nGo home\n"))], "a");

        Assert.Contains(advice, packed.FrontMatterRemark);
    }

    [Theory]
    [InlineData("name: a\ndescription: [b", "[b", "this is not YAML")]
    [InlineData("name: z\nname: a\ndescription: c", "c", "this is not YAML")]
    [InlineData("name: a\ndescription: \"c", "\"c", "this is not YAML")]
    [InlineData("name: a\ndescription: \"\\ud800\"", "\\ud800", "Line 3: this is not YAML")]
    [InlineData("- a", "Go home", "Line 2: front matter is made of fields")]
    [InlineData("name: a\ndescription:", "Go home", "")]
    [InlineData("name: a\ndescription: Use when: it burns # now", "Use when: it burns # now", "Line 3: this is not YAML")]
    [InlineData("name: a\ndescription: b\nargument-hint: [x] [--y]", "b", "Line 4: this is not YAML")]
    [InlineData("name: a\ndescription: >\n  two\n\tlines", "two lines", "this is not YAML")]
    [InlineData("name:\ta\ndescription:\tb: c\nmetadata:\n\tauthor: me", "b: c", "this is not YAML")]
    [InlineData("# a comment\nname: 'a'\ndescription: 'say \"it's done\"'", "say \"it's done\"", "this is not YAML")]
    [InlineData("name: a\ndescription: b\npaths: *.ts", "b", "this is not YAML")]
    [InlineData("name: a\ndescription: b\nlicense: [MIT]\ncompatibility: {a: b}\nmetadata: text\nallowed-tools: 7", "b", "")]
    [InlineData("name: a\ndescription: b\nmetadata:\n  composite: of stone", "b", "")]
    public void A_field_is_never_the_reason_to_lose_a_skill(string front, string description, string mistake)
    {
        var packed = SkillFolder.Read([new FolderFile("SKILL.md", Encoding.UTF8.GetBytes($"---\n{front}\n---\nGo home\n\n1. go\n"))], "a");

        Assert.Equal(("a", description), (packed.Name.Value, packed.Procedure.Description));
        Assert.Equal(mistake.Length == 0, packed.FrontMatterRemark.Length == 0);
        Assert.Contains(mistake, packed.FrontMatterRemark);
    }

    [Fact]
    public void A_field_that_is_YAML_by_itself_is_read_as_that_beside_one_that_is_not()
    {
        var read = SkillMarkdown.Read("---\nname: a\ndescription: b: c\ntags: [x, y]\nmetadata:\n  category: ops\n---\n1. go");

        Assert.Equal("x y ops", string.Join(' ', [.. read.Tags, read.Category]));
    }

    [Fact]
    public void What_a_field_has_no_room_for_stands_in_the_document()
    {
        var description = string.Concat(Enumerable.Repeat("word ", 300)) + "end";
        var requirements = string.Concat(Enumerable.Range(1, 40).Select(number => $"- need {number}\n"));
        var text = $"---\nname: a\ndescription: {description}\n---\n"
            + $"## Requirements\n{requirements}\n## Steps\n1. {new string('x', 9_000)}";

        var read = SkillMarkdown.Read(text).Checked();

        Assert.Equal(text, read.Document);
        Assert.EndsWith("word", read.Description);
        Assert.Equal(32, read.Preconditions.Count);
    }

    [Fact]
    public void One_numbered_heading_alone_is_no_list_of_steps()
    {
        var read = SkillMarkdown.Read(
            "---\nname: a\ndescription: b\n---\n## Step 1: Look\nCarefully.\n\n## Usage\n1. do this\n2. do that\n");
        Assert.Equal(["do this", "do that"], read.Steps.Select(step => step.Text));
    }

    [Fact]
    public void An_empty_item_of_a_list_is_no_condition() => Assert.Equal(
        ["one", "two"],
        SkillMarkdown.Read("---\nname: a\ndescription: b\n---\n## Requirements\n- one\n-\n- two\n\n## Steps\n1. go\n").Preconditions);

    [Theory]
    [InlineData("## The Process\n### Step 1: Look\nCarefully.\n### Step 2: Leap\n", "Look\n\nCarefully.", "Leap")]
    [InlineData("## Overview\n1. not this\n2. nor this\n## Steps to take\n### 1. Look\n### 2. Leap\n", "Look", "Leap")]
    [InlineData("## Phase 1: Look\n1. turn left\n## Phase 2: Leap\n1. jump\n", "turn left", "jump")]
    [InlineData("## Phase 1: Look\n1. left\n2. right\n## Phase 2: Leap\n"
        + "High.\n", "Phase 1: Look\n\n1. left\n2. right", "Phase 2: Leap\n\nHigh.")]
    [InlineData("## Workflow\n### Before\n1. look\n### After\n1. rest\n", "look", "rest")]
    [InlineData("## Look\nLeft.\n## Leap\nHigh.\n", "Look\n\nLeft.", "Leap\n\nHigh.")]
    [InlineData("Look.\n\nLeap.\n", "Look.", "Leap.")]
    [InlineData("1. go\n2.\n", "go")]
    public void The_steps_of_a_free_text_are_what_a_person_would_call_so(string body, params string[] steps) =>
        Assert.Equal(steps, SkillMarkdown.Read($"---\nname: a\ndescription: b\n---\n{body}").Steps.Select(step => step.Text));

    [Fact]
    public void More_steps_than_there_may_be_are_told_by_their_headings()
    {
        var parts = Enumerable.Range(1, 30).Select(part =>
            $"### Part of day {part}\n{string.Concat(Enumerable.Range(1, 10).Select(step => $"{step}. do {part} {step}\n"))}");

        var read = SkillMarkdown.Read($"---\nname: a\ndescription: b\n---\n## Workflow\n{string.Concat(parts)}");

        Assert.Equal(30, read.Checked().Steps.Count);
        var items = string.Concat(Enumerable.Range(1, 1_000).Select(at => $"{at}. Do {at}\n"));
        Assert.Equal(200, SkillMarkdown.Read($"---\nname: a\ndescription: b\n---\n## Workflow\n{items}").Steps.Count);
    }

    [Fact]
    public void A_text_without_a_name_has_its_folders_and_one_without_a_description_its_first_words()
    {
        var read = SkillMarkdown.Read("---\nlicense: MIT\n---\n# Deploy\n\nDeploys the\nAPI.\n\n1. go", "deploy-api");

        Assert.Equal(("deploy-api", "Deploys the API."), (read.Title, read.Description));
    }

    [Theory]
    [InlineData("- x\n", 200)]
    [InlineData("> ", 200)]
    [InlineData("{}", 30_000)]
    [InlineData("[", 60_000)]
    [InlineData("<!--", 10_000)]
    [InlineData("| a ", 10_000)]
    [InlineData("```\n", 5_000)]
    public void A_text_of_nothing_but_marks_is_read(string mark, int times)
    {
        var body = string.Concat(Enumerable.Range(0, times).Select(at => (mark[0] == '-' ? new string(' ', at * 2 % 400) : "") + mark));

        Assert.Equal(body.Length, SkillMarkdown.Read($"---\nname: a\ndescription: b\n---\n{body}").Document[31..].Length);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Deep_nesting_is_not_followed(string opening)
    {
        var metadata = string.Concat(Enumerable.Repeat(opening, 100_000));

        Assert.Equal("b", SkillMarkdown.Read($"---\nname: a\ndescription: b\nmetadata: {metadata}\n---\n1. go").Description);
    }

    static Step? Parse(string text)
    {
        try
        {
            return Step.Parse(UnixTrimmed(text));
        }
        catch (SkillException)
        {
            return null;
        }
    }

    static string UnixTrimmed(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n').Trim();

    [GeneratedRegex(@"^\W*(?:todo|tbd|tba|fixme)\b|^\W*(?:…|\.\.\.)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OpenNote();
}
