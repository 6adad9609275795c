using System.Text;
using SkillMcp.Safety;
using SkillMcp.Sessions.Journal;

namespace SkillMcp.Server.Hooks;

/// <summary>What went wrong in hooks, which tell it nobody else: a line each, in a file beside the memory.</summary>
sealed class HookLog(string memory, TimeProvider time)
{
    const long MaxLength = 128 << 10;
    const int MaxMessage = 500;

    public string File { get; } = Path.GetFullPath(memory) + ".hook.log";

    /// <summary>Adds what was thrown: a mistake in its own words, anything else with its kind.</summary>
    public void Add(HookArguments call, Exception fault) =>
        Add(call, fault is SkillException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}");

    /// <summary>Adds a line. Where that cannot be done either, nothing is told.</summary>
    public void Add(HookArguments call, string fault)
    {
        try
        {
            var message = Truncate.To(VisibleText.Line(SecretRedactor.InMessage(fault, [])), MaxMessage);
            var line = $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {Word(call.Client)} {Word(call.Event)}: {message}\n";
            if (!AppendedFile.TryCreate(File) && new FileInfo(File).Length > MaxLength)
            {
                System.IO.File.Move(File, $"{File}.old", overwrite: true);
                AppendedFile.TryCreate(File);
            }
            AppendedFile.Append(File, Encoding.UTF8.GetBytes(line));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or SkillException)
        {
        }
    }

    static string Word(string text) =>
        text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') ? text : "?";
}
