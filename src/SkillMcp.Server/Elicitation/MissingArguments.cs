using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Elicitation;

/// <summary>
/// Asks the user for the values that a skill needs and the caller did not give. Used only where one skill was named: a search
/// should not be interrupted by a form, as the model mostly knows the values or finds them out.
/// </summary>
static class MissingArguments
{
    const string Form = "arguments";

    // A value that does not match is asked for once more; after that the answer says what is wrong.
    const int MaxQuestions = 2;

    /// <summary>What the user has answered, by parameter; empty if the user was not asked, declined or left it open.</summary>
    public static IReadOnlyDictionary<string, string> Answered(RequestParams asked) =>
        UserQuestion.AnswerTo(Form, asked) is { IsAccepted: true, Content: { } content }
            ? content.Select(field => (field.Key, Value: Text(field.Value)))
                .Where(field => field.Value.Length is > 0 and <= Limits.MaxLineLength)
                .ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal)
            : new Dictionary<string, string>();

    /// <summary>Returns where there is nothing to ask: all is known, the user cannot be asked, or has answered.</summary>
    /// <param name="request">The call that needs the values.</param>
    /// <param name="match">The skill, with the known values filled in.</param>
    /// <exception cref="InputRequiredException">The user is to be asked; the client calls again with the answer.</exception>
    public static void Ask<T>(RequestContext<T> request, Match match) where T : RequestParams
    {
        var answered = Answered(request.Params);
        var missing = match.Procedure.Parameters.Where(parameter => IsAskedFor(parameter, match)).ToList();
        var wrong = missing.Where(parameter => answered.ContainsKey(parameter.Name)).ToList();
        var questions = QuestionsBefore(request.Params);
        var isAnswered = questions > 0 && (wrong.Count == 0 || questions >= MaxQuestions);
        if (missing.Count == 0 || isAnswered || !UserQuestion.CanShowForms(request))
        {
            return;
        }
        // Only the last answer reaches us, so that the form repeats what was answered before.
        var fields = questions == 0
            ? missing
            : match.Procedure.Parameters.Where(parameter => missing.Contains(parameter) || answered.ContainsKey(parameter.Name));
        throw new InputRequiredException(
            new Dictionary<string, InputRequest> { [Form] = InputRequest.ForElicitation(Question(match, fields, wrong, answered)) },
            $"{questions + 1}");
    }

    // The protocol forbids to ask for secrets in a form.
    static bool IsAskedFor(Parameter parameter, Match match) =>
        match.MissingArguments.Contains(parameter.Name) && !parameter.IsSecret;

    /// <summary>How many questions were asked for this call already.</summary>
    static int QuestionsBefore(RequestParams asked)
    {
        if (UserQuestion.AnswerTo(Form, asked) is null)
        {
            return 0;
        }
        return int.TryParse(asked.RequestState, out var questions) ? questions : MaxQuestions;
    }

    static ElicitRequestParams Question(
        Match match, IEnumerable<Parameter> fields, List<Parameter> wrong, IReadOnlyDictionary<string, string> answered) => new()
    {
        Message = MessageFor(match.Skill.Name, wrong),
        RequestedSchema = new ElicitRequestParams.RequestSchema
        {
            Properties = fields.ToDictionary(parameter => parameter.Name, parameter => Field(parameter, answered), StringComparer.Ordinal),
        },
    };

    static string MessageFor(SkillName skill, List<Parameter> wrong) => wrong.Count == 0
        ? $"The skill {skill} needs these values to be followed. Leave empty what you do not know."
        : $"Not of the form that {skill} needs: {string.Join(", ", wrong.Select(parameter => parameter.Name))}. "
            + "Please look at it again, or leave it empty.";

    static ElicitRequestParams.PrimitiveSchemaDefinition Field(Parameter parameter, IReadOnlyDictionary<string, string> answered) =>
        new ElicitRequestParams.StringSchema
        {
            Title = parameter.Name,
            Description = VisibleText.Line(StoredText.Of(parameter)),
            MaxLength = Limits.MaxLineLength,
            Default = answered.GetValueOrDefault(parameter.Name),
        };

    static string Text(JsonElement value) => (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).Trim();
}
