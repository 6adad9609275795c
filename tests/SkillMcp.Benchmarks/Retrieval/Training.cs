using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>Learns weights by deterministic full-batch descent; each set has the same influence, however large.</summary>
static class Training
{
    const int Steps = 300;
    const double L2Penalty = 0.001;

    /// <summary>A re-ranker learned from some sets.</summary>
    public static Reranker Train(IReadOnlyList<IReadOnlyList<TrainingQuery>> sets)
    {
        var ranking = Ranking(sets);
        return new Reranker(ranking, CalibrationOf(new Reranker(ranking, []), sets));
    }

    /// <summary>The weights that give the right candidates of a request the largest share of the softmax over all of them.</summary>
    static double[] Ranking(IReadOnlyList<IReadOnlyList<TrainingQuery>> sets)
    {
        var informative = sets
            .Select(queries => queries.Where(query => query.IsInformative).ToList())
            .Where(queries => queries.Count > 0)
            .ToList();
        var candidates = informative.SelectMany(queries => queries).SelectMany(query => query.Candidates);
        var scale = Scale(candidates.Select(candidate => candidate.Features), RelevanceFeatures.All.Count);
        return Descend(scale, (weights, gradient) =>
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
    /// The weights of the logistic function that tells how likely the best candidate is right, learned from all requests
    /// to the whole memory and to one without half of the right skills.
    /// </summary>
    static double[] CalibrationOf(Reranker reranker, IReadOnlyList<IReadOnlyList<TrainingQuery>> sets)
    {
        var tops = sets.Select(queries => TopsOf(queries, reranker)).ToList();
        var scale = Scale(tops.SelectMany(set => set).Select(top => top.Inputs), SkillMcp.Retrieval.Calibration.All.Count);
        return Descend(scale, (weights, gradient) =>
        {
            foreach (var set in tops)
            {
                foreach (var (inputs, isRight) in set)
                {
                    var probability = 1 / (1 + Math.Exp(-Dot(weights, inputs)));
                    Add(gradient, inputs, (probability - (isRight ? 1 : 0)) / set.Count / tops.Count);
                }
            }
        });
    }

    static List<(double[] Inputs, bool IsRight)> TopsOf(IReadOnlyList<TrainingQuery> queries, Reranker reranker) =>
        queries.Concat(queries.Select(query => query.WithHalfTheAnswers()))
            .Select(query => query.Top(reranker))
            .OfType<(double[] Inputs, bool IsRight)>()
            .ToList();

    /// <summary>
    /// Adam (Kingma and Ba, 2015) over inputs of one scale, with an L2 penalty that keeps the weights of correlated inputs
    /// from growing against each other.
    /// </summary>
    static double[] Descend(double[] scale, Action<double[], double[]> addGradient)
    {
        var (weights, mean, square) = (new double[scale.Length], new double[scale.Length], new double[scale.Length]);
        for (var step = 1; step <= Steps; step++)
        {
            var gradient = new double[scale.Length];
            addGradient(weights, gradient);
            var rate = 0.1 * Math.Min(1, 2.0 * (Steps - step) / Steps) + 0.001;
            for (var at = 0; at < scale.Length; at++)
            {
                // Learned on the scale where the standard deviation of each input is 1.
                var slope = gradient[at] / scale[at] + L2Penalty * weights[at] * scale[at];
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

    static double Dot(double[] weights, double[] values)
    {
        var sum = 0.0;
        for (var at = 0; at < weights.Length; at++)
        {
            sum += weights[at] * values[at];
        }
        return sum;
    }

    static void Add(double[] to, double[] values, double times)
    {
        for (var at = 0; at < to.Length; at++)
        {
            to[at] += times * values[at];
        }
    }
}
