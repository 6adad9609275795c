using System.Diagnostics;
using SkillMcp.Server.Clients;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Journal;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Hooks;

/// <summary>
/// One call of a client: it ends with code 0 within its time limit, and prints something only if that is for the model. What goes wrong
/// is in a log.
/// </summary>
/// <param name="call">What was typed.</param>
/// <param name="form">How the client calls.</param>
/// <param name="memory">The file of the memory.</param>
/// <param name="open">Makes a memory of an open file.</param>
/// <param name="time">The clock.</param>
sealed class HookRun(HookArguments call, HookForm form, string memory, Func<SkillDatabase, SkillMemory> open, TimeProvider time)
{
    const int Block = 32 << 10;
    const int MaxBuffer = HookPayload.MaxLength + Block;

    // What is left for the line in the log that says that the time is over.
    readonly TimeSpan lastWord = call.Limit / 10;

    readonly HookLog log = new(memory, time);

    /// <summary>Set before the answer is written: from then on the client has it, and a word of ours would come behind.</summary>
    int ended;

    /// <summary>Does what is to be done at the event, and ends the process.</summary>
    public void Run()
    {
        new Thread(Watch) { IsBackground = true, Priority = ThreadPriority.Highest }.Start();
        try
        {
            if (form.MomentOf(call.Event) is { } moment && ReadInput() is { } input)
            {
                Handle(moment, HookPayload.Parse(input, call.Event));
            }
        }
#pragma warning disable CA1031 // Whatever it is, the client goes on: this is the one place that logs it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            log.Add(call, fault);
        }
        QuickExit.Now();
    }

    void Handle(HookMoment moment, HookPayload payload)
    {
        var journal = new SessionJournal(memory, form.Session, payload.Session);
        switch (moment)
        {
            case HookMoment.Prompt:
                Recall(payload, journal);
                break;
            case HookMoment.ToolCall when HookedCall.Of(payload, time.GetUtcNow()) is { } made:
                journal.Append(payload.Folder, LineOf(made));
                break;
            case HookMoment.TurnEnd or HookMoment.SessionEnd:
                EndTurn(payload, journal);
                break;
        }
    }

    void Recall(HookPayload payload, SessionJournal journal)
    {
        // Qwen Code calls again after every result of a tool, without words.
        if (payload.Prompt is not { Length: > 0 } prompt)
        {
            return;
        }
        var said = new JournalLine { Event = JournalEvent.Request, At = Now, Text = prompt };
        Recalled? recalled = null;
        try
        {
            recalled = RecallRequest.Of(prompt) is { } request
                ? RecallAsync(request, journal, payload.Session).GetAwaiter().GetResult()
                : null;
        }
        finally
        {
            // The client waits for the answer; the journal is for later.
            if (recalled is { IsWithheld: false })
            {
                Answer(HookAnswer.Of(form.Session, call.Event, ContextText.OfUnasked(recalled.Answer)));
            }
            journal.Append(payload.Folder, recalled is null ? [said] : [said, LineOf(recalled)]);
        }
        if (recalled is not null)
        {
            BackgroundHook.Start(call, payload.Session, transcript: null);
        }
    }

    async Task<Recalled?> RecallAsync(RecallRequest request, SessionJournal journal, string session)
    {
        // Not closed: the process ends, and with it everything that it has open.
        var database = await SkillDatabase.OpenBrieflyAsync(memory, CancellationToken.None);
        var known = request with { HandedOver = journal.Read().HandedOver, Session = SessionKey.OfHook(form.Session, session) };
        return await open(database).RecallAsync(known, CancellationToken.None);
    }

    void EndTurn(HookPayload payload, SessionJournal journal)
    {
        var isWorthReading = journal.Read().HasNewCalls;
        var said = payload.Message == ""
            ? (JournalLine[])[]
            : [new JournalLine { Event = JournalEvent.Message, At = Now, Text = Truncate.To(payload.Message, 2 * ToolCall.MaxOutput) }];
        journal.Append(payload.Folder, [.. said, new JournalLine { Event = JournalEvent.TurnEnd, At = Now }]);
        if (isWorthReading)
        {
            BackgroundHook.Start(call, payload.Session, payload.Transcript);
        }
    }

    JournalLine LineOf(ToolCall made) => new()
    {
        Event = JournalEvent.Call,
        At = Now,
        Id = made.Id,
        Tool = made.Tool,
        Kind = made.Kind,
        Command = made.Command,
        Path = made.Path,
        Change = made.Change,
        Arguments = made.Arguments,
        State = made.State,
        ExitCode = made.ExitCode,
        Output = made.Output,
    };

    JournalLine LineOf(Recalled recalled) => new()
    {
        Event = JournalEvent.Recall,
        At = Now,
        Id = recalled.Retrieval.Id.ToString(),
        Text = recalled.Retrieval.Task,
        Skills = [.. recalled.Answer.Matches.Zip(recalled.Retrieval.Skills, (match, returned) =>
            new JournalSkill(match.Skill.Name.Value, returned.Skill, returned.Version, returned.IsPossible))
            .Take(recalled.IsWithheld ? 1 : int.MaxValue)],
        Percent = recalled.Assignment?.Percent,
        Withheld = recalled.IsWithheld ? true : null,
        First = recalled.Assignment is { IsFirst: false } again ? again.First : null,
    };

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    void Answer(byte[] answer)
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(answer);
            output.Flush();
        }
    }

    /// <summary>What the client says, to its end: a client may take it ill that nobody reads on. Null where that is too much.</summary>
    ReadOnlyMemory<byte>? ReadInput()
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[Block];
        var length = 0L;
        while (true)
        {
            // What is beyond the most is read over itself.
            var begin = (int)Math.Min(length, HookPayload.MaxLength);
            var read = input.Read(buffer, begin, buffer.Length - begin);
            if (read == 0)
            {
                break;
            }
            length += read;
            if (length >= buffer.Length && buffer.Length < MaxBuffer)
            {
                Array.Resize(ref buffer, Math.Min(2 * buffer.Length, MaxBuffer));
            }
        }
        return length <= HookPayload.MaxLength
            ? buffer.AsMemory(0, (int)length)
            : throw new SkillException($"What came on standard input is larger than {HookPayload.MaxLength >> 20} MB.");
    }

    /// <summary>Ends the process when its time is over.</summary>
    void Watch()
    {
        using var process = Process.GetCurrentProcess();
        var left = call.Limit - lastWord - (time.GetLocalNow() - process.StartTime);
        if (left > TimeSpan.Zero)
        {
            Thread.Sleep(left);
        }
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            // In a thread of its own, as the disk may be what is slow.
            var word = new Thread(() => log.Add(call, $"It took longer than {call.Limit.TotalMilliseconds:0} ms.")) { IsBackground = true };
            word.Start();
            word.Join(lastWord);
        }
        else
        {
            Thread.Sleep(lastWord);
        }
        QuickExit.Now();
    }
}
