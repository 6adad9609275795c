using System.Diagnostics;

namespace SkillMcp.Server.Commands.Output;

/// <summary>
/// The progress of long work, on standard error: a running count on a terminal, a line now and then elsewhere,
/// nothing for work that is soon done.
/// </summary>
sealed class Progress(string what) : IDisposable
{
    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    readonly bool isTerminal = !Console.IsErrorRedirected;
    readonly Stopwatch since = Stopwatch.StartNew();
    int count;
    bool isShown;

    public void Add()
    {
        count++;
        if (since.Elapsed > (isTerminal ? OnTerminal : Elsewhere))
        {
            Console.Error.Write(isTerminal ? $"\r{count:N0} {what}" : $"{count:N0} {what}\n");
            isShown = isTerminal;
            since.Restart();
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (isShown)
        {
            Console.Error.Write($"\r{new string(' ', what.Length + 16)}\r");
            isShown = false;
        }
    }
}
