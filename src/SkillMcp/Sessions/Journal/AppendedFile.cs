using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SkillMcp.Sessions.Journal;

/// <summary>
/// A file that several processes add to at once. .NET's own way of appending seeks the end and then writes there, so that of two that
/// do so together one would overwrite the other's.
/// </summary>
static partial class AppendedFile
{
    const int WriteOnly = 1;

    const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static int AppendFlags => OperatingSystem.IsMacOS() ? WriteOnly | 0x8 | 0x100_0000 : WriteOnly | 0x400 | 0x8_0000;

    /// <summary>Creates an empty file, and the folder that it is in, for their owner alone.</summary>
    /// <returns>False where there is a file already.</returns>
    public static bool TryCreate(string path)
    {
        if (File.Exists(path))
        {
            return false;
        }
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        else
        {
            options.UnixCreateMode = OwnersFile;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnersFile | UnixFileMode.UserExecute);
        }
        try
        {
            new FileStream(path, options).Dispose();
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Adds bytes in one write.</summary>
    /// <exception cref="IOException">They could not be written.</exception>
    public static void Append(string path, byte[] bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            stream.Write(bytes);
            return;
        }
        using var file = new SafeFileHandle(Open(path, AppendFlags), ownsHandle: true);
        if (file.IsInvalid || Write(file, bytes, bytes.Length) != bytes.Length)
        {
            throw new IOException($"'{path}' cannot be written (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle file, byte[] bytes, nint count);
}
