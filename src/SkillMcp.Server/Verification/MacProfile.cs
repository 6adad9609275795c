namespace SkillMcp.Server.Verification;

/// <summary>The profile by which sandbox-exec holds a command on macOS: all that it does not name is denied.</summary>
static class MacProfile
{
    static readonly string[] Programs =
    [
        "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/libexec", "/usr/share",
        "/System/Library", "/System/Cryptexes", "/System/Volumes/Preboot/Cryptexes",
        "/Library/Apple", "/Library/Developer/CommandLineTools", "/Library/Frameworks",
        "/private/var/db/dyld", "/private/var/db/timezone", "/private/var/select",
        "/private/etc/ssl", "/private/etc/localtime", "/private/etc/services", "/private/etc/protocols", "/private/etc/hosts",
        .. OfHomebrew("/opt/homebrew"), .. OfHomebrew("/usr/local"),
    ];

    /// <param name="bound">What the command sees, by real paths.</param>
    /// <param name="scratch">The private folder that it may write in.</param>
    public static string Of(IReadOnlyList<SandboxBind> bound, string scratch)
    {
        var readable = Programs.Concat(bound.Select(bind => bind.Path)).Append(scratch);
        var writable = bound.Where(bind => bind.IsWritable).Select(bind => bind.Path).Append(scratch);
        return $"""
            (version 1)
            (deny default)
            (deny network*)
            (allow process-exec* process-fork)
            (allow process-info* signal (target same-sandbox))
            (allow sysctl-read)
            (allow file-read-metadata)
            (allow file-read* (literal "/") (literal "/dev/null") (literal "/dev/zero") (literal "/dev/random") (literal "/dev/urandom"))
            (allow file-write* (literal "/dev/null") (literal "/dev/zero"))
            (allow file-ioctl (literal "/dev/null"))
            (allow file-read*{PathsOf(readable)})
            (allow file-write*{PathsOf(writable)})
            (deny file-write-setugid)
            (deny process-exec* (literal "/usr/bin/sudo") (literal "/usr/bin/su") (literal "/usr/bin/login"))
            """;
    }

    /// <summary>Without the settings and the data of services.</summary>
    static IEnumerable<string> OfHomebrew(string folder) =>
        new[] { "bin", "sbin", "lib", "libexec", "opt", "share", "Cellar", "Frameworks" }.Select(part => $"{folder}/{part}");

    static string PathsOf(IEnumerable<string> paths) =>
        string.Concat(paths.Select(path => $"\n    (subpath {Quote(path)})"));

    static string Quote(string path)
    {
        if (path.Any(char.IsControl))
        {
            throw new SkillException($"{path.ReplaceLineEndings(" ")} cannot be bound: its name has a control character.");
        }
        var escaped = path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
