using System.Diagnostics;

namespace SkillMcp.Mutation;

/// <summary>Runs other programs.</summary>
static class OtherProgram
{
    /// <summary>What a program writes to its standard output.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        var (code, output) = await TryAsync(program, arguments, TimeSpan.FromMinutes(20), new Dictionary<string, string>());
        return code == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}");
    }

    /// <summary>How a program ends and what it writes; no exit code where it took too long and was ended.</summary>
    public static async Task<(int? Code, string Output)> TryAsync(
        string program,
        IEnumerable<string> arguments,
        TimeSpan limit,
        IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            return (null, "");
        }
        return (process.ExitCode, await output + (process.ExitCode == 0 ? "" : await errors));
    }
}
