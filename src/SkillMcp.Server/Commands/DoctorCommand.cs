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

    public static Command Build() => new Command("doctor", "Check the memory's file, and rebuild what can be derived from the rest.")
    {
        Accept, Terminal.AsJson, ModelSelection.Embeddings,
    }
        .WithExamples("skillmcp doctor", "skillmcp doctor --accept deploy-api")
        .OnFile(OpenMode.Existing, ExamineAsync);

    static async Task<int> ExamineAsync(ParseResult typed, SkillDatabase database, CancellationToken cancel)
    {
        var accepted = await AcceptAsync(typed.GetValue(Accept) ?? [], CompositionRoot.MemoryIn(database, typed), cancel);
        var found = await database.DiagnoseAsync(cancel);
        if (found.ChangedOutside.Count > 0)
        {
            await database.QuarantineChangedAsync(cancel);
        }
        var model = await ModelAsync(typed, cancel);
        var answer = new DoctorAnswer(accepted, found.IndexIsStale, found.Repaired, found.ChangedOutside, found.Problems, model);
        if (found.IndexIsStale || found.Repairable.Count > 0)
        {
            var repaired = await database.RebuildAsync(cancel);
            answer = answer with { Repaired = [.. found.Repaired, .. repaired], Problems = await RemainingAsync(database, cancel) };
        }
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(answer, CommandJson.Default.DoctorAnswer);
        }
        else
        {
            Show(answer, MemorySelection.PathFrom(typed));
        }
        return answer.IsWell ? 0 : 1;
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

    /// <returns>The problems that are left after the repair.</returns>
    static async Task<IReadOnlyList<string>> RemainingAsync(SkillDatabase database, CancellationToken cancel)
    {
        var left = await database.DiagnoseAsync(cancel);
        return [.. left.Problems, .. left.Repairable];
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
        foreach (var changed in answer.ChangedOutside.Where(changed => changed.IsCurrent))
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
