using System.Collections.Immutable;
using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>
/// Counts the success of a composite for the components that its report does not name. It is weak evidence of them: who checks the whole
/// has not checked each part.
/// </summary>
sealed class ComponentEvidence(CompositeLayout layout, Counting counting, ChangeWriter writer)
{
    // Four successes of a composite weigh as much as one of the component itself: a part may fail, and the whole come out well.
    const double Share = 0.25;

    /// <summary>Counts for every component that was laid out, at every depth, or takes back what was counted before.</summary>
    /// <param name="composite">The composite with the text that was followed.</param>
    /// <param name="named">The outcomes of the components that the report names.</param>
    /// <param name="reported">The execution of the composite.</param>
    /// <param name="counted">How that was counted.</param>
    /// <param name="submission">The admission of the report.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <exception cref="SkillException">Every attempt ended in a conflict with another write.</exception>
    public async Task CountAsync(
        Skill composite,
        IReadOnlyDictionary<SkillName, Outcome> named,
        Execution reported,
        Counted counted,
        Admission submission,
        CancellationToken cancel)
    {
        var mayChange = counted == Counted.New ? reported.Outcome == Outcome.Success : counted != Counted.Outweighed;
        if (!composite.Procedure.IsComposite || !mayChange)
        {
            return;
        }
        for (var attempt = 0; attempt < ChangeWriter.MaxAttempts; attempt++)
        {
            var change = await ChangeOfAsync(composite, named, reported, counted, cancel);
            if (change.Skills.Count == 0 || (await writer.TryAsync(change, submission, cancel)).Result == ApplyResult.Applied)
            {
                return;
            }
        }
        throw ChangeWriter.Contended(composite.Name);
    }

    async Task<MemoryChange> ChangeOfAsync(
        Skill composite, IReadOnlyDictionary<SkillName, Outcome> named, Execution reported, Counted counted, CancellationToken cancel)
    {
        var parts = await layout.PartsAsync([composite], cancel);
        var worked = new Dictionary<Guid, bool>();
        AddUnnamed(composite, reported.Outcome == Outcome.Success, parts, named, [composite.Id], worked);
        var change = new MemoryChange();
        foreach (var (id, hasWorked) in worked)
        {
            change = change.And(await ChangeOfAsync(parts[id], hasWorked, reported, counted, cancel));
        }
        return change;
    }

    /// <summary>The components that the report does not name, with whether all composites around each of them worked.</summary>
    static void AddUnnamed(
        Skill composite,
        bool hasWorked,
        IReadOnlyDictionary<Guid, Skill> parts,
        IReadOnlyDictionary<SkillName, Outcome> named,
        ImmutableHashSet<Guid> around,
        Dictionary<Guid, bool> worked)
    {
        var laidOut = composite.Procedure.Components.Select(component => component.Skill).Distinct()
            .Where(id => parts.ContainsKey(id) && !around.Contains(id) && parts[id].Lifecycle.Status != Status.Quarantined);
        foreach (var id in laidOut)
        {
            var isNamed = named.TryGetValue(parts[id].Name, out var outcome);
            var hasPartWorked = hasWorked && (!isNamed || outcome == Outcome.Success);
            if (!isNamed)
            {
                worked[id] = hasPartWorked || worked.GetValueOrDefault(id);
            }
            AddUnnamed(parts[id], hasPartWorked, parts, named, around.Add(id), worked);
        }
    }

    async Task<MemoryChange?> ChangeOfAsync(
        Skill component, bool hasWorked, Execution reported, Counted counted, CancellationToken cancel)
    {
        var execution = new Execution
        {
            Id = Guid.CreateVersion7(reported.At),
            Skill = component.Id,
            Version = component.Version,
            Way = component.Way,
            Outcome = hasWorked ? Outcome.Success : Outcome.NotUsed,
            EvidenceLevel = EvidenceLevel.SelfReported,
            At = reported.At,
            Retrieval = reported.Retrieval,
            Principal = reported.Principal,
            IsBound = true,
            Weight = WeightIn(reported),
        };
        var earlier = ReportChanges.EarlierOf(execution, await counting.SameAsync(execution, cancel));
        var isCounted = hasWorked
            ? earlier is null || counted == Counted.Corrected
            : earlier is { Outcome: Outcome.Success, Weight: <= Share };
        return isCounted ? (await counting.ReportedAsync(component, execution, cancel)).Change : null;
    }

    /// <summary>A claim that names no retrieval weighs nothing: it can be repeated at will, and nobody lifts a skill alone.</summary>
    static double WeightIn(Execution reported) =>
        reported.IsBound || reported.EvidenceLevel == EvidenceLevel.Verified ? Share : 0;
}
