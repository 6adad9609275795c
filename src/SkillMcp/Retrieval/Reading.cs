namespace SkillMcp.Retrieval;

/// <summary>A skill's text read with a question in hand.</summary>
sealed class Reading(Question question, SearchText text)
{
    public Question Question { get; } = question;

    public FieldReading Name { get; } = FieldReading.Of(question, text.Name, looksAlike: true);

    public FieldReading Description { get; } = FieldReading.Of(question, text.Description, looksAlike: true);

    public FieldReading Tags { get; } = FieldReading.Of(question, text.Tags, looksAlike: true);

    public FieldReading Steps { get; } = FieldReading.Of(question, text.Steps, looksAlike: false);

    public bool Holds(int word) => Name.Counts[word] + Description.Counts[word] + Tags.Counts[word] + Steps.Counts[word] > 0;
}
