using System.Diagnostics;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>A server without anybody to serve ends by itself.</summary>
public class ParentProcessTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_ends_when_its_parent_is_gone_though_another_process_holds_the_pipe()
    {
        using var folder = new TemporaryFolder();
        // A shell that has more to do afterwards stays the parent.
        string[] arguments = ["-c", "\"$0\" serve --db \"$1\"; true", Here.Executable, folder["skills.db"]];
        var start = new ProcessStartInfo("sh", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var parent = Process.Start(start)!;
        await parent.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        await parent.StandardInput.FlushAsync();
        Assert.Contains("\"id\":1", await parent.StandardOutput.ReadLineAsync().WaitAsync(Patience));

        parent.Kill();

        // Only the server has the other end of its output now, and the input is still open here.
        Assert.Equal("", await parent.StandardOutput.ReadToEndAsync().WaitAsync(Patience));
    }
}
