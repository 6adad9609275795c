using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>Whether an actor may write what was submitted, and whether it then waits for approval.</summary>
/// <remarks>Only <see cref="AdmissionControl"/> makes one.</remarks>
record Admission
{
    internal Admission(Actor actor, string quarantineReason = "", ScreeningResult? refusal = null) =>
        (Actor, QuarantineReason, Refusal) = (actor, quarantineReason, refusal);

    /// <summary>Who submitted it, with secrets redacted from the name of the client.</summary>
    public Actor Actor { get; }

    /// <summary>Why what is made from it waits for a person's approval; empty if it does not.</summary>
    public string QuarantineReason { get; }

    /// <summary>What the screen found, if the submission is refused; else null.</summary>
    public ScreeningResult? Refusal { get; }

    /// <summary>Whether a person admits the submission, and what is made of it, whatever the screen finds.</summary>
    public bool OverridesScreen { get; internal init; }

    /// <summary>What is doubtful in the submission or refused: the screenings that it did not pass.</summary>
    public IReadOnlyList<ScreeningResult> Doubts { get; internal init; } = [];

    public AdmissionVerdict Verdict => (Refusal, QuarantineReason) switch
    {
        (not null, _) => AdmissionVerdict.Refused,
        (_, "") => AdmissionVerdict.Admitted,
        _ => AdmissionVerdict.Quarantined,
    };

    /// <summary>The content hashes of procedures that were screened already, and are not screened again when they are written.</summary>
    internal IReadOnlySet<string> Screened { get; init; } = new HashSet<string>();

    /// <summary>The texts that were found to hold no secret, and are not searched for one again when they are written.</summary>
    internal IReadOnlySet<string> Clean { get; init; } = new HashSet<string>();

    /// <summary>The redacted contents of the submitted files, by digest.</summary>
    internal IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>The name of a skill that is made of the submission: its own, or one that says nothing if that is doubtful.</summary>
    internal SkillName Shown(SkillName name, Procedure procedure) => OverridesScreen ? name : NameScreen.OrNeutral(name, procedure);

    /// <summary>This admission, but what is made of it waits for a person's approval.</summary>
    /// <param name="reason">Why, for another reason than what the screen found.</param>
    internal Admission Waiting(string reason) => QuarantineReason.Length > 0
        ? this
        : new Admission(Actor, reason, Refusal)
        {
            OverridesScreen = OverridesScreen,
            Doubts = Doubts,
            Screened = Screened,
            Clean = Clean,
            Contents = Contents,
        };

    /// <summary>The admission of both submissions together, with the last quarantine reason and the first refusal.</summary>
    public Admission And(Admission other)
    {
        var reason = other.QuarantineReason.Length > 0 ? other.QuarantineReason : QuarantineReason;
        return new Admission(Actor, reason, Refusal ?? other.Refusal)
        {
            OverridesScreen = OverridesScreen,
            Doubts = [.. Doubts, .. other.Doubts],
            Screened = Screened.Union(other.Screened).ToHashSet(),
            Clean = Clean.Union(other.Clean).ToHashSet(),
            Contents = Contents.UnionBy(other.Contents, content => content.Key).ToDictionary(),
        };
    }
}

/// <summary>The admission of a submission, with the submission as it may be used.</summary>
sealed record Admission<T> : Admission
{
    internal Admission(T value, Actor actor, string quarantineReason, ScreeningResult? refusal) : base(actor, quarantineReason, refusal) =>
        Value = value;

    /// <summary>The submission with its secrets redacted. It must not be used if it is refused.</summary>
    public T Value { get; internal init; }
}
