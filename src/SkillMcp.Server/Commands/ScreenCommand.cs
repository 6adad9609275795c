using System.CommandLine;
using System.Text;
using System.Text.Json;
using SkillMcp.Packaging;
using SkillMcp.Safety;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Transfer;

namespace SkillMcp.Server.Commands;

/// <summary>
/// <c>skillmcp screen</c>: says what <c>add</c> and <c>import</c> would do to skills, by doing it in a memory that is thrown away, and
/// screens other texts; for people and for programs that check files.
/// </summary>
static class ScreenCommand
{
    static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Skills as import takes them (a SKILL.md, a folder, a zip, JSON), or any other texts; - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    static readonly Option<bool> Lines = new("--jsonl")
    {
        Description = "Read {\"id\", \"text\"} a line from standard input, and write {\"id\", \"verdict\", \"findings\"} a line.",
    };

    public static Command Build() => new Command(
        "screen", "Tell what add and import would do to skills: 0 if all may pass, 1 if a person should look, 2 if one would be refused.")
    {
        Paths, Lines,
    }
        .WithExamples("skillmcp screen SKILL.md", "skillmcp screen .claude/skills", "skillmcp screen --jsonl < texts.jsonl")
        .Runs(RunAsync);

    static async Task<int> RunAsync(ParseResult typed, CancellationToken cancel)
    {
        await using var rehearsal = await Rehearsal.InAsync(original: null, cancel);
        return typed.GetValue(Lines)
            ? await ScreenLinesAsync(rehearsal, cancel)
            : await ScreenPathsAsync(typed.GetRequiredValue(Paths), rehearsal, cancel);
    }

    static async Task<int> ScreenPathsAsync(string[] paths, Rehearsal rehearsal, CancellationToken cancel)
    {
        if (paths.Length == 0)
        {
            throw new SkillException("Name what to screen, such as SKILL.md; - is standard input.");
        }
        var worst = ScreeningVerdict.Pass;
        foreach (var path in paths)
        {
            foreach (var screened in await ScreenAsync(path, rehearsal, cancel))
            {
                Admitting.ShowVerdict(screened);
                worst = screened.Verdict > worst ? screened.Verdict : worst;
            }
        }
        return (int)worst;
    }

    /// <summary>What import would say of a path; what is no skill is screened as a text.</summary>
    static async Task<IReadOnlyList<ImportEntry>> ScreenAsync(string path, Rehearsal rehearsal, CancellationToken cancel)
    {
        if (path != "-" && SkillSource.IsPacked(FileName.Parse(path)))
        {
            var found = (await rehearsal.ImportAsync(path, cancel)).Where(entry => entry.Result != ImportEntry.Skipped).ToList();
            // Most JSON is no skill.
            if (Directory.Exists(path) || found.Exists(entry => entry.Read is not null || entry.Place != path))
            {
                return found;
            }
        }
        var text = path == "-" ? await Console.In.ReadToEndAsync(cancel) : await File.ReadAllTextAsync(FileName.Parse(path), cancel);
        var isSkill = SkillMarkdown.HasFrontMatter(text)
            || Path.GetFileName(path).Equals(SkillFile.Markdown, StringComparison.OrdinalIgnoreCase);
        if (!isSkill)
        {
            return [Of(path, ContentScreen.Of(text))];
        }
        return path == "-" ? [await SkillAsync(text, rehearsal, cancel) with { Place = path }] : await rehearsal.ImportAsync(path, cancel);
    }

    static Task<ImportEntry> SkillAsync(string text, Rehearsal rehearsal, CancellationToken cancel) =>
        rehearsal.ImportAsync(new FolderItem("", "", [new FolderFile(SkillFile.Markdown, Encoding.UTF8.GetBytes(text))]), cancel);

    /// <summary>What the screen says of a text that is no skill.</summary>
    static ImportEntry Of(string path, ScreeningResult screening)
    {
        var result = screening.Verdict == ScreeningVerdict.Refuse ? ImportEntry.Refused : ImportEntry.Skipped;
        return new ImportEntry(result, path, "", "", 0, "it is no skill, and was screened as a text")
        {
            Findings = ImportEntry.FindingsOf(screening.Findings),
            IsQuarantined = screening.Verdict == ScreeningVerdict.Quarantine,
        };
    }

    /// <summary>Answers each line before the next is read, so that a program can ask as it goes.</summary>
    static async Task<int> ScreenLinesAsync(Rehearsal rehearsal, CancellationToken cancel)
    {
        var number = 0;
        while (await Console.In.ReadLineAsync(cancel) is { } line)
        {
            number++;
            if (line.Trim().Length > 0)
            {
                var text = Parse(line, number);
                var screened = SkillMarkdown.HasFrontMatter(text.Text)
                    ? ScreenedText.Of(text.Id, await SkillAsync(text.Text, rehearsal, cancel))
                    : ScreenedText.Of(text.Id, ContentScreen.Of(text.Text));
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
