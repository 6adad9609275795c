using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class DoctorCommand
{
    static readonly Option<string[]> Accept = new("--accept")
    {
        Description = "A skill whose text was changed outside skillmcp and is right as it is; may be given again.",
        HelpName = "NAME",
    };

    static readonly Option<string?> Salvage = new("--salvage")
    {
        Description = "Save what can be read of a damaged memory into a new file, and change nothing in it.",
        HelpName = "FILE",
    };

    public static Command Build() => new Command("doctor", "Check the memory's file, and rebuild what can be derived from the rest.")
    {
        Accept, Salvage, Terminal.AsJson, ModelSelection.Embeddings, MemorySelection.Database, MemorySelection.Project,
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
            Present(typed, new DoctorAnswer([], Rebuilt: false, [], [], problems, await ModelAsync(typed, cancel)));
            return 1;
        }
    }

    /// <returns>0 where something was saved and the new file is sound.</returns>
    static async Task<int> SalvageAsync(ParseResult typed, string file, CancellationToken cancel)
    {
        var salvaged = await SkillDatabase.SalvageAsync(MemorySelection.PathFrom(typed), FileName.Parse(file), cancel);
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
        var accepted = await AcceptAsync(typed.GetValue(Accept) ?? [], CompositionRoot.MemoryIn(database, typed), cancel);
        var found = await database.DiagnoseAsync(cancel);
        if (found.ChangedOutside.Count > 0 && found.Losses.Count == 0)
        {
            await database.QuarantineChangedAsync(cancel);
        }
        var model = await ModelAsync(typed, cancel);
        var answer = new DoctorAnswer(accepted, found.IndexIsStale, found.Repaired, found.ChangedOutside, found.Problems, model);
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

    static async Task<IReadOnlyList<string>> AcceptAsync(string[] names, SkillMemory memory, CancellationToken cancel)
    {
        var accepted = new List<string>();
        foreach (var name in names)
        {
            var skill = await memory.GetAsync(SkillName.Parse(name), cancel);
            accepted.Add((await memory.ApproveAsync(skill, CompositionRoot.Person, cancel)).Skill.Name.Value);
        }
        return accepted;
    }

    static void Show(DoctorAnswer answer, string file)
    {
        Terminal.Line(answer.Model.InWords);
        foreach (var name in answer.Accepted)
        {
            Terminal.Line($"{name} was accepted as it is.");
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
