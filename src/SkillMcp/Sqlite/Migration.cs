using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>
/// The numbered scripts that make a file what this program expects. They are only ever added: a test holds the hash of each.
/// The number of scripts that were run on a file is its generation.
/// </summary>
static class Migration
{
    /// <summary>Marks a file as ours: "SkMc".</summary>
    public const int ApplicationId = 0x536B4D63;

    static readonly string[] Names =
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The generation of files that this program writes and reads.</summary>
    public static int Newest => Names.Length;

    /// <summary>Brings a file from one generation to another, within the transaction that is open.</summary>
    /// <returns>SQLite's result code.</returns>
    public static int Run(sqlite3 file, int from, int to)
    {
        var scripts = Names[from..to].Select(Read);
        var marks = $"pragma application_id = {ApplicationId}; pragma user_version = {to};";
        return raw.sqlite3_exec(file, string.Concat(scripts) + marks);
    }

    static string Read(string name)
    {
        using var script = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(name)!);
        return script.ReadToEnd();
    }
}
