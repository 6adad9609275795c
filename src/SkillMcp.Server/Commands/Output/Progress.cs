using System.Diagnostics;

namespace SkillMcp.Server.Commands.Output;

/// <summary>
/// The progress of long work, on standard error: a running count on a terminal, a line now and then elsewhere,
/// nothing for work that is soon done.
/// </summary>
/// <param name="thing">What is counted: "skill".</param>
/// <param name="done">What was done with each: "looked at".</param>
sealed class Progress(string thing, string done) : IDisposable
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
            var text = $"{Quantity.Of(count, thing)} {done}";
            Console.Error.Write(isTerminal ? $"\r{text}" : $"{text}\n");
            isShown = isTerminal;
            since.Restart();
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (isShown)
        {
            Console.Error.Write($"\r{new string(' ', thing.Length + done.Length + 18)}\r");
            isShown = false;
        }
    }
}
