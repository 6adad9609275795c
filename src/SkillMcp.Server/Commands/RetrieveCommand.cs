using System.CommandLine;
using System.Globalization;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Commands;

static class RetrieveCommand
{
    static readonly TimeSpan ModelPatience = TimeSpan.FromSeconds(2);

    static readonly Argument<string[]> Task = new("TASK")
    {
        Description = "What you are about to do, in your own words.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    static readonly Option<string[]> Also = new("--also")
    {
        Description = "Other words that the procedure may use, up to 12; may be given again, or several with commas between.",
        HelpName = "WORDS",
    };

    static readonly Option<string[]> Done = new("--done")
    {
        Description = "A step that you took already; may be given again, in order.",
        HelpName = "STEP",
    };

    static readonly Option<string[]> Context = new("--context")
    {
        Description = "A fact that decides preconditions; may be given again.",
        HelpName = "FACT",
    };

    static readonly Option<string?> Category = new("--category") { Description = "Only skills of this category.", HelpName = "NAME" };

    static readonly Option<int?> Limit = new("--limit")
    {
        Description = "The most skills that are shown, 1-20; without it 3, or 5 where none is shown whole.",
        HelpName = "N",
    };

    static readonly Option<double> MinReliability = new("--min-reliability")
    {
        Description = "Only skills that worked at least this often, 0-1.",
        HelpName = "SHARE",
    };

    static readonly Option<int?> MaxTokens = new("--max-tokens") { Description = "About how long the answer may be.", HelpName = "N" };
    static readonly Option<bool> Explain = new("--explain") { Description = "Show what spoke for each skill and against it, in numbers." };

    public static Command Build() => new Command("retrieve", "Find the procedure for a task.")
    {
        Task, Also, Done, Context, Category, Limit, MinReliability, GivenArguments.Option, MaxTokens, Explain, Terminal.AsJson,
    }
        .WithExamples(
            "skillmcp retrieve deploy the web shop to kubernetes",
            "skillmcp retrieve \"undo the last release\" --also \"rollback,kubectl,helm\" --also \"previous version\"",
            "skillmcp retrieve \"deploy the web shop\" --arg namespace=prod --arg tag=v2.1",
            "skillmcp retrieve \"deploy the web shop\" --done \"docker build -t shop .\" --context os=linux",
            "skillmcp retrieve slow api --category debugging --json")
        .OnMemoryWithModel(OpenMode.Existing, ModelPatience, RetrieveAsync);

    static async Task RetrieveAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var (task, done) = (string.Join(' ', typed.GetRequiredValue(Task)), typed.GetValue(Done) ?? []);
        if (string.IsNullOrWhiteSpace(task) && done.Length == 0)
        {
            throw new SkillException("Say what you are about to do, such as: skillmcp retrieve \"deploy the web shop\"");
        }
        var retrieved = await memory.RetrieveAsync(new RetrieveRequest
        {
            Task = task,
            Also = [.. (typed.GetValue(Also) ?? []).SelectMany(words => words.Split(',', StringSplitOptions.TrimEntries))],
            Done = done,
            Context = typed.GetValue(Context) ?? [],
            Category = typed.GetValue(Category),
            Limit = typed.GetValue(Limit),
            MinReliability = typed.GetValue(MinReliability),
            Arguments = GivenArguments.From(typed),
            MaxTokens = typed.GetValue(MaxTokens),
        }, cancel);
        if (typed.GetValue(Terminal.AsJson))
        {
            Print(retrieved, typed.GetValue(Explain));
        }
        else
        {
            Show(retrieved, typed.GetValue(Explain), typed.GetValue(Also) is { Length: > 0 });
        }
    }

    static void Print(Retrieved retrieved, bool explain)
    {
        var answer = RetrieveAnswer.Of(retrieved);
        if (explain)
        {
            var contributions = retrieved.Matches.ToDictionary(match => match.Skill.Name.Value, match => match.Contributions);
            Terminal.Json(new ExplainedAnswer(answer, contributions), CommandJson.Default.ExplainedAnswer);
        }
        else
        {
            Terminal.Json(answer, CommandJson.Default.RetrieveAnswer);
        }
    }

    static void Show(Retrieved retrieved, bool explain, bool hasAlso)
    {
        foreach (var match in retrieved.Matches.Where(match => match.IsWhole))
        {
            Terminal.Faint(Facts(match));
            SkillView.Show(match);
            Terminal.Line();
        }
        foreach (var match in retrieved.Matches.Where(match => !match.IsWhole))
        {
            var facts = $"{Facts(match)}; {ReliabilityText.Of(match).Brief}";
            Terminal.Item("-", $"{match.Skill.Name} ({facts}): {match.Procedure.Description}{SkillText.Differences(match)}");
        }
        if (explain && retrieved.Matches.Count > 0)
        {
            ShowContributions(retrieved.Matches);
        }
        Terminal.Faint(NextStep(retrieved, hasAlso));
    }

    static string Facts(Match match) => $"{EnumName.Of(match.Fit)}, {SkillText.Percent(match.Score)} sure: {match.Why}";

    static string NextStep(Retrieved retrieved, bool hasAlso)
    {
        var otherWords = hasAlso ? "" : "Other words may find more: --also \"WORD,WORD\". ";
        if (retrieved.Matches is not [var best, ..])
        {
            return $"Nothing in the memory fits. {otherWords}What works can be written down and added: skillmcp add FILE";
        }
        if (best.Fit == Fit.Possible)
        {
            return $"Nothing fits for certain. {otherWords}What is meant all the same: skillmcp show {best.Skill.Name}";
        }
        var goOn = best.GoOn == "" ? "" : $"{best.GoOn} ";
        return $"{goOn}Afterwards: skillmcp confirm {best.Skill.Name} success --retrieval {retrieved.RetrievalId}";
    }

    /// <summary>What each feature of the words added to the score, a column a skill, without the features that added nothing.</summary>
    static void ShowContributions(IReadOnlyList<Match> matches)
    {
        Terminal.Line();
        Terminal.Heading("Score by feature");
        var rows = matches[0].Contributions
            .Select((contribution, at) => (contribution.Feature, Added: matches.Select(match => match.Contributions[at]).ToList()))
            .Where(row => row.Added.Exists(added => added.Value != 0));
        Terminal.Table(
            [new("feature"), .. matches.Select((match, at) => new Column(match.Skill.Name.Value, Rank: at, Wraps: true))],
            [
                .. rows.Select(row => (string[])[row.Feature, .. row.Added.Select(Product)]),
                ["score", .. matches.Select(Score)],
            ]);
        Terminal.Line();

        static string Product(Contribution added) =>
            $"{Number(added.Value)} × {Number(added.Weight)} = {Number(added.Value * added.Weight)}";
        static string Score(Match match) => Number(match.Contributions.Sum(added => added.Value * added.Weight));
        static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
    }
}
