namespace SkillMcp.Packaging;

/// <summary>A folder of a skill that is not read yet, to tell whether it is the same as a stored one.</summary>
/// <param name="Markdown">The text of its SKILL.md.</param>
/// <param name="Files">The other files, by path.</param>
/// <param name="Contents">What these hold, by digest.</param>
sealed record UnreadSkill(
    string Markdown, IReadOnlyList<SkillFile> Files, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents)
{
    /// <summary>The links in it that were not followed, by path: what came in through them before is not compared.</summary>
    public IReadOnlyList<string> Unfollowed { get; init; } = [];

    /// <summary>
    /// Whether a stored skill has the same text and files, and the steps that are found in the text today: a program with other rules
    /// may have read it. A composite, or one that was given another name here, has to be read to know.
    /// </summary>
    public bool Is(Skill stored)
    {
        var procedure = stored.Procedure;
        return !procedure.IsComposite
            && SkillMarkdownParser.YieldsOwn(procedure.Title, stored.Name)
            && OwnFilesOf(procedure).SequenceEqual(Files)
            && (procedure.Document.Length > 0
                ? Markdown == procedure.Document && HasStepsOf(procedure)
                : Markdown == SkillMarkdown.Write(stored.Name, procedure));
    }

    IEnumerable<SkillFile> OwnFilesOf(Procedure procedure) => procedure.Files
        .Where(file => !IsUnfollowed(file.Path))
        .OrderBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>Whether a file came in through a link that was followed before and is not now.</summary>
    public bool IsUnfollowed(string path) =>
        Unfollowed.Any(link => path == link || path.StartsWith($"{link}/", StringComparison.Ordinal));

    // The rules of what is a step have become others before, and will again; a number of theirs would have to be stored, and raised.
    bool HasStepsOf(Procedure procedure) =>
        SkillMarkdownParser.StepsOf(Markdown, procedure.Description).SequenceEqual(procedure.Steps);
}
