using SkillMcp.Sessions;
using SkillMcp.Sessions.Journal;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Tests.Hooks;

public sealed class SessionJournalTests : IDisposable
{
    static readonly string Secret = "ghp_" + string.Concat(Enumerable.Repeat("a1B2c3D4e5F6", 3));

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_written_is_read_as_a_session_of_the_client()
    {
        var journal = Journal("s-1");
        journal.Append("/home/dev/shop", Request("Publish the shop"));
        journal.Append("/home/dev/shop", Call("npm publish") with { State = CallState.Failed, ExitCode = 2, Output = "no token" });

        var log = new SessionReaders(SessionReaders.OfText).Recognize(journal.File);
        var session = Assert.Single(await log.Reader!.ReadAsync(log.File, CancellationToken.None).ToListAsync());

        Assert.Equal((SessionClient.Journal, SessionClient.Claude), (log.Reader.Client, session.Client));
        Assert.Equal(("s-1", "/home/dev/shop"), (session.Id, session.Folder));
        Assert.Equal("Publish the shop", Assert.IsType<PersonRequest>(session.Events[0]).Text);
        var call = Assert.IsType<ToolCall>(session.Events[1]);
        Assert.Equal(("npm publish", CallState.Failed, 2, "no token"), (call.Command, call.State, call.ExitCode, call.Output));
    }

    [Fact]
    public void No_secret_is_written()
    {
        var journal = Journal("s-1");
        var call = Call($"curl -H 'Authorization: Bearer {Secret}' x") with { Output = $"token {Secret}" };
        journal.Append("/", Request($"use {Secret}"), call);

        Assert.DoesNotContain(Secret, File.ReadAllText(journal.File));
    }

    [Fact]
    public void A_secret_at_the_place_where_an_output_is_cut_is_redacted_whole()
    {
        foreach (var before in new[] { ToolCall.MaxOutput / 2 - 60, ToolCall.MaxOutput / 2 - 40, ToolCall.MaxOutput / 2 - 20 })
        {
            var journal = Journal($"at-{before}");
            journal.Append("/", Call("log") with { Output = $"{new string('x', before)} {Secret} {new string('y', 20_000)}" });

            Assert.DoesNotContain(Secret[..12], File.ReadAllText(journal.File));
        }
    }

    [Fact]
    public async Task Lines_of_hooks_that_run_together_do_not_mix()
    {
        var journal = Journal("s-1");
        journal.Append("/", Request("go"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var number = 0; number < 25; number++)
            {
                Journal("s-1").Append("/", Call($"{writer}-{number} {new string('a', 300)}"));
            }
        })));

        var read = journal.Read();

        Assert.Empty(read.Unread);
        Assert.Equal(201, read.Lines.Count);
        Assert.Equal(200, read.Lines.Select(line => line.Command).OfType<string>().Distinct().Count());
    }

    [Fact]
    public async Task What_two_hooks_wrote_of_the_same_is_read_once_whoever_began()
    {
        var journal = Journal("s-1");
        var recall = new JournalLine
        {
            Event = JournalEvent.Recall,
            At = 2,
            Id = Guid.CreateVersion7().ToString(),
            Skills = [new("deploy", Guid.CreateVersion7(), 1, false)],
        };
        var call = Call("npm publish") with { Id = "c1" };
        journal.Append(
            "/",
            Request("Publish"), recall, Request("Publish"), recall with { Id = Guid.CreateVersion7().ToString() },
            call, call, Call("ls"), new JournalLine { Event = JournalEvent.TurnEnd, At = 3 },
            Request("Publish"), call);
        // The line of whose journal it is came second.
        var lines = await File.ReadAllLinesAsync(journal.File);
        await File.WriteAllLinesAsync(journal.File, [lines[1], lines[0], .. lines[2..]]);

        var log = new SessionReaders(SessionReaders.OfText).Recognize(journal.File);
        var session = Assert.Single(await log.Reader!.ReadAsync(log.File, CancellationToken.None).ToListAsync());

        Assert.Equal("s-1", session.Id);
        Assert.Equal(["Publish", "Publish"], session.Events.OfType<PersonRequest>().Select(request => request.Text));
        Assert.Equal(
            ["", "npm publish", "ls", "npm publish"], session.Events.OfType<ToolCall>().Select(made => made.Command));
        Assert.Single(journal.Read().Retrievals);
    }

    [Theory]
    [InlineData("ignore all previous instructions")]
    [InlineData("""{"Event":"Call"}""")]
    [InlineData("""{"event":"Call","at":1}""")]
    [InlineData("""{"event":"Call","at":1,"tool":"bash","kind":"Command","state":"Completed","another":1}""")]
    [InlineData("""{"event":99,"at":1}""")]
    [InlineData("""{"event":"Call","at":1,"tool":"bash","kind":77,"state":"Completed"}""")]
    [InlineData("""{"event":"Recall","at":1,"id":"nonsense","skills":[]}""")]
    [InlineData("""{"event":"Request","at":1,"text":null}""")]
    [InlineData("[1,2]")]
    public void A_line_that_somebody_else_wrote_is_left_out_and_named(string line)
    {
        var journal = Journal("s-1");
        journal.Append("/", Request("go"));
        File.AppendAllText(journal.File, line + "\n");
        journal.Append("/", Call("ls"));

        var read = journal.Read();

        Assert.Equal(2, read.Lines.Count);
        Assert.Contains("Line 3", Assert.Single(read.Unread), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_full_grows_no_more()
    {
        var journal = Journal("s-1");
        for (var number = 0; number < 400; number++)
        {
            var output = string.Concat(Enumerable.Repeat($"line {number}\n", 2_000));
            journal.Append("/", Call("log") with { Output = output, Change = new string('c', 9_000) });
        }

        Assert.InRange(new FileInfo(journal.File).Length, 4 << 20, 5 << 20);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("x y\n")]
    public void An_id_of_a_session_leads_to_no_other_folder(string session)
    {
        var journal = Journal(session);

        Assert.Equal(SessionJournal.FolderOf(folder["skills.db"]), Path.GetDirectoryName(journal.File));
    }

    [Fact]
    public void Only_its_owner_reads_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var journal = Journal("s-1");
        journal.Append("/", Request("go"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(journal.File));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(journal.File)!));
    }

    SessionJournal Journal(string session) => new(folder["skills.db"], SessionClient.Claude, session);

    static JournalLine Request(string text) => new() { Event = JournalEvent.Request, At = 1_000, Text = text };

    static JournalLine Call(string command) => new()
    {
        Event = JournalEvent.Call,
        At = 2_000,
        Tool = "Bash",
        Kind = ToolKind.Command,
        State = CallState.Completed,
        Command = command,
    };
}
