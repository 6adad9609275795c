using System.ComponentModel;
using System.Diagnostics;

namespace SkillMcp.Server.Commands;

/// <summary>The editor that a person has chosen.</summary>
static class Editor
{
    /// <summary>Opens a file in it and waits until it is closed.</summary>
    /// <exception cref="SkillException">There is none, or it failed.</exception>
    public static async Task OpenAsync(string file, CancellationToken cancel)
    {
        using var editor = Start(Chosen, file);
        await editor.WaitForExitAsync(cancel);
        if (editor.ExitCode != 0)
        {
            throw new SkillException($"The editor '{Chosen}' ended with {editor.ExitCode}, and nothing was saved. Set VISUAL or EDITOR to one that waits, such as 'nano' or 'code --wait'.");
        }
    }

    static string Chosen => Set("VISUAL") ?? Set("EDITOR") ?? (OperatingSystem.IsWindows() ? "notepad" : "vi");

    static Process Start(string command, string file)
    {
        try
        {
            return Process.Start(Line(command, file))!;
        }
        catch (Win32Exception)
        {
            throw new SkillException($"The editor '{command}' cannot be started. Set VISUAL or EDITOR to one that can, such as 'nano'.");
        }
    }

    /// <summary>The variable holds a command line, not a file name; a shell takes it apart, as it does for git.</summary>
    static ProcessStartInfo Line(string command, string file) => OperatingSystem.IsWindows()
        ? new ProcessStartInfo("cmd.exe", $"/s /c \"{command} \"{file}\"\"")
        : new ProcessStartInfo("/bin/sh", ["-c", $"{command} \"$1\"", "editor", file]);

    static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set : null;
}
