using System.Text.RegularExpressions;
using System.Xml;

namespace SkillMcp.Checks;

/// <summary>What a report of tests says: TRX, JUnit's XML or TAP, told apart by what they hold.</summary>
/// <param name="Passed">How many tests passed.</param>
/// <param name="Failed">
/// How many did not: those that failed, ended with an error or ran out of time, and those that were planned and never ran.
/// </param>
/// <param name="FirstFailure">The name of the first that did not; empty if it is not told.</param>
sealed partial record TestReport(int Passed, int Failed, string FirstFailure = "")
{
    /// <summary>Whether at least one test passed and none failed: a report of nothing proves nothing.</summary>
    public bool IsSuccess => Passed > 0 && Failed == 0;

    /// <summary>Reads a report.</summary>
    /// <exception cref="SkillException">It is none of the three.</exception>
    public static TestReport Parse(string text)
    {
        try
        {
            return text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<') ? OfXml(text) : OfTap(text);
        }
        catch (XmlException damaged)
        {
            throw new SkillException($"The report of tests cannot be read: {damaged.Message}");
        }
    }

    static TestReport OfXml(string text)
    {
        var report = new TestReport(0, 0);
        var (isReport, name, isSkipped, isFailed, isOpen) = (false, "", false, false, false);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit };
        using var reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), settings);
        while (reader.Read())
        {
            switch (reader.NodeType, reader.LocalName)
            {
                case (XmlNodeType.Element, "TestRun" or "testsuites" or "testsuite"):
                    isReport = true;
                    break;
                case (XmlNodeType.Element, "UnitTestResult"):
                    report = report.With(reader.GetAttribute("testName") ?? "", reader.GetAttribute("outcome") ?? "Passed");
                    break;
                case (XmlNodeType.Element, "testcase"):
                    End();
                    (name, isSkipped, isFailed, isOpen) = (reader.GetAttribute("name") ?? "", false, false, true);
                    break;
                case (XmlNodeType.Element, "failure" or "error"):
                    isFailed = true;
                    // One beside the tests is that of a whole suite.
                    report = isOpen ? report : report.With("", "Failed");
                    break;
                case (XmlNodeType.Element, "skipped" or "disabled"):
                    isSkipped = true;
                    break;
                case (XmlNodeType.EndElement, "testsuite"):
                    End();
                    break;
            }
        }
        End();
        return isReport ? report : throw new SkillException("This XML is no report of tests: TRX has <TestRun>, JUnit's has <testsuite>.");

        void End()
        {
            if (isOpen)
            {
                report = report.With(name, isFailed ? "Failed" : isSkipped ? "NotExecuted" : "Passed");
                isOpen = false;
            }
        }
    }

    static TestReport OfTap(string text)
    {
        var report = new TestReport(0, 0);
        var (planned, seen) = ((int?)null, 0);
        foreach (var line in text.EnumerateLines())
        {
            if (Tap().Match(line.ToString()) is { Success: true } test)
            {
                seen++;
                // What is to do may fail, and what was skipped did not run.
                var outcome = test.Groups["directive"].Success ? "NotExecuted" : test.Groups["not"].Success ? "Failed" : "Passed";
                report = report.With(test.Groups["name"].Value.Trim(), outcome);
            }
            else if (Plan().Match(line.ToString()) is { Success: true } plan)
            {
                planned = int.Parse(plan.Groups["last"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            }
            else if (line.StartsWith("Bail out!", StringComparison.Ordinal))
            {
                report = report.With(line.ToString(), "Failed");
            }
        }
        return (planned, seen) switch
        {
            (null, 0) => throw new SkillException(
                "This is no report of tests: TRX and JUnit's are XML, TAP has lines such as \"ok 1 - name\"."),
            ({ } all, _) when seen < all => report with { Failed = report.Failed + all - seen },
            _ => report,
        };
    }

    TestReport With(string name, string outcome) => outcome switch
    {
        "Passed" or "PassedButRunAborted" or "Warning" or "Completed" => this with { Passed = Passed + 1 },
        "NotExecuted" or "NotRunnable" or "Pending" or "Inconclusive" or "Disconnected" => this,
        _ => this with { Failed = Failed + 1, FirstFailure = Failed == 0 ? name : FirstFailure },
    };

    [GeneratedRegex(
        @"^(?<not>not )?ok\b(?: +(?:\d+)?)?(?: *- )?(?<name>[^#]*)(?<directive># *(?:skip|todo)\b.*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Tap();

    [GeneratedRegex(@"^1\.\.(?<last>\d{1,7})\b")]
    private static partial Regex Plan();
}
