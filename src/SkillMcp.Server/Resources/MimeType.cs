using Microsoft.AspNetCore.StaticFiles;

namespace SkillMcp.Server.Resources;

/// <summary>The media type of a skill's file, by the extension of its name.</summary>
static class MimeType
{
    public const string Markdown = "text/markdown";
    public const string Json = "application/json";
    public const string Directory = "inode/directory";
    public const string Text = "text/plain";
    public const string Bytes = "application/octet-stream";

    /// <summary>The type; null if the name does not tell.</summary>
    public static string? Of(string path) => Types.Provider.TryGetContentType(path, out var type) && type != Bytes ? type : null;

    // Apart, so that the tables are filled when the first file is read and not at the start.
    static class Types
    {
        // What skills are made of and the framework does not know, or knows by an outdated name: 43 of 69 extensions (ASP.NET Core 10).
        static readonly (string Type, string[] Extensions)[] Ours =
        [
            (Text, [".log", ".cfg", ".conf", ".ini", ".env", ".tmpl", ".j2"]),
            ("application/jsonl", [".jsonl", ".ndjson"]),
            ("application/yaml", [".yaml", ".yml"]),
            ("application/toml", [".toml"]),
            ("application/xml", [".xml", ".xsd", ".xsl"]),
            ("text/javascript", [".cjs"]),
            ("text/x-typescript", [".ts", ".tsx", ".jsx"]),
            ("text/x-python", [".py"]),
            ("text/x-shellscript", [".sh", ".bash", ".zsh"]),
            ("text/x-powershell", [".ps1"]),
            ("text/x-ruby", [".rb"]),
            ("text/x-go", [".go"]),
            ("text/x-rust", [".rs"]),
            ("text/x-java", [".java"]),
            ("text/x-csharp", [".cs"]),
            ("text/x-c", [".c", ".h"]),
            ("text/x-c++", [".cpp", ".cc", ".hpp"]),
            ("application/sql", [".sql"]),
            ("application/zip", [".zip"]),
            ("application/gzip", [".gz", ".tgz"]),
            ("font/ttf", [".ttf"]),
            ("font/woff", [".woff"]),
        ];

        public static FileExtensionContentTypeProvider Provider { get; } = Filled();

        static FileExtensionContentTypeProvider Filled()
        {
            var provider = new FileExtensionContentTypeProvider();
            foreach (var (type, extensions) in Ours)
            {
                foreach (var extension in extensions)
                {
                    provider.Mappings[extension] = type;
                }
            }
            return provider;
        }
    }
}
