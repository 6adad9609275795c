using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Elicitation;

/// <summary>
/// Asks the user of a client whether agents may use a skill. An accepted form is no proof that a person read it, so the name of the skill
/// has to be typed; and a skill that a form cannot show whole is approved in a terminal only.
/// </summary>
/// <param name="canAsk">Whether clients may ask, and the client's user is known to be the local user.</param>
sealed class Consent(bool canAsk)
{
    const string Question = "consent";
    const string NameField = "name";

    // A form is a few screens at most: what is further down may never be seen.
    const int MaxLength = 6_000;
    const int MaxLines = 120;

    /// <summary>Returns once the user has agreed that agents may use a skill as it is now.</summary>
    /// <param name="request">The call.</param>
    /// <param name="skill">The skill.</param>
    /// <param name="whole">Everything that is approved with it.</param>
    /// <param name="target">The skill that it would change; null if it is one of its own.</param>
    /// <param name="keptApart">Why it was not active before another program changed it; empty if it was.</param>
    /// <exception cref="InputRequiredException">The user is to be asked; the client calls again with the answer.</exception>
    /// <exception cref="SkillException">
    /// The user did not agree, did not type the name, or cannot be asked; the message says what would have been right.
    /// </exception>
    public void Require(RequestContext<CallToolRequestParams> request, Skill skill, WholeSkill whole, Skill? target, string keptApart)
    {
        if (!canAsk || !UserQuestion.CanShowForms(request))
        {
            throw new SkillException(ModelText.TakesATerminal(skill, CurateAction.Approve));
        }
        var question = ModelText.ConsentQuestion(skill, whole, target, keptApart);
        if (question.Length > MaxLength || question.Count(character => character == '\n') >= MaxLines)
        {
            throw new SkillException(ModelText.TooLongForAForm(skill));
        }
        // An answer to another question does not count, for example when the skill was changed meanwhile.
        var asked = $"{skill.Id} {skill.Revision} {SkillFile.DigestOf(Encoding.UTF8.GetBytes(question))}";
        if (UserQuestion.AnswerTo(Question, request.Params) is not { } answer || request.Params.RequestState != asked)
        {
            throw new InputRequiredException(new Dictionary<string, InputRequest> { [Question] = Ask(skill, question) }, asked);
        }
        if (!answer.IsAccepted)
        {
            throw new SkillException($"The user did not agree: '{skill.Name}' stays as it is.");
        }
        if (TypedNameIn(answer) != skill.Name.Value)
        {
            throw new NameNotTypedException(ModelText.NameNotTyped(skill));
        }
    }

    static InputRequest Ask(Skill skill, string question) => InputRequest.ForElicitation(new ElicitRequestParams
    {
        Message = question,
        RequestedSchema = new ElicitRequestParams.RequestSchema
        {
            Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>
            {
                [NameField] = new ElicitRequestParams.StringSchema
                {
                    Title = "Name of the skill",
                    Description = $"To approve it, type its name: {skill.Name}",
                    MinLength = 1,
                    MaxLength = SkillName.MaxLength,
                },
            },
            Required = [NameField],
        },
    });

    static string? TypedNameIn(ElicitResult answer) =>
        answer.Content?.TryGetValue(NameField, out var typed) is true && typed.ValueKind == JsonValueKind.String
            ? typed.GetString()!.Trim()
            : null;
}
