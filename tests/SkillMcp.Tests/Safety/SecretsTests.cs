using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class SecretsTests
{
    [Theory]
    [InlineData("docker login -u bot --password hunter2x", "docker login -u bot --password {password}")]
    [InlineData("docker login registry.example.org -u bot -p hunter2x", "docker login registry.example.org -u bot -p {password}")]
    [InlineData("export DB_PASSWORD=hunter2x", "export DB_PASSWORD={db_password}")]
    [InlineData("vault write secret/x token='s.abcdef'", "vault write secret/x token='{token}'")]
    [InlineData("curl -H \"Authorization: Bearer abc.def-123\" https://api.example.org", "curl -H \"Authorization: Bearer {token}\" https://api.example.org")]
    [InlineData("curl -u admin:hunter2x https://api.example.org", "curl -u admin:{password} https://api.example.org")]
    [InlineData("psql postgres://app:hunter2x@db/shop", "psql postgres://app:{password}@db/shop")]
    [InlineData("mysql -u root -phunter2x shop", "mysql -u root -p{password} shop")]
    [InlineData("gh auth login --with-token ghp_abcdefghijklmnopqrstuvwx", "gh auth login --with-token {token}")]
    [InlineData("aws configure set aws_access_key_id AKIAABCDEFGHIJKLMNOP", "aws configure set aws_access_key_id {token}")]
    public void A_secret_becomes_a_parameter(string step, string without)
    {
        var run = Secrets.Removed(Run(step));

        Assert.Equal(without, run.Steps[0].Text);
        Assert.Equal(Placeholder.NamesIn(without), run.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([Secrets.Example], run.Parameters.Select(parameter => parameter.Example));
    }

    [Theory]
    [InlineData("Reset the password: open the console")]
    [InlineData("docker login --password-stdin < token.txt")]
    [InlineData("kubectl create secret generic db --from-file=token")]
    [InlineData("curl -H \"Authorization: Bearer $TOKEN\" https://api.example.org")]
    [InlineData("vault login --token-file /run/token")]
    [InlineData("The token expires after 30 days")]
    [InlineData("login --password {password}")]
    public void What_only_speaks_of_secrets_stays(string step) => Assert.Equal(step, Secrets.Removed(Run(step)).Steps[0].Text);

    [Fact]
    public void Its_literal_is_kept_nowhere()
    {
        const string secret = "hunter2x";
        var run = Secrets.Removed(Run($"login --password {secret}", $"echo {secret} > /tmp/p") with
        {
            Task = $"Log in with {secret}",
            Notes = $"{secret} was wrong at first",
            Description = secret,
            Preconditions = [$"{secret} is known"],
            Parameters = [new Parameter { Name = "code", Example = secret }, new Parameter { Name = "api_key", Example = "abc", Default = "abc" }],
            Evidence = new Evidence { Kind = EvidenceKind.OutputMatch, Observed = secret, Expected = secret, Check = secret },
        });

        Assert.Equal(["login --password {password}", "echo {password} > /tmp/p"], run.Steps.Select(step => step.Text));
        Assert.DoesNotContain(secret, $"{run} {run.Evidence} {string.Join(' ', run.Preconditions.Concat(run.Parameters.Select(parameter => parameter.ToString())))}");
        Assert.Equal((Secrets.Example, null), (run.Parameters[1].Example, run.Parameters[1].Default));
    }

    [Fact]
    public void A_hostile_text_is_read_in_a_moment()
    {
        var text = string.Concat(Enumerable.Repeat("--password-secret_token:", 300));

        Assert.Single(Secrets.Removed(Run(text)).Steps);
    }

    static Trajectory Run(params string[] steps) => new() { Task = "Log in", Success = true, Steps = [.. steps.Select(Step.Parse)] };
}
