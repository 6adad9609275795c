using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>
/// Decides what may be written, whatever is asked for: secrets are taken out of what comes in, the rest is screened as it is, and what
/// becomes of it (a draft, a merge, a composite) is screened once more before a store can have it. Only <see cref="AdmittedChange"/>
/// reaches a store, and only this makes one.
/// </summary>
/// <param name="quarantineAgents">Whether all that an agent writes waits for a person's approval, whatever the screen says of it.</param>
public sealed class AdmissionControl(bool quarantineAgents)
{
    /// <summary>Redacts and screens what an actor submits.</summary>
    /// <exception cref="SkillException">It holds more secrets than any honest request.</exception>
    public Admission<T> Admit<T>(T submitted, Actor actor, CancellationToken cancel = default) where T : ITextual<T>
    {
        // Too long is refused before it is searched for secrets, which would take its time.
        if (ContentScreen.OfLength(PassagesOf(submitted, role => role is TextRole.Content or TextRole.Commentary)) is { } tooLong)
        {
            return new Admission<T>(submitted, actor, "", tooLong);
        }
        var redacted = Redaction.ToFixedPoint(submitted);
        var admitted = actor with { Client = Redaction.OfText(actor.Client) };
        var screenings = Screened(redacted, actor, cancel).ToList();
        var refusal = screenings.Find(screening => screening.Verdict == ScreeningVerdict.Refuse);
        var admission = new Admission<T>(redacted, admitted, QuarantineReason(actor, screenings), refusal);
        return redacted is IWithFiles { Procedure: var procedure, Contents: var contents }
            ? admission with { Screened = new HashSet<string> { procedure.ContentHash() }, Contents = contents }
            : admission;
    }

    /// <summary>Redacts and screens a change as it would be stored.</summary>
    /// <param name="change">What is to be written.</param>
    /// <param name="submission">What it was made from.</param>
    public static ChangeAdmission Admit(MemoryChange change, Admission submission) => AdmittedChange.Admit(change, submission);

    /// <summary>A task as it is written down: empty where the screen would keep it apart, for a skill must not be found by it later.</summary>
    public static string Kept(string task) => ContentScreen.Of([new Passage(TextField.Task.Place, task)]).Verdict == ScreeningVerdict.Pass ? task : "";

    string QuarantineReason(Actor actor, List<ScreeningResult> screenings)
    {
        var doubtful = screenings.FindLast(screening => screening.Verdict == ScreeningVerdict.Quarantine);
        if (doubtful is not null)
        {
            return $"{Lifecycle.Screened}: {doubtful.Summary}";
        }
        return quarantineAgents && actor.Author == Author.Agent ? $"{Lifecycle.Unapproved}: an agent wrote it" : "";
    }

    /// <summary>The screenings of the parts of a submission; what follows a refusal is not screened any more.</summary>
    static IEnumerable<ScreeningResult> Screened<T>(T submitted, Actor actor, CancellationToken cancel) where T : ITextual<T>
    {
        foreach (var part in Parts(submitted, actor))
        {
            cancel.ThrowIfCancellationRequested();
            var screening = part();
            yield return screening;
            if (screening.Verdict == ScreeningVerdict.Refuse)
            {
                yield break;
            }
        }
    }

    /// <summary>What is screened by itself: the files, what is to be a skill, and what is said about it.</summary>
    static IEnumerable<Func<ScreeningResult>> Parts<T>(T submitted, Actor actor) where T : ITextual<T>
    {
        if (submitted is IWithFiles { Procedure: var procedure, Contents: var contents })
        {
            yield return () => FileScreen.OfText(SkillFile.Markdown, procedure.Document);
            // A list of the paths is handed out with the skill.
            yield return () => FileScreen.OfText(TextField.FilePath.Place, string.Join('\n', procedure.Files.Select(file => file.Path)));
            foreach (var file in procedure.Files.Where(file => contents.ContainsKey(file.Digest)))
            {
                yield return () => ScreenedFile(file, contents[file.Digest].Span);
            }
        }
        yield return () => ContentScreen.Of(PassagesOf(submitted, role => role == TextRole.Content));
        yield return () => ContentScreen.Of([.. PassagesOf(submitted, role => role == TextRole.Commentary), new Passage(TextField.Client.Place, actor.Client)]);
    }

    static ScreeningResult ScreenedFile(SkillFile file, ReadOnlySpan<byte> content) =>
        FileScreen.TextOf(content) is { } read ? FileScreen.OfText(file.Path, read.Text) : FileScreen.OfBinary(file.Path, content);

    /// <summary>The texts of something in certain roles, as the screen reads them.</summary>
    internal static IReadOnlyList<Passage> PassagesOf<T>(T textual, Func<TextRole, bool> isWanted) where T : ITextual<T> =>
    [
        .. TextEntry.AllOf(textual)
            // What stands in place of a secret was not written by the author.
            .Where(entry => isWanted(entry.Field.Role) && entry.Text != Parameter.Secret)
            .Select(entry => new Passage(entry.Place, entry.Text)),
    ];
}
