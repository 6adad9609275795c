using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using SkillMcp.Packaging;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Commands.Transfer;

namespace SkillMcp.Server.Commands;

static class ExportCommand
{
    static readonly Argument<string[]> Names = new("NAME")
    {
        Description = "The skills to export. Default: all active ones of the project.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    static readonly Option<string?> To = new("--to")
    {
        Description = "The folder to write them into, each in a folder of its own; with --json, the file. "
            + $"Or a client, whose own skills folder is filled and kept up to date: {SkillsFolder.Names}. ./claude is a folder.",
        HelpName = "FOLDER",
    };

    static readonly Option<bool> Here = new("--here")
    {
        Description = "With --to CLIENT: fill the skills folder of the project in this folder, and not the one for all your projects.",
    };

    static readonly Option<bool> Restore = new("--restore")
    {
        Description = "With --to CLIENT: write again what you deleted there, and the memory's text over what you edited there. "
            + "An edit stays a proposal.",
    };

    static readonly Option<string?> Zip = new("--zip") { Description = "Write them into a zip instead.", HelpName = "FILE" };

    static readonly Option<bool> Json = new("--json")
    {
        Description = "One skill a line, with its record, its versions and every other field; to standard output unless --to names a file.",
    };

    static readonly Option<bool> All = new("--all") { Description = "With --json: archived and quarantined skills too." };

    static readonly Option<bool> Overwrite = new("--overwrite")
    {
        Description = "Write over what is there: the files of skills of the same name are replaced, everything else in the folder stays.",
    };

    static readonly Option<bool> Strict = new("--strict")
    {
        Description = "Write each SKILL.md to the letter of Agent Skills: fields that clients have of their own go under metadata, "
            + "where they do not read them. Else a skill is written as it was read.",
    };

    public static Command Build() => new Command(
        "export", "Export skills: as folders that other agents read, or as lines of JSON with every field.")
    {
        Names, To, Here, Restore, Zip, Json, All, Overwrite, Strict,
    }
        .WithExamples(
            "skillmcp export --to claude",
            "skillmcp export --to agents --here",
            "skillmcp export --to some/folder",
            "skillmcp export deploy-api --zip deploy-api.zip",
            "skillmcp export --json --all > skills.jsonl")
        .OnFile(OpenMode.Existing, async (typed, database, cancel) =>
        {
            var (memory, project) = (CompositionRoot.MemoryIn(database, typed), MemorySelection.ProjectFrom(typed));
            await (ClientFrom(typed) is { } client
                ? ExportAsync(typed, memory, project, client, cancel)
                : ExportAsync(typed, memory, project, cancel));
            return 0;
        });

    /// <summary>The client whose folder is to be filled; null where a folder or a file is named.</summary>
    /// <exception cref="SkillException">An option does not go with it.</exception>
    static SkillsFolder? ClientFrom(ParseResult typed)
    {
        var isFile = typed.GetValue(Json) || typed.GetValue(Zip) is not null;
        var client = isFile ? null : SkillsFolder.Named(typed.GetValue(To) ?? "");
        if (client is null && (typed.GetValue(Here) ? Here : typed.GetValue(Restore) ? Restore : null) is { Name: var option })
        {
            throw new SkillException(
                $"{option} is for the folder of a client: --to {SkillsFolder.All[0].Name} {option}, or one of {SkillsFolder.Names}.");
        }
        if (client is not null && (typed.GetValue(Overwrite) || typed.GetValue(All)))
        {
            throw new SkillException(
                "In the folder of a client only what an export has written is replaced, and only active skills are there: "
                + $"leave --overwrite and --all out, or name the folder itself: ./{client.Name}.");
        }
        return client;
    }

    static Task ExportAsync(ParseResult typed, SkillMemory memory, Project project, SkillsFolder client, CancellationToken cancel)
    {
        var here = typed.GetValue(Here) ? Directory.GetCurrentDirectory() : null;
        var export = new ClientExport(memory, client, client.PathIn(ClientEnvironment.Current, here))
        {
            IsOfProject = here is not null,
            IsRestoring = typed.GetValue(Restore),
            Memory = Path.GetFullPath(MemorySelection.PathFrom(typed)),
            Project = project,
            IsStrict = typed.GetValue(Strict),
            IsWhole = typed.GetRequiredValue(Names).Length == 0,
        };
        return export.WriteAsync(SkillsAsync(typed, memory, project, cancel).Select(RequireActive), cancel);
    }

    static Skill RequireActive(Skill skill) => skill.IsActive
        ? skill
        : throw new SkillException($"'{skill.Name}' is archived: restore it first, with 'skillmcp restore {skill.Name}'.");

    static Task ExportAsync(ParseResult typed, SkillMemory memory, Project project, CancellationToken cancel)
    {
        var skills = SkillsAsync(typed, memory, project, cancel);
        var (overwrite, strict) = (typed.GetValue(Overwrite), typed.GetValue(Strict));
        return (typed.GetValue(Json), typed.GetValue(To), typed.GetValue(Zip)) switch
        {
            (true, _, not null) or (false, not null, not null) =>
                throw new SkillException("Choose one: --to FOLDER, --zip FILE or --json."),
            (false, null, null) => throw new SkillException("Say where to: --to FOLDER, --zip FILE or --json."),
            (false, _, _) when typed.GetValue(All) => throw new SkillException(
                "A folder cannot say that a skill is archived or quarantined, and its readers would use it: --all goes with --json."),
            (true, _, _) when strict => throw new SkillException("Lines of JSON hold every field: --strict goes with folders and zips."),
            (true, null, _) => WriteLinesAsync(memory, skills, Console.OpenStandardOutput(), cancel),
            (true, { } file, _) => WriteFileAsync(file, overwrite, stream => WriteLinesAsync(memory, skills, stream, cancel)),
            (_, { } folder, _) => WriteFoldersAsync(FileName.Parse(folder)),
            (_, _, { } file) => WriteZipAsync(file),
        };

        async Task WriteZipAsync(string file)
        {
            var count = 0;
            await WriteFileAsync(
                file, overwrite, async stream => count = await FolderExport.ZipAsync(memory, skills, stream, strict, cancel));
            Terminal.Line(FolderExport.Result(count, file));
        }

        async Task WriteFoldersAsync(string folder)
        {
            SkillsFolder.RequireNoClient(typed.GetValue(To)!);
            await new FolderExport(memory, folder, overwrite, strict).WriteAsync(skills, cancel);
            if (SkillsFolder.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))) is { } client)
            {
                Terminal.Warning($"That is a plain folder. The skills folder of {client.Title} is filled by: --to {client.Name}");
            }
        }
    }

    static IAsyncEnumerable<Skill> SkillsAsync(ParseResult typed, SkillMemory memory, Project project, CancellationToken cancel)
    {
        if (typed.GetRequiredValue(Names) is { Length: > 0 } names)
        {
            return NamedAsync(memory, names, withQuarantined: typed.GetValue(Json), cancel);
        }
        var filter = typed.GetValue(All) ? new SkillFilter() : new SkillFilter { Status = Status.Active };
        // Everybody's skills are exported from everybody's memory: an import would make them the project's own.
        return memory.ListAllAsync(filter, cancel).Where(skill => skill.Project == project);
    }

    /// <summary>The skills of some names, all of which are looked up before the first is given.</summary>
    static async IAsyncEnumerable<Skill> NamedAsync(
        SkillMemory memory, string[] names, bool withQuarantined, [EnumeratorCancellation] CancellationToken cancel)
    {
        var named = new List<Skill>();
        foreach (var name in names.Distinct())
        {
            var skill = await memory.GetAsync(SkillName.Parse(name), cancel);
            if (!withQuarantined && skill.Lifecycle.Status == Status.Quarantined)
            {
                throw new SkillException(
                    $"'{skill.Name}' is quarantined ({skill.Lifecycle.Reason}): read and approve it first, "
                    + $"with 'skillmcp approve {skill.Name}', or export it with --json, which keeps it quarantined.");
            }
            named.Add(skill);
        }
        foreach (var skill in named.DistinctBy(skill => skill.Id))
        {
            yield return skill;
        }
    }

    static async Task WriteLinesAsync(SkillMemory memory, IAsyncEnumerable<Skill> skills, Stream stream, CancellationToken cancel)
    {
        using var progress = new Progress("skill", "written");
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        await using var lines = new StreamWriter(stream, encoding, leaveOpen: true) { NewLine = "\n" };
        await foreach (var skill in skills.WithCancellation(cancel))
        {
            var whole = await memory.ExportAsync(skill, cancel);
            var names = await memory.ComponentNamesAsync(whole.Versions.Select(version => version.Procedure), cancel);
            await lines.WriteLineAsync(SkillJson.Write(whole, names));
            progress.Add();
        }
    }

    /// <summary>Writes a file in whole or not at all.</summary>
    static async Task WriteFileAsync(string typed, bool overwrite, Func<Stream, Task> write)
    {
        var file = Path.GetFullPath(FileName.Parse(typed));
        if (Directory.Exists(file))
        {
            throw new SkillException($"{file} is a folder: name a file.");
        }
        if (!overwrite && File.Exists(file))
        {
            throw new SkillException($"{file} is there already: name another file, or write over it with --overwrite.");
        }
        var part = TemporaryPath.Beside(file);
        try
        {
            await using (var stream = File.Create(part))
            {
                await write(stream);
            }
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
