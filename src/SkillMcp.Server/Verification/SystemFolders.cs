namespace SkillMcp.Server.Verification;

/// <summary>What programs need of a Linux system to run, and nothing that is a secret of the machine.</summary>
static class SystemFolders
{
    static readonly string[] Programs = ["/usr", "/nix/store", "/gnu/store", "/run/current-system/sw"];

    // Folders on some systems, links into /usr on most.
    static readonly string[] Rooted = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    static readonly string[] Settings =
    [
        "alternatives", "ca-certificates", "crypto-policies", "debian_version", "dotnet", "fonts", "java", "ld-musl-x86_64.path",
        "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "locale.alias", "localtime", "magic", "mime.types", "os-release", "perl",
        "pki/ca-trust", "pki/tls/certs", "protocols", "python3", "services", "ssl/certs", "ssl/openssl.cnf", "terminfo", "timezone",
    ];

    public static IEnumerable<string> Arguments()
    {
        foreach (var folder in Programs.Where(Directory.Exists))
        {
            yield return "--ro-bind";
            yield return folder;
            yield return folder;
        }
        foreach (var folder in Rooted.Where(Directory.Exists))
        {
            var link = new DirectoryInfo(folder).LinkTarget;
            yield return link is null ? "--ro-bind" : "--symlink";
            yield return link ?? folder;
            yield return folder;
        }
        foreach (var setting in Settings.Select(name => $"/etc/{name}").Where(Path.Exists))
        {
            yield return "--ro-bind";
            yield return setting;
            yield return setting;
        }
    }
}
