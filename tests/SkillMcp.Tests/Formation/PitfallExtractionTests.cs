using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class PitfallExtractionTests
{
    static readonly Evidence Failed = new() { Kind = EvidenceKind.ExitCode, Observed = "1", Expected = "0", Check = "make test" };

    static readonly IReadOnlyList<Step> Steps = [Step.Parse("make build"), Step.Parse("make test"), Step.Parse("make ship HOST={host}")];

    [Fact]
    public void It_says_what_went_wrong()
    {
        Assert.Equal("The image was not pushed", Of(" The image was not pushed ", Failed, 3)?.Text);
        Assert.Equal("exit_code: saw 1", Of("", Failed with { Check = "", Expected = "" })?.Text);
        Assert.Equal(new Pitfall { Text = "This step failed.", Step = 2 }, Of("", null, 2));
        Assert.Null(Of("  ", null));
    }

    [Fact]
    public void It_belongs_to_the_step_that_was_checked_or_quoted()
    {
        Assert.Equal(new Pitfall { Text = "make test: saw 1 instead of 0", Step = 2 }, Of("", Failed));
        Assert.Equal(1, Of("'make build' needs a newer compiler", null)?.Step);
    }

    [Theory]
    [InlineData("The registry timed out")]
    [InlineData("429 Too Many Requests from the API")]
    [InlineData("connection reset by peer")]
    [InlineData("Could not resolve host: registry.example.org")]
    [InlineData("We hit the rate limit")]
    [InlineData("The network was down")]
    [InlineData("gateway timeout")]
    public void A_transient_failure_is_not_a_pitfall(string notes) => Assert.Null(Of(notes, null, 2));

    [Theory]
    [InlineData("The default timeout of 60 s is wrong here: it takes five minutes")]
    [InlineData("Increase the timeout, the image is large")]
    [InlineData("The port was missing from the firewall, so the connection was refused")]
    [InlineData("unknown flag: --timeout")]
    [InlineData("connection refused: the database has to be started before the migration")]
    [InlineData("the pod needs a longer timeout than 60s")]
    [InlineData("timed out because the image tag does not exist")]
    public void A_failure_with_a_cause_or_a_remedy_is_one(string notes) => Assert.NotNull(Of(notes, null, 2));

    [Fact]
    public void A_response_after_which_a_client_retries_is_not_a_pitfall()
    {
        Assert.Null(Of("", new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "429" }));
        Assert.Null(Of("", new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "429", Expected = "200" }));
        Assert.Null(Of("", new Evidence { Kind = EvidenceKind.OutputMatch, Observed = "connection timed out", Expected = "ok" }));
        Assert.NotNull(Of("", new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "503", Check = "curl /health" }));
    }

    [Fact]
    public void The_same_in_other_words_is_not_told_twice()
    {
        var known = new Pitfall { Text = "The image was not pushed to the registry", Step = 3 };

        Assert.Equal(known.Text, PitfallExtraction.Of("image was never pushed to the registry", null, 3, Steps, [known])?.Text);
        Assert.NotEqual(known.Text, PitfallExtraction.Of("image was never pushed to the registry", null, 2, Steps, [known])?.Text);
        Assert.NotEqual(known.Text, PitfallExtraction.Of("the registry needs a login", null, 3, Steps, [known])?.Text);
    }

    [Fact]
    public void A_log_is_cut_to_the_lines_that_tell()
    {
        var copied = Enumerable.Range(0, 200).Select(line => $"copying layer {line}");
        var log = string.Join('\n', copied.Append("fatal: the manifest is invalid"));

        Assert.Equal("fatal: the manifest is invalid", Of(log, null)?.Text);
        Assert.True(Of(new string('x', 5_000), null)?.Text.Length <= Pitfall.MaxLength);
    }

    [Fact]
    public void Only_a_long_log_is_cut_and_one_without_errors_from_its_end()
    {
        var line = new string('x', Pitfall.MaxLength - "\nfatal: no".Length);

        Assert.Equal($"{line} fatal: no", Of($"{line}\nfatal: no", null)?.Text);
        Assert.Equal("fatal: no", Of($"x{line}\nfatal: no", null)?.Text);
        Assert.Equal($"{line} y {new string('z', 6)}…", Of($"{line}\n y \n\n{new string('z', 100)}", null)?.Text);
    }

    [Fact]
    public void A_step_is_quoted_from_eight_characters_on()
    {
        IReadOnlyList<Step> steps = [Step.Parse("make it"), Step.Parse("make its")];

        Assert.Equal(2, PitfallExtraction.Of("MAKE ITS output is wrong", null, 0, steps, [])?.Step);
        Assert.Equal(0, PitfallExtraction.Of("make it right", null, 0, steps, [])?.Step);
        Assert.Equal(1, PitfallExtraction.Of("MAKE ITS output is wrong", null, 1, steps, [])?.Step);
        Assert.Equal(2, PitfallExtraction.Of("", Failed with { Check = " make its " }, 0, steps, [])?.Step);
    }

    [Theory]
    [InlineData("alpha beta gamma delta epsilon", "alpha beta gamma zeta eta", true)]
    [InlineData("alpha beta gamma delta epsilon theta", "alpha beta gamma zeta eta", false)]
    [InlineData("the", "the", false)]
    public void Three_fifths_of_the_words_are_the_same_pitfall(string known, string told, bool same)
    {
        var pitfall = new Pitfall { Text = $"{known}!", Step = 3 };

        Assert.Equal(same ? pitfall.Text : told, PitfallExtraction.Of(told, null, 3, Steps, [pitfall])?.Text);
    }

    static Pitfall? Of(string notes, Evidence? evidence, int failedStep = 0) =>
        PitfallExtraction.Of(notes, evidence, failedStep, Steps, []);

    [Theory]
    [InlineData("a b c d e", "a b c d e", true)]
    [InlineData("aaa bbb ccc ddd eee", "aaa bbb ccc xxx yyy", true)]
    [InlineData("aaa bbb ccc ddd eee", "aaa bbb wwww xxx yyy", false)]
    [InlineData("aaa bbb", "aaa bbb ccc ddd", true)]
    [InlineData("aaa bbb", "aaa bbb ccc ddd eee", false)]
    [InlineData("!", "aaa", false)]
    public void Three_words_in_five_are_the_same_lesson(string known, string notes, bool isSame) =>
        Assert.Equal(isSame ? known : notes, PitfallExtraction.Of(notes, null, 1, Steps, [new Pitfall { Text = known, Step = 1 }])?.Text);

    [Fact]
    public void A_step_is_found_by_what_tells_it_and_the_first_of_several()
    {
        IReadOnlyList<Step> steps = [Step.Parse("make it"), Step.Parse("make all"), Step.Parse("make all"), Step.Parse("MAKE tea")];

        Assert.Equal(0, PitfallExtraction.Of("make it right", null, 0, steps, [])?.Step);
        Assert.Equal(2, PitfallExtraction.Of("'make all' is wrong", null, 0, steps, [])?.Step);
        Assert.Equal(4, PitfallExtraction.Of("'make TEA' is wrong", null, 0, steps, [])?.Step);
        Assert.Equal(2, PitfallExtraction.Of("", Failed with { Check = " make all " }, 0, steps, [])?.Step);
        Assert.Equal(9, PitfallExtraction.Of("'make all' is wrong", null, 9, steps, [])?.Step);
    }

    [Fact]
    public void A_lesson_stands_on_one_line_and_is_as_long_as_it_may_be()
    {
        Assert.Equal("it is wrong here", Of("it is\n\n  wrong\n here", null)?.Text);
        Assert.Equal(new string('x', 400), Of(new string('x', 400), null)?.Text);
        Assert.Equal(400, Of(new string('x', 401), null)?.Text.Length);
        Assert.Equal($"{new string('x', 390)} error", Of($"{new string('x', 390)}\nerror", null)?.Text);
        Assert.Equal("error denied", Of($"{new string('x', 390)}\nerror\nfine\ndenied", null)?.Text);
    }
}
