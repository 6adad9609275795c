namespace SkillMcp.Sessions.Reading;

/// <summary>What of a log could not be read: a bounded list of sentences, and the number of the rest.</summary>
sealed class UnreadParts
{
    const int MaxSentences = 20;

    readonly List<string> sentences = [];
    readonly HashSet<string> kinds = [];
    int more;

    /// <summary>Whether the log ends in the middle of an entry.</summary>
    public bool IsCut { get; set; }

    public void Add(string sentence)
    {
        if (sentences.Count < MaxSentences)
        {
            sentences.Add(sentence);
        }
        else
        {
            more++;
        }
    }

    public void Add(long line, string problem) => Add($"Line {line} {problem}.");

    /// <summary>Names a kind of entry that is not known, once.</summary>
    public void AddKind(string kind)
    {
        // What a stranger's log calls a kind may be as long as it likes.
        var name = Truncate.To(KeptText.Plain(kind), 60);
        if (kinds.Count < MaxSentences && kinds.Add(name))
        {
            Add(name.Length == 0
                ? "Some entries do not say what they are."
                : $"Entries of the kind '{name}' are not known here: the log may be of a newer version of the client.");
        }
    }

    /// <summary>
    /// The sessions in a file that have events, the first with what could not be read. Where none has any, that stands in one without.
    /// </summary>
    public IEnumerable<Session> With(IEnumerable<SessionBuilder> sessions, SessionClient client, string path)
    {
        var left = this;
        foreach (var session in sessions.Where(session => !session.IsEmpty))
        {
            yield return session.Build(left);
            left = new UnreadParts { IsCut = IsCut };
        }
        if (left.sentences.Count > 0 && left == this)
        {
            yield return new Session { Client = client, Id = Path.GetFileName(path), Events = [], Unread = ToList() };
        }
    }

    public IReadOnlyList<string> ToList() => more == 0 ? [.. sentences] : [.. sentences, $"{more} more could not be read."];
}
