using System.Diagnostics;

namespace SkillMcp.Server.Commands;

/// <summary>How far a long work is, on standard error: a count that runs on a terminal, a line now and then elsewhere, and nothing where it is soon done.</summary>
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

    /// <summary>Leaves the line as it was before.</summary>
    public void Dispose()
    {
        if (isShown)
        {
            Console.Error.Write($"\r{new string(' ', what.Length + 16)}\r");
            isShown = false;
        }
    }
}
