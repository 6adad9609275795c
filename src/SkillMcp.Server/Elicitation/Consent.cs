using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Elicitation;

/// <summary>Asks the user to agree to what a model must not decide.</summary>
/// <param name="canAsk">Whether the client's user is known to be the local user.</param>
sealed class Consent(bool canAsk)
{
    const string Question = "consent";

    /// <summary>Returns once the user has agreed to this action on this skill with its present content.</summary>
    /// <exception cref="InputRequiredException">The user is to be asked; the client calls again with the answer.</exception>
    /// <exception cref="SkillException">The user said no, or cannot be asked; the message names the command to type.</exception>
    public void Require(RequestContext<CallToolRequestParams> request, Skill skill, Procedure laidOut, CurateAction action)
    {
        var asked = $"{EnumName.Of(action)} {skill.Id} {skill.Revision} {skill.Procedure.ContentHash()}";
        if (!canAsk || UserQuestion.CapabilityOf(request) is null)
        {
            throw new SkillException(ModelText.NeedsAPerson(skill, action));
        }
        // An answer to another question does not count, for example when the skill was changed meanwhile.
        if (UserQuestion.AnswerTo(Question, request.Params) is not { } answer || request.Params.RequestState != asked)
        {
            throw new InputRequiredException(new Dictionary<string, InputRequest> { [Question] = Ask(skill, laidOut, action) }, asked);
        }
        if (!answer.IsAccepted)
        {
            throw new SkillException($"The user did not agree: '{skill.Name}' stays as it is.");
        }
    }

    static InputRequest Ask(Skill skill, Procedure laidOut, CurateAction action) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = ModelText.ConsentQuestion(skill, laidOut, action),
        RequestedSchema = new ElicitRequestParams.RequestSchema(),
    });
}
