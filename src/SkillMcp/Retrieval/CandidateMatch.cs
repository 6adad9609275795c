namespace SkillMcp.Retrieval;

/// <summary>How the text of one candidate matches a query, field by field and over all fields.</summary>
sealed class CandidateMatch
{
    // BM25F hardly depends on these on the development data: figures are flat around them.
    const double K1 = 1.6;
    const double B = 0.6;
    const double TypicalNameLength = 3;
    const double TypicalDescriptionLength = 25;
    const double TypicalTagsLength = 4;
    const double TypicalStepsLength = 120;
    const double TypicalTasksLength = 60;

    const double NameBoost = 2;
    const double DescriptionBoost = 1.5;
    const double StepsBoost = 0.5;

    public CandidateMatch(AnalyzedQuery query, SearchText text)
    {
        Query = query;
        Name = FieldMatch.Of(query, text.Name, fuzzy: true);
        Description = FieldMatch.Of(query, text.Description, fuzzy: true);
        Tags = FieldMatch.Of(query, text.Tags, fuzzy: true);
        Steps = FieldMatch.Of(query, text.Steps, fuzzy: false);
        Tasks = FieldMatch.Of(query, text.Tasks, fuzzy: false);
        TaskSimilarities = Similarities(text.Tasks);
        NearestUnsuitableTask = Similarities(text.UnsuitableTasks) is [var nearest, ..] ? nearest : 0;
        Matched = [.. query.ContentIndexes.Where(IsInAnyField)];
        Bm25 = Matched.Sum(index => query.Weights[index] * Saturate(TitleFrequency(index) + StepsFrequency(index)));
        TitleBm25 = Matched.Sum(index => query.TitleWeights[index] * Saturate(TitleFrequency(index)));
        Bm25WithTasks = TaskSimilarities.Count == 0
            ? Bm25
            : query.ContentIndexes.Sum(index =>
                query.Weights[index] * Saturate(TitleFrequency(index) + StepsFrequency(index) + TasksFrequency(index)));
    }

    public AnalyzedQuery Query { get; }

    public FieldMatch Name { get; }

    public FieldMatch Description { get; }

    public FieldMatch Tags { get; }

    public FieldMatch Steps { get; }

    /// <summary>The match with the tasks that the skill served, taken together.</summary>
    public FieldMatch Tasks { get; }

    /// <summary>The similarity of the query to each task that the skill served, 0-1, the most similar first.</summary>
    public IReadOnlyList<double> TaskSimilarities { get; }

    /// <summary>The similarity of the query to the most similar task that the skill did not fit, 0-1; 0 without such a task.</summary>
    public double NearestUnsuitableTask { get; }

    /// <summary>The indexes of the content words that any field of the skill's own text holds.</summary>
    public IReadOnlyList<int> Matched { get; }

    /// <summary>BM25F (Zaragoza et al., 2004): a word in the name counts more than one in a step, and each word saturates.</summary>
    public double Bm25 { get; }

    /// <summary>BM25F over name, description and tags alone, each word weighted by how rare it is there.</summary>
    public double TitleBm25 { get; }

    /// <summary>The same, with the tasks that the skill served as one more field.</summary>
    public double Bm25WithTasks { get; }

    /// <summary>Whether any field of the skill's own text holds a word of the query: past tasks speak for themselves.</summary>
    public bool IsInAnyField(int index) => IsInTitle(index) || Steps.TermFrequencies[index] > 0;

    /// <summary>Whether the name, the description or the tags hold a word of the query.</summary>
    public bool IsInTitle(int index) =>
        Name.TermFrequencies[index] + Description.TermFrequencies[index] + Tags.TermFrequencies[index] > 0;

    /// <summary>The similarity of a word that no skill holds to the nearest word of the title, 0-1; 0 for any other word.</summary>
    public double WordSimilarity(int index) => Name.WordSimilarities.Length == 0
        ? 0
        : Math.Max(Name.WordSimilarities[index], Math.Max(Description.WordSimilarities[index], Tags.WordSimilarities[index]));

    double[] Similarities(string tasks)
    {
        if (tasks.Length == 0)
        {
            return [];
        }
        return [.. tasks.Split(SearchText.TaskSeparator)
            .Select(task => F1(FieldMatch.Of(Query, task, fuzzy: false)))
            .OrderDescending()];
    }

    /// <summary>
    /// The similarity of the query to another task, 0-1: the harmonic mean of recall (the share of the query's weight
    /// that the task holds) and precision (the share of the task's words that the query holds).
    /// </summary>
    double F1(FieldMatch task)
    {
        var recall = Query.ShareOfWeight(
            Query.ContentIndexes.Where(index => task.TermFrequencies[index] > 0).Sum(index => Query.Weights[index]));
        var precision = task.Precision;
        return recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
    }

    double TitleFrequency(int index) =>
        NameBoost * NormalizedFrequency(Name, index, TypicalNameLength)
        + DescriptionBoost * NormalizedFrequency(Description, index, TypicalDescriptionLength)
        + NormalizedFrequency(Tags, index, TypicalTagsLength);

    double StepsFrequency(int index) => StepsBoost * NormalizedFrequency(Steps, index, TypicalStepsLength);

    double TasksFrequency(int index) => NormalizedFrequency(Tasks, index, TypicalTasksLength);

    static double Saturate(double frequency) => frequency / (K1 + frequency);

    static double NormalizedFrequency(FieldMatch field, int index, double typicalLength) =>
        field.TermFrequencies[index] == 0 ? 0 : field.TermFrequencies[index] / (1 - B + B * field.Length / typicalLength);
}
