using System.CommandLine;
using SkillMcp.Server.Tools;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class RetrieveCommand
{
    static readonly Argument<string[]> Task = new("TASK") { Description = "What you are about to do, in your own words.", Arity = ArgumentArity.OneOrMore };
    static readonly Option<string?> Category = new("--category") { Description = "Only skills of this category.", HelpName = "NAME" };
    static readonly Option<int> Limit = new("--limit") { Description = "The most skills that are shown, 1-20.", HelpName = "N", DefaultValueFactory = _ => 3 };
    static readonly Option<double> MinReliability = new("--min-reliability") { Description = "Only skills that worked at least this often, 0-1.", HelpName = "SHARE" };
    static readonly Option<string[]> Arguments = new("--arg") { Description = "A value that you know; may be given again.", HelpName = "NAME=VALUE" };
    static readonly Option<int?> MaxTokens = new("--max-tokens") { Description = "About how long the answer may be.", HelpName = "N" };

    public static Command Build() => new Command("retrieve", "Find the procedure for a task.")
    {
        Task, Category, Limit, MinReliability, Arguments, MaxTokens, Screen.AsJson,
    }
        .WithExamples(
            "skillmcp retrieve deploy the web shop to kubernetes",
            "skillmcp retrieve \"deploy the web shop\" --arg namespace=prod --arg tag=v2.1",
            "skillmcp retrieve slow api --category debugging --json")
        .OnMemory(OpenMode.Existing, RetrieveAsync);

    static async Task RetrieveAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var retrieved = await memory.RetrieveAsync(new RetrieveRequest
        {
            Task = string.Join(' ', typed.GetRequiredValue(Task)),
            Category = typed.GetValue(Category),
            Limit = typed.GetValue(Limit),
            MinReliability = typed.GetValue(MinReliability),
            Arguments = ReadArguments(typed.GetValue(Arguments) ?? []),
            MaxTokens = typed.GetValue(MaxTokens),
        }, cancel);
        if (typed.GetValue(Screen.AsJson))
        {
            Screen.Json(RetrieveAnswer.Of(retrieved), CommandJson.Default.RetrieveAnswer);
        }
        else
        {
            Show(retrieved);
        }
    }

    static Dictionary<string, string> ReadArguments(string[] pairs)
    {
        var arguments = new Dictionary<string, string>();
        foreach (var pair in pairs)
        {
            var sign = pair.IndexOf('=');
            arguments[sign > 0 ? pair[..sign] : throw new SkillException($"'{pair}' is no argument: write name=value, such as --arg namespace=prod.")] = pair[(sign + 1)..];
        }
        return arguments;
    }

    static void Show(Retrieved retrieved)
    {
        foreach (var match in retrieved.Matches.Where(match => match.IsWhole))
        {
            Screen.Faint($"{Word.Of(match.Fit)}, {match.Why}");
            SkillView.Show(match.Skill, match.Procedure, match.Values, match.Warnings);
            Screen.Line();
        }
        foreach (var match in retrieved.Matches.Where(match => !match.IsWhole))
        {
            Screen.Item("-", $"{match.Skill.Name} ({Word.Of(match.Fit)}, {match.Why}; {SkillView.Reliability(match.Skill)}): {match.Procedure.Description}");
        }
        Screen.Faint(retrieved.Matches is [var best, ..]
            ? $"Afterwards: skillmcp confirm {best.Skill.Name} success --retrieval {retrieved.RetrievalId}"
            : "Nothing in the memory fits. What works can be written down and added: skillmcp add FILE");
    }
}
