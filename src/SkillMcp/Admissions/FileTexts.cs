using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>Visits the texts of files, and updates the digests of files whose text was rewritten.</summary>
static class FileTexts
{
    /// <summary>The procedure and the contents of its files, by digest, as the visitor rewrote them.</summary>
    public static (Procedure Procedure, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents) Visit(
        Procedure procedure, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents, TextVisitor visitor)
    {
        var visited = procedure.VisitTexts(visitor);
        var rewritten = new Dictionary<string, SkillFile>(StringComparer.Ordinal);
        var kept = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var file in procedure.Files.DistinctBy(file => file.Digest).Where(file => contents.ContainsKey(file.Digest)))
        {
            var bytes = Rewritten(file.Path, contents[file.Digest], visitor);
            rewritten[file.Digest] = SkillFile.Of("", bytes.Span);
            kept[rewritten[file.Digest].Digest] = bytes;
        }
        var files = visited.Files.Select(file =>
            rewritten.GetValueOrDefault(file.Digest, file) with { Path = file.Path, IsExecutable = file.IsExecutable });
        return (visited with { Files = [.. files] }, kept);
    }

    static ReadOnlyMemory<byte> Rewritten(string path, ReadOnlyMemory<byte> content, TextVisitor visitor)
    {
        if (FileScreen.TextOf(content.Span) is not { } read)
        {
            return content;
        }
        var text = visitor.File(path, read.Text);
        return text == read.Text ? content : read.Encoding.GetBytes(text);
    }
}
