using System.CommandLine;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands;

/// <summary>
/// <c>skillmcp install</c>: adds the server to a client's configuration, and instructions to use it to the file that its model reads.
/// </summary>
static class InstallCommand
{
    const int MaxAttempts = 5;

    static readonly Argument<string> Name = new Argument<string>("CLIENT") { Description = "The program that will start the server." }
        .AcceptOnlyFromAmong([.. SupportedClients.All.Select(client => client.Name)]);

    static readonly Option<bool> Here = new("--here")
    {
        Description = "Configure only the project in this folder, in its own file, instead of all your projects.",
    };

    static readonly Option<bool> Instructions = new("--instructions")
    {
        Description = "Also add the lines that make a model use its memory to its instructions file, without asking.",
    };

    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would change, and change nothing." };
    static readonly Option<bool> Uninstall = new("--uninstall") { Description = "Remove what this command has written." };

    public static Command Build() => new Command("install", $"Configure {Titles} to start the server.")
    {
        Name, Here, Instructions, DryRun, Uninstall, MemorySelection.Database, MemorySelection.Project,
    }
        .WithExamples(
            "skillmcp install claude-code",
            "skillmcp install vscode --here --project web-shop",
            "skillmcp install cursor --dry-run",
            "skillmcp install claude-desktop --uninstall")
        .Runs((typed, _) => Task.FromResult(Run(typed)));

    /// <summary>The clients in a sentence: <c>Claude Desktop, Claude Code, VS Code or Cursor</c>.</summary>
    static string Titles
    {
        get
        {
            var titles = SupportedClients.All.Select(client => client.Title).ToList();
            return $"{string.Join(", ", titles[..^1])} or {titles[^1]}";
        }
    }

    static int Run(ParseResult typed)
    {
        var client = SupportedClients.All.First(client => client.Name == typed.GetRequiredValue(Name));
        var paths = ClientPaths.Of(client, ClientEnvironment.Current, typed.GetValue(Here) ? Directory.GetCurrentDirectory() : null);
        if (typed.GetValue(Uninstall))
        {
            Remove(client, paths, typed.GetValue(DryRun));
        }
        else
        {
            RequireInstructionsFile(client, paths, typed);
            Add(client, paths, CommandLineFrom(typed), typed.GetValue(DryRun));
            OfferInstructions(client, paths, typed);
        }
        if (typed.GetValue(DryRun))
        {
            Terminal.Line("Nothing was written.");
        }
        return 0;
    }

    static void RequireInstructionsFile(Client client, ClientPaths paths, ParseResult typed)
    {
        if (typed.GetValue(Instructions) && paths.Instructions is null)
        {
            var forProject = client.ProjectConfiguration.Count == 0
                ? ""
                : $", or write them for one project: skillmcp install {client.Name} --here --instructions";
            throw new SkillException(
                $"{client.Title} has no file of instructions here: paste the lines into {client.ManualInstructions}{forProject}.");
        }
    }

    /// <summary>The server with the memory that commands use here, as options: a client does not get this terminal's variables.</summary>
    static ServerCommandLine CommandLineFrom(ParseResult typed)
    {
        if (Environment.ProcessPath is not { } process)
        {
            throw new SkillException(
                "The system does not say where this program is. "
                + "Write its path into the client's configuration by hand: the README shows how.");
        }
        List<string> arguments = ["serve"];
        if (MemorySelection.GivenPath(typed) is { } file)
        {
            arguments.AddRange("--db", Path.GetFullPath(file));
        }
        if (MemorySelection.ProjectFrom(typed) is var project && project != Project.Everybody)
        {
            arguments.AddRange("--project", project.Name);
        }
        return ServerCommandLine.Of(process, AppContext.BaseDirectory, arguments);
    }

    static void Add(Client client, ClientPaths paths, ServerCommandLine commandLine, bool dryRun)
    {
        if (!paths.IsProject && !Directory.Exists(paths.Folder) && !File.Exists(paths.Configuration))
        {
            Terminal.Warning($"{client.Title} does not seem to be installed: there is no {paths.Folder}. It will find this when it is.");
        }
        var file = new ClientFile(paths.Configuration);
        var old = file.Read() is { } text ? Parse(file, () => ServerEntry.Describe(text, client)) : null;
        if (!Change(file, before => ServerEntry.With(before ?? "", client, commandLine), dryRun))
        {
            Terminal.Line($"{client.Title} is already configured to start skillmcp, in {file.Path}.");
            return;
        }
        if (!dryRun)
        {
            var previous = old is null ? "" : $"\nbefore, it was: {old}";
            Terminal.Line($"{client.Title} starts: {commandLine}{previous}");
            Terminal.Line(client.NextStep);
        }
        if (paths.IsProject)
        {
            Terminal.Line("The file names the program by its place on this machine: others who share it need skillmcp in the same place.");
        }
    }

    static void OfferInstructions(Client client, ClientPaths paths, ParseResult typed)
    {
        if (paths.Instructions is null)
        {
            ShowInstructions($"So that a model uses its memory unprompted, paste this into {client.ManualInstructions}:");
            return;
        }
        var file = new ClientFile(paths.Instructions);
        var isThere = file.Read() is { } text && Parse(file, () => InstructionsBlock.IsIn(text));
        if (isThere || typed.GetValue(Instructions))
        {
            AddInstructions(file, typed.GetValue(DryRun));
            return;
        }
        ShowInstructions($"These lines in {file.Path} make a model use its memory unprompted:");
        if (typed.GetValue(DryRun) || !Terminal.CanAsk)
        {
            Terminal.Line($"They are added by: skillmcp install {client.Name}{(paths.IsProject ? " --here" : "")} --instructions");
        }
        else if (Terminal.Ask("Add them?", byDefault: false))
        {
            AddInstructions(file, dryRun: false);
        }
    }

    static void AddInstructions(ClientFile file, bool dryRun) => Change(file, before => InstructionsBlock.With(before ?? ""), dryRun);

    static void ShowInstructions(string heading)
    {
        Terminal.Line();
        Terminal.Line(heading);
        foreach (var line in ModelText.InstructionsInAFile.Split('\n'))
        {
            Terminal.Line($"  {line}");
        }
    }

    static void Remove(Client client, ClientPaths paths, bool dryRun)
    {
        var configuration = new ClientFile(paths.Configuration);
        if (!Change(configuration, before => before is null ? null : ServerEntry.Without(before, client, configuration.Backups()), dryRun))
        {
            Terminal.Line($"{configuration.Path} does not make {client.Title} start skillmcp: nothing to remove.");
        }
        if (paths.Instructions is not null)
        {
            Change(new ClientFile(paths.Instructions), WithoutInstructions, dryRun);
        }
    }

    /// <summary>The text without our block; null if there is nothing else in it.</summary>
    static string? WithoutInstructions(string? text)
    {
        if (text is null || !InstructionsBlock.IsIn(text))
        {
            return text;
        }
        return InstructionsBlock.Without(text) is { Length: > 0 } rest ? rest : null;
    }

    /// <summary>Changes a file, or shows how it would be changed.</summary>
    /// <returns>Whether there was anything to change.</returns>
    static bool Change(ClientFile file, Func<string?, string?> edit, bool dryRun)
    {
        // The client may write it too: what it has written in between is read again, not overwritten.
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var before = file.Read();
            var after = Parse(file, () => edit(before));
            if (after == before)
            {
                return false;
            }
            if (dryRun)
            {
                ShowChange(file.Path, before, after);
                return true;
            }
            if (file.TryWrite(before, after, out var backup))
            {
                Terminal.Line(after is null ? $"Removed: {file.Path}, in which there was nothing else." : $"Written: {file.Path}");
                if (backup is not null)
                {
                    Terminal.Faint($"As it was: {backup}");
                }
                return true;
            }
        }
        throw new SkillException(
            $"'{file.Path}' is written by another program again and again. Close that, then try again. Nothing was changed.");
    }

    /// <summary>Parses the text of a file; a mistake in it is reported with the file's path.</summary>
    static T Parse<T>(ClientFile file, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (SkillException mistake)
        {
            throw new SkillException($"'{file.Path}' is left as it is. {Sentence(mistake.Message)} Put that right, then try again.");
        }

        static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
    }

    static void ShowChange(string file, string? before, string? after)
    {
        Terminal.Heading($"--- {(before is null ? "(no file)" : file)}");
        Terminal.Heading($"+++ {(after is null ? "(no file)" : file)}");
        foreach (var line in LineDiff.Changes(LineDiff.Between(Lines(before), Lines(after))))
        {
            Terminal.Line(line is var (sign, text) ? $"{sign} {text}" : "  …");
        }

        static string[] Lines(string? text) => string.IsNullOrEmpty(text) ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
