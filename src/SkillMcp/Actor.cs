namespace SkillMcp;

/// <summary>Who makes a change, and with which program. Every write names its actor; there is no default.</summary>
/// <param name="Author">Whether a person or an agent acts.</param>
/// <param name="Client">The program with its version, such as <c>claude-code 2.1.280</c>; empty for the command line.</param>
public sealed record Actor(Author Author, string Client = "")
{
    /// <summary>
    /// Whether the client answered that its user agrees. That is consent, and no proof of a person: a client can answer a form with
    /// nobody there, so the record names the client.
    /// </summary>
    public bool HasAcceptance { get; init; }

    /// <summary>Whether it may let agents use a text: a person at this machine, or a client whose user agreed as far as it says.</summary>
    public bool MayApprove => Author == Author.Person || HasAcceptance;

    /// <summary>
    /// Who reports: the user of this machine, with a program in whatever version. Reports of one principal that name no retrieval weigh
    /// together about as much as one.
    /// </summary>
    public string Principal => Author == Author.Person ? EnumName.Of(Author) : Program;

    string Program => Client.LastIndexOf(' ') is >= 0 and var end ? Client[..end] : Client;
}
