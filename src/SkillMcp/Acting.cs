namespace SkillMcp;

/// <summary>
/// On whose behalf the memory acts, and since when: what the record of changes says of every one. It goes along with the call,
/// through every await, so that no verb has to hand it on and none can forget to.
/// </summary>
/// <param name="By">Who, and through what.</param>
/// <param name="At">When it began.</param>
public sealed record Acting(Provenance By, DateTimeOffset At)
{
    static readonly AsyncLocal<Acting?> Current = new();

    /// <summary>Whoever acts; where nobody said so, the person who runs the program.</summary>
    public static Acting Now => Current.Value ?? new Acting(new Provenance(Author.Person), DateTimeOffset.UtcNow);

    /// <summary>From here to the end of the calling method, and in all that it calls, somebody acts.</summary>
    public static Provenance As(Provenance by, DateTimeOffset at)
    {
        Current.Value = new Acting(by, at);
        return by;
    }
}
