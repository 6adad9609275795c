namespace SkillMcp.Retrieval;

/// <summary>A skill's text read with a question in hand.</summary>
sealed class CandidateMatch
{
    // BM25F is flat around these on the development data.
    const double K1 = 1.6;
    const double B = 0.6;
    const double TypicalNameLength = 3;
    const double TypicalDescriptionLength = 25;
    const double TypicalTagsLength = 4;
    const double TypicalStepsLength = 120;
    const double TypicalTasksLength = 60;

    public CandidateMatch(AnalyzedQuery query, SearchText text)
    {
        Query = query;
        Name = FieldMatch.Of(query, text.Name, fuzzy: true);
        Description = FieldMatch.Of(query, text.Description, fuzzy: true);
        Tags = FieldMatch.Of(query, text.Tags, fuzzy: true);
        Steps = FieldMatch.Of(query, text.Steps, fuzzy: false);
        Tasks = FieldMatch.Of(query, text.Tasks, fuzzy: false);
        TaskSimilarities = Similarities(text.Tasks);
        NearestUnfitTask = Similarities(text.Unfit) is [var nearest, ..] ? nearest : 0;
        Matched = [.. query.ContentIndexes.Where(IsInAnyField)];
        Bm25 = Matched.Sum(index => query.Weights[index] * Saturated(InTitle(index) + InTheRest(index)));
        TitleBm25 = Matched.Sum(index => query.TitleWeights[index] * Saturated(InTitle(index)));
    }

    public AnalyzedQuery Query { get; }

    public FieldMatch Name { get; }

    public FieldMatch Description { get; }

    public FieldMatch Tags { get; }

    public FieldMatch Steps { get; }

    /// <summary>The tasks that it served, taken together.</summary>
    public FieldMatch Tasks { get; }

    /// <summary>How alike the task is to those served, 0-1, the most alike first.</summary>
    public IReadOnlyList<double> TaskSimilarities { get; }

    /// <summary>How alike the task is to the one among those that the skill did not fit that it is most like, 0-1.</summary>
    public double NearestUnfitTask { get; }

    /// <summary>The places of the telling words of the task that stand in any field.</summary>
    public IReadOnlyList<int> Matched { get; }

    /// <summary>BM25F (Zaragoza et al., 2004): what a name says counts more than what a step says, and each word saturates.</summary>
    public double Bm25 { get; }

    /// <summary>The same over what a skill is called and described by, each word weighed by how rare it is there.</summary>
    public double TitleBm25 { get; }

    /// <summary>Whether a word of the task stands in any field.</summary>
    public bool IsInAnyField(int index) => IsInTitle(index) || Steps.TermFrequencies[index] > 0 || Tasks.TermFrequencies[index] > 0;

    /// <summary>Whether a word of the task stands in what a skill is called and described by.</summary>
    public bool IsInTitle(int index) => Name.TermFrequencies[index] + Description.TermFrequencies[index] + Tags.TermFrequencies[index] > 0;

    double[] Similarities(string tasks) =>
        tasks.Length == 0 ? [] : [.. tasks.Split(SearchText.TaskSeparator).Select(task => F1(FieldMatch.Of(Query, task, fuzzy: false))).OrderDescending()];

    /// <summary>The share of the question's weight that stands in the other task, and the share of the other's words that stand in the question: their harmonic mean.</summary>
    double F1(FieldMatch task)
    {
        var recall = Query.TotalWeight > 0 ? Query.ContentIndexes.Where(index => task.TermFrequencies[index] > 0).Sum(index => Query.Weights[index]) / Query.TotalWeight : 0;
        var precision = task.Length > 0 ? Math.Min(1, (double)task.TermFrequencies.Sum() / task.Length) : 0;
        return recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
    }

    double InTitle(int index) =>
        2 * NormalizedFrequency(Name, index, TypicalNameLength) + 1.5 * NormalizedFrequency(Description, index, TypicalDescriptionLength) + NormalizedFrequency(Tags, index, TypicalTagsLength);

    double InTheRest(int index) => 0.5 * NormalizedFrequency(Steps, index, TypicalStepsLength) + NormalizedFrequency(Tasks, index, TypicalTasksLength);

    static double Saturated(double frequency) => frequency / (K1 + frequency);

    static double NormalizedFrequency(FieldMatch field, int index, double typicalLength) =>
        field.TermFrequencies[index] == 0 ? 0 : field.TermFrequencies[index] / (1 - B + B * field.Length / typicalLength);
}
