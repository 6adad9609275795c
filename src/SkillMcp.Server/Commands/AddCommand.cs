using System.CommandLine;
using System.Text;
using SkillMcp.Packaging;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Commands.Transfer;

namespace SkillMcp.Server.Commands;

static class AddCommand
{
    static readonly Argument<string> File = new("FILE")
    {
        Description = "A skill as Markdown, in the form of an Agent Skill's SKILL.md; - for standard input.",
    };

    static readonly Option<bool> Admit = new("--admit")
    {
        Description = "Show what the screen refuses or doubts, and store it all the same. It goes on record as yours.",
    };

    public static Command Build() => new Command("add", "Add a skill that you wrote as Markdown.")
    {
        File, Admit,
    }
        .WithExamples(
            "skillmcp add deploy-api.md",
            "skillmcp add .claude/skills/deploy-api/SKILL.md --project web-shop",
            "cat deploy-api.md | skillmcp add -")
        .OnMemoryWithModel(OpenMode.Create, Timeout.InfiniteTimeSpan, AddAsync);

    static async Task AddAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var file = FileName.Parse(typed.GetRequiredValue(File));
        var bytes = await ReadAsync(file, cancel);
        var packed = SkillFolder.Read([new FolderFile(SkillFile.Markdown, bytes)], NameOf(file));
        var procedure = packed.Procedure;
        var admits = typed.GetValue(Admit);
        if (admits)
        {
            await using var rehearsal = await Rehearsal.InAsync(original: null, cancel);
            var folder = new FolderItem(file, NameOf(file), [new FolderFile(SkillFile.Markdown, bytes)]);
            Admitting.Ask([await rehearsal.ImportAsync(folder, cancel)]);
        }
        var skill = await memory.AddAsync(procedure, default, CompositionRoot.Person, overridesScreen: admits, cancel: cancel);
        Terminal.Line($"{skill.Name} is in the memory: {Quantity.Of(skill.Procedure.Steps.Count, "step")}{Parameters(skill.Procedure)}.");
        string[] remarks = [packed.TextRemark, packed.FrontMatterRemark, packed.StepsRemark, packed.ShorteningRemark];
        foreach (var remark in remarks.Where(remark => remark.Length > 0))
        {
            Terminal.Line($"{remark.TrimEnd('.')}.");
        }
        if (!skill.IsActive)
        {
            Terminal.Warning(
                $"It is quarantined ({skill.Lifecycle.Reason}): no agent gets it until you approve it. "
                + $"Read it, and if it may be used: skillmcp approve {skill.Name}");
        }
        if (skill.IsActive && SkillName.From(skill.Procedure.Title) is { } own && own != skill.Name)
        {
            Terminal.Line(
                $"The name {own} is another procedure's. If this is what that is to become: skillmcp edit {own}, "
                + $"and skillmcp archive {skill.Name}.");
        }
    }

    static async Task<byte[]> ReadAsync(string file, CancellationToken cancel)
    {
        if (file == "-")
        {
            return Encoding.UTF8.GetBytes(await Console.In.ReadToEndAsync(cancel));
        }
        return Directory.Exists(file)
            ? throw new SkillException($"'{file}' is a folder. Name a file in it, or take all skills in it: skillmcp import {file}")
            : await System.IO.File.ReadAllBytesAsync(file, cancel);
    }

    /// <summary>The name of a skill that does not say it: the folder's for a SKILL.md, else the file's.</summary>
    static string NameOf(string file)
    {
        if (file == "-")
        {
            return "";
        }
        return Path.GetFileName(file).Equals(SkillFile.Markdown, StringComparison.OrdinalIgnoreCase)
            ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? ""
            : Path.GetFileNameWithoutExtension(file);
    }

    static string Parameters(Procedure procedure) => procedure.Parameters.Count == 0
        ? ""
        : $", to be filled in: {string.Join(", ", procedure.Parameters.Select(parameter => parameter.Name))}";
}
