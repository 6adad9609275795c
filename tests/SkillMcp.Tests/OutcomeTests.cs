namespace SkillMcp.Tests;

public sealed class OutcomeTests
{
    [Theory]
    [InlineData(EvidenceKind.ExitCode, "0", "", true)]
    [InlineData(EvidenceKind.ExitCode, "1", "", false)]
    [InlineData(EvidenceKind.ExitCode, "1", "1", true)]
    [InlineData(EvidenceKind.ExitCode, "exit code 0", "", true)]
    [InlineData(EvidenceKind.ExitCode, "0", "exit code 0", true)]
    [InlineData(EvidenceKind.ExitCode, "exited with -1", "0", false)]
    [InlineData(EvidenceKind.ExitCode, "it went well", "0", null)]
    [InlineData(EvidenceKind.HttpStatus, "200 OK", "", true)]
    [InlineData(EvidenceKind.HttpStatus, "HTTP/1.1 200 OK", "2xx", true)]
    [InlineData(EvidenceKind.HttpStatus, "HTTP/2 503", "2xx", false)]
    [InlineData(EvidenceKind.HttpStatus, "301", "", null)]
    [InlineData(EvidenceKind.HttpStatus, "301 Moved", "301", true)]
    [InlineData(EvidenceKind.HttpStatus, "healthy", "", null)]
    [InlineData(EvidenceKind.HttpStatus, "204", "", true)]
    [InlineData(EvidenceKind.HttpStatus, "503", "", false)]
    [InlineData(EvidenceKind.HttpStatus, "503", "503", true)]
    [InlineData(EvidenceKind.OutputMatch, "all 12 pods Running", "running", true)]
    [InlineData(EvidenceKind.TestReport, "11 passed, 1 failed", "0 failed", false)]
    [InlineData(EvidenceKind.TestReport, "10 failed, 3 passed", "0 failed", false)]
    [InlineData(EvidenceKind.TestReport, "10 failed, then 0 failed", "0 failed", true)]
    [InlineData(EvidenceKind.OutputMatch, "status: OKAY", "ok", null)]
    [InlineData(EvidenceKind.OutputMatch, "[OK]", "ok", true)]
    [InlineData(EvidenceKind.OutputMatch, "anything", "", null)]
    [InlineData(EvidenceKind.ExitCode, "", "0", null)]
    public void Evidence_agrees_when_what_was_seen_is_what_was_expected(
        EvidenceKind kind, string observed, string expected, bool? agrees) =>
        Assert.Equal(agrees, new Evidence { Kind = kind, Observed = observed, Expected = expected }.Agrees);

    [Fact]
    public void Evidence_wins_over_a_claim_that_it_contradicts()
    {
        var broken = new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "500" };
        var sound = broken with { Observed = "200" };

        Assert.Equal(
            new AssessedOutcome(Outcome.Failure, EvidenceLevel.Evidenced, true),
            AssessedOutcome.Of(Outcome.Success, broken, confirmed: false));
        Assert.Equal(
            new AssessedOutcome(Outcome.Success, EvidenceLevel.Evidenced, true),
            AssessedOutcome.Of(Outcome.Failure, sound, confirmed: false));
        Assert.Equal(
            new AssessedOutcome(Outcome.Success, EvidenceLevel.Evidenced, false),
            AssessedOutcome.Of(Outcome.Success, sound, confirmed: false));
        // A reported failure stays a failure, even when the observed text holds what a success would have shown.
        var report = new Evidence { Kind = EvidenceKind.TestReport, Observed = "12 failed, 3 passed", Expected = "passed" };
        Assert.Equal(
            new AssessedOutcome(Outcome.Failure, EvidenceLevel.SelfReported, false),
            AssessedOutcome.Of(Outcome.Failure, report, confirmed: false));
        Assert.Equal(
            new AssessedOutcome(Outcome.Partial, EvidenceLevel.Evidenced, false),
            AssessedOutcome.Of(Outcome.Partial, broken, confirmed: false));
    }

    [Theory]
    [InlineData("ok", "ok", true)]
    [InlineData("(ok)", "ok", true)]
    [InlineData("tok", "ok", null)]
    [InlineData("okay", "ok", null)]
    [InlineData("tok ok", "ok", true)]
    [InlineData("xx", "x", null)]
    [InlineData("xx x", "x", true)]
    [InlineData("a-ok", "-ok", true)]
    [InlineData("", "ok", null)]
    [InlineData(" ", "ok", null)]
    [InlineData("ok", " ok ", true)]
    [InlineData("0 failed", "0 FAILED", true)]
    public void A_text_is_found_as_whole_words_and_one_without_them_decides_nothing(string observed, string expected, bool? agrees) =>
        Assert.Equal(agrees, new Evidence { Kind = EvidenceKind.OutputMatch, Observed = observed, Expected = expected }.Agrees);

    [Theory]
    [InlineData(EvidenceKind.OutputMatch, "schema_version went from 8 to 9", "schema_version one higher", null)]
    [InlineData(EvidenceKind.TestReport, "1 passed", "0 failed", true)]
    [InlineData(EvidenceKind.TestReport, "3 passed", "all tests pass", true)]
    [InlineData(EvidenceKind.TestReport, "Passed: 3, Failed: 0", "no failures", true)]
    [InlineData(EvidenceKind.TestReport, "Passed: 3, Failed: 1", "no failures", false)]
    [InlineData(EvidenceKind.TestReport, "11 passed", "12 passed", false)]
    [InlineData(EvidenceKind.TestReport, "12 tests passed in 3 s", "12 passed", true)]
    [InlineData(EvidenceKind.TestReport, "2 failed", "everything is fine", false)]
    [InlineData(EvidenceKind.TestReport, "2 failed", "2 failed", true)]
    [InlineData(EvidenceKind.OutputMatch, "3 passed", "all tests pass", null)]
    [InlineData(EvidenceKind.OutputMatch, "command exited with code 1", "the file is there", false)]
    [InlineData(EvidenceKind.OutputMatch, "Build succeeded. 0 Error(s)", "build is green", null)]
    [InlineData(EvidenceKind.OutputMatch, "3 errors, 2 warnings", "no errors", false)]
    [InlineData(EvidenceKind.OutputMatch, "8", "9", false)]
    [InlineData(EvidenceKind.OutputMatch, "9.0", "9", true)]
    [InlineData(EvidenceKind.OutputMatch, "3 failed logins were removed", "logins are gone", null)]
    [InlineData(EvidenceKind.OutputMatch, "returned 5 rows", "the table is filled", null)]
    [InlineData(EvidenceKind.OutputMatch, "CrashLoopBackOff", "Running", null)]
    [InlineData(EvidenceKind.OutputMatch, "99999999999999999999 failed", "0 failed", null)]
    [InlineData(EvidenceKind.OutputMatch, "The service is not ready yet", "ready", false)]
    [InlineData(EvidenceKind.OutputMatch, "It isn't running", "running", false)]
    [InlineData(EvidenceKind.OutputMatch, "no longer available", "available", false)]
    [InlineData(EvidenceKind.OutputMatch, "not ready, waiting... ready", "ready", true)]
    [InlineData(EvidenceKind.OutputMatch, "no errors, running", "running", true)]
    [InlineData(EvidenceKind.OutputMatch, "0 of 3 ready", "ready", false)]
    [InlineData(EvidenceKind.OutputMatch, "2/3 replicas are available", "3/3 replicas are available", false)]
    [InlineData(EvidenceKind.OutputMatch, "2 of 3 replicas are available\n3 of 3 replicas are available", "available", true)]
    [InlineData(EvidenceKind.OutputMatch, "2 of 3 replicas are available\nrolled out", "rolled out", true)]
    [InlineData(EvidenceKind.OutputMatch, "2 of 3 ready", "2 of 3 ready", true)]
    [InlineData(EvidenceKind.TestReport, "0 of 12 passed", "passed", false)]
    [InlineData(EvidenceKind.TestReport, "12 failed, 0 passed", "passed", false)]
    [InlineData(EvidenceKind.OutputMatch, "not found", "not found", true)]
    public void Only_what_can_be_compared_contradicts(EvidenceKind kind, string observed, string expected, bool? agrees) =>
        Assert.Equal(agrees, new Evidence { Kind = kind, Observed = observed, Expected = expected }.Agrees);

    [Theory]
    [InlineData("404", "4xx", true)]
    [InlineData("404", "5XX", false)]
    [InlineData("100", "", null)]
    [InlineData("404", "", false)]
    [InlineData("299", "", true)]
    [InlineData("200", "200 or 2xx", true)]
    [InlineData("201", "200 or 2xx", false)]
    [InlineData("600", "", null)]
    [InlineData("200", "fine", true)]
    public void A_status_is_held_against_its_family(string observed, string expected, bool? agrees) =>
        Assert.Equal(agrees, new Evidence { Kind = EvidenceKind.HttpStatus, Observed = observed, Expected = expected }.Agrees);

    [Theory]
    [InlineData(EvidenceKind.ExitCode, true)]
    [InlineData(EvidenceKind.HttpStatus, true)]
    [InlineData(EvidenceKind.TestReport, false)]
    [InlineData(EvidenceKind.OutputMatch, false)]
    public void Only_a_number_is_proof(EvidenceKind kind, bool isExact) =>
        Assert.Equal(isExact, new Evidence { Kind = kind, Observed = "1" }.IsExact);

    [Fact]
    public void What_was_not_used_was_not_executed_whatever_is_shown_of_it() =>
        Assert.Equal(
            new AssessedOutcome(Outcome.NotUsed, EvidenceLevel.SelfReported, false),
            AssessedOutcome.Of(Outcome.NotUsed, new Evidence { Kind = EvidenceKind.ExitCode, Observed = "1" }, confirmed: false));

    [Fact]
    public void What_cannot_be_told_is_only_said() =>
        Assert.Equal(
            EvidenceLevel.SelfReported,
            AssessedOutcome.Of(
                Outcome.Success, new Evidence { Kind = EvidenceKind.OutputMatch, Observed = "fine" }, confirmed: false).Level);

    [Fact]
    public void A_person_who_saw_it_needs_no_evidence() =>
        Assert.Equal(
            new AssessedOutcome(Outcome.Success, EvidenceLevel.Verified, false),
            AssessedOutcome.Of(Outcome.Success, null, confirmed: true));

    [Fact]
    public void The_same_words_are_the_same_pitfall() =>
        Assert.Equal(new Pitfall { Text = "Image was not PUSHED!" }.Fingerprint, new Pitfall { Text = "the image not pushed" }.Fingerprint);
}
