using System.Text;
using System.Text.Unicode;

namespace SkillMcp.Packaging;

/// <summary>
/// A skill as the folder of an Agent Skill: SKILL.md, what its author put beside it and, where SKILL.md had to be rewritten,
/// the text that it was read from. Works in memory: nothing is read from a disk or written to it.
/// </summary>
static class SkillFolder
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The files of a skill's folder, SKILL.md first, the others by path.</summary>
    /// <exception cref="SkillException">What one of its files holds is not among <see cref="PackedSkill.Contents"/>.</exception>
    public static IReadOnlyList<FolderFile> Write(PackedSkill skill)
    {
        var (markdown, losesDocument) = SkillMarkdown.Written(skill);
        return FilesOf(skill, markdown, losesDocument ? SkillMarkdown.OriginalPath(skill.Procedure) : null);
    }

    /// <summary>The same, to the letter of the Agent Skills specification.</summary>
    /// <exception cref="SkillException">As for <see cref="Write"/>.</exception>
    public static IReadOnlyList<FolderFile> WriteStrictly(PackedSkill skill)
    {
        var markdown = SkillMarkdown.WriteStrictly(skill);
        return FilesOf(skill, markdown, OriginalPath(skill.Procedure, markdown));
    }

    static IReadOnlyList<FolderFile> FilesOf(PackedSkill skill, string markdown, string? originalPath)
    {
        List<FolderFile> others = [.. skill.Procedure.Files.Select(file => WithContent(file, skill))];
        if (originalPath is not null)
        {
            others.Add(new FolderFile(originalPath, Encoding.UTF8.GetBytes(skill.Procedure.Document)));
        }
        var document = new FolderFile(SkillFile.Markdown, Strict.GetBytes(markdown));
        return [document, .. others.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    static FolderFile WithContent(SkillFile file, PackedSkill skill)
    {
        var content = ContentOf(file, skill);
        return new FolderFile(file.Path, content) { IsExecutable = file.IsExecutable ?? SkillFile.NamesInterpreter(content.Span) };
    }

    static ReadOnlyMemory<byte> ContentOf(SkillFile file, PackedSkill skill) => skill.Contents.TryGetValue(file.Digest, out var content)
        ? content
        : throw new SkillException($"The content of '{file.Path}' of '{skill.Name}' is missing.");

    /// <summary>The path of the document as a file of its own, because SKILL.md is another text; null if it is not.</summary>
    /// <param name="procedure">What the skill says.</param>
    /// <param name="markdown">Its SKILL.md, which takes a reading of the document to write.</param>
    internal static string? OriginalPath(Procedure procedure, string markdown) =>
        procedure.Document.Length > 0 && markdown != procedure.Document ? SkillMarkdown.OriginalPath(procedure) : null;

    /// <summary>The paths of the files of a skill's folder, whether or not the document is among them.</summary>
    public static IEnumerable<string> PathsOf(Procedure procedure) =>
        [SkillFile.Markdown, SkillMarkdown.OriginalPath(procedure), .. procedure.Files.Select(file => file.Path)];

    /// <summary>Reads what <see cref="Write"/> writes, and any other folder of an Agent Skill.</summary>
    /// <param name="files">All files of the folder, with paths that begin in it.</param>
    /// <param name="name">The folder's name: the skill's, where its front matter has none.</param>
    /// <exception cref="SkillException">
    /// It is not a skill, or a path or a size is not allowed; the message names the file and what would have been right.
    /// </exception>
    public static PackedSkill Read(IReadOnlyList<FolderFile> files, string name = "")
    {
        var markdown = files.Where(file => IsMarkdown(file.Path)).ToList() switch
        {
            [var only] => TextOf(only) ?? throw new SkillException($"{only.Path} is not UTF-8 text: save it as UTF-8."),
            [] => throw new SkillException($"The folder has no {SkillFile.Markdown}: that is the file that makes it a skill."),
            _ => throw new SkillException(
                $"The folder has more than one {SkillFile.Markdown}: on Windows and macOS, case is ignored."),
        };
        var text = WithoutNul(markdown, out var remark);
        var beside = files.Where(file => !IsMarkdown(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var parsed = SkillMarkdownParser.Parse(text, name);
        var read = WithOriginal(parsed, text, beside) ?? With(SkillMarkdown.ReadPacked(parsed, text), beside);
        return Checked(read with { TextRemark = remark });
    }

    // A NUL ends a text in much of what handles it, the search index and the terminal among them, so that the rest would be hidden.
    static string WithoutNul(string text, out string remark)
    {
        var count = text.Count('\0');
        remark = count == 0 ? "" : $"{Quantity.Of(count, "NUL character")} left out of {SkillFile.Markdown}";
        return count == 0 ? text : text.Replace("\0", "", StringComparison.Ordinal);
    }

    /// <summary>What is in the folder of a skill, without reading what it says; null if that has to be read.</summary>
    public static UnreadSkill? Unread(FolderItem folder)
    {
        var files = folder.Files;
        if (files.Where(file => IsMarkdown(file.Path)).ToList() is not [var only] || TextOf(only) is not { } markdown)
        {
            return null;
        }
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var beside = new List<SkillFile>();
        foreach (var one in files.Where(file => file != only).OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            beside.Add(SkillFile.Of(one.Path, one.Content.Span, one.IsExecutable));
            contents[beside[^1].Digest] = one.Content;
        }
        return new UnreadSkill(folder.Name, markdown, beside, contents) { Unfollowed = folder.Unfollowed };
    }

    /// <summary>
    /// The skill that was read from one text and written as another: where exactly that other text is written of it, the first is its
    /// document. Where it was changed since, both are kept as what they are.
    /// </summary>
    static PackedSkill? WithOriginal(ParsedMarkdown parsed, string markdown, List<FolderFile> beside)
    {
        var original = parsed.Front.Original.Length == 0 ? null : beside.Find(file => file.Path == parsed.Front.Original);
        if (original is null || TextOf(original) is not { } document)
        {
            return null;
        }
        var read = parsed.Skill with { Procedure = parsed.Skill.Procedure with { Document = document } };
        var skill = With(read, [.. beside.Where(file => file != original)]);
        return SkillMarkdown.WriteStrictly(skill) == markdown || SkillMarkdown.Write(skill) == markdown ? skill : null;
    }

    static PackedSkill With(PackedSkill skill, IReadOnlyList<FolderFile> beside)
    {
        var files = new List<SkillFile>();
        var contents = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var one in beside)
        {
            var file = SkillFile.Of(one.Path, one.Content.Span, one.IsExecutable);
            files.Add(file);
            contents[file.Digest] = one.Content;
        }
        return skill with { Procedure = skill.Procedure with { Files = files }, Contents = contents };
    }

    static PackedSkill Checked(PackedSkill skill) => SkillFile.MistakesIn(skill.Procedure.Files).FirstOrDefault() is { } mistake
        ? throw new SkillException($"The folder cannot be a skill: {mistake}.")
        : skill;

    static bool IsMarkdown(string path) => path.Equals(SkillFile.Markdown, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text of a file; null if it is not UTF-8.</summary>
    static string? TextOf(FolderFile file) =>
        Utf8.IsValid(file.Content.Span) ? Encoding.UTF8.GetString(file.Content.Span) : null;
}
