using CsCheck;

namespace SkillMcp.Tests;

public sealed class ProcedureTests
{
    static readonly Guid Part = new(7, 0, 0, new byte[8]);

    static readonly Parameter Stage = new()
    {
        Name = "stage",
        Description = "where to",
        Example = "qa",
        Default = "dev",
        Pattern = "[a-z]+",
    };

    static readonly Procedure Deploy = new()
    {
        Title = "deploy",
        Description = "Deploy it",
        Category = "shipping",
        Tags = ["ship", "cloud"],
        Preconditions = ["It is built"],
        Steps = Sample.Steps("make {stage}", "make check"),
        Postconditions = ["It answers"],
        Parameters = [Stage],
        Components = [new Component(Part) { Bindings = new Dictionary<string, string> { ["host"] = "{stage}" } }],
        Document = "# deploy",
        Files = [new SkillFile("a.sh", "aa", 1), new SkillFile("b.sh", "bb", 2)],
    };

    /// <summary>Each changes one thing that a skill says, or moves a text to where it says something else.</summary>
    static readonly Dictionary<string, Func<Procedure, Procedure>> Changes = new()
    {
        ["another title"] = p => p with { Title = "deploy2" },
        ["a title that takes from the description"] = p => p with { Title = "deployD", Description = "eploy it" },
        ["another description"] = p => p with { Description = "Deploy them" },
        ["another category"] = p => p with { Category = "x" },
        ["another tag"] = p => p with { Tags = ["ship", "edge"] },
        ["tags in another order"] = p => p with { Tags = ["cloud", "ship"] },
        ["two tags in one"] = p => p with { Tags = ["shipcloud"] },
        ["a tag that became a precondition"] = p => p with { Tags = ["ship"], Preconditions = ["cloud", "It is built"] },
        ["no precondition"] = p => p with { Preconditions = [] },
        ["another precondition"] = p => p with { Preconditions = ["It was built"] },
        ["conditions that changed sides"] = p => p with { Preconditions = ["It answers"], Postconditions = ["It is built"] },
        ["another step"] = p => p with { Steps = Sample.Steps("make {stage}", "make test") },
        ["steps in another order"] = p => p with { Steps = Sample.Steps("make check", "make {stage}") },
        ["no postcondition"] = p => p with { Postconditions = [] },
        ["no parameters"] = p => p with { Parameters = [] },
        ["the parameter twice"] = p => p with { Parameters = [Stage, Stage] },
        ["another name of the parameter"] = p => p with { Parameters = [Stage with { Name = "target" }] },
        ["another description of the parameter"] = p => p with { Parameters = [Stage with { Description = "which" }] },
        ["another example"] = p => p with { Parameters = [Stage with { Example = "prod" }] },
        ["no example"] = p => p with { Parameters = [Stage with { Example = "" }] },
        ["another default"] = p => p with { Parameters = [Stage with { Default = "qa" }] },
        ["an empty default"] = p => p with { Parameters = [Stage with { Default = "" }] },
        ["no default"] = p => p with { Parameters = [Stage with { Default = null }] },
        ["another pattern"] = p => p with { Parameters = [Stage with { Pattern = "[a-z]*" }] },
        ["no pattern"] = p => p with { Parameters = [Stage with { Pattern = null }] },
        ["the default as a pattern"] = p => p with { Parameters = [Stage with { Default = null, Pattern = "dev" }] },
        ["no components"] = p => p with { Components = [] },
        ["another component"] = p => p with { Components = [p.Components[0] with { Skill = Guid.Empty }] },
        ["another binding"] = p =>
            p with { Components = [p.Components[0] with { Bindings = new Dictionary<string, string> { ["host"] = "{other}" } }] },
        ["another bound parameter"] = p =>
            p with { Components = [p.Components[0] with { Bindings = new Dictionary<string, string> { ["port"] = "{stage}" } }] },
        ["no document"] = p => p with { Document = "" },
        ["another document"] = p => p with { Document = "# deploy it" },
        ["no files"] = p => p with { Files = [] },
        ["neither a document nor files"] = p => p with { Document = "", Files = [] },
        ["another content of a file"] = p => p with { Files = [p.Files[0], p.Files[1] with { Digest = "cc" }] },
        ["another path of a file"] = p => p with { Files = [p.Files[0], p.Files[1] with { Path = "c.sh" }] },
    };

    public static TheoryData<string> EveryChange => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(EveryChange))]
    public void Whatever_a_skill_says_is_part_of_its_hash(string change) =>
        Assert.NotEqual(Deploy.ContentHash(), Changes[change](Deploy).ContentHash());

    [Fact]
    public void No_two_changes_have_one_hash() =>
        Assert.Equal(Changes.Count, Changes.Values.Select(change => change(Deploy).ContentHash()).Distinct().Count());

    [Fact]
    public void Equal_procedures_have_equal_hashes_whatever_order_files_and_bindings_are_kept_in()
    {
        Procedure Bound(params (string Name, string Value)[] bindings) =>
            Deploy with
            {
                Components = [new Component(Part) { Bindings = bindings.ToDictionary(binding => binding.Name, binding => binding.Value) }],
            };

        Assert.Equal(Deploy.ContentHash(), (Deploy with { Files = [.. Deploy.Files.Reverse()] }).ContentHash());
        Assert.Equal(Bound(("a", "1"), ("b", "2")).ContentHash(), Bound(("b", "2"), ("a", "1")).ContentHash());
        Assert.NotEqual(Bound(("a", "1"), ("b", "2")).ContentHash(), Bound(("a", "2"), ("b", "1")).ContentHash());
    }

    [Fact]
    public void What_was_hashed_by_an_earlier_version_keeps_its_hash()
    {
        Assert.Equal("54ab4644250e10c039b2a015a99c7cd367eba39dc5a412a6b414aed493aba020", Sample.KubernetesRollingDeploy.ContentHash());
        Assert.Equal("0bc94a1a7879c8aee010719ae0a9803f7a1ac52614ee4987d21c1b21f4df6106", Deploy.ContentHash());
    }

    /// <summary>Each is as much as is allowed, and what is one too many or too few.</summary>
    static readonly Dictionary<string, (Procedure Most, Procedure TooMuch, string Mistake)> Limits = new()
    {
        ["title"] = (Say(p => p with { Title = Long(200) }), Say(p => p with { Title = Long(201) }), "the name has 201 characters"),
        ["no title"] = (Say(p => p with { Title = "x" }), Say(p => p with { Title = "  " }), "the name is empty"),
        ["description"] = (
            Say(p => p with { Description = Long(1_024) }),
            Say(p => p with { Description = Long(1_025) }),
            "the description has 1,025 characters"),
        ["no description"] = (Say(p => p with { Description = "x" }), Say(p => p with { Description = " \n" }), "the description is empty"),
        ["category"] = (Say(p => p with { Category = Long(64) }), Say(p => p with { Category = Long(65) }), "the category must have 1-64"),
        ["no category"] = (Say(p => p with { Category = "x" }), Say(p => p with { Category = "" }), "the category must have 1-64"),
        ["tags"] = (Say(p => p with { Tags = Many(32) }), Say(p => p with { Tags = Many(33) }), "there may be 32 tags"),
        ["tag"] = (Say(p => p with { Tags = ["y", Long(64)] }), Say(p => p with { Tags = ["y", Long(65)] }), "there may be 32 tags"),
        ["empty tag"] = (Say(p => p with { Tags = ["y", "x"] }), Say(p => p with { Tags = ["y", ""] }), "there may be 32 tags"),
        ["conditions"] = (
            Say(p => p with { Preconditions = Many(30), Postconditions = Many(34) }),
            Say(p => p with { Preconditions = Many(30), Postconditions = Many(35) }),
            "64 conditions"),
        ["condition"] = (
            Say(p => p with { Preconditions = ["y", Long(1_000)] }),
            Say(p => p with { Preconditions = ["y", Long(1_001)] }),
            "64 conditions"),
        ["empty condition"] = (
            Say(p => p with { Postconditions = ["x"] }), Say(p => p with { Postconditions = ["x", " "] }), "64 conditions"),
        ["steps"] = (
            Say(p => p with { Steps = Sample.Steps(Many(200)) }),
            Say(p => p with { Steps = Sample.Steps(Many(201)) }),
            "it has 201 steps, and 1-200 are allowed"),
        ["no steps"] = (
            Say(p => p with { Steps = [], Components = Deploy.Components }),
            Say(p => p with { Steps = [] }),
            "it has 0 steps, and 1-200 are allowed"),
        ["pattern"] = (
            Say(p => p with { Parameters = [Stage with { Pattern = "a+" }] }),
            Say(p => p with { Parameters = [Stage with { Pattern = "a+" }, Stage with { Pattern = "(" }] }),
            "not a regular expression"),
        ["slow pattern"] = (
            Say(p => p with { Parameters = [Stage with { Pattern = null }] }),
            Say(p => p with { Parameters = [Stage with { Pattern = "(a)\\1" }] }),
            "not a regular expression"),
        ["whole"] = (OfLength(65_536), OfLength(65_537), "its texts together have 65,537 characters"),
        ["document"] = (
            Say(p => p with { Document = Long(262_144) }),
            Say(p => p with { Document = Long(262_145) }),
            "SKILL.md has 262,145 characters"),
        ["files"] = (Say(p => p with { Files = Beside(498) }), Say(p => p with { Files = Beside(499) }), "there are 499 files"),
    };

    public static TheoryData<string> EveryLimit => [.. Limits.Keys];

    [Theory]
    [MemberData(nameof(EveryLimit))]
    public void As_much_as_is_allowed_is_taken_and_one_more_is_refused_with_the_reason(string limit)
    {
        var (most, tooMuch, mistake) = Limits[limit];

        Assert.Same(most, most.Checked());
        Assert.Contains(mistake, Assert.Throws<SkillException>(tooMuch.Checked).Message);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var message = Assert.Throws<SkillException>(Say(p => p with { Title = "", Description = "", Steps = [] }).Checked).Message;

        Assert.Contains("the name is empty; the description is empty: say when to use it; it has 0 steps, and 1-200 are allowed.", message);
    }

    // The compiler does not keep half a surrogate pair in an attribute, so these texts stand in the test.
    [Fact]
    public void Half_a_character_and_NUL_are_no_text()
    {
        Assert.All(
            ["", "plain", "\ud83d\ude80", "a\ud83d\ude80b\ud83d\ude80"],
            text => Assert.All(Holding(text), procedure => Assert.Same(procedure, procedure.Checked())));
        Assert.All(
            ["\0", "a\0b", "\ud83d", "ab\ud83d", "\ude80", "\ude80\ud83d", "\ud83dx", "\ud83d\ud83d\ude80", "\ud83d\ude80\ude80"],
            text => Assert.All(Holding(text), procedure =>
            {
                var refused = Assert.Throws<SkillException>(procedure.Checked);
                Assert.Contains("a NUL or an unpaired surrogate", refused.Message);
            }));

        static Procedure[] Holding(string text) =>
        [
            Say(p => p with { Tags = [$"{text}x"] }),
            Say(p => p with { Preconditions = [$"x{text}"] }),
            Say(p => p with { Document = text }),
        ];
    }

    [Fact]
    public void Every_text_that_is_well_formed_is_taken() =>
        Gen.String.Sample(text =>
        {
            var isText = !text.Contains('\0') && text == System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
            Assert.Equal(isText, Record.Exception(() => Say(p => p with { Document = text }).Checked()) is null);
        });

    [Fact]
    public void Parameters_follow_the_placeholders_of_the_steps()
    {
        var procedure = Deploy with
        {
            Steps = Sample.Steps("ship {host} {stage}", "check {host} {secret_key}"),
            Parameters =
            [
                new Parameter { Name = "unused" },
                Stage,
                Stage with { Example = "second" },
                new Parameter { Name = "Host", Example = "case" },
            ],
        };

        Assert.Equal(
            [
                new Parameter { Name = "host" },
                Stage,
                new Parameter { Name = "secret_key", Description = "a secret, which is kept nowhere", Example = "<secret>" },
            ],
            procedure.WithParametersOfSteps().Parameters);
    }

    [Fact]
    public void Examples_are_those_that_are_known_the_first_of_a_name()
    {
        var procedure = Deploy with { Parameters = [Stage, Stage with { Example = "second" }, new Parameter { Name = "host" }] };

        Assert.Equal([("stage", "qa")], procedure.Examples.Select(example => (example.Key, example.Value)));
    }

    [Fact]
    public void Every_text_of_it_is_listed()
    {
        string[] expected =
        [
            "deploy", "Deploy it", "shipping", "ship", "cloud", "It is built", "It answers", "make {stage}", "make check", "stage",
            "where to", "qa", "dev", "[a-z]+", "host", "{stage}",
        ];

        Assert.Equal(expected.Order(), Deploy.Texts.Order());
    }

    [Theory]
    [InlineData("db_password", "", true)]
    [InlineData("API-TOKEN", "", true)]
    [InlineData("token_count", "", true)]
    [InlineData("githubToken", "", true)]
    [InlineData("MyApiKey", "", true)]
    [InlineData("name", "<secret>", true)]
    [InlineData("private_key", "", true)]
    [InlineData("key", "", false)]
    [InlineData("tokenizer", "", false)]
    [InlineData("namespace", "secret", false)]
    public void A_parameter_is_a_secret_by_its_name_or_its_example(string name, string example, bool isSecret) =>
        Assert.Equal(isSecret, new Parameter { Name = name, Example = example }.IsSecret);

    static Procedure Say(Func<Procedure, Procedure> more) =>
        more(new Procedure { Title = "x", Description = "x", Steps = Sample.Steps("do it") });

    /// <summary>A procedure whose texts have this many characters together: ten are "x", "x", "general" and a step of one.</summary>
    static Procedure OfLength(int length) =>
        Say(p => p with { Steps = [.. Enumerable.Repeat(Step.Parse(Long(8_000)), 8), Step.Parse(Long(length - 9 - 64_000))] });

    static string Long(int length) => new('x', length);

    static string[] Many(int count) => [.. Enumerable.Range(0, count).Select(n => $"n{n}")];

    static SkillFile[] Beside(int count) => [.. Many(count).Select(name => new SkillFile(name, "aa", 1))];
}
