using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>What a client starts: a program by its whole path, for clients have another search path than a terminal.</summary>
sealed record ServerCommandLine(string Command, IReadOnlyList<string> Arguments)
{
    /// <summary>This program, started the way it runs now.</summary>
    /// <param name="process">The file of the process. Of an installed .NET tool that is the tool's own command, which stays where it is when the tool is updated.</param>
    /// <param name="folder">The folder that the program was loaded from.</param>
    /// <param name="arguments">What it is given.</param>
    public static ServerCommandLine Of(string process, string folder, IReadOnlyList<string> arguments) =>
        // Never "dotnet run", which writes what it builds to the protocol's stream.
        Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? new ServerCommandLine(process, [Path.Combine(folder, "skillmcp.dll"), .. arguments])
            : new ServerCommandLine(process, arguments);

    /// <summary>As it would be typed.</summary>
    public override string ToString() => string.Join(' ', new[] { Command }.Concat(Arguments).Select(word => word.Contains(' ') ? $"\"{word}\"" : word));

    /// <summary>What a client's configuration says of it, in the order in which it says so.</summary>
    public JsonObject Entry(Client client)
    {
        var entry = new JsonObject();
        if (client.HasType)
        {
            entry["type"] = "stdio";
        }
        entry["command"] = Command;
        entry["args"] = new JsonArray([.. Arguments.Select(argument => (JsonNode)argument)]);
        return entry;
    }
}
