namespace SkillMcp.Server.Clients;

/// <summary>How a client starts a server: by the program's absolute path, as clients have another search path than a terminal.</summary>
sealed record ServerCommandLine(string Command, IReadOnlyList<string> Arguments)
{
    /// <summary>This program, started the way it runs now.</summary>
    /// <param name="process">
    /// The file of the process. For an installed .NET tool that is the tool's own command, which keeps its path when the tool is updated.
    /// </param>
    /// <param name="folder">The folder that the program was loaded from.</param>
    /// <param name="arguments">What is passed to it.</param>
    public static ServerCommandLine Of(string process, string folder, IReadOnlyList<string> arguments) =>
        // Never "dotnet run", which writes the output of its build to the protocol's stream.
        Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new ServerCommandLine(process, [Path.Combine(folder, "skillmcp.dll"), .. arguments])
            : new ServerCommandLine(process, arguments);

    /// <summary>As it would be typed.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { Command }.Concat(Arguments).Select(word => word.Contains(' ') ? $"\"{word}\"" : word));
}
