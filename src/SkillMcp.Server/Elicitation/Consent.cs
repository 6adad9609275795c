using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Elicitation;

/// <summary>A person's word for what a model must not decide. Whoever serves others than the local user cannot ask for it.</summary>
sealed class Consent(bool canAsk)
{
    const string Question = "consent";

    /// <summary>Returns once the person has agreed to this, of this skill, with the content that it has now.</summary>
    /// <exception cref="InputRequiredException">The person is to be asked; the client calls again with the answer.</exception>
    /// <exception cref="SkillException">The person said no, or cannot be asked; the message names the command to type.</exception>
    public void Require(RequestContext<CallToolRequestParams> request, Skill skill, CurateAction action)
    {
        var asked = $"{Word.Of(action)} {skill.Id} {skill.Revision} {skill.Procedure.ContentHash()}";
        if (!CanAsk(request))
        {
            throw new SkillException(ModelText.NeedsAPerson(skill, action));
        }
        // An answer to another question (the skill was changed meanwhile, say) is none to this one.
        if (AnswerTo(request) is not { } answer || request.Params.RequestState != asked)
        {
            throw new InputRequiredException(new Dictionary<string, InputRequest> { [Question] = Ask(skill, action) }, asked);
        }
        if (!answer.IsAccepted)
        {
            throw new SkillException($"The user did not agree: '{skill.Name}' stays as it is.");
        }
    }

    bool CanAsk(RequestContext<CallToolRequestParams> request) =>
        canAsk && request.Server.IsMrtrSupported && (request.JsonRpcRequest.Context?.ClientCapabilities ?? request.Server.ClientCapabilities)?.Elicitation is not null;

    static ElicitResult? AnswerTo(RequestContext<CallToolRequestParams> request) =>
        request.Params.InputResponses?.TryGetValue(Question, out var response) is true ? response.Deserialize(InputResponse.ElicitResultJsonTypeInfo) : null;

    static InputRequest Ask(Skill skill, CurateAction action) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = ModelText.ConsentQuestion(skill, action),
        RequestedSchema = new ElicitRequestParams.RequestSchema(),
    });
}
