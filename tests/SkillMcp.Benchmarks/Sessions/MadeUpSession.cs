using System.Globalization;
using SkillMcp.Sessions;

namespace SkillMcp.Benchmarks.Sessions;

/// <summary>A session from <c>sessions.txt</c>, with what is true of it.</summary>
sealed record MadeUpSession(string Name, Session Session, IReadOnlyList<ExpectedTask> Tasks)
{
    const string Folder = "/home/dev/work";

    public static IReadOnlyList<MadeUpSession> ReadAll()
    {
        using var stream = typeof(MadeUpSession).Assembly.GetManifestResourceStream("sessions.txt")!;
        using var reader = new StreamReader(stream);
        return [.. Read(reader.ReadToEnd())];
    }

    public static IEnumerable<MadeUpSession> Read(string text)
    {
        foreach (var block in text.Split("\n@ ").Skip(1))
        {
            yield return Of(block.Split('\n'));
        }
    }

    static MadeUpSession Of(string[] lines)
    {
        var name = lines[0].Trim();
        var events = new List<SessionEvent>();
        var parts = new List<ExpectedTask[]>();
        var failed = new List<(ExpectedTask Task, string Command, List<string> Words)>();
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            var rest = line.Length > 2 ? line[2..] : "";
            switch (line[0])
            {
                case '>' when line[1] == '>':
                    events.Add(new PersonRequest(line[3..]));
                    break;
                case '>':
                    events.Add(new PersonRequest(rest));
                    parts.Add([New(), New()]);
                    break;
                case ':':
                    events.Add(new AgentMessage(rest));
                    break;
                case '=':
                    foreach (var at in Enumerable.Range(0, 2))
                    {
                        parts[^1][at] = parts[^1][at] with { Outcome = Enum.Parse<Outcome>(rest, ignoreCase: true) };
                    }
                    break;
                case '|' when events[^1] is ToolCall { Kind: ToolKind.Edit } edit:
                    events[^1] = edit with { Change = $"{edit.Change}{rest}\n" };
                    break;
                case '|' when events[^1] is ToolCall call:
                    events[^1] = call with { Output = $"{call.Output}{rest}\n" };
                    break;
                case '\\' when events[^1] is ToolCall call:
                    events[^1] = call with { Command = $"{call.Command}\n{rest}" };
                    Lengthen(parts[^1], rest);
                    break;
                case '!':
                    parts[^1][0].Failed[^1] = parts[^1][0].Failed[^1] with { Words = [rest] };
                    break;
                case '+' when line[1] == 'p':
                    parts[^1][0].Path.Add(line[5..]);
                    break;
                default:
                    events.Add(CallOf(line, parts[^1]));
                    break;
            }
        }
        var session = new Session { Client = SessionClient.Claude, Id = name, Folder = Folder, Events = events };
        var tasks = parts.SelectMany(part => part[1].Path.Count > 0 ? part : [part[0]]).ToList();
        return new MadeUpSession(name, session, tasks);
    }

    static ExpectedTask New() => new([], [], null);

    static void Lengthen(ExpectedTask[] parts, string line)
    {
        foreach (var part in parts.Where(part => part.Path.Count > 0 && part.Path[^1].Contains("<<")))
        {
            part.Path[^1] += $"\n{line}";
        }
    }

    static ToolCall CallOf(string line, ExpectedTask[] parts)
    {
        var words = line.Split(' ', 3);
        var (truth, end, command) = (words[0], words[1], words[2]);
        var part = truth.EndsWith('2') ? parts[1] : parts[0];
        if (truth[0] == '+')
        {
            part.Path.Add(end == "E" ? $"<{command}>" : command);
        }
        else if (truth[0] == '-')
        {
            part.Failed.Add(new ExpectedFailure(command, []));
        }
        if (end == "E")
        {
            return new ToolCall { Tool = "Edit", Kind = ToolKind.Edit, Path = $"{Folder}/{command}", State = CallState.Completed };
        }
        var code = int.TryParse(end, CultureInfo.InvariantCulture, out var exit) ? exit : (int?)null;
        return new ToolCall
        {
            Tool = "Bash",
            Kind = ToolKind.Command,
            Command = command,
            ExitCode = code,
            State = end switch
            {
                "D" => CallState.Denied,
                "T" => CallState.TimedOut,
                "B" => CallState.Background,
                "I" => CallState.Interrupted,
                "0" => CallState.Completed,
                _ => CallState.Failed,
            },
        };
    }
}
