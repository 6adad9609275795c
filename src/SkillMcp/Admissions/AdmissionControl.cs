using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>
/// Decides what may be written. A submission is redacted and screened, and what is made from it (a draft, a merge, a composite) is
/// screened again before it is stored. A store takes only an <see cref="AdmittedChange"/>, and only this class makes one.
/// </summary>
/// <param name="quarantineAgents">Whether everything that an agent writes waits for approval, even if it passes the screen.</param>
sealed class AdmissionControl(bool quarantineAgents)
{
    const string UnnamedClient = "a client without a name";

    readonly PassedTexts passed = new(FileScreen.OfText);

    /// <summary>Redacts and screens what an actor submits.</summary>
    /// <param name="submitted">What is submitted.</param>
    /// <param name="actor">Who submits it.</param>
    /// <param name="overridesScreen">Whether a person admits it whatever the screen finds. Its secrets are redacted all the same.</param>
    /// <param name="cancel">Cancels the screening.</param>
    /// <exception cref="SkillException">
    /// The submission holds more secrets than can be redacted, or somebody else than a person overrides the screen.
    /// </exception>
    public Admission<T> Admit<T>(T submitted, Actor actor, bool overridesScreen, CancellationToken cancel) where T : ITextual<T>
    {
        if (overridesScreen && actor.Author != Author.Person)
        {
            throw new SkillException("Only a person admits what the screen refuses.");
        }
        if (OfLength(submitted) is { } tooLong)
        {
            return new Admission<T>(submitted, Named(actor), "", tooLong) { Doubts = [tooLong] };
        }
        var redacted = Redaction.ToFixedPoint(submitted, new HashSet<string>(), out var clean);
        var doubts = DoubtsOf(redacted, actor, goesOn: overridesScreen, cancel).ToList();
        var refusal = doubts.Find(screening => screening.Verdict == ScreeningVerdict.Refuse);
        var admission = overridesScreen
            ? new Admission<T>(redacted, Named(actor), "", refusal: null)
            : new Admission<T>(redacted, Named(actor), QuarantineReason(actor, doubts), refusal);
        admission = admission with { OverridesScreen = overridesScreen, Doubts = doubts, Clean = clean };
        return redacted is IWithFiles { Procedure: var procedure, Contents: var contents }
            ? admission with { Screened = new HashSet<string> { procedure.ContentHash() }, Contents = contents }
            : admission;
    }

    /// <summary>The refusal of a submission that is too long; null if it is not.</summary>
    /// <remarks>Checked before all else, because searching a very long text for secrets is slow.</remarks>
    internal static ScreeningResult? OfLength<T>(T submitted) where T : ITextual<T> =>
        ContentScreen.OfLength(PassagesOf(submitted, role => role is TextRole.Content or TextRole.Commentary));

    /// <inheritdoc cref="Admit{T}(T, Actor, bool, CancellationToken)"/>
    public Admission<T> Admit<T>(T submitted, Actor actor, CancellationToken cancel = default) where T : ITextual<T> =>
        Admit(submitted, actor, overridesScreen: false, cancel);

    /// <summary>
    /// Redacts and screens a remembered run again, by the rules and options of today. One that needed approval when it was told still does.
    /// </summary>
    public Admission<Trajectory> Readmit(RunCandidate candidate, CancellationToken cancel = default)
    {
        var admission = Admit(candidate.Run, candidate.Actor, cancel);
        var reason = candidate.QuarantineReason.Length > 0 ? candidate.QuarantineReason : admission.QuarantineReason;
        return new Admission<Trajectory>(admission.Value, admission.Actor, reason, admission.Refusal);
    }

    /// <summary>A skill as it may be shown before it is submitted: with its secrets redacted.</summary>
    public static SkillSubmission Redacted(SkillSubmission skill) => Redaction.ToFixedPoint(skill);

    /// <summary>The admission of an actor who submits no text.</summary>
    public static Admission Admit(Actor actor) => new(Named(actor));

    /// <summary>Redacts and screens a change as it would be stored.</summary>
    /// <param name="change">The change to write.</param>
    /// <param name="submission">The admission of what the change was made from.</param>
    public static ChangeAdmission Admit(MemoryChange change, Admission submission) => AdmittedChange.Admit(change, submission);

    /// <summary>A task as it may be stored: empty if it does not pass the screen, because skills are found by past tasks.</summary>
    public static string TaskIfClean(string task)
    {
        var screening = ContentScreen.Of([new Passage(TextField.Task.Place, task)]);
        return screening.Verdict == ScreeningVerdict.Pass ? task : "";
    }

    /// <summary>
    /// The other words of a task as they may be stored: none if they do not pass the screen. They are screened as one text, because
    /// an instruction can be spread over several.
    /// </summary>
    public static IReadOnlyList<string> AlsoIfClean(IReadOnlyList<string> also)
    {
        var screening = ContentScreen.Of([new Passage(TextField.Also.Place, string.Join('\n', also))]);
        return screening.Verdict == ScreeningVerdict.Pass ? also : [];
    }

    /// <summary>The actor as the audit log may name it. What the screen doubts does not get there by being refused.</summary>
    static Actor Named(Actor actor)
    {
        var client = Redaction.OfText(actor.Client);
        return actor with { Client = NameScreen.IsDoubtful(client) ? UnnamedClient : client };
    }

    string QuarantineReason(Actor actor, List<ScreeningResult> doubts)
    {
        var doubtful = doubts.FindLast(screening => screening.Verdict == ScreeningVerdict.Quarantine);
        if (doubtful is not null)
        {
            return $"{Lifecycle.Screened}: {doubtful.Summary}";
        }
        return quarantineAgents && actor.Author == Author.Agent ? $"{Lifecycle.Unapproved}: an agent wrote it" : "";
    }

    /// <summary>The screenings of the parts of a submission that did not pass, up to the first refusal or to the end.</summary>
    IEnumerable<ScreeningResult> DoubtsOf<T>(T submitted, Actor actor, bool goesOn, CancellationToken cancel) where T : ITextual<T>
    {
        foreach (var part in Parts(submitted, actor))
        {
            cancel.ThrowIfCancellationRequested();
            var screening = part();
            if (screening.Verdict != ScreeningVerdict.Pass)
            {
                yield return screening;
            }
            if (screening.Verdict == ScreeningVerdict.Refuse && !goesOn)
            {
                yield break;
            }
        }
    }

    /// <summary>The parts that are screened separately: names, each file, the content of the skill, and the commentary on it.</summary>
    IEnumerable<Func<ScreeningResult>> Parts<T>(T submitted, Actor actor) where T : ITextual<T>
    {
        foreach (var names in NameScreen.Of(submitted))
        {
            yield return () => names;
        }
        if (submitted is IWithFiles { Procedure: var procedure, Contents: var contents })
        {
            yield return () => passed.Screen(SkillFile.Markdown, procedure.Document);
            // The file paths are shown to models with the skill.
            yield return () => FileScreen.OfText(TextField.FilePath.Place, string.Join('\n', procedure.Files.Select(file => file.Path)));
            foreach (var file in procedure.Files.Where(file => contents.ContainsKey(file.Digest)))
            {
                yield return () => ScreenedFile(file, contents[file.Digest].Span);
            }
        }
        yield return () => ContentScreen.Of(PassagesOf(submitted, role => role == TextRole.Content));
        yield return () => ContentScreen.Of([
            .. PassagesOf(submitted, role => role == TextRole.Commentary),
            new Passage(TextField.Client.Place, actor.Client),
        ]);
    }

    ScreeningResult ScreenedFile(SkillFile file, ReadOnlySpan<byte> content) =>
        FileScreen.TextOf(content) is { } read ? passed.Screen(file.Path, read.Text) : FileScreen.OfBinary(file.Path, content);

    /// <summary>The texts that have one of the wanted roles, as passages for the screen.</summary>
    internal static IReadOnlyList<Passage> PassagesOf<T>(T textual, Func<TextRole, bool> isWanted) where T : ITextual<T> =>
    [
        .. TextEntry.AllOf(textual)
            // The placeholder of a redacted secret was not written by the author.
            .Where(entry => isWanted(entry.Field.Role) && entry.Text != Parameter.Secret)
            .Select(entry => new Passage(entry.Place, entry.Text)),
    ];
}
