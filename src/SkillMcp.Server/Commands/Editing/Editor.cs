using System.ComponentModel;
using System.Diagnostics;

namespace SkillMcp.Server.Commands.Editing;

/// <summary>The user's editor, by VISUAL or EDITOR.</summary>
static class Editor
{
    /// <summary>Opens a file in it and waits until it is closed.</summary>
    /// <exception cref="SkillException">It cannot be started, or it failed.</exception>
    public static async Task OpenAsync(string file, CancellationToken cancel)
    {
        var command = CommandLine;
        using var editor = Start(command, file);
        await editor.WaitForExitAsync(cancel);
        if (editor.ExitCode != 0)
        {
            throw new SkillException(
                $"The editor '{command}' ended with {editor.ExitCode}, and nothing was saved. "
                + "Set VISUAL or EDITOR to one that waits, such as 'nano' or 'code --wait'.");
        }
    }

    static string CommandLine =>
        EnvironmentVariable.Get("VISUAL") ?? EnvironmentVariable.Get("EDITOR") ?? (OperatingSystem.IsWindows() ? "notepad" : "vi");

    static Process Start(string command, string file)
    {
        try
        {
            return Process.Start(ThroughShell(command, file))!;
        }
        catch (Win32Exception)
        {
            throw new SkillException($"The editor '{command}' cannot be started. Set VISUAL or EDITOR to one that can, such as 'nano'.");
        }
    }

    /// <summary>The variable holds a command line, not the name of a file: a shell splits it, as git has it done.</summary>
    static ProcessStartInfo ThroughShell(string command, string file) => OperatingSystem.IsWindows()
        ? new ProcessStartInfo("cmd.exe", $"/s /c \"{command} \"{file}\"\"")
        : new ProcessStartInfo("/bin/sh", ["-c", $"{command} \"$1\"", "editor", file]);
}
