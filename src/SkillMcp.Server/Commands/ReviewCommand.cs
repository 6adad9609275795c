using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary>
/// <c>skillmcp review</c>: shows each skill that waits for approval, with the reason and with what it would change, then the notes that
/// were kept from becoming pitfalls or tips, and the skills that another program removed.
/// </summary>
static class ReviewCommand
{
    static readonly Option<string?> Admit = new("--admit")
    {
        Description = "Let the note with this hash become the pitfall or tip that it would have been.",
        HelpName = "HASH",
    };

    static readonly Option<string?> Drop = new("--drop") { Description = "Drop the note with this hash.", HelpName = "HASH" };

    public static Command Build() => new Command(
        "review", "Go through the quarantined skills and doubtful notes: read each, then approve, reject or leave it.")
    {
        Admit, Drop,
    }
        .WithExamples("skillmcp review", "skillmcp review | less", "skillmcp review --drop 1f8a0c27b9d4")
        .OnFile(OpenMode.Existing, async (typed, database, cancel) =>
        {
            await RunAsync(typed, database, CompositionRoot.MemoryIn(database, typed), cancel);
            return 0;
        });

    static async Task RunAsync(ParseResult typed, SkillDatabase database, SkillMemory memory, CancellationToken cancel)
    {
        var (admitted, dropped) = (typed.GetValue(Admit), typed.GetValue(Drop));
        if (admitted is null && dropped is null)
        {
            var project = MemorySelection.ProjectFrom(typed);
            var removed = (await database.RemovedAsync(cancel)).Where(skill => skill.Project == "" || skill.Project == project.Name);
            await ReviewAsync(memory, [.. removed], cancel);
            return;
        }
        foreach (var (hash, isAdmitted) in new[] { (admitted, true), (dropped, false) })
        {
            if (hash is not null)
            {
                Terminal.Line(await SettleAsync(await NoteAsync(hash, memory, cancel), isAdmitted, memory, cancel));
            }
        }
    }

    static async Task ReviewAsync(SkillMemory memory, IReadOnlyList<RemovedSkill> removed, CancellationToken cancel)
    {
        var waiting = await memory.ListAllAsync(new SkillFilter { Status = Status.Quarantined }, cancel).ToListAsync(cancel);
        var notes = await memory.DoubtfulNotesAsync(cancel);
        if (waiting.Count + notes.Count + removed.Count == 0)
        {
            Terminal.Line("Nothing waits for approval.");
        }
        foreach (var skill in waiting)
        {
            await SkillView.ShowWaitingAsync(memory, skill, cancel);
            if (!Terminal.CanAsk)
            {
                Terminal.Line($"skillmcp approve {skill.Name} --content {ShownHash.Of(skill)}, or skillmcp reject {skill.Name}");
                Terminal.Line();
            }
            else if (!await DecideAsync(skill, memory, cancel))
            {
                return;
            }
        }
        foreach (var note in notes)
        {
            Show(note);
            if (!Terminal.CanAsk)
            {
                var hash = ShownHash.Of(note.Hash);
                Terminal.Line($"skillmcp review --admit {hash}, or skillmcp review --drop {hash}");
                Terminal.Line();
            }
            else if (!await DecideAsync(note, memory, cancel))
            {
                return;
            }
        }
        foreach (var skill in removed)
        {
            Terminal.Heading(skill.Name);
            Terminal.Warning(skill.Sentence);
            Terminal.Line();
        }
    }

    static void Show(DoubtfulNote note)
    {
        var (pitfall, last) = (note.Withheld.Pitfall, note.Reports[0]);
        var step = pitfall.Step == 0 ? "" : $" at step {pitfall.Step} of version {last.Version}";
        Terminal.Heading(note.Skill.Name.Value);
        Terminal.Warning(ProcedureLines.Item("Kept apart:", note.Withheld.Reason));
        var teller = last.Principal == "" ? "" : $" by {last.Principal}";
        Terminal.Faint($"reports: {note.Reports.Count}, the last{teller} {last.At:yyyy-MM-dd HH:mm'Z'}");
        Terminal.Line($"It would be a {note.Withheld.Kind}{step}:");
        Terminal.Line(ProcedureLines.Item("+", pitfall.Text));
    }

    /// <returns>Whether to go on.</returns>
    static Task<bool> DecideAsync(Skill skill, SkillMemory memory, CancellationToken cancel)
    {
        var person = CompositionRoot.Person;
        return DecideAsync("Approve, reject, leave or quit? [a/r/L/q]", async answer => answer switch
        {
            "a" or "approve" => ModelText.Curated(await memory.ApproveAsync(skill, person, cancel), CurateAction.Approve),
            "r" or "reject" => ModelText.Curated(await memory.RejectAsync(skill, person, cancel), CurateAction.Archive),
            _ => $"{skill.Name} waits.",
        });
    }

    /// <returns>Whether to go on.</returns>
    static Task<bool> DecideAsync(DoubtfulNote note, SkillMemory memory, CancellationToken cancel) =>
        DecideAsync("Admit, drop, leave or quit? [a/d/L/q]", async answer => answer switch
        {
            "a" or "admit" => await SettleAsync(note, isAdmitted: true, memory, cancel),
            "d" or "drop" => await SettleAsync(note, isAdmitted: false, memory, cancel),
            _ => "The note waits.",
        });

    /// <returns>Whether to go on.</returns>
    static async Task<bool> DecideAsync(string question, Func<string, Task<string>> act)
    {
        var answer = Terminal.Choose(question);
        try
        {
            Terminal.Line(await act(answer));
        }
        catch (SkillException mistake)
        {
            Terminal.Warning(mistake.Message);
        }
        Terminal.Line();
        return answer is not ("q" or "quit");
    }

    /// <exception cref="SkillException">No note that waits has this hash.</exception>
    static async Task<DoubtfulNote> NoteAsync(string hash, SkillMemory memory, CancellationToken cancel)
    {
        var notes = await memory.DoubtfulNotesAsync(cancel);
        return notes.FirstOrDefault(note => ShownHash.Matches(note.Hash, hash))
            ?? throw new SkillException($"No note that waits has the hash '{hash}': look again with review.");
    }

    /// <returns>What is now true.</returns>
    static async Task<string> SettleAsync(DoubtfulNote note, bool isAdmitted, SkillMemory memory, CancellationToken cancel)
    {
        var kind = note.Withheld.Kind;
        if (isAdmitted)
        {
            await memory.AdmitNoteAsync(note, CompositionRoot.Person, cancel);
            return $"The note is a {kind} of {note.Skill.Name} now.";
        }
        await memory.DropNoteAsync(note, CompositionRoot.Person, cancel);
        return $"The note was dropped: it will be no {kind} of {note.Skill.Name}.";
    }
}
