using System.Text;

namespace SkillMcp.Server.Clients;

/// <summary>
/// A text file of another program's: changed as a whole or not at all, with its permissions, through links to where it really is,
/// and never without a copy of what it was.
/// </summary>
sealed class ClientFile
{
    // A client's own state may be many megabytes; what is larger is no configuration.
    const long MaxLength = 64L << 20;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly string file;

    /// <param name="path">Its path as its owner has it.</param>
    /// <exception cref="SkillException">A folder is there.</exception>
    public ClientFile(string path)
    {
        (Path, file) = (path, new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path);
        if (Directory.Exists(file))
        {
            throw new SkillException($"'{path}' is a folder, and a file belongs there. Nothing was changed.");
        }
    }

    public string Path { get; }

    /// <summary>Its whole text; null where it is not there.</summary>
    /// <exception cref="SkillException">It is no text in UTF-8, or too large.</exception>
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
            throw new SkillException($"'{Path}' is no text in UTF-8. Save it as UTF-8 in an editor, then try again. Nothing was changed.");
        }
    }

    /// <summary>What it was before earlier changes, newest first.</summary>
    public IEnumerable<string> Earlier()
    {
        for (var number = Copies().TakeWhile(File.Exists).Count(); number > 0; number--)
        {
            if (new ClientFile(Copy(number)).Read() is { } text)
            {
                yield return text;
            }
        }
    }

    /// <summary>Puts a text in the place of the one that was read.</summary>
    /// <param name="before">What was read; null where it was not there.</param>
    /// <param name="after">What it is to be; null for no file at all, where all of it was ours.</param>
    /// <param name="copy">Where the old text is kept now; null where there was none.</param>
    /// <returns>Whether it still was what was read; if not, nothing was written.</returns>
    /// <exception cref="SkillException">It must not be written.</exception>
    public bool TryWrite(string? before, string? after, out string? copy)
    {
        copy = null;
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!;
        var draft = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(file)}.{Guid.NewGuid():N}.tmp");
        try
        {
            if (File.Exists(file) && new FileInfo(file).IsReadOnly)
            {
                throw new SkillException($"'{Path}' is read-only. Make it writable, or change it where it is made. Nothing was changed.");
            }
            Directory.CreateDirectory(folder);
            WriteDraft(draft, after ?? "");
            if (Read() != before)
            {
                return false;
            }
            copy = before is null || after is null ? null : Keep();
            Move(draft, after);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SkillException($"'{Path}' cannot be written: {refused.Message} Nothing was changed.");
        }
        finally
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }

    void WriteDraft(string draft, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(file))
        {
            options.UnixCreateMode = File.GetUnixFileMode(file);
        }
        using var stream = new FileStream(draft, options);
        stream.Write(Strict.GetBytes(text));
        stream.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows() && options.UnixCreateMode is { } mode)
        {
            // Once more, for a file is made with less than was asked for.
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }
    }

    void Move(string draft, string? after)
    {
        if (after is null)
        {
            File.Delete(file);
        }
        else if (File.Exists(file))
        {
            // On Windows this keeps who may read and write it, which a move does not.
            File.Replace(draft, file, destinationBackupFileName: null);
        }
        else
        {
            File.Move(draft, file);
        }
    }

    string Keep()
    {
        var copy = Copies().First(name => !File.Exists(name));
        File.Copy(file, copy);
        return copy;
    }

    IEnumerable<string> Copies() => Enumerable.Range(1, 10_000).Select(Copy);

    string Copy(int number) => $"{file}.before-skillmcp{(number == 1 ? "" : $"-{number}")}";
}
