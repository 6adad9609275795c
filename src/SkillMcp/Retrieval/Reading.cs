namespace SkillMcp.Retrieval;

/// <summary>A skill's text read with a question in hand.</summary>
sealed class Reading(Question question, SearchText text)
{
    public Question Question { get; } = question;

    public FieldReading Name { get; } = FieldReading.Of(question, text.Name, likening: true);

    public FieldReading Description { get; } = FieldReading.Of(question, text.Description, likening: true);

    public FieldReading Tags { get; } = FieldReading.Of(question, text.Tags, likening: true);

    public FieldReading Steps { get; } = FieldReading.Of(question, text.Steps, likening: false);

    /// <summary>Whether a word of the task stands in any field.</summary>
    public bool Holds(int place) => IsTitled(place) || Steps.Counts[place] > 0;

    /// <summary>Whether a word of the task stands in what a skill is called and described by.</summary>
    public bool IsTitled(int place) => Name.Counts[place] + Description.Counts[place] + Tags.Counts[place] > 0;
}
