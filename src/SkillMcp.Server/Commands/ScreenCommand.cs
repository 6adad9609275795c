using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using SkillMcp.Safety;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp screen</c>: what the memory would say to a text, for people and for programs that check files before they are shared.</summary>
static class ScreenCommand
{
    static readonly Argument<string[]> Files = new("FILE") { Description = "The files to read; - for standard input.", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<bool> Lines = new("--jsonl") { Description = "Read {\"id\", \"text\"} a line from standard input, and write {\"id\", \"verdict\", \"findings\"} a line." };

    public static Command Build() => new Command("screen", "Tell what is suspicious in files: 0 if all may pass, 1 if a person should look, 2 if one would be refused.")
    {
        Files, Lines,
    }
        .WithExamples("skillmcp screen SKILL.md", "skillmcp screen .claude/skills/*/SKILL.md", "skillmcp screen --jsonl < texts.jsonl")
        .Runs(async (typed, cancel) => typed.GetValue(Lines) ? await ScreenLinesAsync(cancel) : await ScreenFilesAsync(typed.GetRequiredValue(Files), cancel));

    static async Task<int> ScreenFilesAsync(string[] files, CancellationToken cancel)
    {
        if (files.Length == 0)
        {
            throw new SkillException("Name the files to screen, such as SKILL.md; - is standard input.");
        }
        var gravest = Ruling.Pass;
        foreach (var file in files)
        {
            var screening = ContentScreen.Of(file == "-" ? await Console.In.ReadToEndAsync(cancel) : await File.ReadAllTextAsync(FileName.Parse(file), cancel));
            Terminal.Line($"{file}: {Word.Of(screening.Ruling)}");
            foreach (var concern in screening.Concerns)
            {
                Terminal.Item(concern.Severity == Severity.Suspect ? "?" : "!", $"{concern.Place}: {concern.Rule}. {concern.Reason}");
            }
            gravest = screening.Ruling > gravest ? screening.Ruling : gravest;
        }
        return (int)gravest;
    }

    /// <summary>Answers each line before the next is read, so that a program can ask as it goes.</summary>
    static async Task<int> ScreenLinesAsync(CancellationToken cancel)
    {
        var number = 0;
        while (await Console.In.ReadLineAsync(cancel) is { } line)
        {
            number++;
            if (line.Trim().Length > 0)
            {
                var text = Read(line, number);
                Console.Out.WriteLine(JsonSerializer.Serialize(ScreenedText.Of(text.Id, ContentScreen.Of(text.Text)), ScreenJson.Default.ScreenedText));
            }
        }
        return 0;
    }

    static TextToScreen Read(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, ScreenJson.Default.TextToScreen) is { Text: not null, Id.ValueKind: not JsonValueKind.Undefined } read ? read : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new SkillException($"Line {number} is not what is read here: write {{\"id\": \"1\", \"text\": \"…\"}} on each line.");
        }
    }
}

sealed record TextToScreen(JsonElement Id, string Text);

sealed record ScreenedText(JsonElement Id, string Verdict, IReadOnlyList<ScreenFinding> Findings)
{
    public static ScreenedText Of(JsonElement id, Screening screening) => new(
        id, Word.Of(screening.Ruling), [.. screening.Concerns.Select(concern => new ScreenFinding(concern.Rule, Word.Of(concern.Severity), concern.Place, concern.Reason))]);
}

sealed record ScreenFinding(string Rule, string Severity, string Place, string Reason);

/// <summary>A document a line: nothing of a text is repeated in it but its id.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TextToScreen))]
[JsonSerializable(typeof(ScreenedText))]
sealed partial class ScreenJson : JsonSerializerContext;
