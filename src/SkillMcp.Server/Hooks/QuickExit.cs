using System.Runtime.InteropServices;

namespace SkillMcp.Server.Hooks;

/// <summary>Ends the process at once with code 0, whatever its threads are doing: nothing is closed and nothing is waited for.</summary>
static partial class QuickExit
{
    const int CurrentProcess = -1;
    const int LessUrgent = 10;

    public static void Now()
    {
        if (OperatingSystem.IsWindows())
        {
            TerminateProcess(CurrentProcess, 0);
        }
        else
        {
            Exit(0);
        }
    }

    /// <summary>
    /// Leaves the session of the terminal and the group of the client, which may end theirs together, and lets others go first.
    /// </summary>
    public static void Detach()
    {
        if (!OperatingSystem.IsWindows())
        {
            SetSession();
            Nice(LessUrgent);
        }
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int increment);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(nint process, uint code);
}
