using SkillMcp.Server.Verification;

namespace SkillMcp.Tests.Verification;

public sealed class CheckResultTests
{
    [Fact]
    public void What_is_told_of_a_check_holds_no_secret_that_a_command_printed()
    {
        var seen = CheckResult.CouldNotRun("cat notes", "exit code 0\nmysql -u root -pRexy2011kq shop\nend");

        Assert.StartsWith("exit code 0\nmysql -u root -p", seen.Observed);
        Assert.DoesNotContain("Rexy2011kq", seen.Observed);
    }
}
