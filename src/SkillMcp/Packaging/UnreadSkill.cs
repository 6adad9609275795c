namespace SkillMcp.Packaging;

/// <summary>A folder of a skill of which nothing is read yet, to tell whether it is the same as a stored one.</summary>
/// <param name="Markdown">The text of its SKILL.md.</param>
/// <param name="Files">The other files, by path.</param>
/// <param name="Contents">What these hold, by digest.</param>
public sealed record UnreadSkill(
    string Markdown, IReadOnlyList<SkillFile> Files, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents)
{
    /// <summary>Whether a stored skill has the same text and files. A composite or a renamed one has to be read to know.</summary>
    public bool Is(Skill stored)
    {
        var procedure = stored.Procedure;
        return !procedure.IsComposite
            && SkillName.From(procedure.Title) == stored.Name
            && procedure.Files.OrderBy(file => file.Path, StringComparer.Ordinal).SequenceEqual(Files)
            && Markdown == (procedure.Document.Length > 0 ? procedure.Document : SkillMarkdown.Write(stored.Name, procedure));
    }
}
