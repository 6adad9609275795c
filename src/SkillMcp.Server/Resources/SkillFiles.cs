using System.Text;
using System.Text.Unicode;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using SkillMcp.Packaging;

namespace SkillMcp.Server.Resources;

/// <summary>Finds active skills and their files by address.</summary>
sealed class SkillFiles(SkillMemory memory)
{
    // Throws where the bytes are not UTF-8. Keeps a byte order mark: the digest covers it.
    /// <summary>The folder of the active skill that an address is within, and the path within it; null if there is none.</summary>
    public async Task<(ServedFolder Folder, string Path)?> FindAsync(string uri, CancellationToken cancel) =>
        SkillUri.Parse(uri) is { } address && await memory.FindAsync(address.Name, cancel) is { IsActive: true } skill
            ? (await memory.FolderAsync(skill, cancel), address.Path)
            : null;

    /// <summary>The file at an address; null if there is none.</summary>
    /// <exception cref="SkillException">It is left out.</exception>
    public async Task<ResourceContents?> ReadAsync(string uri, CancellationToken cancel)
    {
        if (await FindAsync(uri, cancel) is not { } found)
        {
            return null;
        }
        if (found.Folder.OmittedPaths.Contains(found.Path))
        {
            throw new SkillException(
                $"{VisibleText.Line(found.Path)} is not served: a skill may have {ServedFolder.MaxFiles} files "
                + $"and {ServedFolder.MaxTotalBytes >> 20} MiB, and this one has more.");
        }
        return found.Folder.Files.FirstOrDefault(file => file.Path == found.Path) is { } file
            ? Contents(found.Folder.Name, file, await BytesAsync(file, cancel))
            : null;
    }

    /// <summary>The text of a file; null if it is not a text.</summary>
    public async Task<string?> TextAsync(ServedFile file, CancellationToken cancel) => file.Text ?? Text(await BytesAsync(file, cancel));

    async Task<ReadOnlyMemory<byte>> BytesAsync(ServedFile file, CancellationToken cancel) =>
        await memory.ContentAsync(file, cancel)
            ?? throw new McpProtocolException(
                $"The content of {VisibleText.Line(file.Path)} is lost or damaged: 'skillmcp doctor' tells more.",
                McpErrorCode.InternalError);

    static ResourceContents Contents(SkillName name, ServedFile file, ReadOnlyMemory<byte> bytes)
    {
        var (uri, type) = (SkillUri.Of(name, file.Path), MimeType.Of(file.Path));
        return Text(bytes) is { } text
            ? new TextResourceContents { Uri = uri, MimeType = type ?? MimeType.Text, Text = text }
            : BlobResourceContents.FromBytes(bytes, uri, type ?? MimeType.Bytes);
    }

    static string? Text(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.Contains((byte)0) || !Utf8.IsValid(bytes.Span) ? null : Encoding.UTF8.GetString(bytes.Span);
}
