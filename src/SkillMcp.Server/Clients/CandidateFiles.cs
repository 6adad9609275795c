namespace SkillMcp.Server.Clients;

/// <summary>
/// The files of which a client reads the first that is there. That one is changed, as a new file before it would hide it:
/// an AGENTS.md the CLAUDE.md that was read until then.
/// </summary>
/// <param name="New">The one that is made where there is none.</param>
/// <param name="Order">All of them, in the order in which the client looks for them.</param>
sealed record CandidateFiles(string New, params IReadOnlyList<string> Order)
{
    public static implicit operator CandidateFiles(string only) => new(only, only);

    /// <summary>The path of the one that is read, or will be once it is made.</summary>
    /// <param name="folder">The folder that they are in.</param>
    /// <param name="environment">Where the client runs.</param>
    public string In(string folder, ClientEnvironment environment)
    {
        return Order.Select(PathOf).FirstOrDefault(environment.Exists) ?? PathOf(New);

        string PathOf(string name) => environment.Join([folder, .. name.Split('/')]);
    }
}
