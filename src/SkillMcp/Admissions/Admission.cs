using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>Under which reservation an actor may write what was submitted.</summary>
/// <param name="Actor">Who submitted it; the name of the client is without secrets.</param>
/// <param name="QuarantineReason">Why what comes of it waits for a person's approval; empty where it does not.</param>
/// <param name="Refusal">What the screen found, where it is refused; null where it is not.</param>
public record Admission(Actor Actor, string QuarantineReason = "", ScreeningResult? Refusal = null)
{
    public AdmissionVerdict Verdict => (Refusal, QuarantineReason) switch
    {
        (not null, _) => AdmissionVerdict.Refused,
        (_, "") => AdmissionVerdict.Admitted,
        _ => AdmissionVerdict.Quarantined,
    };

    /// <summary>The content hashes of procedures that were screened as they are, so that they need not be screened again.</summary>
    internal IReadOnlySet<string> Screened { get; init; } = new HashSet<string>();

    /// <summary>What the files of the submission hold, by digest, without secrets.</summary>
    internal IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>What holds where both were submitted together: the last reservation, and the first refusal.</summary>
    public Admission And(Admission other) => new(Actor, other.QuarantineReason.Length > 0 ? other.QuarantineReason : QuarantineReason, Refusal ?? other.Refusal)
    {
        Screened = Screened.Union(other.Screened).ToHashSet(),
        Contents = Contents.UnionBy(other.Contents, content => content.Key).ToDictionary(),
    };
}

/// <summary>The answer to a submission: what of it may be worked with.</summary>
/// <param name="Value">The submission without its secrets. Not to be used where it is refused.</param>
/// <param name="Actor">Who submitted it; the name of the client is without secrets.</param>
/// <param name="QuarantineReason">Why what comes of it waits for a person's approval; empty where it does not.</param>
/// <param name="Refusal">What the screen found, where it is refused; null where it is not.</param>
public sealed record Admission<T>(T Value, Actor Actor, string QuarantineReason, ScreeningResult? Refusal) : Admission(Actor, QuarantineReason, Refusal);
