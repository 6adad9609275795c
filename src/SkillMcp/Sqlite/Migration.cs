using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>
/// The numbered scripts that bring a file to the schema that this program expects.
/// Scripts are added and never changed: a test checks the hash of each.
/// The generation of a file is the number of scripts that were run on it.
/// </summary>
static class Migration
{
    /// <summary>SQLite's <c>application_id</c> in files of this program: "SkMc" in ASCII.</summary>
    public const int ApplicationId = 0x536B4D63;

    static readonly string[] Names =
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The generation of files that this program writes and reads.</summary>
    public static int Newest => Names.Length;

    /// <summary>Migrates a file from one generation to a later one, within the open transaction.</summary>
    /// <returns>SQLite's result code.</returns>
    public static int Run(sqlite3 file, int from, int to)
    {
        var scripts = Names[from..to].Select(Read);
        var marks = $"pragma application_id = {ApplicationId}; pragma user_version = {to};";
        RowHash.Register(file);
        return raw.sqlite3_exec(file, string.Concat(scripts) + marks);
    }

    static string Read(string name)
    {
        using var script = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(name)!);
        return script.ReadToEnd();
    }
}
