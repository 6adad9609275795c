using System.Numerics.Tensors;
using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>Learns weights by deterministic full-batch descent; each set has the same influence, however large.</summary>
static class Training
{
    const int Steps = 200;

    // Candidates that are far behind by their words and their meaning teach nothing.
    const int MaxWrong = 24;
    const double L2Penalty = 0.001;

    // Other words were written for few requests: there the weights hold on to what many requests taught.
    const double MeaningPenalty = 0.003;
    const double AlsoPenalty = 0.05;

    /// <summary>Re-rankers learned from some sets; those with more evidence start from what those with less have learned.</summary>
    public static Rerankers Train(IReadOnlyList<TrainingSet> sets)
    {
        var trained = new List<Reranker>();
        foreach (var kinds in Comparison.AllKinds)
        {
            var own = sets.Where(set => set.Kinds == kinds).ToList();
            var prior = Prior(kinds, trained);
            trained.Add(own.Count == 0
                ? new Reranker(prior ?? new double[RelevanceFeatures.All.Count], NoCalibration(), NoCalibration())
                : Train(BySet(own), prior, kinds.HasFlag(EvidenceKinds.Also) ? AlsoPenalty : MeaningPenalty));
        }
        return new Rerankers(trained);
    }

    /// <summary>
    /// The ranking weights to begin with: those of the re-ranker with less evidence, where other words weigh as much as those of the task;
    /// null if there is none.
    /// </summary>
    static double[]? Prior(EvidenceKinds kinds, List<Reranker> trained)
    {
        if (kinds == EvidenceKinds.Task)
        {
            return null;
        }
        const string Also = RelevanceFeatures.AlsoPrefix;
        double[] weights = [.. (kinds.HasFlag(EvidenceKinds.Meaning) && trained.Count > 2 ? trained[2] : trained[0]).RankingWeights];
        for (var index = 0; kinds.HasFlag(EvidenceKinds.Also) && index < weights.Length; index++)
        {
            var name = RelevanceFeatures.All[index].Name;
            var source = name.StartsWith(Also, StringComparison.Ordinal) ? RelevanceFeatures.IndexOf(name[Also.Length..]) : index;
            weights[index] = weights[source];
        }
        return weights;
    }

    /// <summary>What stands for weights that no set teaches: a smaller choice of sets is only tried out.</summary>
    static double[] NoCalibration() => new double[SkillMcp.Retrieval.Calibration.All.Count];

    /// <summary>The queries by data set: one with three memories counts once.</summary>
    static IReadOnlyList<IReadOnlyList<TrainingQuery>> BySet(IEnumerable<TrainingSet> sets) =>
        [.. sets.GroupBy(one => one.Set).Select(set => set.SelectMany(one => one.Queries).ToList())];

    static Reranker Train(IReadOnlyList<IReadOnlyList<TrainingQuery>> sets, double[]? prior, double penalty)
    {
        var ranking = Ranking(sets, prior, penalty);
        var tops = TopsOf(sets, new Reranker(ranking, [], []));
        return new Reranker(
            ranking,
            CalibrationOf(tops, top => top.IsRight),
            CalibrationOf(tops, top => top.IsRightNear));
    }

    /// <summary>The weights that give the right candidates of a request the largest share of the softmax over all of them.</summary>
    static double[] Ranking(IReadOnlyList<IReadOnlyList<TrainingQuery>> sets, double[]? prior, double penalty)
    {
        var informative = sets
            .Select(queries => queries.Where(query => query.IsInformative).Select(query => query.WithNearest(MaxWrong)).ToList())
            .Where(queries => queries.Count > 0)
            .ToList();
        var candidates = informative.SelectMany(queries => queries).SelectMany(query => query.Candidates);
        var scale = Scale(candidates.Select(candidate => candidate.Features), RelevanceFeatures.All.Count);
        return Descend(scale, prior, prior is null ? L2Penalty : penalty, (weights, gradient) =>
        {
            foreach (var queries in informative)
            {
                foreach (var query in queries)
                {
                    AddGradient(query, weights, gradient, 1.0 / queries.Count / informative.Count);
                }
            }
        });
    }

    static void AddGradient(TrainingQuery query, double[] weights, double[] gradient, double weight)
    {
        var scores = query.Candidates.Select(candidate => Dot(weights, candidate.Features)).ToArray();
        var highest = scores.Max();
        var (all, right) = (0.0, 0.0);
        for (var at = 0; at < scores.Length; at++)
        {
            scores[at] = Math.Exp(scores[at] - highest);
            all += scores[at];
            right += query.Candidates[at].IsRight ? scores[at] : 0;
        }
        for (var at = 0; at < scores.Length; at++)
        {
            var share = scores[at] / all - (query.Candidates[at].IsRight ? scores[at] / Math.Max(right, 1e-300) : 0);
            Add(gradient, query.Candidates[at].Features, share * weight);
        }
    }

    /// <summary>
    /// The weights of a logistic function that tells how likely something is true of the best candidate, learned from all requests
    /// to the whole memory and to one without half of the right skills.
    /// </summary>
    static double[] CalibrationOf(IReadOnlyList<IReadOnlyList<TopCandidate>> tops, Func<TopCandidate, bool> isTrue)
    {
        var scale = Scale(tops.SelectMany(set => set).Select(top => top.Inputs), SkillMcp.Retrieval.Calibration.All.Count);
        return Descend(scale, prior: null, L2Penalty, (weights, gradient) =>
        {
            foreach (var set in tops)
            {
                foreach (var top in set)
                {
                    var probability = 1 / (1 + Math.Exp(-Dot(weights, top.Inputs)));
                    Add(gradient, top.Inputs, (probability - (isTrue(top) ? 1 : 0)) / set.Count / tops.Count);
                }
            }
        });
    }

    static IReadOnlyList<IReadOnlyList<TopCandidate>> TopsOf(IReadOnlyList<IReadOnlyList<TrainingQuery>> sets, Reranker reranker) =>
    [
        .. sets.Select(queries => queries.Concat(queries.Select(query => query.WithHalfTheAnswers()))
            .Select(query => query.Top(reranker))
            .OfType<TopCandidate>()
            .ToList()),
    ];

    /// <summary>
    /// Adam (Kingma and Ba, 2015) over inputs of one scale, with an L2 penalty that keeps the weights of correlated inputs
    /// from growing against each other, or from leaving the prior.
    /// </summary>
    static double[] Descend(double[] scale, double[]? prior, double penalty, Action<double[], double[]> addGradient)
    {
        var start = prior ?? new double[scale.Length];
        var (weights, mean, square) = (start.ToArray(), new double[scale.Length], new double[scale.Length]);
        for (var step = 1; step <= Steps; step++)
        {
            var gradient = new double[scale.Length];
            addGradient(weights, gradient);
            var rate = 0.1 * Math.Min(1, 2.0 * (Steps - step) / Steps) + 0.001;
            for (var at = 0; at < scale.Length; at++)
            {
                // Learned on the scale where the standard deviation of each input is 1.
                var slope = gradient[at] / scale[at] + penalty * (weights[at] - start[at]) * scale[at];
                mean[at] = 0.9 * mean[at] + 0.1 * slope;
                square[at] = 0.99 * square[at] + 0.01 * slope * slope;
                var deviation = Math.Sqrt(square[at] / (1 - Math.Pow(0.99, step))) + 1e-10;
                weights[at] -= rate * mean[at] / (1 - Math.Pow(0.9, step)) / deviation / scale[at];
            }
        }
        return weights;
    }

    /// <summary>The standard deviation of each input; 1 if it is constant.</summary>
    static double[] Scale(IEnumerable<double[]> rows, int length)
    {
        var (sum, squares, count) = (new double[length], new double[length], 0);
        foreach (var row in rows)
        {
            count++;
            for (var at = 0; at < length; at++)
            {
                sum[at] += row[at];
                squares[at] += row[at] * row[at];
            }
        }
        return [.. Enumerable.Range(0, length)
            .Select(at => Math.Sqrt(squares[at] / count - Math.Pow(sum[at] / count, 2)))
            .Select(deviation => deviation > 1e-6 ? deviation : 1)];
    }

    static double Dot(double[] weights, double[] values) => TensorPrimitives.Dot<double>(weights, values);

    static void Add(double[] to, double[] values, double times) => TensorPrimitives.MultiplyAdd(values, times, to, to);
}
