using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>Who wrote a text, with which program, and from which task it was learned.</summary>
/// <param name="Author">Whether a person or an agent wrote it.</param>
/// <param name="Client">The program, with its version, such as <c>claude-code 2.1.280</c>.</param>
/// <param name="Task">The task of the trajectory that it was learned from; empty if it was not learned.</param>
public sealed record Provenance(Author Author, string Client = "", string Task = "")
{
    /// <summary>The provenance of a text that an actor writes.</summary>
    public static Provenance Of(Actor actor, string task = "") => new(actor.Author, actor.Client, task);

    internal Provenance VisitTexts(TextVisitor visitor) => this with
    {
        Task = visitor.Text(TextField.Task, Task),
        Client = visitor.Text(TextField.Client, Client),
    };
}
