namespace SkillMcp.Server.Resources;

/// <summary>What kind of file a skill's file is, by its name.</summary>
static class MimeType
{
    public const string Markdown = "text/markdown";
    public const string Json = "application/json";
    public const string Directory = "inode/directory";
    public const string Text = "text/plain";
    public const string Bytes = "application/octet-stream";

    /// <summary>The type; null where the name does not tell.</summary>
    public static string? Of(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".md" or ".markdown" => Markdown,
        ".txt" or ".log" or ".cfg" or ".conf" or ".ini" or ".env" or ".tmpl" or ".j2" => Text,
        ".json" => Json,
        ".jsonl" or ".ndjson" => "application/jsonl",
        ".yaml" or ".yml" => "application/yaml",
        ".toml" => "application/toml",
        ".xml" or ".xsd" or ".xsl" => "application/xml",
        ".html" or ".htm" => "text/html",
        ".css" => "text/css",
        ".csv" => "text/csv",
        ".tsv" => "text/tab-separated-values",
        ".js" or ".mjs" or ".cjs" => "text/javascript",
        ".ts" or ".tsx" or ".jsx" => "text/x-typescript",
        ".py" => "text/x-python",
        ".sh" or ".bash" or ".zsh" => "text/x-shellscript",
        ".ps1" => "text/x-powershell",
        ".rb" => "text/x-ruby",
        ".go" => "text/x-go",
        ".rs" => "text/x-rust",
        ".java" => "text/x-java",
        ".cs" => "text/x-csharp",
        ".c" or ".h" => "text/x-c",
        ".cpp" or ".cc" or ".hpp" => "text/x-c++",
        ".sql" => "application/sql",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".svg" => "image/svg+xml",
        ".ico" => "image/x-icon",
        ".pdf" => "application/pdf",
        ".zip" => "application/zip",
        ".gz" or ".tgz" => "application/gzip",
        ".tar" => "application/x-tar",
        ".wasm" => "application/wasm",
        ".ttf" => "font/ttf",
        ".otf" => "font/otf",
        ".woff" => "font/woff",
        ".woff2" => "font/woff2",
        ".mp3" => "audio/mpeg",
        ".wav" => "audio/wav",
        ".mp4" => "video/mp4",
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => null,
    };
}
