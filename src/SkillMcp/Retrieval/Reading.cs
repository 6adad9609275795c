namespace SkillMcp.Retrieval;

/// <summary>A skill's text read with a question in hand.</summary>
sealed class Reading
{
    // BM25F is flat around these on the development data.
    const double Saturation = 1.6;
    const double LengthShare = 0.6;
    const double UsualName = 3;
    const double UsualDescription = 25;
    const double UsualTags = 4;
    const double UsualSteps = 120;
    const double UsualTasks = 60;

    public Reading(AnalyzedQuery query, SearchText text)
    {
        Query = query;
        Name = FieldMatch.Of(query, text.Name, fuzzy: true);
        Description = FieldMatch.Of(query, text.Description, fuzzy: true);
        Tags = FieldMatch.Of(query, text.Tags, fuzzy: true);
        Steps = FieldMatch.Of(query, text.Steps, fuzzy: false);
        Tasks = FieldMatch.Of(query, text.Tasks, fuzzy: false);
        NearestTasks = Nearest(text.Tasks);
        NearestUnfit = Nearest(text.Unfit) is [var nearest, ..] ? nearest : 0;
        Matched = [.. query.ContentIndexes.Where(Holds)];
        Bm25 = Matched.Sum(place => query.Weights[place] * Saturated(InTitle(place) + InTheRest(place)));
        TitleBm25 = Matched.Sum(place => query.TitleWeights[place] * Saturated(InTitle(place)));
    }

    public AnalyzedQuery Query { get; }

    public FieldMatch Name { get; }

    public FieldMatch Description { get; }

    public FieldMatch Tags { get; }

    public FieldMatch Steps { get; }

    /// <summary>The tasks that it served, taken together.</summary>
    public FieldMatch Tasks { get; }

    /// <summary>How alike the task is to those served, 0-1, the most alike first.</summary>
    public IReadOnlyList<double> NearestTasks { get; }

    /// <summary>How alike the task is to the one among those that the skill did not fit that it is most like, 0-1.</summary>
    public double NearestUnfit { get; }

    /// <summary>The places of the telling words of the task that stand in any field.</summary>
    public IReadOnlyList<int> Matched { get; }

    /// <summary>BM25F (Zaragoza et al., 2004): what a name says counts more than what a step says, and each word saturates.</summary>
    public double Bm25 { get; }

    /// <summary>The same over what a skill is called and described by, each word weighed by how rare it is there.</summary>
    public double TitleBm25 { get; }

    /// <summary>Whether a word of the task stands in any field.</summary>
    public bool Holds(int place) => IsTitled(place) || Steps.TermFrequencies[place] > 0 || Tasks.TermFrequencies[place] > 0;

    /// <summary>Whether a word of the task stands in what a skill is called and described by.</summary>
    public bool IsTitled(int place) => Name.TermFrequencies[place] + Description.TermFrequencies[place] + Tags.TermFrequencies[place] > 0;

    double[] Nearest(string tasks) =>
        tasks.Length == 0 ? [] : [.. tasks.Split(SearchText.Bar).Select(task => Likeness(FieldMatch.Of(Query, task, fuzzy: false))).OrderDescending()];

    /// <summary>The share of the question's weight that stands in the other task, and the share of the other's words that stand in the question: their harmonic mean.</summary>
    double Likeness(FieldMatch task)
    {
        var covered = Query.TotalWeight > 0 ? Query.ContentIndexes.Where(place => task.TermFrequencies[place] > 0).Sum(place => Query.Weights[place]) / Query.TotalWeight : 0;
        var asked = task.Length > 0 ? Math.Min(1, (double)task.TermFrequencies.Sum() / task.Length) : 0;
        return covered + asked > 0 ? 2 * covered * asked / (covered + asked) : 0;
    }

    double InTitle(int place) =>
        2 * Frequency(Name, place, UsualName) + 1.5 * Frequency(Description, place, UsualDescription) + Frequency(Tags, place, UsualTags);

    double InTheRest(int place) => 0.5 * Frequency(Steps, place, UsualSteps) + Frequency(Tasks, place, UsualTasks);

    static double Saturated(double frequency) => frequency / (Saturation + frequency);

    static double Frequency(FieldMatch field, int place, double usualLength) =>
        field.TermFrequencies[place] == 0 ? 0 : field.TermFrequencies[place] / (1 - LengthShare + LengthShare * field.Length / usualLength);
}
