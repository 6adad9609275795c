using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

/// <summary>Sentences of both kinds. The rule was written with those of odd number; the others were looked at once, at the end.</summary>
public sealed class MisuseTests
{
    static readonly string[] OfTheWrongProcedure =
    [
        "this is for mysql, we have postgres",
        "It is for MySQL and we use PostgreSQL.",
        "wrong skill",
        "I followed the wrong procedure",
        "not meant for kubernetes",
        "This was not meant for a single node.",
        "should have used the other one",
        "Should have used the other skill",
        "we run podman, this is for docker",
        "We have GitLab and this is for GitHub.",
        "the procedure is for staging, I needed production",
        "This procedure is about the web app, we needed the worker.",
        "this is for mysql, not postgres",
        "it is for the api, not for the worker",
        "this skill is not suitable for our setup",
        "The skill is not applicable to this task.",
        "picked the wrong one",
        "Took the wrong one, sorry",
        "not the right procedure for that",
        "That isn't the right skill.",
        "this does something else",
        "The procedure does something else than what the user asked for",
        "does not apply to our case",
        "It does not fit the task",
        "this is for a different database",
        "The runbook is for another product",
        "not what we needed",
        "This is not what I was asked to do: that's not what I needed. this is not what we wanted",
        "I confused this with the restore procedure",
        "We mistook it for the cleanup",
        "wrong procedure: ours is a cluster",
        "Error 1064 at step 2. Wrong runbook, this one is for MySQL.",
        "this is for a cluster, ours is a single node",
        "this was for helm but we use kustomize",
        "this procedure is wrong for this task",
        "The step failed because it's the wrong skill for postgres",
    ];

    static readonly string[] OfSomethingWithinIt =
    [
        "wrong flag in step 3",
        "Wrong port: it is 5433",
        "not meant to be run as root",
        "This is not meant to be executed twice.",
        "should have used --force",
        "Should have used the other flag",
        "should have used the other port, 8443",
        "two flags are possible; should have used the other one",
        "step 2 calls the wrong stored procedure",
        "Step 4 runs the wrong procedure in the database",
        "this is for version 14, we have 15",
        "This is not for podman users: podman push needs --format docker",
        "wrong procedure in step 3: use kubectl apply",
        "wrong procedure for the health check, the path is /healthz",
        "not suitable for clusters with ArgoCD: the image is reverted, use git commit instead",
        "I needed a different procedure for the database step, migrate first",
        "not intended for concurrent use: two deploys collided",
        "It is for nginx 1.20 and we have 1.24",
        "the -r flag is not meant for files",
        "That option is not meant for directories.",
        "this flag is for mysql, we have postgres",
        "step 3 is for bash, we use zsh",
        "the output is not what we wanted",
        "The result was not what I needed, the file was empty",
        "this is for admins, we have no admin rights",
        "It is for owners only, and I have only read access",
        "the certificate is for another host",
        "The token was for a different account",
        "the vendor moved to a different procedure since",
        "The wizard now follows another procedure",
        "picked the wrong one of the two keys",
        "chose the wrong branch",
        "the loop does something else on macOS than on Linux",
        "The second command does something different now",
        "the regex does not fit our names",
        "The patch does not apply to our branch",
        "it failed at step 2, we need a newer version",
        "This is for the first run only; we needed to pass --update",
        "wrong password for the database",
        "The image was built for arm64, we have amd64",
        "the user is not suitable for the role binding",
        "the folder is not right for the build: use dist",
        "this needs a different procedure call in step 2",
        "Timeout at step 3; the server was the wrong one",
    ];

    [Fact]
    public void Notes_that_call_the_procedure_the_wrong_one_are_known() =>
        Assert.All(Odd(OfTheWrongProcedure), notes => Assert.True(Misuse.IsSaidIn(notes), notes));

    [Fact]
    public void What_is_wrong_within_a_procedure_is_a_failure_of_it() =>
        Assert.DoesNotContain(Odd(OfSomethingWithinIt), Misuse.IsSaidIn);

    [Fact]
    public void Both_hold_of_sentences_that_were_held_apart()
    {
        Assert.All(Even(OfTheWrongProcedure), notes => Assert.True(Misuse.IsSaidIn(notes), notes));
        Assert.DoesNotContain(Even(OfSomethingWithinIt), Misuse.IsSaidIn);
    }

    [Theory]
    [InlineData("this is for mysql, we have postgres", "postgres")]
    [InlineData("we run podman, this is for docker", "podman")]
    [InlineData("this is for mysql, not postgres", "postgres")]
    [InlineData("not meant for kubernetes", "kubernetes")]
    [InlineData("This is not for the worker, because it has no health check.", "worker")]
    [InlineData("the cluster is OpenShift. Nothing else to say.", "the cluster is OpenShift")]
    [InlineData("wrong skill", "deploy the worker")]
    [InlineData("this skill is not suitable for our setup", "deploy the worker")]
    [InlineData("", "deploy the worker")]
    public void The_line_is_taken_from_the_reason_or_else_from_the_task(string notes, string line) =>
        Assert.Equal(line, Misuse.NotForIn(notes, "deploy the worker"));

    static IEnumerable<string> Odd(string[] sentences) => sentences.Where((_, at) => at % 2 == 0);

    static IEnumerable<string> Even(string[] sentences) => sentences.Where((_, at) => at % 2 == 1);
}
