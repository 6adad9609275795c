using System.CommandLine;
using SkillMcp.Embeddings;
using SkillMcp.Safety;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>How a command is run: on a memory, on its file or on neither.</summary>
static class CommandActions
{
    /// <summary>Gives a command the options that select a memory, and runs it on that memory.</summary>
    public static Command OnMemory(this Command command, OpenMode mode, Func<ParseResult, SkillMemory, CancellationToken, Task> run) =>
        command.OnFile(mode, async (typed, database, cancel) =>
        {
            var memory = CompositionRoot.MemoryIn(database, typed);
            await run(typed, memory, cancel);
            await memory.FlushAsync(cancel);
            return 0;
        });

    /// <summary>
    /// Gives a command the options that select a memory and a sentence model too. A model that was named and cannot be loaded
    /// is a mistake; without the one that comes with the executable, skills are found by their words.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="mode">Whether the memory may be new.</param>
    /// <param name="patience">How long a vector waits for the model to load.</param>
    /// <param name="run">What it does.</param>
    public static Command OnMemoryWithModel(
        this Command command, OpenMode mode, TimeSpan patience, Func<ParseResult, SkillMemory, CancellationToken, Task> run)
    {
        command.Add(ModelSelection.Embeddings);
        return command.OnFile(mode, async (typed, database, cancel) =>
        {
            using var model = ModelSelection.EmbedderFrom(typed, patience);
            if (model is SentenceModel ofFolder && ModelSelection.GivenFolder(typed) is not null)
            {
                await ofFolder.LoadAsync(cancel);
            }
            var memory = CompositionRoot.MemoryIn(database, typed, model: model);
            await run(typed, memory, cancel);
            await memory.FlushAsync(cancel);
            return 0;
        });
    }

    /// <summary>Gives a command the options that select a memory, and runs it on that file. What it returns is the exit code.</summary>
    public static Command OnFile(this Command command, OpenMode mode, Func<ParseResult, SkillDatabase, CancellationToken, Task<int>> run)
    {
        command.Add(MemorySelection.Database);
        command.Add(MemorySelection.Project);
        return command.Runs(async (typed, cancel) =>
        {
            await using var database = await SkillDatabase.OpenAsync(MemorySelection.PathFrom(typed), mode, cancel);
            return await run(typed, database, cancel);
        });
    }

    /// <summary>Runs a command. A mistake of the user's or of the file system is one sentence on standard error and exit code 1.</summary>
    public static Command Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        command.Options.ToList().ForEach(OptionValues.SayWhatBelongsThere);
        command.SetAction(async (typed, cancel) =>
        {
            try
            {
                return await run(typed, cancel);
            }
            catch (Exception mistake) when (mistake is SkillException or IOException or UnauthorizedAccessException)
            {
                Terminal.Error(SecretRedactor.InMessage(mistake.Message, []));
                return 1;
            }
        });
        return command;
    }
}
