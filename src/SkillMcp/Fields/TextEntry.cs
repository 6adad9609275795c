namespace SkillMcp.Fields;

/// <summary>One text of something, and where it stands there.</summary>
/// <param name="Field">Which field it is of.</param>
/// <param name="Number">Its place in its list, from 1; 0 where the field is no list.</param>
/// <param name="Text">The text.</param>
public readonly record struct TextEntry(TextField Field, int Number, string Text)
{
    /// <summary>The place as a refusal names it: "step 3", "description".</summary>
    public string Place => Field.IsNumbered ? $"{Field.Place} {Number}" : Field.Place;

    /// <summary>Every text of something, in order.</summary>
    public static IReadOnlyList<TextEntry> AllOf<T>(T textual) where T : ITextual<T>
    {
        var list = new Listing();
        textual.VisitTexts(list);
        return list.Entries;
    }

    sealed class Listing : TextVisitor
    {
        public List<TextEntry> Entries { get; } = [];

        protected override string Visit(TextField field, int number, string text)
        {
            Entries.Add(new TextEntry(field, number, text));
            return text;
        }
    }
}
