using SkillMcp.Examples;
using SkillMcp.Tests.Memory;

namespace SkillMcp.Tests.Agents;

/// <summary>The example project, with a scripted model in the place of a chat model and nothing else.</summary>
public sealed class DemonstrationTests
{
    [Fact]
    public async Task The_seven_stages_print_what_is_approved()
    {
        await using var opened = await OpenMemory.NewAsync();
        // It follows what it is shown, as an honest model would, and says what that is.
        var model = new ScriptedModel(request =>
        {
            var steps = request.Messages[^1].Text.Split('\n')
                .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && char.IsDigit(line.TrimStart()[0]));
            return ScriptedModel.Says(string.Join('\n', steps.DefaultIfEmpty("I would have to reason it through.")));
        });
        var output = new StringWriter { NewLine = "\n" };
        await Demonstration.RunAsync(model, opened.Memory, output);
        Approved.Check(output.ToString(), "Agents/Demonstration.approved.txt");
    }
}
