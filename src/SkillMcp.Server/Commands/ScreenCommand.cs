using System.CommandLine;
using System.Text.Json;
using SkillMcp.Safety;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp screen</c>: screens texts without storing them, for people and for programs that check files.</summary>
static class ScreenCommand
{
    static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "The files to read; - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    static readonly Option<bool> Lines = new("--jsonl")
    {
        Description = "Read {\"id\", \"text\"} a line from standard input, and write {\"id\", \"verdict\", \"findings\"} a line.",
    };

    public static Command Build() => new Command(
        "screen", "Tell what is suspicious in files: 0 if all may pass, 1 if a person should look, 2 if one would be refused.")
    {
        Files, Lines,
    }
        .WithExamples("skillmcp screen SKILL.md", "skillmcp screen .claude/skills/*/SKILL.md", "skillmcp screen --jsonl < texts.jsonl")
        .Runs((typed, cancel) => typed.GetValue(Lines)
            ? ScreenLinesAsync(cancel)
            : ScreenFilesAsync(typed.GetRequiredValue(Files), cancel));

    static async Task<int> ScreenFilesAsync(string[] files, CancellationToken cancel)
    {
        if (files.Length == 0)
        {
            throw new SkillException("Name the files to screen, such as SKILL.md; - is standard input.");
        }
        var worst = ScreeningVerdict.Pass;
        foreach (var file in files)
        {
            var screening = ContentScreen.Of(await ReadAsync(file, cancel));
            Terminal.Line($"{file}: {EnumName.Of(screening.Verdict)}");
            foreach (var concern in screening.Findings)
            {
                var mark = concern.Severity == Severity.Low ? "?" : "!";
                Terminal.Item(mark, $"{concern.Place}: {concern.Rule}. {concern.Reason}");
            }
            worst = screening.Verdict > worst ? screening.Verdict : worst;
        }
        return (int)worst;
    }

    static Task<string> ReadAsync(string file, CancellationToken cancel) =>
        file == "-" ? Console.In.ReadToEndAsync(cancel) : File.ReadAllTextAsync(FileName.Parse(file), cancel);

    /// <summary>Answers each line before the next is read, so that a program can ask as it goes.</summary>
    static async Task<int> ScreenLinesAsync(CancellationToken cancel)
    {
        var number = 0;
        while (await Console.In.ReadLineAsync(cancel) is { } line)
        {
            number++;
            if (line.Trim().Length > 0)
            {
                var text = Parse(line, number);
                var screened = ScreenedText.Of(text.Id, ContentScreen.Of(text.Text));
                Console.Out.WriteLine(JsonSerializer.Serialize(screened, ScreenJson.Default.ScreenedText));
            }
        }
        return 0;
    }

    static TextToScreen Parse(string line, int number)
    {
        try
        {
            var read = JsonSerializer.Deserialize(line, ScreenJson.Default.TextToScreen);
            if (read is { Text: not null, Id.ValueKind: not JsonValueKind.Undefined })
            {
                return read;
            }
        }
        catch (JsonException)
        {
        }
        throw new SkillException($"Line {number} is not what is read here: write {{\"id\": \"1\", \"text\": \"…\"}} on each line.");
    }
}
