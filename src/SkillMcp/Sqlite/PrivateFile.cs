namespace SkillMcp.Sqlite;

/// <summary>Makes files and folders that only their owner may read, where the system has such modes.</summary>
static class PrivateFile
{
    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    static readonly Lock Creating = new();

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

    /// <summary>Creates an empty file. SQLite gives the files that it makes beside it the same mode.</summary>
    /// <returns>False where there is a file already.</returns>
    public static bool TryCreate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }
        // Closing a file releases the locks that this process holds on it: nothing in it may have the file open before.
        lock (Creating)
        {
            if (Path.Exists(path))
            {
                return false;
            }
            try
            {
                // Not made elsewhere and moved here: of two processes that move a file to a free name, both can succeed (.NET 10.0).
                new FileStream(path, options).Dispose();
                return true;
            }
            catch (IOException) when (Path.Exists(path))
            {
                return false;
            }
        }
    }
}
