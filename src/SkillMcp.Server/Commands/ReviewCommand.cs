using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary>
/// <c>skillmcp review</c>: shows each skill that waits for approval, with the reason and with what it would change, then the notes that
/// were kept from becoming pitfalls or tips, the runs that wait for a second one, and the skills that another program removed.
/// </summary>
static class ReviewCommand
{
    static readonly Option<string?> Admit = new("--admit")
    {
        Description = "Let the note with this hash become the pitfall or tip that it would have been, or the run with it a skill.",
        HelpName = "HASH",
    };

    static readonly Option<string?> Drop = new("--drop") { Description = "Drop the note or the run with this hash.", HelpName = "HASH" };

    public static Command Build() => new Command(
        "review", "Go through the quarantined skills, doubtful notes and runs that were seen once: read each, then decide or leave it.")
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
                Terminal.Line(await SettleAsync(hash, isAdmitted, memory, cancel));
            }
        }
    }

    static async Task ReviewAsync(SkillMemory memory, IReadOnlyList<RemovedSkill> removed, CancellationToken cancel)
    {
        var waiting = await memory.ListAllAsync(new SkillFilter { Status = Status.Quarantined }, cancel).ToListAsync(cancel);
        var notes = await memory.DoubtfulNotesAsync(cancel);
        var runs = await memory.WaitingRunsAsync(cancel);
        if (waiting.Count + notes.Count + runs.Count + removed.Count == 0)
        {
            Terminal.Line("Nothing waits for approval.");
        }
        foreach (var skill in waiting)
        {
            await SkillView.ShowWaitingAsync(memory, skill, cancel);
            var typed = $"skillmcp approve {skill.Name} --content {ShownHash.Of(skill)}, or skillmcp reject {skill.Name}";
            if (!await OfferAsync(typed, () => DecideAsync(skill, memory, cancel)))
            {
                return;
            }
        }
        foreach (var note in notes)
        {
            Show(note);
            if (!await OfferAsync(ByHash(note.Hash), () => DecideAsync(note, memory, cancel)))
            {
                return;
            }
        }
        foreach (var run in runs)
        {
            await ShowAsync(run, memory, cancel);
            if (!await OfferAsync(ByHash(run.Candidate.ContentHash()), () => DecideAsync(run, memory, cancel)))
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

    /// <summary>Lets a person decide, or says with which commands that is done where nobody can be asked.</summary>
    /// <returns>Whether to go on.</returns>
    static async Task<bool> OfferAsync(string commands, Func<Task<bool>> decide)
    {
        if (Terminal.CanAsk)
        {
            return await decide();
        }
        Terminal.Line(commands);
        Terminal.Line();
        return true;
    }

    static string ByHash(string hash)
    {
        var shown = ShownHash.Of(hash);
        return $"skillmcp review --admit {shown}, or skillmcp review --drop {shown}";
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

    static async Task ShowAsync(WaitingRun run, SkillMemory memory, CancellationToken cancel)
    {
        var (actor, at) = (run.Candidate.Actor, run.Candidate.At);
        Terminal.Heading(run.Skill.Name.Value);
        Terminal.Warning("Seen once: a second run like it makes a skill of it, or you do.");
        if (run.Doubt.Length > 0)
        {
            Terminal.Warning(ProcedureLines.Item("Doubtful, so that the skill would wait for approval:", run.Doubt));
        }
        var client = actor.Client == "" ? "" : $" through {actor.Client}";
        Terminal.Faint($"{EnumName.Of(actor.Author)}{client}, {at:yyyy-MM-dd HH:mm'Z'}");
        Terminal.Line("It would be:");
        var whole = await WholeSkill.ReadAsync(memory, run.Skill, cancel);
        foreach (var line in whole.Lines.SelectMany(line => line.Split('\n')))
        {
            Terminal.Line($"+ {line}");
        }
        foreach (var note in run.Candidate.Run.Notes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Terminal.Line(ProcedureLines.Item("!", note));
        }
    }

    /// <returns>Whether to go on.</returns>
    static Task<bool> DecideAsync(WaitingRun run, SkillMemory memory, CancellationToken cancel) =>
        DecideAsync("Make a skill of it, drop, leave or quit? [s/d/L/q]", async answer => answer switch
        {
            "s" or "skill" => await SettleAsync(run, isAdmitted: true, memory, cancel),
            "d" or "drop" => await SettleAsync(run, isAdmitted: false, memory, cancel),
            _ => "The run waits.",
        });

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

    /// <returns>What is now true.</returns>
    /// <exception cref="SkillException">No note or run that waits has this hash.</exception>
    static async Task<string> SettleAsync(string hash, bool isAdmitted, SkillMemory memory, CancellationToken cancel)
    {
        var notes = await memory.DoubtfulNotesAsync(cancel);
        if (notes.FirstOrDefault(note => ShownHash.Matches(note.Hash, hash)) is { } note)
        {
            return await SettleAsync(note, isAdmitted, memory, cancel);
        }
        var runs = await memory.WaitingRunsAsync(cancel);
        return runs.FirstOrDefault(run => ShownHash.Matches(run.Candidate.ContentHash(), hash)) is { } run
            ? await SettleAsync(run, isAdmitted, memory, cancel)
            : throw new SkillException($"No note and no run that waits has the hash '{hash}': look again with review.");
    }

    /// <returns>What is now true.</returns>
    static async Task<string> SettleAsync(WaitingRun run, bool isAdmitted, SkillMemory memory, CancellationToken cancel)
    {
        if (!isAdmitted)
        {
            await memory.DropRunAsync(run, CompositionRoot.Person, cancel);
            return "The run was dropped: its session is not asked for again, except with skillmcp learn --again.";
        }
        var learned = await memory.AdmitRunAsync(run, CompositionRoot.Person, cancel);
        var name = learned.Skill!.Name;
        return learned.Decision switch
        {
            Decision.Stored => $"The run is the skill {name} now.",
            Decision.Quarantined => $"The run is the skill {name} now, which waits for approval: {learned.Skill.Lifecycle.Reason}",
            _ => $"The run counts as one of {name} now.",
        };
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
