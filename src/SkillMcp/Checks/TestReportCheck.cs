namespace SkillMcp.Checks;

/// <summary>A report of tests (TRX, JUnit or TAP) that must have passed tests and none that failed.</summary>
/// <param name="Path">
/// Its path; the last part may hold <c>*</c>, and each report that it names must be so. A relative path is of the folder that is worked in.
/// </param>
sealed record TestReportCheck(string Path) : Check
{
    public override string Text => $"{Path}: no failed tests";
}
