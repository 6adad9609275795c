using SkillMcp.Formation;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

sealed partial class Matching
{
    // There are seldom more, and each one is read and compared.
    const int MaxPeers = 3;

    /// <summary>
    /// The skill that fits best and those that do the same, each with the probability that it has without the others: what does the same
    /// is no rival. Empty if there is none that would be handed over in its place.
    /// </summary>
    /// <param name="asked">What the task asks for.</param>
    /// <param name="ranked">All candidates, the best first.</param>
    /// <param name="compared">Those that were compared with the task.</param>
    /// <param name="cancel">Cancels the reading.</param>
    async Task<IReadOnlyList<Peer>> PeersAsync(
        Asked asked, IReadOnlyList<RankedCandidate> ranked, IReadOnlyList<Compared> compared, CancellationToken cancel)
    {
        var known = compared.ToDictionary(one => one.Skill.Id);
        var left = ranked.Where(one => known.GetValueOrDefault(one.Candidate.Id) is not { Differences.Count: > 0 }).ToList();
        var isFarBehind = left.Count == 0 || left[0].Score < ranked[0].Score - MaxBehindDiffering;
        if (left.Count < 2 || isFarBehind || !known.TryGetValue(left[0].Candidate.Id, out var fitting))
        {
            return [];
        }
        var best = left[0];
        left.RemoveAt(0);
        var peers = new List<Peer>();
        while (left.Count > 0 && peers.Count < MaxPeers)
        {
            var (next, alone) = (left[0], Alone([.. left.Take(2)]));
            left.RemoveAt(0);
            if (!IsLikely(alone) || !IsLikely(Alone([best, .. left.Take(1)]))
                || await PeerAsync(asked, fitting.Skill, known, next, cancel) is not { } peer)
            {
                left.Insert(0, next);
                break;
            }
            var mayReplace = SameWork.MayReplace(peer.Skill, fitting.Skill, WordsOnlyIn(best.Match, next.Match));
            peers.Add(new Peer(peer, alone, mayReplace));
        }
        var first = Alone([best, .. left.Take(1)]);
        return peers.Count == 0 ? [] :
        [
            new Peer(fitting, first, MayReplace: true),
            .. peers.Select(peer => peer with { Alone = peer.Alone with { Relevance = Math.Min(peer.Alone.Relevance, first.Relevance) } }),
        ];
    }

    /// <summary>The skill of a candidate if it does what is asked, and the same as the one that fits best; else null.</summary>
    async Task<Compared?> PeerAsync(
        Asked asked, Skill fitting, Dictionary<Guid, Compared> known, RankedCandidate candidate, CancellationToken cancel)
    {
        var id = candidate.Candidate.Id;
        if (!known.TryGetValue(id, out var compared))
        {
            var read = await store.GetAsync(project, [id], cancel);
            var active = read.Where(skill => skill.IsActive).ToList();
            compared = (await CompareAsync(asked, active, new() { [id] = candidate }, cancel)).FirstOrDefault();
        }
        return compared is { Differences: [] } && SameWork.IsOf(fitting, compared.Skill) ? compared : null;
    }

    static RankedCandidate Alone(IReadOnlyList<RankedCandidate> ranked) => Ranking.Calibrated(ranked)[0];

    bool IsLikely(RankedCandidate alone) => alone.Relevance >= options.LikelyScore && IsWorthNaming(alone);

    static IEnumerable<string> WordsOnlyIn(CandidateMatch fitting, CandidateMatch other) => fitting.Matched
        .Where(index => !other.IsInAnyField(index))
        .Select(index => fitting.Query.Task.Words[index].Written);

    /// <summary>The matches with the one in front that works more often than the first and does the same, or is tried for it.</summary>
    async Task<IReadOnlyList<Match>> PreferredAsync(IReadOnlyList<Match> found, IReadOnlyList<Peer> peers, CancellationToken cancel)
    {
        var open = peers.Where(peer => peer.MayReplace).Select(peer => peer.Skill.Id).ToHashSet();
        var same = found
            .Where(match => open.Contains(match.Skill.Id))
            .Where(match => match is { Fit: not Fit.Possible, IsUnmet: false, Differs: [] })
            .ToList();
        if (same.Count < 2 || found[0].Skill.Id != peers[0].Skill.Id || same[0] != found[0])
        {
            return found;
        }
        var chosen = await trials.ChooseAmongAsync([.. same.Select(match => match.Skill)], cancel);
        if (chosen.Id == found[0].Skill.Id)
        {
            return found;
        }
        var first = same.First(match => match.Skill.Id == chosen.Id);
        var why = $"{first.Why}; {WayTrials.Explained(chosen, found[0].Skill)}";
        return [first with { Why = why }, .. found.Where(match => match != first)];
    }

    /// <summary>A skill that does the same as the one that fits best.</summary>
    /// <param name="Compared">The skill.</param>
    /// <param name="Alone">Its candidate, with the probability that it has without the others.</param>
    /// <param name="MayReplace">Whether it may be handed over in its place.</param>
    sealed record Peer(Compared Compared, RankedCandidate Alone, bool MayReplace)
    {
        public Skill Skill => Compared.Skill;
    }
}
