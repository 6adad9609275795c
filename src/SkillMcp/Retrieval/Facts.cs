using System.Collections.Frozen;

namespace SkillMcp.Retrieval;

/// <summary>
/// What a caller knows of its situation, held against what a procedure needs: <c>os=linux</c>, <c>kubectl configured</c>, <c>no docker</c>, <c>node=20</c>.
/// In doubt a precondition is unknown: it is checked then, and neither taken for granted nor held against the skill.
/// </summary>
/// <param name="facts">What is known, a short text each.</param>
/// <param name="contradicts">Whether two texts name opposite states of one thing.</param>
/// <param name="kindOf">The kind of thing that a stem names and the name that the thing is known by, such as a system and windows; null for most.</param>
sealed class Facts(IReadOnlyList<string> facts, Func<string, string, bool> contradicts, Func<string, (string Kind, string Name)?> kindOf)
{
    // A machine runs one of these at a time, whatever the fact is called that says so.
    const string System = "system";
    const string Linux = "linux";

    static readonly FrozenSet<string> Linuxes = ["ubuntu", "debian", "fedora", "centos", "alpine"];

    // A fact is a line; of a log that somebody pastes, the beginning counts.
    const int LongestRead = 1_000;

    readonly IReadOnlyList<Claim> known = [.. facts.Select(fact => Claim.Of(fact.Length > LongestRead ? fact[..LongestRead] : fact)).Where(claim => claim.Words.Count > 0)];

    /// <summary>What is known of a precondition. One fact against it is enough.</summary>
    public ConditionState Judge(string precondition)
    {
        var needed = Claim.Of(precondition);
        var verdicts = known.Select(fact => Judge(fact, needed)).ToHashSet();
        return verdicts.Contains(ConditionState.Unmet) ? ConditionState.Unmet
            : verdicts.Contains(ConditionState.Met) ? ConditionState.Met
            : ConditionState.Unknown;
    }

    ConditionState Judge(Claim fact, Claim needed)
    {
        if (string.Equals(fact.Text, needed.Text, StringComparison.OrdinalIgnoreCase))
        {
            return ConditionState.Met;
        }
        if (IsOtherOfItsKind(fact, needed) || fact.HasOtherValue(needed))
        {
            return ConditionState.Unmet;
        }
        if (!IsAbout(fact, needed))
        {
            return !fact.IsDenied && !needed.IsDenied && contradicts(fact.Text, needed.Text) ? ConditionState.Unmet : ConditionState.Unknown;
        }
        var holds = fact.IsDenied == needed.IsDenied && fact.Version.Satisfies(needed.Version) && !contradicts(fact.Text, needed.Text);
        return holds ? ConditionState.Met : ConditionState.Unmet;
    }

    /// <summary>Whether a fact says what a precondition asks, or enough of it: all of it, half of it, or its subject and its state.</summary>
    bool IsAbout(Claim fact, Claim needed)
    {
        if (needed.Words.Count == 0)
        {
            return false;
        }
        var said = fact.Words.SelectMany(WithGeneral).ToHashSet(StringComparer.Ordinal);
        if (needed.Words.IsSubsetOf(said))
        {
            return true;
        }
        var asked = fact.Telling.Intersect(needed.Words, StringComparer.Ordinal).ToList();
        return asked.Count == fact.Telling.Count && (2 * asked.Count >= needed.Words.Count || fact.States.Overlaps(needed.States));
    }

    /// <summary>A Linux by another name is a Linux too.</summary>
    static IEnumerable<string> WithGeneral(string stem) => Linuxes.Contains(stem) ? [stem, Linux] : [stem];

    /// <summary>Whether the fact says which of its kind a thing is, and the precondition wants another: Windows where Linux is, MySQL where the database is postgres.</summary>
    bool IsOtherOfItsKind(Claim fact, Claim needed)
    {
        foreach (var (kind, name) in fact.Telling.Select(kindOf).OfType<(string Kind, string Name)>())
        {
            var others = needed.Words.Select(kindOf).OfType<(string Kind, string Name)>().Where(other => other.Kind == kind).Select(other => other.Name).ToList();
            if (!fact.IsDenied && !needed.IsDenied && (fact.HasValue || kind == System) && others.Count > 0 && !others.Exists(other => Covers(name, other)))
            {
                return true;
            }
        }
        return false;

        static bool Covers(string a, string b) => a == b || a == Linux && Linuxes.Contains(b) || b == Linux && Linuxes.Contains(a);
    }
}
