using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Hooks;

namespace SkillMcp.Server.Commands;

/// <summary>The files of one client, in which the server and the instructions to use it are added or removed.</summary>
sealed class Installation
{
    const int MaxAttempts = 5;

    readonly ClientPaths paths;
    readonly string? project;
    readonly bool dryRun;

    /// <param name="client">The client.</param>
    /// <param name="project">The folder of one project; null for all of the user's projects.</param>
    /// <param name="dryRun">Whether changes are shown only.</param>
    /// <exception cref="SkillException">The client has no files of a single project.</exception>
    public Installation(Client client, string? project, bool dryRun)
    {
        (Client, this.project, this.dryRun) = (client, project, dryRun);
        paths = ClientPaths.Of(client, ClientEnvironment.Current, project);
    }

    public Client Client { get; }

    /// <summary>Whether others are configured by the same command: what holds for each of them is said in one line.</summary>
    public bool IsOneOfMany { get; init; }

    /// <param name="commandLine">How the server is started.</param>
    /// <param name="instructions">Whether instructions are added; null to add them where the client needs them, and ask otherwise.</param>
    /// <param name="hooks">What the client calls itself.</param>
    /// <param name="areHooksWanted">Whether it is to call that; else only the memory of the hooks that it has is changed.</param>
    public void Add(ServerCommandLine commandLine, bool? instructions, HookCommandLine hooks, bool areHooksWanted)
    {
        RequireInstructionsFile(instructions);
        RequireHooks(areHooksWanted);
        AddServer(commandLine);
        if (areHooksWanted && HooksFile is { } file)
        {
            AddHooks(file, hooks);
        }
        else if (HooksFile is { } known && HasHooks && Change(known, before => HookFile.With(before ?? "", Client, hooks)) && !dryRun)
        {
            Terminal.Line($"The hooks of {Client.Title} call skillmcp with the same memory from now on.");
        }
        if (paths.Instructions is null)
        {
            ShowInstructions($"So that a model uses its memory unprompted, paste this into {Client.ManualInstructions}:");
        }
        else if (instructions is not false)
        {
            OfferInstructions(new ClientFile(paths.Instructions), instructions is true);
        }
    }

    /// <summary>Removes what can be removed, whatever file cannot be changed; of each of those it is said what is left in it.</summary>
    /// <param name="onlyHooks">Whether the server and the instructions stay.</param>
    /// <returns>Whether nothing of it is left.</returns>
    public bool Remove(bool onlyHooks)
    {
        var isDone = Removes(() => RemoveHooks(isAsked: onlyHooks), Client.Hooks?.ByHand ?? "");
        if (onlyHooks)
        {
            return isDone;
        }
        isDone &= Removes(RemoveServer, $"the entry \"{ServerEntry.Name}\" of \"{Client.ServersKey}\"");
        return Removes(RemoveInstructions, InstructionsBlock.ByHand) && isDone;
    }

    /// <param name="remove">Removes something.</param>
    /// <param name="byHand">What a person removes where it cannot.</param>
    /// <returns>Whether it could.</returns>
    static bool Removes(Action remove, string byHand)
    {
        try
        {
            remove();
            return true;
        }
        catch (Exception mistake) when (mistake is SkillException or IOException or UnauthorizedAccessException)
        {
            Terminal.Error($"{mistake.Message} Or remove by hand: {byHand}.");
            return false;
        }
    }

    void RemoveServer()
    {
        var configuration = new ClientFile(paths.Configuration);
        if (!Change(configuration, before => before is null ? null : ServerEntry.Without(before, Client, configuration.Backups())))
        {
            Terminal.Line($"{configuration.Path} does not make {Client.Title} start skillmcp: nothing to remove.");
        }
    }

    void RemoveInstructions()
    {
        if (paths.Instructions is null)
        {
            return;
        }
        var instructions = new ClientFile(paths.Instructions);
        if (HasInstructions(instructions) && OtherReaders.FirstOrDefault() is { } reader)
        {
            Terminal.Line($"The lines in {instructions.Path} stay: {reader.Title} reads them too.");
            return;
        }
        Change(instructions, WithoutInstructions);
    }

    /// <summary>The file that makes the client call programs; null if it calls none.</summary>
    ClientFile? HooksFile => project is not null && Client.Hooks is { } hooks
        ? new ClientFile(hooks.ProjectConfiguration.In(project, ClientEnvironment.Current))
        : AllProjectsFile;

    /// <summary>The same for all of the user's projects.</summary>
    ClientFile? AllProjectsFile => Client.Hooks is { } hooks ? new ClientFile(hooks.Configuration(ClientEnvironment.Current)) : null;

    bool HasHooks => HooksFile is { } file && IsCalledIn(file);

    bool IsCalledIn(ClientFile file) => file.Read() is { } text && Parse(file, () => HookFile.IsIn(text, Client));

    void RequireHooks(bool areHooksWanted)
    {
        if (areHooksWanted && Client.Hooks is null && !IsOneOfMany)
        {
            throw new SkillException(
                $"{Client.Title} calls no programs at a prompt, as far as is known here. These do: {SupportedClients.NamesWithHooks}.");
        }
    }

    void AddHooks(ClientFile file, HookCommandLine called)
    {
        if (!Change(file, before => HookFile.With(before ?? "", Client, called)))
        {
            Terminal.Line($"{Client.Title} calls skillmcp already, as {file.Path} says.");
            return;
        }
        if (!dryRun)
        {
            var events = string.Join(", ", Client.Hooks!.Events.Select(one => one.Event));
            Terminal.Line(
                $"{Client.Title} calls skillmcp from now on ({events}): what fits a prompt is added to it, what is done is learned from.");
        }
        if (!HookArguments.IsNative)
        {
            Terminal.Warning("Each prompt now waits about half a second for this build; for the native executable it would be a tenth.");
        }
        if (project is not null && AllProjectsFile is { } everywhere && IsCalledIn(everywhere))
        {
            Terminal.Warning($"{everywhere.Path} makes {Client.Title} call skillmcp in every project: here it is called twice now.");
        }
        if (Client.Hooks!.NextStep.Length > 0)
        {
            Terminal.Warning(Client.Hooks.NextStep);
        }
    }

    void RemoveHooks(bool isAsked)
    {
        var isThere = HasHooks;
        if (HooksFile is { } file && isThere)
        {
            var platform = ClientEnvironment.Current.Platform;
            Change(file, before => before is null ? null : HookFile.Without(before, Client, platform, file.Backups()));
        }
        else if (isAsked)
        {
            Terminal.Line($"{Client.Title} does not call skillmcp: nothing to remove.");
        }
        if (isThere && !dryRun && HasHooks)
        {
            throw new SkillException($"'{HooksFile!.Path}' still calls skillmcp, in a command with one of yours, which is left as it is.");
        }
        // The one line says what only hooks do.
        if (isAsked && isThere && paths.Instructions is not null)
        {
            var lines = new ClientFile(paths.Instructions);
            Change(lines, before =>
                before is not null && InstructionsBlock.IsIn(before) ? InstructionsBlock.With(before, hasHooks: false) : before);
        }
    }

    /// <summary>Other clients that start the server, and whose models read the same file of instructions.</summary>
    IEnumerable<Client> OtherReaders => SupportedClients.All.Where(other =>
        other.Name != Client.Name
        && (project is null || other.ProjectConfiguration is not null)
        && ClientPaths.Of(other, ClientEnvironment.Current, project) is var files
        && files.Instructions == paths.Instructions
        && StartsServer(other, files.Configuration));

    static bool StartsServer(Client client, string configuration)
    {
        try
        {
            return new ClientFile(configuration).Read() is { } text && ServerEntry.Describe(text, client) is not null;
        }
        // What cannot be read here is said where that client is configured.
        catch (SkillException)
        {
            return false;
        }
    }

    void RequireInstructionsFile(bool? instructions)
    {
        if (instructions is true && paths.Instructions is null && !IsOneOfMany)
        {
            var forProject = Client.ProjectConfiguration is null
                ? ""
                : $", or write them for one project: skillmcp install {Client.Name} --here --instructions";
            throw new SkillException(
                $"{Client.Title} has no file of instructions here: paste the lines into {Client.ManualInstructions}{forProject}.");
        }
    }

    void AddServer(ServerCommandLine commandLine)
    {
        if (!paths.IsProject && !Client.IsInstalled(ClientEnvironment.Current))
        {
            Terminal.Warning($"{Client.Title} does not seem to be installed: there is no {paths.Folder}. It will find this when it is.");
        }
        var file = new ClientFile(paths.Configuration);
        var old = file.Read() is { } text ? Parse(file, () => ServerEntry.Describe(text, Client)) : null;
        if (!Change(file, before => ServerEntry.With(before ?? "", Client, commandLine)))
        {
            Terminal.Line($"{Client.Title} is already configured to start skillmcp, in {file.Path}.");
            return;
        }
        if (!dryRun)
        {
            var previous = old is null ? "" : $"\nbefore, it was: {old}";
            Terminal.Line($"{Client.Title} starts: {commandLine}{previous}");
            Terminal.Line(paths.IsProject ? Client.ProjectNextStep ?? Client.NextStep : Client.NextStep);
        }
        if (paths.IsProject)
        {
            Terminal.Line("The file names the program by its place on this machine: others who share it need skillmcp in the same place.");
        }
    }

    void OfferInstructions(ClientFile file, bool isWanted)
    {
        if (HasInstructions(file) || isWanted)
        {
            AddInstructions(file);
        }
        else if (Client.NeedsInstructions)
        {
            Terminal.Line($"{Client.Title} does not always show its model what a server says of itself: lines in {file.Path} do.");
            AddInstructions(file);
        }
        else
        {
            ShowInstructions($"These lines in {file.Path} make a model use its memory unprompted:");
            AskForInstructions(file);
        }
    }

    void AskForInstructions(ClientFile file)
    {
        if (dryRun || !Terminal.CanAsk)
        {
            Terminal.Line($"They are added by: skillmcp install {Client.Name}{(paths.IsProject ? " --here" : "")} --instructions");
        }
        else if (Terminal.Ask("Add them?", byDefault: false))
        {
            AddInstructions(file);
        }
    }

    bool HasInstructions(ClientFile file) => file.Read() is { } text && Parse(file, () => InstructionsBlock.IsIn(text));

    void AddInstructions(ClientFile file) => Change(file, before => InstructionsBlock.With(before ?? "", HasHooks));

    void ShowInstructions(string heading)
    {
        if (IsOneOfMany)
        {
            Terminal.Line($"{heading[..^1]} ('skillmcp install {Client.Name}' shows them).");
            return;
        }
        Terminal.Line();
        Terminal.Line(heading);
        foreach (var line in InstructionsBlock.Lines(HasHooks).Split('\n'))
        {
            Terminal.Line($"  {line}");
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
    bool Change(ClientFile file, Func<string?, string?> edit)
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
