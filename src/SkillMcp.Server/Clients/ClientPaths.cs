namespace SkillMcp.Server.Clients;

/// <summary>The paths of a client's files, for all projects or for one.</summary>
/// <param name="Folder">The folder that exists once the client was started.</param>
/// <param name="Configuration">The file that lists its servers.</param>
/// <param name="Instructions">The file whose text its model reads; null if there is none.</param>
/// <param name="IsProject">Whether these are the files of one project.</param>
sealed record ClientPaths(string Folder, string Configuration, string? Instructions, bool IsProject)
{
    /// <param name="client">The client.</param>
    /// <param name="environment">Where it runs.</param>
    /// <param name="project">The folder of one project; null for all of the user's projects.</param>
    /// <exception cref="SkillException">The client has no files of a single project.</exception>
    public static ClientPaths Of(Client client, ClientEnvironment environment, string? project)
    {
        var folder = client.Folder(environment);
        if (project is null)
        {
            return new ClientPaths(folder, client.Configuration(environment), client.Instructions?.Invoke(environment), IsProject: false);
        }
        if (client.ProjectConfiguration is null)
        {
            throw new SkillException($"{client.Title} has one configuration for everything and none for a project: leave --here out.");
        }
        return new ClientPaths(
            folder,
            client.ProjectConfiguration.In(project, environment),
            client.ProjectInstructions.In(project, environment),
            IsProject: true);
    }
}
