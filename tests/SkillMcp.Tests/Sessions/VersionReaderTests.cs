using SkillMcp.Sessions;

namespace SkillMcp.Tests.Sessions;

/// <summary>Which version of a program there is, read from what it answers when it is asked for that.</summary>
public sealed class VersionReaderTests
{
    [Theory]
    [InlineData("terraform version", "Terraform v1.5.7\non linux_amd64\n\nThe latest version is 1.9.8.", "terraform 1.5.7")]
    [InlineData("node --version", "v20.11.1\n", "node 20.11.1")]
    [InlineData("python -V", "Python 3.11.2", "python 3.11.2")]
    [InlineData("python3 --version", "Python 3.12.0rc1", "python3 3.12.0")]
    [InlineData("dotnet --version", "8.0.204", "dotnet 8.0.204")]
    [InlineData("go version", "go version go1.22.1 linux/amd64", "go 1.22.1")]
    [InlineData("kubectl version --client", "Client Version: v1.27.3\nKustomize Version: v5.0.1", "kubectl 1.27.3")]
    [InlineData(
        "kubectl version --client -o json",
        "{\n  \"clientVersion\": {\n    \"major\": \"1\",\n    \"gitVersion\": \"v1.27.3\"",
        "kubectl 1.27.3")]
    [InlineData("docker --version", "Docker version 24.0.7, build afdd53b", "docker 24.0.7")]
    [InlineData("docker version", "Client: Docker Engine\n Version:           24.0.7\n API version:       1.43", "docker 24.0.7")]
    [InlineData("psql --version", "psql (PostgreSQL) 15.3 (Debian 15.3-0)", "psql 15.3")]
    [InlineData("java -version", "openjdk version \"17.0.8\" 2023-07-18", "java 17.0.8")]
    [InlineData("mvn -v", "Apache Maven 3.9.1 (2e178502)", null)]
    [InlineData("mvn --version", "Apache Maven 3.9.1 (2e178502)", "mvn 3.9.1")]
    [InlineData("aws --version", "aws-cli/2.13.0 Python/3.11.4 Linux", "aws 2.13.0")]
    [InlineData("nginx -v", "nginx version: nginx/1.22.1", "nginx 1.22.1")]
    [InlineData("sudo /usr/bin/gcc --version", "gcc (Debian 12.2.0-14) 12.2.0", "gcc 12.2.0")]
    [InlineData("git --version | head -1", "git version 2.39.2.windows.1", "git 2.39.2")]
    [InlineData("cd infra && terraform version", "Terraform v1.5.7", "terraform 1.5.7")]
    [InlineData("node -v && npm -v", "v18.19.0\n9.2.0", "node 18.19.0, npm 9.2.0")]
    [InlineData("echo tools; terraform version; jq --version", "tools\nTerraform v1.5.7\njq-1.6", "terraform 1.5.7, jq 1.6")]
    [InlineData("poetry --version", "Poetry (version 1.5.1)", "poetry 1.5.1")]
    public void A_program_that_is_asked_for_its_version_has_the_one_that_it_answers(string command, string output, string? version) =>
        Assert.Equal(version ?? "", Told(VersionReader.In(command, output)));

    [Theory]
    [InlineData("terraform apply", "Terraform v1.5.7")]
    [InlineData("pip install flask", "Successfully installed flask-3.0.0")]
    [InlineData("cat version", "1.2.3")]
    [InlineData("npm version 1.4.0", "v1.4.0")]
    [InlineData("poetry version", "shop 0.1.0")]
    [InlineData("pytest -v", "==== test session starts ====\nplatform linux -- Python 3.11.2")]
    [InlineData("docker exec app node --version", "v18.19.0")]
    [InlineData("ssh web1 nginx -v", "nginx version: nginx/1.22.1")]
    [InlineData("docker version --format {{.Server.Version}}", "24.0.7")]
    [InlineData("terraform version", "bash: terraform: command not found")]
    [InlineData("terraform version", "exit code 0")]
    [InlineData("make build && node --version", "built 4.2.0\nv18.19.0")]
    [InlineData("terraform version", "Terraform v1.5.7 of 99999999999")]
    public void Nothing_else_is_taken_for_one(string command, string output)
    {
        var told = Told(VersionReader.In(command, output));

        Assert.Equal(output.EndsWith("99999999999", StringComparison.Ordinal) ? "terraform 1.5.7" : "", told);
    }

    [Theory]
    [InlineData("First `terraform version` printed Terraform v1.5.7, then it was planned.", "terraform 1.5.7")]
    [InlineData("`node --version`: v20.1.0", "node 20.1.0")]
    [InlineData("$ terraform version\nTerraform v1.5.7", "terraform 1.5.7")]
    [InlineData("It needs terraform 1.5.7; `terraform plan` printed v2.0.0", "")]
    public void A_text_tells_one_with_the_command_that_asked(string text, string version) =>
        Assert.Equal(version, Told(VersionReader.Quoted(text)));

    static string Told(IReadOnlyList<ProgramVersion> versions) =>
        string.Join(", ", versions.Select(version => $"{version.Program} {version.Version}"));
}
