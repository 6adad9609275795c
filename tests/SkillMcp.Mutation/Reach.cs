using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;

namespace SkillMcp.Mutation;

/// <summary>Which test class runs which members, and how long it takes: measured once for one state of program and tests.</summary>
static class Reach
{
    /// <exception cref="InvalidOperationException">The noting program does not compile.</exception>
    public static async Task<IReadOnlyList<TestClass>> MeasureAsync(
        Sources sources,
        Members members,
        IReadOnlyList<TestProgram> programs,
        string artifacts,
        string built)
    {
        byte[] state =
        [
            .. await File.ReadAllBytesAsync(Path.Combine(built, "SkillMcp.Tests.dll")),
            .. await File.ReadAllBytesAsync(Path.Combine(built, "SkillMcp.Memory.dll")),
        ];
        var key = Convert.ToHexStringLower(SHA256.HashData(state));
        var kept = Path.Combine(artifacts, $"reach-{key[..16]}.json");
        if (File.Exists(kept))
        {
            return JsonSerializer.Deserialize<List<TestClass>>(await File.ReadAllTextAsync(kept))!;
        }
        foreach (var program in programs)
        {
            if (!sources.TryCompile(members.Noting(), members.Note, program.MemoryFile, out var errors))
            {
                throw new InvalidOperationException($"The program that notes what runs does not compile: {string.Join('\n', errors)}");
            }
        }
        var waiting = new Queue<string>(await programs[0].ClassesAsync());
        var measured = new List<TestClass>();
        await Task.WhenAll(programs.Select(async program =>
        {
            while (Next() is { } name)
            {
                if (await MeasureAsync(program, name, Path.Combine(artifacts, $"reached-{name}")) is { } one)
                {
                    lock (measured)
                    {
                        measured.Add(one);
                    }
                }
            }
        }));
        await File.WriteAllTextAsync(kept, JsonSerializer.Serialize(measured));
        return measured;

        string? Next()
        {
            lock (waiting)
            {
                return waiting.TryDequeue(out var name) ? name : null;
            }
        }
    }

    /// <summary>A class that fails on the unchanged program tells nothing, and is left out.</summary>
    static async Task<TestClass?> MeasureAsync(TestProgram program, string name, string noted)
    {
        var watch = Stopwatch.StartNew();
        var passed =
            await program.RunAsync([name], TimeSpan.FromMinutes(5), new Dictionary<string, string> { ["MUTATION_REACHED"] = noted });
        var reached = File.Exists(noted)
            ? (await File.ReadAllTextAsync(noted)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToHashSet()
            : [];
        File.Delete(noted);
        var verdict = passed is true ? "" : " and FAILS on the unchanged program: left out";
        await Console.Error.WriteLineAsync($"{watch.Elapsed.TotalSeconds,6:0.0} s  {name} runs {reached.Count} members{verdict}");
        return passed is true ? new TestClass(name, watch.Elapsed.TotalSeconds, reached) : null;
    }
}
