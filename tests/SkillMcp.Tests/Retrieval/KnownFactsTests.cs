using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class KnownFactsTests
{
    [Theory]
    [InlineData("kubectl configured", "kubectl configured and authenticated to target cluster")]
    [InlineData("kubectl configured", "kubectl is configured for the cluster")]
    [InlineData("kubectl=configured", "kubectl is configured for the cluster")]
    [InlineData("kubectl configured", "kubectl is installed and configured")]
    [InlineData("docker", "Docker is installed")]
    [InlineData("docker=true", "Docker is installed")]
    [InlineData("docker: running", "Docker installed and running")]
    [InlineData("docker running", "Docker is installed")]
    [InlineData("the image is pushed", "Image built and pushed to registry")]
    [InlineData("os=linux", "os=linux")]
    [InlineData("OS = Linux", "os=linux")]
    [InlineData("os=linux", "A Linux host")]
    [InlineData("os=ubuntu", "Runs on Linux")]
    [InlineData("running on macOS", "macOS")]
    [InlineData("node=20", "Node 18+")]
    [InlineData("node=20", "Node 20")]
    [InlineData("node 20.11 installed", "Node >= 20")]
    [InlineData("python=3.11.4", "Python 3.11")]
    [InlineData("python 3.9", "Python 3.9 or newer")]
    [InlineData("no pending migrations", "There are no pending migrations")]
    [InlineData("the service is stopped", "The service is not running")]
    [InlineData("service is down", "Service is stopped")]
    [InlineData("feature flag is off", "Feature flag is disabled")]
    [InlineData("access to the application logs", "Access to application logs")]
    public void A_precondition_that_a_fact_states_is_met(string fact, string precondition) =>
        Assert.Equal(ConditionState.Met, Evaluate(precondition, fact));

    [Theory]
    [InlineData("os=windows", "A Linux host")]
    [InlineData("os=linux", "os=windows")]
    [InlineData("running on macOS", "Ubuntu 22.04")]
    [InlineData("os=fedora", "Ubuntu")]
    [InlineData("no docker", "Docker is installed")]
    [InlineData("docker is not installed", "Docker is running")]
    [InlineData("docker isn't installed", "docker")]
    [InlineData("docker=false", "Docker installed")]
    [InlineData("kubectl missing", "kubectl configured")]
    [InlineData("node=16", "Node 18+")]
    [InlineData("python=3.9", "Python >= 3.10")]
    [InlineData("python=3.12", "Python 3.11")]
    [InlineData("the web service is stopped", "The web service is running")]
    [InlineData("docker running", "Docker is not installed")]
    [InlineData("env=staging", "env=production")]
    public void A_precondition_that_a_fact_rules_out_is_unmet(string fact, string precondition) =>
        Assert.Equal(ConditionState.Unmet, Evaluate(precondition, fact));

    [Theory]
    [InlineData("docker", "Docker image built and pushed to registry")]
    [InlineData("docker installed", "Docker is running")]
    [InlineData("docker installed", "Docker Compose installed")]
    [InlineData("docker is not running", "Docker is installed")]
    [InlineData("docker installed", "Docker is installed and the daemon is not running as root")]
    [InlineData("image built", "Image pushed to registry")]
    [InlineData("backup exists", "Backup verified")]
    [InlineData("kubectl installed", "kubectl is installed and configured")]
    [InlineData("git configured", "git-lfs configured")]
    [InlineData("database available", "Production database backup available")]
    [InlineData("staging database available", "Production database available")]
    [InlineData("sudo works", "Passwordless sudo")]
    [InlineData("gpu", "No GPU required")]
    [InlineData("os=linux", "kubectl configured")]
    [InlineData("os=linux", "Ubuntu 22.04")]
    [InlineData("os=ubuntu", "Ubuntu 22.04")]
    [InlineData("os=linux", "Maintenance window agreed")]
    [InlineData("os=macos", "SSH access to the Ubuntu server")]
    [InlineData("os=ubuntu", "The base image is alpine")]
    [InlineData("python=3.11", "Java 17")]
    [InlineData("python=3", "Python 3.11")]
    [InlineData("python >= 3.10", "Python 3.11")]
    [InlineData("node", "Node 18+")]
    [InlineData("node=16", "Node 18 is up to date")]
    [InlineData("database backup completed", "Database backup completed within last 24 hours")]
    [InlineData("env=production", "Migration tested in staging")]
    [InlineData("db=postgres", "Redis is running")]
    [InlineData("node=16", "Ruby 3")]
    [InlineData("port 443 is open", "Port 22 is open")]
    [InlineData("100 GB of disk free", "10 GB of disk free")]
    [InlineData("the old service is stopped", "The new service is running")]
    [InlineData("no docker", "kubectl configured")]
    [InlineData("python=3", "Python ٣ installed")]
    [InlineData("", "kubectl configured")]
    [InlineData("is not", "kubectl configured")]
    [InlineData("kubectl configured", "")]
    public void What_no_fact_decides_is_unknown(string fact, string precondition) =>
        Assert.Equal(ConditionState.Unknown, Evaluate(precondition, fact));

    [Fact]
    public void What_a_fact_says_in_so_many_words_is_met_whatever_another_says() =>
        Assert.Equal(ConditionState.Met, Evaluate("tool=docker", "tool=docker", "tool=kubectl"));

    [Fact]
    public void One_fact_against_a_precondition_outweighs_any_for_it() =>
        Assert.Equal(ConditionState.Unmet, Evaluate("Docker is installed", "docker", "docker is not installed"));

    [Fact]
    public void Any_text_may_be_a_fact_and_a_precondition() =>
        Gen.Select(Gen.String, Gen.String).Sample((fact, precondition) => Enum.IsDefined(Evaluate(precondition, fact)));

    [Fact]
    public void The_order_of_the_facts_makes_no_difference()
    {
        var fact = Gen.OneOf(
            "os=linux", "os=windows", "docker", "no docker", "node=16", "node=20", "kubectl configured", "logs are available");
        var precondition = Gen.OneOf("Docker is installed", "Node 18+", "A Linux host", "Access to logs", "kubectl configured");
        Gen.Select(fact.Array[0, 6], precondition).Sample((facts, precondition) =>
            Evaluate(precondition, facts) == Evaluate(precondition, [.. facts.Reverse()]));
    }

    static ConditionState Evaluate(string precondition, params string[] facts) => new KnownFacts(facts).Evaluate(precondition);
}
