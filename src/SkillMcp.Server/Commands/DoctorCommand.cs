using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Models;
using SkillMcp.Server.Verification;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class DoctorCommand
{
    static readonly Option<string[]> Accept = new("--accept")
    {
        Description = "A skill that was changed outside skillmcp and is right, or was removed and is to be gone; may be given again.",
        HelpName = "NAME",
    };

    const string Retrievals = "retrievals";

    static readonly Option<string[]> Drop = new("--drop")
    {
        Description = $"Delete a remembered run that was changed outside skillmcp, or all such '{Retrievals}'; may be given again.",
        HelpName = "ID",
    };

    static readonly Option<string?> Salvage = new("--salvage")
    {
        Description = "Save what can be read of a damaged memory into a new file, and change nothing in it.",
        HelpName = "FILE",
    };

    public static Command Build() => new Command("doctor", "Check the memory's file, and rebuild what can be derived from the rest.")
    {
        Accept, Drop, Salvage, Terminal.AsJson, ModelSelection.Embeddings, MemorySelection.Database, MemorySelection.Project,
    }
        .WithExamples("skillmcp doctor", "skillmcp doctor --accept deploy-api", "skillmcp doctor --salvage saved.db")
        .Runs((typed, cancel) => typed.GetValue(Salvage) is { } file ? SalvageAsync(typed, file, cancel) : ExamineAsync(typed, cancel));

    static async Task<int> ExamineAsync(ParseResult typed, CancellationToken cancel)
    {
        var path = MemorySelection.PathFrom(typed);
        try
        {
            await using var database = await SkillDatabase.OpenAsync(path, OpenMode.Existing, cancel);
            return await ExamineAsync(typed, database, cancel);
        }
        catch (DamagedFileException damaged)
        {
            // Too much of it to open it as a memory, or to look into it as one.
            IReadOnlyList<string> problems = [.. await SkillDatabase.LossesAsync(path, cancel), damaged.Message];
            Present(typed, new DoctorAnswer(
                [], [], Rebuilt: false, [], [], problems, await ModelAsync(typed, cancel), await SandboxAsync(typed, cancel)));
            return 1;
        }
    }

    /// <returns>0 where something was saved and the new file is sound.</returns>
    static async Task<int> SalvageAsync(ParseResult typed, string file, CancellationToken cancel)
    {
        var salvaged = await SkillDatabase.SalvageAsync(MemorySelection.PathFrom(typed), FileName.Parse(file), Context, cancel);
        Terminal.Line($"Saved into {salvaged.File}: {string.Join(", ", salvaged.Saved)}.");
        foreach (var lost in (IEnumerable<string>)[.. salvaged.Lost, .. salvaged.Problems])
        {
            Terminal.Warning(lost);
        }
        if (salvaged.Quarantined.Count > 0)
        {
            Terminal.Line(
                "A part of these was lost or changed, so no agent gets them until you approve them (skillmcp review "
                + $"--db {salvaged.File}): {string.Join(", ", salvaged.Quarantined)}.");
        }
        Terminal.Line($"To put it in the memory's place, which is kept: skillmcp restore {salvaged.File}");
        return salvaged.Problems.Count == 0 ? 0 : 1;
    }

    static async Task<int> ExamineAsync(ParseResult typed, SkillDatabase database, CancellationToken cancel)
    {
        var found = await ExamineAsync(database, cancel);
        var (accepted, forgotten) = await AcceptAsync(typed, database, cancel);
        foreach (var id in typed.GetValue(Drop) ?? [])
        {
            await DropAsync(id, database, cancel);
            forgotten.Add(id);
        }
        found = accepted.Count + forgotten.Count == 0 ? found : await ExamineAsync(database, cancel);
        var model = await ModelAsync(typed, cancel);
        var sandbox = await SandboxAsync(typed, cancel);
        var answer = new DoctorAnswer(
            accepted, forgotten, found.IndexIsStale, found.Repaired, found.ChangedOutside, found.Problems, model, sandbox);
        // What is damaged is left as it is, until what can be saved of it is saved.
        var left = found;
        if (found.Losses.Count == 0 && (found.IndexIsStale || found.IsDamaged || found.Repairable.Count > 0))
        {
            var repaired = await database.RebuildAsync(cancel);
            left = await database.DiagnoseAsync(cancel);
            answer = answer with { Repaired = [.. found.Repaired, .. repaired], Problems = [.. left.Problems, .. left.Repairable] };
        }
        if (left.IsDamaged)
        {
            answer = answer with { Problems = [.. answer.Problems, SkillDatabase.AdviceOn(MemorySelection.PathFrom(typed))] };
        }
        Present(typed, answer);
        return answer.IsWell ? 0 : 1;
    }

    /// <summary>Looks for what is wrong, and keeps apart what another program changed. What is damaged is left as it is.</summary>
    static async Task<Diagnosis> ExamineAsync(SkillDatabase database, CancellationToken cancel)
    {
        var found = await database.DiagnoseAsync(cancel);
        if (found.ChangedOutside.Count > 0 && found.Losses.Count == 0)
        {
            await database.QuarantineChangedAsync(found, cancel);
        }
        return found;
    }

    static void Present(ParseResult typed, DoctorAnswer answer)
    {
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(answer, CommandJson.Default.DoctorAnswer);
        }
        else
        {
            Show(answer, MemorySelection.PathFrom(typed));
        }
    }

    /// <summary>Loads the sentence model, as a retrieval would.</summary>
    static async Task<ModelAnswer> ModelAsync(ParseResult typed, CancellationToken cancel)
    {
        if (ModelSelection.IsOff(typed))
        {
            return ModelAnswer.None("it is turned off");
        }
        if (ModelSelection.RemoteFrom(typed) is { } remote)
        {
            return await AskedAsync(remote, cancel);
        }
        using var model = ModelSelection.ModelFrom(typed, Timeout.InfiniteTimeSpan);
        if (model is null)
        {
            return ModelAnswer.None($"no model.onnx and vocab.txt in {ModelSelection.DefaultFolder}");
        }
        try
        {
            await model.LoadAsync(cancel);
            return new ModelAnswer(model.Id, model.Folder, null);
        }
        catch (SkillException unusable)
        {
            return ModelAnswer.Unusable(unusable.Message);
        }
    }

    /// <summary>Asks a model behind an API for a vector.</summary>
    static async Task<ModelAnswer> AskedAsync(ApiEmbeddings remote, CancellationToken cancel)
    {
        using (remote)
        {
            try
            {
                await remote.GenerateAsync(["deploy the service"], cancellationToken: cancel);
                return new ModelAnswer(remote.Id, remote.Place, null);
            }
            catch (Exception unusable) when (unusable is HttpRequestException or InvalidDataException or TimeoutException)
            {
                return ModelAnswer.Unusable(unusable.Message);
            }
        }
    }

    static Task<SandboxCheck> SandboxAsync(ParseResult typed, CancellationToken cancel) =>
        SandboxCheck.RunAsync(MemorySelection.PathFrom(typed), container: null, cancel);

    static async Task<(List<string> Accepted, List<string> Forgotten)> AcceptAsync(
        ParseResult typed, SkillDatabase database, CancellationToken cancel)
    {
        var (memory, project) = (CompositionRoot.MemoryIn(database, typed), MemorySelection.ProjectFrom(typed));
        var (accepted, forgotten) = (new List<string>(), new List<string>());
        foreach (var name in (typed.GetValue(Accept) ?? []).Select(SkillName.Parse))
        {
            if (await database.AcceptRemovalAsync(project, name, Context, cancel))
            {
                forgotten.Add(name.Value);
                continue;
            }
            await AcceptAsync(await memory.GetAsync(name, cancel), memory, cancel);
            accepted.Add(name.Value);
        }
        return (accepted, forgotten);
    }

    /// <exception cref="SkillException">It was not active before it was changed: a person has to read why.</exception>
    static async Task AcceptAsync(Skill skill, SkillMemory memory, CancellationToken cancel)
    {
        if (await memory.WhyKeptApartAsync(skill, cancel) is { Length: > 0 } reason)
        {
            throw new SkillException(
                $"'{skill.Name}' was kept from agents before another program changed it ({reason}); accepted, it would be active. "
                + $"If that is what you want: skillmcp approve {skill.Name}");
        }
        await memory.ApproveAsync(skill, CompositionRoot.Person, cancel);
    }

    static async Task DropAsync(string named, SkillDatabase database, CancellationToken cancel)
    {
        var areRetrievals = named == Retrievals;
        var isDropped = areRetrievals
            ? await database.DropChangedRetrievalsAsync(Context, cancel) > 0
            : await database.DropChangedRunAsync(named, Context, cancel);
        if (!isDropped)
        {
            var which = areRetrievals ? "retrieval" : $"remembered run with the id '{named}'";
            throw new SkillException($"No {which} was changed outside skillmcp.");
        }
    }

    static AuditContext Context => new(CompositionRoot.Person, CompositionRoot.Time.GetUtcNow());

    static void Show(DoctorAnswer answer, string file)
    {
        Terminal.Line(answer.Model.InWords);
        Terminal.Line(answer.Sandbox.InWords);
        foreach (var name in answer.Accepted)
        {
            Terminal.Line($"{name} was accepted as it is.");
        }
        foreach (var name in answer.Forgotten)
        {
            Terminal.Line($"{name} {(name == Retrievals ? "are" : "is")} gone, as it is to be.");
        }
        if (answer.Rebuilt)
        {
            Terminal.Line("The search index did not match the skills and was rebuilt.");
        }
        foreach (var repaired in answer.Repaired)
        {
            Terminal.Line(repaired);
        }
        foreach (var problem in answer.Problems)
        {
            Terminal.Warning(problem);
        }
        foreach (var changed in answer.ChangedOutside.DistinctBy(changed => (changed.Project, changed.Skill)))
        {
            var named = changed.Project == "" ? changed.Skill : $"{changed.Skill} --project {changed.Project}";
            Terminal.Line($"Read it (skillmcp show {named}); if it is right as it is: skillmcp doctor --accept {named}");
        }
        Terminal.Line(answer switch
        {
            { Problems.Count: > 0 } => $"{file} has problems.",
            { Model.IsUnusable: true } => $"All is well with {file}, but not with the model: --embeddings names another one, or off.",
            _ => $"All is well with {file}.",
        });
    }
}
