using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Elicitation;

/// <summary>
/// Asks the person at the client for what a skill cannot be followed without. Welcome only where one skill was named: whoever asks
/// what fits a task mostly knows the values, or finds them out, and is not to be held up by a form.
/// </summary>
static class MissingArguments
{
    const string Form = "arguments";

    // A value that does not fit is asked for once more; whoever mistypes twice is told in words.
    const int MaxQuestions = 2;

    /// <summary>What the person has answered, by parameter; empty where nobody was asked, did not want to say or left it open.</summary>
    public static IReadOnlyDictionary<string, string> Answered(RequestParams asked) => AnswerTo(asked) is { IsAccepted: true, Content: { } content }
        ? content.Select(field => (field.Key, Value: Text(field.Value)))
            .Where(field => field.Value.Length is > 0 and <= Limits.MaxLineLength)
            .ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal)
        : new Dictionary<string, string>();

    /// <summary>Returns where nothing is to be asked: all is known, nobody can be asked, or the person has answered.</summary>
    /// <param name="request">On whose behalf.</param>
    /// <param name="match">The skill, with what is known put in.</param>
    /// <exception cref="InputRequiredException">The person is to be asked; the client calls again with the answer.</exception>
    public static void Ask<T>(RequestContext<T> request, Match match) where T : RequestParams
    {
        var answered = Answered(request.Params);
        // Secrets are asked for in no form: the protocol forbids it.
        var missing = match.Procedure.Parameters.Where(parameter => match.MissingArguments.Contains(parameter.Name) && !parameter.IsSecret).ToList();
        var questions = AnswerTo(request.Params) is null ? 0 : int.TryParse(request.Params.RequestState, out var asked) ? asked : MaxQuestions;
        var wrong = missing.Where(parameter => answered.ContainsKey(parameter.Name)).ToList();
        if (missing.Count == 0 || !CanAsk(request) || questions > 0 && (wrong.Count == 0 || questions >= MaxQuestions))
        {
            return;
        }
        // What was typed before comes along, for only the last answer does.
        var fields = questions == 0 ? missing : match.Procedure.Parameters.Where(parameter => missing.Contains(parameter) || answered.ContainsKey(parameter.Name));
        throw new InputRequiredException(
            new Dictionary<string, InputRequest> { [Form] = InputRequest.ForElicitation(Question(match, fields, wrong, answered)) },
            $"{questions + 1}");
    }

    static ElicitRequestParams Question(Match match, IEnumerable<Parameter> fields, List<Parameter> wrong, IReadOnlyDictionary<string, string> answered) => new()
    {
        Message = wrong.Count == 0
            ? $"The skill {match.Skill.Name} needs these values to be followed. Leave empty what you do not know."
            : $"Not of the form that {match.Skill.Name} needs: {string.Join(", ", wrong.Select(parameter => parameter.Name))}. Please look at it again, or leave it empty.",
        RequestedSchema = new ElicitRequestParams.RequestSchema
        {
            Properties = fields.ToDictionary(parameter => parameter.Name, parameter => Field(parameter, answered), StringComparer.Ordinal),
        },
    };

    static ElicitRequestParams.PrimitiveSchemaDefinition Field(Parameter parameter, IReadOnlyDictionary<string, string> answered) => new ElicitRequestParams.StringSchema
    {
        Title = parameter.Name,
        Description = VisibleText.Line(SkillText.Of(parameter)),
        MaxLength = Limits.MaxLineLength,
        Default = answered.GetValueOrDefault(parameter.Name),
    };

    /// <summary>Whether the client shows forms; one that says nothing of which kinds it knows shows those.</summary>
    static bool CanAsk<T>(RequestContext<T> request) where T : RequestParams =>
        request.Server.IsMrtrSupported
        && (request.JsonRpcRequest.Context?.ClientCapabilities ?? request.Server.ClientCapabilities)?.Elicitation is { } elicitation
        && (elicitation.Form is not null || elicitation.Url is null);

    static ElicitResult? AnswerTo(RequestParams asked) =>
        asked.InputResponses?.TryGetValue(Form, out var response) is true ? response.Deserialize(InputResponse.ElicitResultJsonTypeInfo) : null;

    static string Text(JsonElement value) => (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).Trim();
}
