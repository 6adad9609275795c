namespace SkillMcp.Packaging;

/// <summary>A folder of a skill that is not read yet, to tell whether it is the same as a stored one.</summary>
/// <param name="Markdown">The text of its SKILL.md.</param>
/// <param name="Files">The other files, by path.</param>
/// <param name="Contents">What these hold, by digest.</param>
public sealed record UnreadSkill(
    string Markdown, IReadOnlyList<SkillFile> Files, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents)
{
    /// <summary>
    /// Whether a stored skill has the same text and files, and the steps that are found in the text today: a program with other rules
    /// may have read it. A composite or a renamed one has to be read to know.
    /// </summary>
    public bool Is(Skill stored)
    {
        var procedure = stored.Procedure;
        return !procedure.IsComposite
            && SkillName.From(procedure.Title) == stored.Name
            && procedure.Files.OrderBy(file => file.Path, StringComparer.Ordinal).SequenceEqual(Files)
            && (procedure.Document.Length > 0
                ? Markdown == procedure.Document && HasStepsOf(procedure)
                : Markdown == SkillMarkdown.Write(stored.Name, procedure));
    }

    // The rules of what is a step have become others before, and will again; a number of theirs would have to be stored, and raised.
    bool HasStepsOf(Procedure procedure) =>
        SkillMarkdownParser.StepsOf(Markdown, procedure.Description).SequenceEqual(procedure.Steps);
}
