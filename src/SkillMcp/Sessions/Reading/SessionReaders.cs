using SkillMcp.Packaging;
using SkillMcp.Sessions.Journal;

namespace SkillMcp.Sessions.Reading;

/// <summary>The readers of all clients' logs. Which one a file is for, its content says and never its name.</summary>
/// <param name="readers">The readers; the first that recognizes a file reads it.</param>
sealed class SessionReaders(IReadOnlyList<ISessionReader> readers)
{
    /// <summary>The readers of logs that are files of text.</summary>
    public static IReadOnlyList<ISessionReader> OfText { get; } =
    [
        new JournalReader(),
        new ClaudeSessionReader(),
        new CodexSessionReader(),
        new GeminiSessionReader(),
        new QwenSessionReader(),
        new CopilotSessionReader(),
        new OpencodeSessionReader(),
        new SweAgentSessionReader(),
        new OpenHandsSessionReader(),
        new MiniSweAgentSessionReader(),
    ];

    /// <summary>Recognizes whose log a file is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="client">The only client whose log it may be; null for any.</param>
    public RecognizedLog Recognize(string path, SessionClient? client = null)
    {
        // Opening a pipe waits for a writer.
        if (File.Exists(path) && !SkillSource.IsRegular(new FileInfo(path)))
        {
            var problem = $"{Path.GetFileName(path)} is a pipe, a socket or a device, and no log.";
            return new RecognizedLog(new SessionFile(Path.GetFullPath(path), ""), null, problem);
        }
        var file = new SessionFile(Path.GetFullPath(path), SessionFile.ReadHead(path));
        if (IsPacked(file.Head))
        {
            return new RecognizedLog(file, null, $"{Path.GetFileName(path)} is packed: unpack it, and name what was in it.");
        }
        var reader = readers.FirstOrDefault(each => each.Recognizes(file));
        if (reader is not null && (client is null || reader.Client == client))
        {
            return new RecognizedLog(file, reader, "");
        }
        return new RecognizedLog(file, null, Problem(file, reader, client));
    }

    // A zip or gzip; what lies in a zip unpacked could be read, but not all of it.
    static bool IsPacked(string head) => head.StartsWith("PK\u0003\u0004", StringComparison.Ordinal) || head.StartsWith('\u001f');

    static string WhyNothing(SessionFile file, string name) => new FileInfo(file.Path) switch
    {
        { Exists: false } => $"There is no file {file.Path}.",
        { Length: 0 } => $"{name} is empty.",
        _ when file.Head.Length > 0 => $"{name} holds nothing but blanks.",
        _ => $"{name} cannot be read: you may not, or another program does not let it.",
    };

    static string Problem(SessionFile file, ISessionReader? reader, SessionClient? client)
    {
        var name = Path.GetFileName(file.Path);
        if (reader is not null)
        {
            return $"{name} is a log of {EnumName.Of(reader.Client)} and not of {EnumName.Of(client!.Value)}.";
        }
        if (file.Head.AsSpan().Trim("\0\r\n ").IsEmpty)
        {
            return WhyNothing(file, name);
        }
        var members = string.Join(", ", file.Facts.Members.Select(member => Truncate.To(member, 40)));
        return members.Length == 0
            ? $"{name} is not a log of sessions: it holds no JSON."
            : $"{name} is not a log of a client that is known here, or of a form that is newer: its entries have {members}.";
    }
}
