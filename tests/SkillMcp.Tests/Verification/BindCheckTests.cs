using SkillMcp.Packaging;
using SkillMcp.Server.Verification;

namespace SkillMcp.Tests.Verification;

public sealed class BindCheckTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly BindCheck binds;

    public BindCheckTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths of Unix.");
        Directory.CreateDirectory(folder["home/.ssh"]);
        Directory.CreateDirectory(folder["home/shop"]);
        Directory.CreateDirectory(folder["home/data"]);
        Directory.CreateSymbolicLink(folder["home/link"], folder["home/.ssh"]);
        File.WriteAllText(folder["home/data/skills.db"], "");
        binds = new BindCheck(folder["home"], folder["home/data/skills.db"]);
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/proc")]
    [InlineData("/proc/self")]
    [InlineData("/sys")]
    [InlineData("/dev")]
    [InlineData("/run")]
    [InlineData("/etc")]
    [InlineData("/var")]
    [InlineData("/tmp/")]
    [InlineData("/usr/../proc")]
    public void What_is_the_machines_is_not_bound(string path)
    {
        Assert.SkipUnless(Path.Exists(path), $"There is no {path}.");
        Refuses(path);
    }

    [Theory]
    [InlineData("home")]
    [InlineData("home/.ssh")]
    [InlineData("home/link")]
    [InlineData("home/link/..")]
    [InlineData("home/data")]
    [InlineData("home/data/skills.db")]
    [InlineData("home/nowhere")]
    public void What_is_secret_or_missing_is_not_bound(string path) => Refuses(folder[path]);

    [Fact]
    public void A_folder_of_a_project_is_bound_where_it_really_is() =>
        Assert.Equal(
            new SandboxBind(RealPath.OfAbsolute(folder["home/shop"]), IsWritable: true),
            binds.Resolve(new SandboxBind(folder["home/../home/shop/"], IsWritable: true)));

    [Fact]
    public void Programs_of_the_system_are_only_read()
    {
        Assert.Throws<SkillException>(() => binds.Resolve(new SandboxBind("/usr/bin", IsWritable: true)));
        binds.Resolve(new SandboxBind("/usr/bin", IsWritable: false));
    }

    void Refuses(string path) => Assert.Throws<SkillException>(() => binds.Resolve(new SandboxBind(path, IsWritable: false)));
}
