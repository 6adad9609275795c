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

    readonly MatchedFields[] fields;

    public CandidateMatch(AnalyzedQuery query, SearchText text)
    {
        Query = query;
        Name = FieldMatch.Of(query, text.Name, TitleTrigrams);
        Description = FieldMatch.Of(query, text.Description, TitleTrigrams);
        Tags = FieldMatch.Of(query, text.Tags, TitleTrigrams);
        Steps = FieldMatch.Of(query, text.Steps);
        Tasks = FieldMatch.Of(query, text.Tasks);
        fields = [.. Enumerable.Range(0, query.Weights.Length).Select(FieldsWith)];
        TaskSimilarities = Similarities(text.Tasks);
        NearestUnsuitableTask = Similarities(text.UnsuitableTasks) is [var nearest, ..] ? nearest : 0;
        Matched = [.. query.ContentIndexes.Where(IsInAnyField)];
        foreach (var index in query.ContentIndexes)
        {
            var (title, steps) = (TitleFrequency(index), StepsFrequency(index));
            Bm25 += query.Weights[index] * Saturate(title + steps);
            TitleBm25 += query.TitleWeights[index] * Saturate(title);
            Bm25WithTasks += query.Weights[index] * Saturate(title + steps + TasksFrequency(index));
        }
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

    /// <summary>The trigrams of the name, the description and the tags together.</summary>
    public TrigramBitmap TitleTrigrams { get; } = new();

    /// <summary>Whether any of some fields holds a word of the query.</summary>
    public bool IsIn(MatchedFields any, int index) => (fields[index] & any) != 0;

    /// <summary>Whether any field of the skill's own text holds a word of the query: past tasks speak for themselves.</summary>
    public bool IsInAnyField(int index) => IsIn(MatchedFields.Own, index);

    /// <summary>Whether the name, the description or the tags hold a word of the query.</summary>
    public bool IsInTitle(int index) => IsIn(MatchedFields.Title, index);

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
            .Select(task => F1(FieldMatch.Of(Query, task)))
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

    MatchedFields FieldsWith(int index)
    {
        return If(Name, MatchedFields.Name)
            | If(Description, MatchedFields.Description)
            | If(Tags, MatchedFields.Tags)
            | If(Steps, MatchedFields.Steps)
            | If(Tasks, MatchedFields.Tasks);

        MatchedFields If(FieldMatch match, MatchedFields field) => match.TermFrequencies[index] > 0 ? field : MatchedFields.None;
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
