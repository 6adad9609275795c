using System.Text.Json.Nodes;
using SkillMcp.Server.Clients;

namespace SkillMcp.Server.Verification;

/// <summary>Adds to verify.toml what a person allows. Everything else in it stays as it is.</summary>
static class VerifyPolicyWriter
{
    const string FirstLine = "# What 'skillmcp verify' may run, ask and see. Only a person writes here.\n";

    // What others may write is not read.
    static FileStreamOptions OwnersOnly => OperatingSystem.IsWindows()
        ? new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }
        : new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };

    /// <summary>Adds to the file beside a memory, which nobody else can read or write.</summary>
    /// <param name="memory">The file of the memory.</param>
    /// <param name="project">The project that it is allowed for; everybody's for all.</param>
    /// <param name="policy">What is allowed for the project now.</param>
    /// <param name="more">What is to be allowed too.</param>
    /// <exception cref="SkillException">The file has a mistake.</exception>
    public static void Add(string memory, Project project, VerifyPolicy policy, NeededPermissions more)
    {
        var path = VerifyPolicies.PathBeside(memory);
        var text = File.Exists(path) ? File.ReadAllText(path) : FirstLine;
        string[] table = project == Project.Everybody ? [] : ["project", project.Name];
        var changed = more.Lists.Aggregate(
            text, (so, list) => With(so, [.. table, list.Key], [.. ListOf(policy, list.Key), .. list.Value]));
        VerifyPolicyReader.Read(changed);
        var written = TemporaryPath.Beside(path);
        using (var file = new StreamWriter(written, OwnersOnly))
        {
            file.Write(changed);
        }
        File.Move(written, path, overwrite: true);
    }

    static string With(string text, string[] path, IReadOnlyList<string> values)
    {
        var (document, table) = (TomlDocument.Parse(text), path[..^1]);
        var array = new JsonArray([.. values.Distinct().Select(value => JsonValue.Create(value))]);
        if (document.Find(path) is not null)
        {
            return document.With(array, path);
        }
        if (table.Length == 0)
        {
            // Behind the first table it would be a part of that.
            var comment = text.StartsWith('#') ? text[..(text.IndexOf('\n') + 1)] : "";
            return $"{comment}{path[^1]} = {array.ToJsonString()}\n{text[comment.Length..]}";
        }
        return document.Find(table) is null ? document.With(new JsonObject { [path[^1]] = array }, table) : document.With(array, path);
    }

    static IReadOnlyList<string> ListOf(VerifyPolicy policy, string name) => name switch
    {
        "programs" => policy.Programs,
        "hosts" => policy.Hosts,
        "readable" => policy.Readable,
        _ => policy.Writable,
    };
}
