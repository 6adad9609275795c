using System.CommandLine;
using Microsoft.Extensions.AI;
using SkillMcp.Formation;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>The composition root: the one place that takes the real clock and makes a memory of a database.</summary>
static class CompositionRoot
{
#pragma warning disable RS0030 // Banned elsewhere: what has a time is given it from here.
    public static TimeProvider Time => TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>Who acts where a command is typed.</summary>
    public static Actor Person { get; } = new(Author.Person);

    public static SkillMemory MemoryIn(
        SkillDatabase database,
        ParseResult typed,
        SkillMemoryOptions? options = null,
        IEmbeddingGenerator<string, Embedding<float>>? model = null,
        IDrafter? drafter = null) =>
        MemoryIn(database, MemorySelection.ProjectFrom(typed), options, model, drafter);

    /// <summary>The memory of a database. Without options it is for a person, who is shown the current way of each skill.</summary>
    public static SkillMemory MemoryIn(
        SkillDatabase database,
        Project project,
        SkillMemoryOptions? options = null,
        IEmbeddingGenerator<string, Embedding<float>>? model = null,
        IDrafter? drafter = null) =>
        new(new SqliteSkillStore(database), project, Time, OptionsHere(options), model, drafter: drafter);

    static SkillMemoryOptions OptionsHere(SkillMemoryOptions? options) =>
        (options ?? new SkillMemoryOptions { HasTrials = false }) with { Machine = ThisMachine.Id };
}
