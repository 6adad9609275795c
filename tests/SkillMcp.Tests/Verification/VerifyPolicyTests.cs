using System.Runtime.Versioning;
using SkillMcp.Packaging;
using SkillMcp.Server.Verification;

namespace SkillMcp.Tests.Verification;

public sealed class VerifyPolicyTests : IDisposable
{
    const string Written = """
        # What may be run here.
        programs = ["dotnet", "grep", "/opt/tools/check"]
        hosts = ["api.example.com", "localhost:8080"]
        readable = ["/srv/shared", "~/notes"]

        [project.shop]
        programs = ["make"]
        writable = ["/srv/shop"]
        path = ["/opt/shop/bin"]
        environment = ["SHOP_MODE"]
        image = "debian:stable-slim"

        [project.shop.limits]
        time = "5m"
        memory = "1GB"

        [limits]
        time = "90s"
        processes = 64
        """;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_project_changes_what_holds_everywhere()
    {
        var policies = VerifyPolicyReader.Read(Written);
        var (everywhere, shop) = (policies.For(Project.Parse("blog")), policies.For(Project.Parse("shop")));

        Assert.Equal(["dotnet", "grep", "/opt/tools/check"], everywhere.Programs);
        Assert.Equal((TimeSpan.FromSeconds(90), 64), (everywhere.Limits.Time, everywhere.Limits.Processes));
        Assert.Equal(["make"], shop.Programs);
        Assert.Equal(["api.example.com", "localhost:8080"], shop.Hosts);
        Assert.Equal((TimeSpan.FromMinutes(5), 1L << 30, 64), (shop.Limits.Time, shop.Limits.Memory, shop.Limits.Processes));
        Assert.Equal(["SHOP_MODE"], shop.Environment);
        Assert.Equal(["/opt/shop/bin"], shop.Path);
        Assert.Contains(new SandboxBind("/srv/shop", IsWritable: true), shop.Binds);
        Assert.Contains(new SandboxBind("/opt/shop/bin", IsWritable: false), shop.Binds);
        Assert.EndsWith("/notes", shop.Readable[1]);
    }

    [Theory]
    [InlineData("dotnet test | grep -q ok", null)]
    [InlineData("/usr/bin/grep x y", null)]
    [InlineData("/opt/tools/check --all", null)]
    [InlineData("/tmp/grep x y", "'/tmp/grep' is not among the programs that are allowed")]
    [InlineData("check", "'check' is not among the programs that are allowed")]
    [InlineData("dotnet test; echo $(curl x)", "'curl' is not among the programs that are allowed")]
    [InlineData("$x", "it cannot be told which programs it runs: which program '' is, only shows when it runs")]
    public void A_command_is_allowed_by_all_that_it_runs(string command, string? reason) =>
        Assert.Equal(reason, VerifyPolicyReader.Read(Written).Everywhere.Allows(command));

    [Theory]
    [InlineData("https://api.example.com/health", null)]
    [InlineData("http://localhost:8080/", null)]
    [InlineData("http://API.example.com", null)]
    [InlineData("http://localhost/", "'localhost' is not among the hosts that are allowed")]
    [InlineData("https://api.example.com:8443/", "'api.example.com:8443' is not among the hosts that are allowed")]
    [InlineData("https://api.example.com.evil.example/", "'api.example.com.evil.example' is not among the hosts that are allowed")]
    [InlineData("https://api.example.com@evil.example/", "it is not an address of HTTP without a user")]
    [InlineData("file:///etc/passwd", "it is not an address of HTTP without a user")]
    public void An_address_is_allowed_by_its_host_and_port(string address, string? reason) =>
        Assert.Equal(reason, VerifyPolicyReader.Read(Written).Everywhere.Allows(new Uri(address)));

    [Fact]
    public void A_folder_is_allowed_where_it_really_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        Directory.CreateDirectory(folder["shop/sub"]);
        Directory.CreateDirectory(folder["other"]);
        Directory.CreateSymbolicLink(folder["shop/out"], folder["other"]);
        var policy = new VerifyPolicy { Readable = [folder["shop"]] };

        var bind = new SandboxBind(RealPath.OfAbsolute(folder["shop/sub"]), IsWritable: false);
        Assert.Equal(bind, policy.Allows(folder["shop/sub"], isWritable: false));
        Assert.Null(policy.Allows(folder["shop/sub"], isWritable: true));
        Assert.Null(policy.Allows(folder["shop/out"], isWritable: false));
        Assert.Null(policy.Allows(folder["shop/../other"], isWritable: false));
        Assert.Null(policy.Allows(folder["shopping"], isWritable: false));
    }

    [Theory]
    [InlineData("program = []", "line 1, column 1: 'program' is not known, did you mean 'programs'.")]
    [InlineData("\nprograms = \"make\"", "line 2, column 12: a list belongs there: programs = [\"…\", \"…\"].")]
    [InlineData("programs = [\"make all\"]", "line 1, column 13: \"make all\" is not the name of a program, or its whole path.")]
    [InlineData("hosts = [\"https://x.example\"]",
        "line 1, column 10: \"https://x.example\" is not a host such as api.example.com or localhost:8080.")]
    [InlineData("readable = [\"shop\"]", "line 1, column 13: \"shop\" is not the whole path of a folder, such as /srv/shop or ~/shop.")]
    [InlineData("environment = [\"LD_PRELOAD\"]",
        "line 1, column 15: LD_PRELOAD says what is run before the command, and cannot be handed on.")]
    [InlineData("[limits]\ntime = 60", "line 2, column 8: time is a time of at most 24 hours, such as \"90s\", \"5m\" or \"1h\".")]
    [InlineData("[limits]\nmemory = \"2 GB\"",
        "line 2, column 10: memory is a size of at most 1024 GB, such as \"512KB\", \"256MB\" or \"2GB\".")]
    [InlineData("[limits]\nprocesses = 0", "line 2, column 13: processes is a number from 1 to 65536.")]
    [InlineData("[limits]\nmemroy = \"2GB\"", "line 2, column 1: 'memroy' is not known, did you mean 'memory'.")]
    [InlineData("[limit]\ntime = \"1s\"", "line 1, column 1: 'limit' is not known, did you mean 'limits'.")]
    [InlineData("[project]\nprograms = []", "line 1, column 1: a project is missing: write [project.NAME].")]
    [InlineData("[project.shop]\nprogrms = []", "line 2, column 1: 'progrms' is not known, did you mean 'programs'.")]
    [InlineData("[[project.shop]]\nprograms = []", "line 1, column 1: a table is written with single brackets: [project.shop].")]
    public void A_mistake_is_named_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SkillException>(() => VerifyPolicyReader.Read(text)).Message);

    [Theory]
    [InlineData("programs = [")]
    [InlineData("programs = []\nprograms = [\"make\"]")]
    [InlineData("[limits]\n[limits]")]
    public void What_is_not_TOML_is_refused_with_its_place(string text) =>
        Assert.Matches("line [12]", Assert.Throws<SkillException>(() => VerifyPolicyReader.Read(text)).Message);

    [Fact]
    public async Task Without_a_file_nothing_is_allowed()
    {
        var policies = await VerifyPolicies.ReadBesideAsync(folder["skills.db"], CancellationToken.None);

        Assert.NotNull(policies.For(Project.Everybody).Allows("make"));
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task A_file_that_others_can_write_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions of files are set by mode.");
        await File.WriteAllTextAsync(folder["verify.toml"], "programs = [\"make\"]");
        File.SetUnixFileMode(folder["verify.toml"], (UnixFileMode)0x1B6);

        var refused = await Assert.ThrowsAsync<SkillException>(
            () => VerifyPolicies.ReadBesideAsync(folder["skills.db"], CancellationToken.None));
        Assert.Contains("chmod 600", refused.Message);

        File.SetUnixFileMode(folder["verify.toml"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var policies = await VerifyPolicies.ReadBesideAsync(folder["skills.db"], CancellationToken.None);
        Assert.Null(policies.For(Project.Everybody).Allows("make"));
    }

    [Fact]
    public async Task A_link_in_the_place_of_the_file_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        await File.WriteAllTextAsync(folder["other.toml"], "programs = [\"make\"]");
        File.CreateSymbolicLink(folder["verify.toml"], folder["other.toml"]);

        await Assert.ThrowsAsync<SkillException>(() => VerifyPolicies.ReadBesideAsync(folder["skills.db"], CancellationToken.None));
    }
}
