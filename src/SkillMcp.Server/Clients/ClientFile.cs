using System.Text;

namespace SkillMcp.Server.Clients;

/// <summary>
/// A text file that belongs to a client: its configuration or its instructions. It is replaced as a whole or not at all,
/// keeps its permissions, is written where a link leads, and is backed up beside itself: as it was before the first change and before
/// the last one.
/// </summary>
sealed class ClientFile
{
    // A client's own state can be many megabytes; anything larger is not a configuration.
    const long MaxLength = 64L << 20;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly string file;

    /// <param name="path">Its path as the client has it; it may be a link.</param>
    /// <exception cref="SkillException">The path is a folder, a pipe or a device, or the file belongs to another user.</exception>
    public ClientFile(string path)
    {
        Path = path;
        file = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
        if (Directory.Exists(file))
        {
            throw new SkillException($"'{path}' is a folder, and a file belongs there. Nothing was changed.");
        }
        RequireOwnFile();
    }

    public string Path { get; }

    /// <summary>Its whole text; null if there is no file.</summary>
    /// <exception cref="SkillException">It is not UTF-8, or too large.</exception>
    public string? Read()
    {
        if (!File.Exists(file))
        {
            return null;
        }
        if (new FileInfo(file).Length > MaxLength)
        {
            throw new SkillException($"'{Path}' is larger than {MaxLength >> 20} MB, which no configuration is. Nothing was changed.");
        }
        try
        {
            return Strict.GetString(File.ReadAllBytes(file));
        }
        catch (ArgumentException)
        {
            throw new SkillException($"'{Path}' is not text in UTF-8. Save it as UTF-8 in an editor, then try again. Nothing was changed.");
        }
    }

    /// <summary>The texts that it had before earlier changes, newest first.</summary>
    public IEnumerable<string> Backups()
    {
        foreach (var path in new[] { LastBackup, FirstBackup })
        {
            if (new ClientFile(path).Read() is { } text)
            {
                yield return text;
            }
        }
    }

    /// <summary>Replaces the text that was read.</summary>
    /// <param name="before">What was read; null if there was no file.</param>
    /// <param name="after">The new text; null deletes the file.</param>
    /// <param name="backup">The path of the old text's backup; null if there was no file or it was deleted.</param>
    /// <returns>False where the file is not what was read any more; then nothing was written.</returns>
    /// <exception cref="SkillException">It cannot be written.</exception>
    public bool TryWrite(string? before, string? after, out string? backup)
    {
        backup = null;
        var temporary = TemporaryPath.Beside(System.IO.Path.GetFullPath(file));
        try
        {
            if (File.Exists(file) && new FileInfo(file).IsReadOnly)
            {
                throw new SkillException($"'{Path}' is read-only. Make it writable, or change it where it is made. Nothing was changed.");
            }
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(temporary)!);
            WriteTemporary(temporary, after ?? "");
            if (Read() != before)
            {
                return false;
            }
            backup = before is null || after is null ? null : BackUp();
            Move(temporary, after);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SkillException($"'{Path}' cannot be written: {refused.Message} Nothing was changed.");
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    /// <summary>A file that is replaced belongs to the user who replaces it, and its former owner may not read it any more.</summary>
    void RequireOwnFile()
    {
        var found = UnixFile.At(file);
        if (found is { IsRegular: false })
        {
            throw new SkillException($"'{Path}' is a pipe, a socket or a device, and a file belongs there. Nothing was changed.");
        }
        if (found is not null && found.Owner != UnixFile.CurrentUser)
        {
            throw new SkillException(
                $"'{Path}' belongs to another user (number {found.Owner}): run this as that one. Nothing was changed.");
        }
    }

    void WriteTemporary(string temporary, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(file))
        {
            options.UnixCreateMode = File.GetUnixFileMode(file);
        }
        using var stream = new FileStream(temporary, options);
        stream.Write(Strict.GetBytes(text));
        stream.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows() && options.UnixCreateMode is { } mode)
        {
            // Once more: the umask takes bits away from the mode that a file is created with.
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }
    }

    void Move(string temporary, string? after)
    {
        if (after is null)
        {
            File.Delete(file);
        }
        else if (File.Exists(file))
        {
            // On Windows this keeps the access control list, which a move does not.
            File.Replace(temporary, file, destinationBackupFileName: null);
        }
        else
        {
            File.Move(temporary, file);
        }
    }

    /// <summary>
    /// The first backup stays. A later one takes the place of the one before, and none is made of what is backed up already.
    /// </summary>
    string BackUp()
    {
        if (!File.Exists(FirstBackup))
        {
            File.Copy(file, FirstBackup);
            return FirstBackup;
        }
        var now = File.ReadAllBytes(file);
        if (new[] { FirstBackup, LastBackup }.FirstOrDefault(path => Holds(path, now)) is { } same)
        {
            return same;
        }
        // Deleted first: what a link in its place leads to is not ours.
        File.Delete(LastBackup);
        File.Copy(file, LastBackup);
        return LastBackup;
    }

    static bool Holds(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    string FirstBackup => $"{file}.before-skillmcp";

    string LastBackup => $"{FirstBackup}-2";
}
