using SkillMcp.Sessions;

namespace SkillMcp.Tests.Sessions;

/// <summary>The same command is the same step, whichever client ran it.</summary>
public sealed class CommandFormTests
{
    [Theory]
    [InlineData("npm test", "npm test")]
    [InlineData("npm test 2>&1", "npm test")]
    [InlineData("npm test 2>&1 | tail -n 20", "npm test")]
    [InlineData("npm test | head -5", "npm test")]
    [InlineData("npm test |& tail", "npm test")]
    [InlineData("npm test 2>&1 | cat", "npm test")]
    [InlineData("npm ci 2>&1 | tail -3 && npm test 2>&1 | tail -3", "npm ci && npm test")]
    [InlineData("npm test; echo \"exit: $?\"", "npm test")]
    [InlineData("bash -lc 'npm test'", "npm test")]
    [InlineData("/bin/bash -c \"npm test 2>&1\"", "npm test")]
    [InlineData("kubectl apply -f ./deploy.yaml", "kubectl apply -f deploy.yaml")]
    [InlineData("sudo ./install.sh", "sudo ./install.sh")]
    [InlineData("tail -n 20 notes.txt > short.txt", "tail -n 20 notes.txt > short.txt")]
    [InlineData("grep -c x log | tee count", "grep -c x log | tee count")]
    [InlineData("ssh web 'uptime 2>&1 | tail -1'", "ssh web 'uptime 2>&1 | tail -1'")]
    public void What_only_shortens_the_output_is_no_part_of_a_step(string command, string step) =>
        Assert.Equal(step, CommandForm.Of(command));

    [Theory]
    [InlineData("nohup python3 app.py >/dev/null 2>&1 &")]
    [InlineData("nohup python3 app.py > /tmp/app.log 2>&1 &")]
    [InlineData("python3 app.py &")]
    [InlineData("(setsid python3 app.py >/dev/null 2>&1 < /dev/null &)")]
    [InlineData("nohup python3 app.py &>/dev/null & echo $!")]
    [InlineData("python3 app.py &>/dev/null & disown")]
    [InlineData("python3 app.py  # in the background")]
    public void What_is_left_running_is_said_in_one_way(string command) =>
        Assert.Equal("python3 app.py  # in the background", CommandForm.Of(command));

    [Theory]
    [InlineData("nohup python3 app.py > app.log 2>&1 &", "python3 app.py > app.log 2>&1  # in the background")]
    [InlineData("python3 app.py & curl -sf localhost:8000", "python3 app.py & curl -sf localhost:8000")]
    [InlineData("curl -s 'http://localhost/?a=1&b=2'", "curl -s 'http://localhost/?a=1&b=2'")]
    [InlineData("cat > x <<'EOF'\na &\nEOF", "cat > x <<'EOF'\na &\nEOF")]
    public void What_says_more_than_that_stays(string command, string step) => Assert.Equal(step, CommandForm.Of(command));
}
