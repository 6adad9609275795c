using System.Text.Json;
using System.Text.RegularExpressions;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Benchmarks.Sessions;

/// <summary>A log of a client with the file that says what is true of it.</summary>
sealed partial record RealSession(string Name, Session Session, IReadOnlyList<ExpectedTask> Tasks)
{
    /// <summary>The sessions of a folder, or those that lie beside the folder of the other sets.</summary>
    public static async IAsyncEnumerable<RealSession> ReadAllAsync(string folder)
    {
        var readers = new SessionReaders(SessionReaders.OfText);
        foreach (var truth in Truths(folder))
        {
            var log = new[] { ".jsonl", ".json" }.Select(ending => truth.Replace(".truth.json", ending)).FirstOrDefault(File.Exists);
            var recognized = log is null ? null : readers.Recognize(log);
            if (recognized?.Reader is not { } reader)
            {
                Console.Error.WriteLine($"{truth}: {recognized?.Problem ?? "there is no log beside it"}");
                continue;
            }
            using var document = JsonDocument.Parse(await File.ReadAllTextAsync(truth));
            var tasks = TasksOf(document.RootElement);
            await foreach (var session in reader.ReadAsync(recognized.File, CancellationToken.None))
            {
                yield return new RealSession(Path.GetRelativePath(folder, log!), session, tasks);
            }
        }
    }

    static IEnumerable<string> Truths(string folder)
    {
        var places = new[] { folder, Path.Combine(folder, "..", "sessions", "logs") }
            .Where(place => place.Length > 0 && Directory.Exists(place));
        return places.Select(place => Directory.EnumerateFiles(place, "*.truth.json", SearchOption.AllDirectories).Order().ToList())
            .FirstOrDefault(found => found.Count > 0) ?? [];
    }

    /// <summary>A path for each part where the truth has several; all that failed belongs to the first.</summary>
    static IReadOnlyList<ExpectedTask> TasksOf(JsonElement truth)
    {
        var failed = truth.GetProperty("failed").EnumerateArray()
            .Select(one => new ExpectedFailure(one.GetProperty("command").GetString()!, WordsOf(one.GetProperty("why").GetString()!)))
            .ToList();
        var outcome = Enum.Parse<Outcome>(truth.GetProperty("outcome").GetString()!, ignoreCase: true);
        var path = truth.GetProperty("successful_path");
        var paths = path.ValueKind == JsonValueKind.Object ? path.EnumerateObject().Select(part => part.Value) : [path];
        return [.. paths.Select((part, at) =>
            new ExpectedTask([.. part.EnumerateArray().Select(step => step.GetString()!)], at == 0 ? failed : [], outcome))];
    }

    /// <summary>The words of a truth that a cause may be known by.</summary>
    static IReadOnlyList<string> WordsOf(string why) => why switch
    {
        _ when why.Contains("unknown option") => ["unknown option"],
        _ when why.Contains("folder") && why.Contains("missing") => ["no such file"],
        _ when why.Contains("never run") => ["never run"],
        _ when why.Contains("time limit") => ["time limit"],
        _ when why.Contains("background") => ["background"],
        _ when why.Contains("pipe hides") => ["hidden"],
        _ => [.. Exit().Matches(why).Select(found => found.Groups[1].Value)],
    };

    [GeneratedRegex(@"exit (\d+)")]
    private static partial Regex Exit();
}
