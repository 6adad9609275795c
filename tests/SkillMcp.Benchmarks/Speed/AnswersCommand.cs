using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SkillMcp.Benchmarks.Retrieval;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>
/// <c>answers</c>: how long an answer that hands a skill over is, in characters of each half, compared with the procedure itself.
/// </summary>
static class AnswersCommand
{
    static readonly Option<int> Most = new("--most")
    {
        Description = "How many skills of each set, the first ones.",
        HelpName = "N",
        DefaultValueFactory = _ => 300,
    };

    static readonly Option<string> Sets = Data.SetsOf(["skillmd", "autoskill", "runbooks", DataSet.Lookalikes]);

    // Minified, with the escapes that JSON requires and no others: the form in which clients pass the structure on.
    static readonly JsonSerializerOptions Minified = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build()
    {
        var command = new Command("answers", "How long the text and the structure of an answer are, compared with the procedure in it.")
        {
            RunningServer.Executable, Data.Folder, Sets, Most, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        var figures = new List<AnswerLengths>();
        foreach (var set in Data.Read(typed, Sets))
        {
            await using var loaded = await LoadedSet.LoadAsync(set, model: null, cancel);
            await using var server = RunningServer.Start(
                [typed.GetValue(RunningServer.Executable)!, "serve", "--db", loaded.File, "--embeddings", "off"]);
            await server.GreetAsync();
            figures.AddRange(await MeasureAsync(server, loaded, typed.GetValue(Most)));
        }
        Report.Print(typed, figures, "characters of an answer over those of the procedure in it, median / 90 %",
            [["set", "asked by", "answers", "procedure", "text", "structure"], .. figures.Select(row => row.Cells)]);
    }

    static async Task<IReadOnlyList<AnswerLengths>> MeasureAsync(RunningServer server, LoadedSet loaded, int most)
    {
        var named = loaded.Named;
        // One or two steps, or the headings of a long document, are not what a procedure looks like.
        var typical = named.Where(skill => skill.Value.Steps.Length is >= 3 and <= 20).Take(most).ToDictionary();
        var queries = loaded.Set.Queries.Where(query => query.Relevant.Length > 0)
            .DistinctBy(query => query.Relevant[0])
            .ToDictionary(query => query.Relevant[0], query => query.Text, StringComparer.Ordinal);
        var (byName, byTask) = (new List<AnswerLength>(), new List<AnswerLength>());
        foreach (var (name, row) in typical)
        {
            Add(byName, await AskAsync(server, "skill", name));
            if (queries.TryGetValue(row.Id, out var task))
            {
                Add(byTask, await AskAsync(server, "task", task));
            }
        }
        return [AnswerLengths.Of(loaded.Set.Name, "name", byName), AnswerLengths.Of(loaded.Set.Name, "task", byTask)];

        void Add(List<AnswerLength> lengths, JsonNode answer)
        {
            var structure = answer["structuredContent"]!;
            // A match that is only named has no steps.
            if (structure["matches"] is JsonArray { Count: > 0 } matches && matches[0]!["steps"] is not null)
            {
                lengths.Add(new AnswerLength(
                    LengthOf(named[matches[0]!["skill"]!.GetValue<string>()].ToProcedure()),
                    answer["content"]![0]!["text"]!.GetValue<string>().Length,
                    structure.ToJsonString(Minified).Length));
            }
        }
    }

    static async Task<JsonNode> AskAsync(RunningServer server, string argument, string value) =>
        JsonNode.Parse(await server.AskAsync("tools/call", new JsonObject
        {
            ["name"] = "retrieve_skill",
            ["arguments"] = new JsonObject { [argument] = value },
        }))!["result"]!;

    /// <summary>The characters of a procedure: all that it says, a line each.</summary>
    static int LengthOf(Procedure procedure) => string.Join('\n', [
        procedure.Description,
        .. procedure.Preconditions,
        .. procedure.Steps.Select(step => step.Text),
        .. procedure.Postconditions,
        .. procedure.Parameters.Select(parameter => $"{parameter.Name}: {parameter.Description} {parameter.Example}".TrimEnd(' ', ':')),
    ]).Length;

    sealed record AnswerLength(int Procedure, int Text, int Structure);

    sealed record AnswerLengths(
        string Set, string AskedBy, int Answers, double Procedure, double TextP50, double TextP90, double StructureP50, double StructureP90)
    {
        public static AnswerLengths Of(string set, string askedBy, List<AnswerLength> lengths)
        {
            if (lengths.Count == 0)
            {
                return new AnswerLengths(set, askedBy, 0, 0, 0, 0, 0, 0);
            }
            var procedures = new SortedSamples(lengths.Select(one => (double)one.Procedure));
            var text = new SortedSamples(lengths.Select(one => (double)one.Text / one.Procedure));
            var structure = new SortedSamples(lengths.Select(one => (double)one.Structure / one.Procedure));
            return new AnswerLengths(
                set, askedBy, lengths.Count, procedures.Median, text.Median, text.Percentile90, structure.Median, structure.Percentile90);
        }

        public string[] Cells =>
        [
            Set, AskedBy, $"{Answers}", $"{Procedure:0}",
            $"{Report.Ratio(TextP50)} / {Report.Ratio(TextP90)}", $"{Report.Ratio(StructureP50)} / {Report.Ratio(StructureP90)}",
        ];
    }
}
