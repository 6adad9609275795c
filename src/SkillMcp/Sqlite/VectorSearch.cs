namespace SkillMcp.Sqlite;

/// <summary>
/// One search by vectors. The skills that seem nearest in memory are verified in the file: some of their vectors may have been replaced
/// or deleted, and some of the skills archived or hidden. Those that stay are exactly the nearest ones of the file.
/// </summary>
sealed class VectorSearch
{
    // Verifying a few more at once is cheaper than another round for those that take the place of hidden ones.
    const int Spare = 16;

    // Cosines are computed once in single and once in double precision.
    const double Rounding = 1e-6;

    readonly VectorTable table;
    readonly IReadOnlyList<VectorQuery> queries;
    readonly float[][] nearest;
    readonly Dictionary<long, int> places = [];
    readonly Dictionary<long, IReadOnlyList<StoredVectorRow>> verified = [];
    readonly Dictionary<string, long> keys = new(StringComparer.Ordinal);
    int spare = Spare;
    IReadOnlyList<long> ranked = [];
    int rankedLimit;

    /// <param name="table">The vectors.</param>
    /// <param name="vectors">The vectors of the query.</param>
    /// <param name="project">The project that searches.</param>
    /// <param name="wanted">The keys of the skills to search among; null for all.</param>
    public VectorSearch(VectorTable table, IReadOnlyList<ModelVector> vectors, Project project, IReadOnlySet<long>? wanted)
    {
        this.table = table;
        queries = [.. vectors.Select(VectorQuery.Of)];
        nearest = table.NearestOfSkills(queries);
        for (var place = 0; place < table.SkillCount; place++)
        {
            var isSeen = table.ProjectOf[place] == "" || table.ProjectOf[place] == project.Name;
            if (!isSeen || wanted?.Contains(table.Skills[place]) == false)
            {
                Exclude(place);
            }
        }
    }

    public bool IsVerified(long skill) => verified.ContainsKey(skill);

    /// <summary>Whether a verified skill is active and seen by the project.</summary>
    public bool IsVisible(long skill) => verified[skill].Count > 0;

    /// <summary>The same for a skill that is known by its id.</summary>
    public bool IsVisible(string id) => keys.ContainsKey(id);

    /// <summary>The keys of skills to verify before the nearest ones are known; none once they are.</summary>
    public IReadOnlyList<long> Unverified(int limit)
    {
        var seemingly = Nearest(limit + spare);
        if (seemingly.Take(limit).All(IsVerified))
        {
            return [];
        }
        // If the first round was not enough, many are hidden.
        spare = verified.Count == 0 ? spare : 2 * spare;
        return [.. seemingly.Where(skill => !IsVerified(skill))];
    }

    /// <summary>Corrects what was found in memory by the vectors that the file holds of some skills.</summary>
    public void Verify(IReadOnlyList<long> skills, IReadOnlyList<StoredVectorRow> stored)
    {
        var bySkill = stored.ToLookup(row => row.Skill);
        foreach (var skill in skills)
        {
            verified[skill] = [.. bySkill[skill]];
            foreach (var row in verified[skill])
            {
                keys[row.Id] = skill;
            }
            if (places.TryGetValue(skill, out var place))
            {
                Correct(place, verified[skill]);
            }
        }
    }

    /// <summary>
    /// The keys of the nearest skills: by turns the nearest one to each vector of the query,
    /// whose cosines cannot be compared with those of another.
    /// </summary>
    public IReadOnlyList<long> Nearest(int limit)
    {
        if (rankedLimit < limit)
        {
            ranked = Interleaved([.. nearest.Select(cosines => Largest(cosines, limit))]);
            rankedLimit = limit;
        }
        return [.. ranked.Take(limit)];
    }

    static IReadOnlyList<long> Interleaved(IReadOnlyList<IReadOnlyList<long>> rankings) =>
        [.. Enumerable.Range(0, rankings.Max(ranking => ranking.Count))
            .SelectMany(rank => rankings.Where(ranking => rank < ranking.Count).Select(ranking => ranking[rank]))
            .Distinct()];

    /// <summary>How near a verified skill is to each vector of the query.</summary>
    public IReadOnlyList<Nearness> NearnessOf(string id)
    {
        var rows = verified[keys[id]];
        return [.. queries.Select(query => new Nearness(
            CosinesOf(rows.Where(row => !row.IsTask), query).Cast<double?>().FirstOrDefault(),
            [.. CosinesOf(rows.Where(row => row.IsTask), query).OrderDescending()]))];
    }

    IEnumerable<double> CosinesOf(IEnumerable<StoredVectorRow> rows, VectorQuery query) =>
        rows.Select(row => table.IndexOf(row.Vector)).OfType<int>().Select(index => table.Cosine(index, query)).OfType<double>();

    void Correct(int place, IReadOnlyList<StoredVectorRow> rows)
    {
        for (var at = 0; at < queries.Count; at++)
        {
            var cosine = CosinesOf(rows, queries[at]).DefaultIfEmpty(double.NegativeInfinity).Max();
            // Nearly always it is right already, and nothing has to be ranked again.
            if (!(Math.Abs(nearest[at][place] - cosine) < Rounding))
            {
                nearest[at][place] = (float)cosine;
                rankedLimit = 0;
            }
        }
    }

    void Exclude(int place)
    {
        foreach (var cosines in nearest)
        {
            cosines[place] = float.NegativeInfinity;
        }
    }

    /// <summary>The keys of the skills with the largest cosines, the largest first.</summary>
    IReadOnlyList<long> Largest(float[] cosines, int limit)
    {
        var largest = new PriorityQueue<int, float>();
        for (var place = 0; place < cosines.Length; place++)
        {
            if (float.IsNegativeInfinity(cosines[place]))
            {
                continue;
            }
            if (largest.Count < limit)
            {
                largest.Enqueue(place, cosines[place]);
            }
            else if (largest.TryPeek(out _, out var least) && cosines[place] > least)
            {
                largest.EnqueueDequeue(place, cosines[place]);
            }
        }
        var ascending = new List<long>(largest.Count);
        while (largest.TryDequeue(out var place, out _))
        {
            places[table.Skills[place]] = place;
            ascending.Add(table.Skills[place]);
        }
        ascending.Reverse();
        return ascending;
    }
}
