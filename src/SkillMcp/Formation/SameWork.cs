using System.Collections.Frozen;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>
/// Whether two skills do the same thing, so that the one that works more often may be handed over for the other. Whoever gets the wrong
/// procedure does damage, so everything has to speak for it: what both say that they do, to what, where and with what, and their steps.
/// </summary>
static class SameWork
{
    static readonly FrozenDictionary<string, string> WordsOfEnvironments = new Dictionary<string, string>
    {
        ["production"] = "production",
        ["prod"] = "production",
        ["staging"] = "staging",
        ["stage"] = "staging",
        ["stg"] = "staging",
        ["development"] = "development",
        ["dev"] = "development",
        ["sandbox"] = "sandbox",
        ["preview"] = "preview",
        ["qa"] = "qa",
        ["uat"] = "uat",
        ["canary"] = "canary",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // A name of two words, such as "deploy" and "api", tells what is done and to what.
    const int MinWords = 2;

    /// <summary>Whether two skills do the same thing. Symmetric.</summary>
    public static bool IsOf(Skill one, Skill other)
    {
        var (a, b) = (one.Procedure, other.Procedure);
        return !a.IsComposite && !b.IsComposite
            && SameSteps.Are(a.Steps, b.Steps)
            && Conflict.Between(a, b, named: false) is null
            && Conflict.Opposed(a, b) is null
            && !a.Preconditions.Any(first => b.Preconditions.Any(second => Conflict.Contradicts(first, second)))
            && HaveSamePurpose(one, other);
    }

    /// <summary>
    /// Whether a skill may be handed over where another one that does the same fits a task better: it is no riskier, and says all of
    /// the task's words that the other one says.
    /// </summary>
    /// <param name="other">The skill that may be handed over.</param>
    /// <param name="fitting">The skill that fits the task better.</param>
    /// <param name="words">The words of the task that only the fitting skill has, as they are written.</param>
    public static bool MayReplace(Skill other, Skill fitting, IEnumerable<string> words)
    {
        var purpose = new Lazy<Purpose>(() => Purpose.Of(Intent.OfProcedure(other.Name, other.Procedure), other.Procedure));
        return WayRisk.Of(fitting.Procedure.Steps, other.Procedure.Steps) is "" && words.All(word => purpose.Value.Says(word));
    }

    static bool HaveSamePurpose(Skill a, Skill b)
    {
        var (ofA, ofB) = (Intent.OfProcedure(a.Name, a.Procedure), Intent.OfProcedure(b.Name, b.Procedure));
        var (purposeA, purposeB) = (Purpose.Of(ofA, a.Procedure), Purpose.Of(ofB, b.Procedure));
        return purposeA.Words.Count >= MinWords && purposeB.Words.Count >= MinWords
            && purposeA.IsSameAs(purposeB)
            && ArePlacesSame(ofA, a.Procedure, ofB, b.Procedure)
            && IsAskedBy(a.Procedure.Description, ofB) && IsAskedBy(b.Procedure.Description, ofA);
    }

    /// <summary>Whether a procedure does what the description of another one asks for.</summary>
    static bool IsAskedBy(string description, Intent does)
    {
        var asked = Intent.OfTask(description);
        return !asked.IsUnread && IntentDifference.Between(asked, does) is [];
    }

    /// <summary>Whether both are for the same environments, and for no two products of which one rules out the other.</summary>
    static bool ArePlacesSame(Intent a, Procedure ofA, Intent b, Procedure ofB)
    {
        var (inA, inB) = (SystemsOf(a, ofA), SystemsOf(b, ofB));
        return Environments(ofA).SetEquals(Environments(ofB))
            && inA[true].Concat(inB[true]).Select(place => place.Family).All(family =>
                MembersOf(inA[true], family).SetEquals(MembersOf(inB[true], family)))
            && inA[false].Select(product => product.Family).Where(family => MembersOf(inB[false], family).Count > 0).All(family =>
                MembersOf(inA[false], family).Overlaps(MembersOf(inB[false], family)));
    }

    /// <summary>All systems that a procedure names anywhere: true for environments, false for products.</summary>
    static ILookup<bool, NamedSystem> SystemsOf(Intent intent, Procedure procedure) => intent.Systems
        .Concat(procedure.Steps.SelectMany(step => SystemLexicon.Instance.In(Tokenizer.Tokens(step.Text))))
        .Concat(procedure.Preconditions.SelectMany(text => SystemLexicon.Instance.In(Tokenizer.Tokens(text))))
        .ToLookup(system => SystemLexicon.Instance.IsEnvironment(system.Family));

    static HashSet<int> MembersOf(IEnumerable<NamedSystem> systems, int family) =>
        [.. systems.Where(system => system.Family == family).Select(system => system.Member)];

    /// <summary>The environments within names too: "values-prod.yaml".</summary>
    static HashSet<string> Environments(Procedure procedure) =>
    [
        .. procedure.Texts
            // That folder is of devices.
            .SelectMany(text => Text.Words.Split(text.Replace("/dev/", " ", StringComparison.Ordinal)))
            .Where(WordsOfEnvironments.ContainsKey)
            .Select(word => WordsOfEnvironments[word]),
    ];
}
