using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>Visits the texts that files hold, and gives every file whose text was rewritten its new digest.</summary>
static class FileTexts
{
    /// <summary>The procedure and the contents of its files as the visitor left them.</summary>
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
        return (visited with { Files = [.. visited.Files.Select(file => rewritten.GetValueOrDefault(file.Digest, file) with { Path = file.Path })] }, kept);
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
