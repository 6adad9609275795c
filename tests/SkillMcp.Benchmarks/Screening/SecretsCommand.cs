using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SkillMcp.Benchmarks.Retrieval;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>What is taken for a secret in the texts of public skills, which hold few.</summary>
static class SecretsCommand
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Option<string> Sets = Data.SetsOf(["skillmd", "tldr-nl2bash", "autoskill", "runbooks"]);

    static readonly Option<bool> Each = new("--each") { Description = "One line of JSON for each redacted line of a text instead." };

    public static Command Build()
    {
        var command = new Command("secrets", "How many public skills hold what is redacted, and how long looking for it takes.")
        {
            Data.Folder, Sets, Speed.Report.AsJson, Each,
        };
        command.SetAction(typed => Run(typed));
        return command;
    }

    static void Run(ParseResult typed)
    {
        var sets = Data.Read(typed, Sets);
        if (typed.GetValue(Each))
        {
            foreach (var line in sets.SelectMany(RedactedLines))
            {
                Console.WriteLine(JsonSerializer.Serialize(line, Readable));
            }
            return;
        }
        var figures = sets.Select(Figures).ToList();
        Speed.Report.Print(typed, figures, "Redactions in public skills.",
            [["set", "skills", "with redactions", "redactions", "per MB"], .. figures.Select(figure => figure.Cells)]);
    }

    static Figure Figures(DataSet set)
    {
        var texts = set.Skills.Select(TextOf).ToList();
        var start = Stopwatch.GetTimestamp();
        var counts = texts.Select(text => Count(new SecretRedactor().Redact(text)) - Count(text)).ToList();
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var characters = texts.Sum(text => (double)text.Length);
        return new Figure(set.Name, texts.Count, counts.Count(count => count > 0), counts.Sum(), took * 1e6 / characters);
    }

    static int Count(string text) => text.Split("{secret_").Length - 1;

    static IEnumerable<RedactedLine> RedactedLines(DataSet set)
    {
        foreach (var row in set.Skills)
        {
            var before = TextOf(row).Split('\n');
            var after = new SecretRedactor().Redact(TextOf(row)).Split('\n');
            foreach (var (was, became) in before.Zip(after).Where(pair => pair.First != pair.Second))
            {
                yield return new RedactedLine(set.Name, row.Id, was, became);
            }
        }
    }

    static string TextOf(SkillRow row) =>
        new StringBuilder().AppendJoin('\n', [row.Name, row.Description, .. row.Preconditions, .. row.Steps]).ToString();

    sealed record RedactedLine(string Set, string Skill, string Before, string After);

    sealed record Figure(string Set, int Skills, int WithRedactions, int Redactions, double MillisecondsPerMegabyte)
    {
        public string[] Cells =>
            [Set, $"{Skills}", $"{WithRedactions}", $"{Redactions}", Speed.Report.Milliseconds(MillisecondsPerMegabyte)];
    }
}
