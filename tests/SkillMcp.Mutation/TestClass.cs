namespace SkillMcp.Mutation;

/// <summary>A test class, as it ran on the unchanged program.</summary>
/// <param name="Name">With its namespace.</param>
/// <param name="Seconds">How long a process that ran nothing else took.</param>
/// <param name="Reached">The numbers of the members that it ran.</param>
sealed record TestClass(string Name, double Seconds, HashSet<int> Reached)
{
    /// <summary>The folder of the memory that its namespace mirrors; empty for the root.</summary>
    public string Folder => Name.Split('.') is [_, _, .. var folders, _] ? string.Join('/', folders) : "";

    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];
}
