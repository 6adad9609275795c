namespace SkillMcp.Sqlite;

/// <summary>Makes files and folders that only their owner may read, where the system has such modes.</summary>
static class PrivateFile
{
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Creates a folder; one that is there keeps its mode.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnersFolder);
        }
    }

    /// <summary>
    /// Creates an empty file. SQLite gives the files that it makes beside it the same mode.
    /// The file is closed before it gets its name: closing a file releases the locks that this process holds on it.
    /// </summary>
    /// <returns>False where there is a file already.</returns>
    public static bool TryCreate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }
        var unnamed = $"{path}.{Guid.NewGuid():N}.tmp";
        new FileStream(unnamed, options).Dispose();
        try
        {
            File.Move(unnamed, path);
            return true;
        }
        catch (IOException) when (Path.Exists(path))
        {
            File.Delete(unnamed);
            return false;
        }
    }
}
