using CsCheck;
using SkillMcp.Formation;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class FactsTests
{
    [Theory]
    [InlineData("kubectl configured", "kubectl configured and authenticated to target cluster")]
    [InlineData("kubectl configured", "kubectl is configured for the cluster")]
    [InlineData("kubectl=configured", "kubectl is configured for the cluster")]
    [InlineData("docker", "Docker is installed")]
    [InlineData("docker=true", "Docker is installed")]
    [InlineData("docker: yes", "Docker installed and running")]
    [InlineData("os=linux", "os=linux")]
    [InlineData("os=linux", "A Linux host")]
    [InlineData("os=ubuntu", "Runs on Linux")]
    [InlineData("node=20", "Node 18+")]
    [InlineData("node 20.11 installed", "Node.js >= 20")]
    [InlineData("python=3.11.4", "Python 3.11")]
    [InlineData("python 3.9", "Python 3.9 or newer")]
    [InlineData("no pending migrations", "There are no pending migrations")]
    [InlineData("access to the application logs", "Access to application logs")]
    public void A_precondition_that_a_fact_states_is_met(string fact, string precondition) => Assert.Equal(ConditionState.Met, Judge(precondition, fact));

    [Theory]
    [InlineData("os=windows", "A Linux host")]
    [InlineData("os=linux", "os=windows")]
    [InlineData("running on macOS", "Ubuntu 22.04")]
    [InlineData("cloud=aws", "An Azure subscription")]
    [InlineData("database=mysql", "PostgreSQL 15 is reachable")]
    [InlineData("no docker", "Docker is installed")]
    [InlineData("docker is not installed", "Docker is installed")]
    [InlineData("docker isn't installed", "docker")]
    [InlineData("docker=false", "Docker installed")]
    [InlineData("kubectl missing", "kubectl configured")]
    [InlineData("node=16", "Node 18+")]
    [InlineData("python=3.9", "Python >= 3.10")]
    [InlineData("python=3.12", "Python 3.11")]
    [InlineData("the web service is stopped", "The web service is running")]
    [InlineData("env=staging", "env=production")]
    public void A_precondition_that_a_fact_rules_out_is_unmet(string fact, string precondition) => Assert.Equal(ConditionState.Unmet, Judge(precondition, fact));

    [Theory]
    [InlineData("docker", "Docker image built and pushed to registry")]
    [InlineData("os=linux", "kubectl configured")]
    [InlineData("os=linux", "Ubuntu 22.04")]
    [InlineData("python=3.11", "Java 17")]
    [InlineData("staging database available", "Production database available")]
    [InlineData("env=production", "Migration tested in staging")]
    [InlineData("node=16", "Ruby 3")]
    [InlineData("no docker", "kubectl configured")]
    [InlineData("", "kubectl configured")]
    [InlineData("is not", "kubectl configured")]
    [InlineData("kubectl configured", "")]
    public void What_no_fact_decides_is_unknown(string fact, string precondition) => Assert.Equal(ConditionState.Unknown, Judge(precondition, fact));

    [Fact]
    public void One_fact_against_a_precondition_outweighs_any_for_it() =>
        Assert.Equal(ConditionState.Unmet, Judge("Docker is installed", "docker", "docker is not installed"));

    [Fact]
    public void A_precondition_that_is_itself_a_fact_is_met() =>
        Gen.OneOf("no", "not", "docker", "=", "linux", "windows", "<", "18", "3.11", "stopped", "running", ":").Array[0, 6].Sample(words =>
            Judge($"kubectl {string.Join(' ', words)}", $"kubectl {string.Join(' ', words)}") == ConditionState.Met);

    [Fact]
    public void Any_text_may_be_a_fact_and_a_precondition() =>
        Gen.Select(Gen.String, Gen.String).Sample((fact, precondition) => Enum.IsDefined(Judge(precondition, fact)));

    [Fact]
    public void The_order_of_the_facts_makes_no_difference()
    {
        var fact = Gen.OneOf("os=linux", "os=windows", "docker", "no docker", "node=16", "node=20", "kubectl configured", "logs are available");
        Gen.Select(fact.Array[0, 6], Gen.OneOf("Docker is installed", "Node 18+", "A Linux host", "Access to logs", "kubectl configured")).Sample((facts, precondition) =>
            Judge(precondition, facts) == Judge(precondition, [.. facts.Reverse()]));
    }

    static ConditionState Judge(string precondition, params string[] facts) => new Facts(facts, Conflict.Contradicts, Conflict.MemberOf).Judge(precondition);
}
