namespace SkillMcp.Server.Clients;

/// <summary>Where a client keeps what concerns us.</summary>
/// <param name="Folder">The folder that is there once the client was started.</param>
/// <param name="Configuration">The file with its servers.</param>
/// <param name="Instructions">The file that its model reads; null where that is none.</param>
/// <param name="IsProject">Whether these are the files of one project.</param>
sealed record ClientPaths(string Folder, string Configuration, string? Instructions, bool IsProject)
{
    /// <param name="client">Whose paths.</param>
    /// <param name="environment">On what environment.</param>
    /// <param name="project">The folder of the project that is meant; null for all the user's projects.</param>
    /// <exception cref="SkillException">The client has no files of a single project.</exception>
    public static ClientPaths Of(Client client, ClientEnvironment environment, string? project) => project switch
    {
        null => new ClientPaths(client.Folder(environment), client.Configuration(environment), client.Instructions?.Invoke(environment), IsProject: false),
        _ when client.InProject.Count == 0 => throw new SkillException($"{client.Title} has one configuration for everything and none for a project: leave --here out."),
        _ => new ClientPaths(client.Folder(environment), environment.Join([project, .. client.InProject]), environment.Join(project, client.InstructionsInProject), IsProject: true),
    };
}
