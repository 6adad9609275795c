namespace SkillMcp.Retrieval;

/// <summary>A candidate compared with a request.</summary>
/// <param name="Task">How it matches the words of the task.</param>
/// <param name="Also">How it matches the other words of the request; null if there are none.</param>
/// <param name="Nearness">How near it is to the vectors of the task and of the other words; empty without vectors.</param>
readonly record struct Comparison(CandidateMatch Task, CandidateMatch? Also, IReadOnlyList<Nearness> Nearness)
{
    /// <summary>The evidence that there is.</summary>
    public EvidenceKinds Kinds =>
        (Also is null ? EvidenceKinds.Task : EvidenceKinds.Also) | (Nearness.Count == 0 ? EvidenceKinds.Task : EvidenceKinds.Meaning);

    /// <summary>The cosine of the skill's own text and a vector of the request, -1 to 1.</summary>
    /// <param name="vector">0 for the task, 1 for the other words.</param>
    public double TextCosine(int vector) => vector < Nearness.Count ? Nearness[vector].Text ?? 0 : 0;

    /// <summary>
    /// The average cosine of the nearest past tasks and a vector of the request, -1 to 1.
    /// The skill's own text stands for tasks that it has not got yet: having none speaks neither for a skill nor against it.
    /// </summary>
    /// <param name="vector">0 for the task, 1 for the other words.</param>
    /// <param name="nearest">Of how many tasks, from 1.</param>
    public double TaskCosine(int vector, int nearest)
    {
        var text = TextCosine(vector);
        var tasks = vector < Nearness.Count ? Nearness[vector].Tasks : [];
        return tasks.Take(nearest).Select(cosine => Math.Max(cosine, text)).Concat(Enumerable.Repeat(text, nearest)).Take(nearest).Average();
    }
}
