using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands;

/// <summary>
/// <c>skillmcp install</c>: adds the server to a client's configuration, and instructions to use it to the file that its model reads.
/// </summary>
static class InstallCommand
{
    static readonly Argument<string?> Name = new Argument<string?>("CLIENT")
    {
        Description = $"The program that will start the server: {string.Join(", ", SupportedClients.All.Select(client => client.Name))}.",
        HelpName = "CLIENT",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = NameFrom,
        CompletionSources = { _ => SupportedClients.All.Select(client => new CompletionItem(client.Name)) },
    };

    static readonly Option<bool> All = new("--all") { Description = "Configure each of them that is installed here." };

    static readonly Option<bool> Here = new("--here")
    {
        Description = "Configure only the project in this folder, in its own file, instead of all your projects.",
    };

    static readonly Option<bool> Instructions = new("--instructions")
    {
        Description = "Also add the lines that make a model use its memory to its instructions file, without asking. "
            + "'--instructions false' leaves them out where the client needs them.",
    };

    static readonly Option<bool> Hooks = new("--hooks")
    {
        Description = "Also let the client itself call the memory, at each prompt and after each tool, where it can: "
            + $"{SupportedClients.NamesWithHooks}.",
    };

    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would change, and change nothing." };

    static readonly Option<bool> Uninstall = new("--uninstall")
    {
        Description = "Remove what this command has written; with --hooks only these.",
    };

    public static Command Build() => new Command("install", "Configure programs that start MCP servers to start this one.")
    {
        Name, All, Here, Instructions, Hooks, MeasuredShare.Option, DryRun, Uninstall, MemorySelection.Database, MemorySelection.Project,
    }
        .WithExamples(
            "skillmcp install --all",
            "skillmcp install claude-code --hooks",
            "skillmcp install vscode --here --project web-shop",
            "skillmcp install codex --dry-run",
            "skillmcp install claude-desktop --uninstall")
        .Runs((typed, _) => Task.FromResult(Run(typed)));

    static string? NameFrom(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
        {
            return null;
        }
        var typed = token.Value;
        if (SupportedClients.Named(typed) is { } client)
        {
            return client.Name;
        }
        var suggestion = SupportedClients.Suggestion(typed, SupportedClients.All.SelectMany(client => client.Aliases.Append(client.Name)));
        result.AddError($"'{Truncate.To(typed, 40)}' is not a client{suggestion}: use {SupportedClients.Names}.");
        return null;
    }

    static int Run(ParseResult typed)
    {
        var project = typed.GetValue(Here) ? Directory.GetCurrentDirectory() : null;
        switch (typed.GetValue(Name), typed.GetValue(All))
        {
            case ({ } name, false):
                var client = SupportedClients.All.First(client => client.Name == name);
                return Run(new Installation(client, project, typed.GetValue(DryRun)), typed) ? 0 : 1;
            case (null, true):
                return RunAll(project, typed);
            default:
                throw new SkillException($"Name one client, or write --all for each that is installed: {SupportedClients.Names}.");
        }
    }

    /// <summary>Configures each client that is installed. One that cannot be is named, and the others go on.</summary>
    static int RunAll(string? project, ParseResult typed)
    {
        var installed = SupportedClients.All
            .Where(client => client.IsInstalled(ClientEnvironment.Current) && (project is null || client.ProjectConfiguration is not null))
            .ToList();
        if (installed.Count == 0)
        {
            throw new SkillException($"None of them is installed here, or none has files of a project: {SupportedClients.Names}.");
        }
        return installed.Count(client => !IsDone(client)) == 0 ? 0 : 1;

        bool IsDone(Client client)
        {
            Terminal.Heading(client.Title);
            try
            {
                return Run(new Installation(client, project, typed.GetValue(DryRun)) { IsOneOfMany = true }, typed);
            }
            catch (Exception mistake) when (mistake is SkillException or IOException or UnauthorizedAccessException)
            {
                Terminal.Error($"{client.Title}: {mistake.Message}");
                return false;
            }
            finally
            {
                Terminal.Line();
            }
        }
    }

    /// <returns>Whether all of it could be done.</returns>
    static bool Run(Installation installation, ParseResult typed)
    {
        var isDone = true;
        if (typed.GetValue(Uninstall))
        {
            isDone = installation.Remove(onlyHooks: typed.GetValue(Hooks));
        }
        else
        {
            var instructions = typed.GetResult(Instructions) is { Implicit: false } ? typed.GetValue(Instructions) : (bool?)null;
            var command = CommandLineFor(installation.Client, typed);
            installation.Add(command, instructions, HookCommandLineFor(typed), areHooksWanted: typed.GetValue(Hooks));
        }
        if (typed.GetValue(DryRun))
        {
            Terminal.Line("Nothing was written.");
        }
        return isDone;
    }

    /// <summary>The server with the memory that commands use here, as options: a client does not get this terminal's variables.</summary>
    static ServerCommandLine CommandLineFor(Client client, ParseResult typed) =>
        ProgramWith("serve", typed, client.PassesVariables ? MemorySelection.GivenPath(typed) : MemorySelection.PathFrom(typed));

    /// <summary>What hooks call, which always says which memory: what variables a client passes to them differs.</summary>
    static HookCommandLine HookCommandLineFor(ParseResult typed) =>
        new(ProgramWith("hook", typed, MemorySelection.PathFrom(typed)), ClientEnvironment.Current.Platform);

    static ServerCommandLine ProgramWith(string command, ParseResult typed, string? file)
    {
        if (Environment.ProcessPath is not { } process)
        {
            throw new SkillException(
                "The system does not say where this program is. "
                + "Write its path into the client's configuration by hand: the README shows how.");
        }
        List<string> arguments = [command];
        if (file is not null)
        {
            arguments.AddRange("--db", Path.GetFullPath(file));
        }
        if (MemorySelection.ProjectFrom(typed) is var project && project != Project.Everybody)
        {
            arguments.AddRange("--project", project.Name);
        }
        if (MeasuredShare.From(typed) is > 0 and var percent)
        {
            arguments.AddRange("--measure-uplift", $"{percent}");
        }
        return ServerCommandLine.Of(process, AppContext.BaseDirectory, arguments);
    }
}
