namespace SkillMcp;

/// <summary>Who acts, and through what. Every write names its actor; there is none by default.</summary>
/// <param name="Author">Who.</param>
/// <param name="Client">The program with its version, such as <c>claude-code 2.1.280</c>; empty where it was typed.</param>
public sealed record Actor(Author Author, string Client = "");
