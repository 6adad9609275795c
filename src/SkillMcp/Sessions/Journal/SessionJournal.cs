using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SkillMcp.Admissions;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions.Journal;

/// <summary>
/// What the hooks of a client saw of one session: a file of lines beside the memory, which is only added to. Every line is redacted
/// before it is written, and written at once, so that hooks that run at the same time do not mix theirs.
/// </summary>
sealed class SessionJournal
{
    // A session of a day; what comes after is not learned from.
    const long MaxLength = 4 << 20;

    // A line holds an output and a change of the most characters each, escaped.
    const int MaxLineLength = 128 << 10;

    const int MaxIdLength = 64;
    const int MaxPathLength = 1_024;

    readonly string session;
    readonly SessionClient client;

    /// <param name="memory">The file of the memory.</param>
    /// <param name="client">The client whose session it is.</param>
    /// <param name="session">The client's id of the session.</param>
    public SessionJournal(string memory, SessionClient client, string session)
    {
        (this.client, this.session) = (client, session);
        File = System.IO.Path.Combine(FolderOf(memory), $"{EnumName.Of(client)}-{NameOf(session)}.jsonl");
    }

    /// <summary>Its path.</summary>
    public string File { get; }

    /// <summary>The folder of the journals of a memory.</summary>
    public static string FolderOf(string memory) => System.IO.Path.GetFullPath(memory) + ".journal";

    /// <summary>Adds lines. Nothing is added to a journal that is full.</summary>
    /// <param name="folder">The folder that the client works in.</param>
    /// <param name="lines">The lines.</param>
    public void Append(string folder, params IEnumerable<JournalLine> lines)
    {
        var isNew = AppendedFile.TryCreate(File);
        if (!isNew && new FileInfo(File).Length > MaxLength)
        {
            return;
        }
        var added = lines.ToList();
        var text = new StringBuilder();
        if (isNew)
        {
            Write(text, new JournalLine
            {
                Event = JournalEvent.Session, At = added[0].At, Session = session, Client = client, Folder = folder,
            });
        }
        foreach (var line in added)
        {
            Write(text, Bounded(Redaction.ToFixedPoint(line)));
        }
        AppendedFile.Append(File, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>What it holds; nothing where there is none.</summary>
    public JournalContents Read() => System.IO.File.Exists(File) ? JournalContents.Of(File) : JournalContents.Empty;

    static void Write(StringBuilder text, JournalLine line)
    {
        var json = JsonSerializer.Serialize(line, JournalJson.Default.JournalLine);
        var whole = json.Length <= MaxLineLength
            ? json
            : JsonSerializer.Serialize(line with { Output = null, Change = null, Arguments = null }, JournalJson.Default.JournalLine);
        if (whole.Length <= MaxLineLength)
        {
            text.Append(whole).Append('\n');
        }
    }

    /// <summary>A redacted line, cut: a secret that is cut first is not found any more.</summary>
    static JournalLine Bounded(JournalLine line) => line with
    {
        Text = Kept(line.Text),
        Command = Kept(line.Command),
        Path = Kept(line.Path, MaxPathLength),
        Change = Kept(line.Change),
        Arguments = Kept(line.Arguments),
        Output = Kept(line.Output),
    };

    /// <summary>The beginning and the end of a text; null for an empty one, which then takes no room.</summary>
    static string? Kept(string? text, int maxLength = ToolCall.MaxOutput) =>
        string.IsNullOrEmpty(text) ? null : KeptText.Bounded(KeptText.Plain(text), maxLength);

    /// <summary>An id as the name of a file; a hash of one that no client of today has.</summary>
    static string NameOf(string session) =>
        session.Length <= MaxIdLength && session.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? session
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session))[..16]);
}
