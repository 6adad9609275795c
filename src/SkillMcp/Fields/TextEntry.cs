namespace SkillMcp.Fields;

/// <summary>One text of a value, with its field and its position.</summary>
/// <param name="Field">The field that it belongs to.</param>
/// <param name="Number">Its position in its list, from 1; 0 if the field is not a list.</param>
/// <param name="Text">The text.</param>
readonly record struct TextEntry(TextField Field, int Number, string Text)
{
    /// <summary>The position as an error message names it: "step 3", "description".</summary>
    public string Place => Field.IsNumbered ? $"{Field.Place} {Number}" : Field.Place;

    /// <summary>Every text of a value, in order.</summary>
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
