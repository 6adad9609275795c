using SkillMcp.Sessions;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Sessions;

/// <summary>
/// Whether a procedure that occurs three times among other work becomes one skill with parameters, and work that occurs once none.
/// </summary>
static class Recurrence
{
    static readonly ToolCall[] Noise =
    [
        Call("ls -la", 0, "total 4"), Call("git status", 0, "nothing to commit"), Call("cat README.md", 0, "# Readme"),
        Call("grep -rn TODO src", 1, ""), Call("make deplyo", 2, "make: *** No rule to make target 'deplyo'.  Stop."),
    ];

    static ToolCall Call(string command, int exit, string output) => new()
    {
        Tool = "Bash",
        Kind = ToolKind.Command,
        Command = command,
        ExitCode = exit,
        State = exit == 0 ? CallState.Completed : CallState.Failed,
        Output = output,
    };

    public static async Task<IReadOnlyList<string>> MeasureAsync(CancellationToken cancel)
    {
        var random = new Random(17);
        var recurring = Procedures().SelectMany(procedure =>
            procedure.Runs.Select((run, at) => (procedure.Name, Session: Session(procedure.Name, at, run, random)))).ToList();
        var once = MadeUpSession.ReadAll().Where(session => session.Name != "same-for-another")
            .Select(session => (Name: "", session.Session)).ToList();
        var all = recurring.Concat(once).ToArray();
        random.Shuffle(all);
        var folder = Directory.CreateTempSubdirectory("skillmcp-sessions-").FullName;
        var skills = new Dictionary<string, List<(string Skill, LessonResult Result)>>();
        var (remembered, lines) = (0, new List<string>());
        await using (var database = await SkillDatabase.OpenAsync(Path.Combine(folder, "skills.db"), OpenMode.Create, cancel))
        {
            var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
            foreach (var (name, session) in all)
            {
                foreach (var lesson in await memory.LearnSessionAsync(SessionReading.Of(session), cancel: cancel))
                {
                    remembered += lesson.Result == LessonResult.Remembered ? 1 : 0;
                    var kind = name.Length > 0 ? name : $"once: {session.Id}";
                    skills.TryAdd(kind, []);
                    skills[kind].Add((lesson.Skill?.Value ?? "", lesson.Result));
                }
            }
            var list = await memory.ListAsync(new SkillFilter(), cancel: cancel);
            var parameters = list.ToDictionary(skill => skill.Name.Value, skill => skill.Procedure.Parameters.Count);
            var kinds = skills.Where(kind => !IsOnce(kind.Key)).ToList();
            var one = kinds.Count(kind => kind.Value.Where(lesson => lesson.Skill.Length > 0).ToList() is [var a, var b]
                && a.Skill == b.Skill && parameters.GetValueOrDefault(a.Skill) > 0);
            var learned = skills.Where(kind => IsOnce(kind.Key) && kind.Value.Exists(lesson => lesson.Skill.Length > 0)).ToList();
            lines.Add($"recurring: {one} of {kinds.Count} procedures became one skill with parameters; "
                + $"of {once.Count} sessions of other work {learned.Count} did; {remembered} runs remembered");
            lines.AddRange(kinds.Concat(learned)
                .Select(kind => $"  {kind.Key}: {string.Join(", ", kind.Value.Select(lesson => $"{lesson.Result} {lesson.Skill}"))}"));
        }
        Directory.Delete(folder, recursive: true);
        return lines;
    }

    static bool IsOnce(string kind) => kind.StartsWith("once", StringComparison.Ordinal);

    static Session Session(string name, int at, string text, Random random)
    {
        var played = MadeUpSession.Read($"\n@ {name}-{at}\n{text}").Single().Session;
        var events = played.Events.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            events.Insert(random.Next(1, events.Count - 1), Noise[random.Next(Noise.Length)]);
        }
        return played with { Id = $"{name}-{at}", Events = events };
    }

    static IEnumerable<(string Name, List<string> Runs)> Procedures()
    {
        using var stream = typeof(Recurrence).Assembly.GetManifestResourceStream("recurring.txt")!;
        using var reader = new StreamReader(stream);
        foreach (var block in reader.ReadToEnd().Split("\n@ ").Skip(1))
        {
            var lines = block.TrimEnd().Split('\n');
            var values = lines.Where(line => line.StartsWith("% ")).Select(line => line[2..].Split(" = "))
                .ToDictionary(pair => pair[0], pair => pair[1].Split(" | "));
            var text = string.Join('\n', lines.Skip(1).Where(line => !line.StartsWith("% ")));
            var runs = Enumerable.Range(0, 3)
                .Select(at => values.Aggregate(text, (run, value) => run.Replace($"{{{value.Key}}}", value.Value[at])));
            yield return (lines[0], [.. runs]);
        }
    }
}
