using System.CommandLine;
using SkillMcp.Server.Clients;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp install</c>: has a client start the server, and its model use it.</summary>
static class InstallCommand
{
    static readonly Argument<string> Name = new Argument<string>("CLIENT") { Description = "The program that is to start the server." }.AcceptOnlyFromAmong([.. Client.All.Select(client => client.Name)]);
    static readonly Option<bool> Here = new("--here") { Description = "For the project in this folder, in its own file, and not for all your projects." };
    static readonly Option<bool> Instructions = new("--instructions") { Description = "Add the lines that make a model use its memory to the file of instructions too, without asking." };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would change, and change nothing." };
    static readonly Option<bool> Uninstall = new("--uninstall") { Description = "Take back what this command has written." };

    public static Command Build() => new Command("install", "Have Claude Desktop, Claude Code, VS Code or Cursor start the server, by its own configuration.")
    {
        Name, Here, Instructions, DryRun, Uninstall, MemoryFile.Database, MemoryFile.Project,
    }
        .WithExamples("skillmcp install claude-code", "skillmcp install vscode --here --project web-shop", "skillmcp install cursor --dry-run", "skillmcp install claude-desktop --uninstall")
        .Runs((typed, _) => Task.FromResult(Run(typed)));

    static int Run(ParseResult typed)
    {
        var client = Client.All.First(client => client.Name == typed.GetRequiredValue(Name));
        var paths = ClientPaths.Of(client, ClientEnvironment.Here, typed.GetValue(Here) ? Directory.GetCurrentDirectory() : null);
        if (typed.GetValue(Instructions) && !typed.GetValue(Uninstall) && paths.Instructions is null)
        {
            throw new SkillException($"{client.Title} has no file of instructions here: paste the lines into {client.InstructionsByHand}{(client.InProject.Count > 0 ? $", or write them for one project: skillmcp install {client.Name} --here --instructions" : "")}.");
        }
        if (typed.GetValue(Uninstall))
        {
            TakeBack(client, paths, typed.GetValue(DryRun));
        }
        else
        {
            Connect(client, paths, CommandLineFrom(typed), typed.GetValue(DryRun));
            OfferInstructions(client, paths, typed);
        }
        if (typed.GetValue(DryRun))
        {
            Terminal.Line("Nothing was written.");
        }
        return 0;
    }

    /// <summary>The server with the memory that commands use here: a client that is started elsewhere knows none of this terminal's variables.</summary>
    static ServerCommandLine CommandLineFrom(ParseResult typed)
    {
        var process = Environment.ProcessPath ?? throw new SkillException("The system does not say where this program is. Write its path into the client's configuration by hand: the README shows how.");
        var (file, project) = (MemoryFile.GivenPath(typed), MemoryFile.ProjectFrom(typed));
        return ServerCommandLine.Of(process, AppContext.BaseDirectory,
        [
            "serve",
            .. file is null ? Array.Empty<string>() : ["--db", Path.GetFullPath(file)],
            .. project == Project.Everybody ? Array.Empty<string>() : ["--project", project.Name],
        ]);
    }

    static void Connect(Client client, ClientPaths paths, ServerCommandLine commandLine, bool dryRun)
    {
        if (!paths.IsProject && !Directory.Exists(paths.Folder) && !File.Exists(paths.Configuration))
        {
            Terminal.Warning($"{client.Title} does not seem to be installed: there is no {paths.Folder}. It will find this when it is.");
        }
        var file = new ClientFile(paths.Configuration);
        var old = file.Read() is { } text ? Reading(file, () => ServerEntry.EntryIn(text, client)) : null;
        var changed = Change(file, before => ServerEntry.With(before ?? "", client, commandLine), dryRun);
        if (!changed)
        {
            Terminal.Line($"{client.Title} starts skillmcp already, by {file.Path}.");
            return;
        }
        if (!dryRun)
        {
            Terminal.Line($"{client.Title} starts: {commandLine}{(old is null ? "" : $"\nbefore, it was: {old}")}");
            Terminal.Line(client.Next);
        }
        if (paths.IsProject)
        {
            Terminal.Line("The file names the program by its place on this environment: others who share it need skillmcp in the same place.");
        }
    }

    static void OfferInstructions(Client client, ClientPaths paths, ParseResult typed)
    {
        if (paths.Instructions is null)
        {
            Show($"So that a model uses its memory unprompted, paste this into {client.InstructionsByHand}:");
            return;
        }
        var file = new ClientFile(paths.Instructions);
        var areIn = file.Read() is { } text && Reading(file, () => InstructionsBlock.AreIn(text));
        if (areIn || typed.GetValue(Instructions))
        {
            Change(file, before => InstructionsBlock.With(before ?? ""), typed.GetValue(DryRun));
            return;
        }
        Show($"These lines in {file.Path} make a model use its memory unprompted:");
        if (typed.GetValue(DryRun) || !Terminal.CanAsk)
        {
            Terminal.Line($"They are added by: skillmcp install {client.Name}{(paths.IsProject ? " --here" : "")} --instructions");
        }
        else if (Terminal.Ask("Add them?", otherwise: false))
        {
            Change(file, before => InstructionsBlock.With(before ?? ""), dryRun: false);
        }

        static void Show(string how)
        {
            Terminal.Line();
            Terminal.Line(how);
            foreach (var line in Present.InstructionsInAFile.Split('\n'))
            {
                Terminal.Line($"  {line}");
            }
        }
    }

    static void TakeBack(Client client, ClientPaths paths, bool dryRun)
    {
        var configuration = new ClientFile(paths.Configuration);
        if (!Change(configuration, before => before is null ? null : ServerEntry.Without(before, client, configuration.Earlier()), dryRun))
        {
            Terminal.Line($"{client.Title} does not start skillmcp by {configuration.Path}: there was nothing to take back.");
        }
        if (paths.Instructions is not null)
        {
            Change(new ClientFile(paths.Instructions), before => before is null || !InstructionsBlock.AreIn(before) ? before : InstructionsBlock.Without(before) is { Length: > 0 } rest ? rest : null, dryRun);
        }
    }

    /// <summary>Changes a file, or shows how it would be changed.</summary>
    /// <returns>Whether there was anything to change.</returns>
    static bool Change(ClientFile file, Func<string?, string?> edit, bool dryRun)
    {
        // The client may be writing it too: what it has written in between is read again, not overwritten.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var before = file.Read();
            var after = Reading(file, () => edit(before));
            if (after == before)
            {
                return false;
            }
            if (dryRun)
            {
                ShowChange(file.Path, before, after);
                return true;
            }
            if (file.TryWrite(before, after, out var copy))
            {
                Terminal.Line(after is null ? $"Removed: {file.Path}, in which there was nothing else." : $"Written: {file.Path}");
                if (copy is not null)
                {
                    Terminal.Faint($"As it was: {copy}");
                }
                return true;
            }
        }
        throw new SkillException($"'{file.Path}' is written by another program again and again. Close that, then try again. Nothing was changed.");
    }

    /// <summary>Says of which file it is when that cannot be read.</summary>
    static T Reading<T>(ClientFile file, Func<T> read)
    {
        try
        {
            return read();
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
