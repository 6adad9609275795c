namespace SkillMcp;

/// <summary>How a skill came to be.</summary>
public enum Source
{
    Manual,
    Learned,
    Imported,
    Composed,
}

/// <summary>Who wrote a text, through what, and after what.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="Client">The program that it came through with its version, such as <c>claude-code 2.1.280</c>.</param>
/// <param name="Task">The task of the trajectory that it was learned from; empty where it was not learned.</param>
public sealed record Provenance(Author Author, string Client = "", string Task = "")
{
    /// <summary>Why a person has to approve what it writes, in our words; empty where nobody has to. Not kept: what it did to the text is.</summary>
    public string Doubt { get; init; } = "";
}

public enum Author
{
    Person,
    Agent,
}
