using SkillMcp.Checks;

namespace SkillMcp.Tests.Checks;

/// <summary>Reports of tests, as their programs write them.</summary>
public sealed class TestReportTests
{
    [Fact]
    public void A_trx_is_counted()
    {
        var report = TestReport.Parse("""
            <?xml version="1.0" encoding="utf-8"?>
            <TestRun id="1" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="Adds" outcome="Passed" />
              <UnitTestResult testName="Divides" outcome="Failed">
                <Output><ErrorInfo><Message>boom</Message></ErrorInfo></Output>
              </UnitTestResult>
              <UnitTestResult testName="Waits" outcome="Timeout" />
              <UnitTestResult testName="Later" outcome="NotExecuted" />
            </Results></TestRun>
            """);

        Assert.Equal(new TestReport(1, 2, "Divides"), report);
    }

    [Fact]
    public void The_report_of_junit_is_counted()
    {
        var report = TestReport.Parse("""
            <testsuites><testsuite name="a" tests="4">
              <testcase name="adds" classname="Sum"/>
              <testcase name="divides"><failure message="boom">at line 3</failure></testcase>
              <testcase name="breaks"><error/></testcase>
              <testcase name="later"><skipped/></testcase>
              <testcase name="prints"><system-out>not ok</system-out></testcase>
            </testsuite></testsuites>
            """);

        Assert.Equal(new TestReport(2, 2, "divides"), report);
    }

    [Theory]
    [InlineData("1..2\nok 1 - adds\nok 2 - divides\n", 2, 0, "")]
    [InlineData("TAP version 13\nok 1 adds\nnot ok 2 - divides\n  ---\n  message: boom\n1..2\n", 1, 1, "divides")]
    [InlineData("1..3\nok 1\nnot ok 2 # TODO not yet\nok 3 # SKIP no network\n", 1, 0, "")]
    [InlineData("1..3\nok 1\n", 1, 2, "")]
    [InlineData("1..3\nok 1\nBail out! no database\n", 1, 3, "Bail out! no database")]
    public void Tap_is_counted(string text, int passed, int failed, string first) =>
        Assert.Equal(new TestReport(passed, failed, first), TestReport.Parse(text));

    [Theory]
    [InlineData("<testsuite tests='0'/>")]
    [InlineData("1..1\nok 1 # SKIP no network\n")]
    public void A_report_of_nothing_is_no_success(string text) => Assert.False(TestReport.Parse(text).IsSuccess);

    [Theory]
    [InlineData("<html><body/></html>", "<TestRun>")]
    [InlineData("<testsuite><testcase", "cannot be read")]
    [InlineData("all fine", "ok 1 - name")]
    [InlineData("", "ok 1 - name")]
    public void What_is_no_report_is_named(string text, string why) =>
        Assert.Contains(why, Assert.Throws<SkillException>(() => TestReport.Parse(text)).Message, StringComparison.Ordinal);
}
