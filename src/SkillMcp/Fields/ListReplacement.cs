namespace SkillMcp.Fields;

/// <summary>Puts other lists of texts in place of those of something (<see cref="TextField.Lists"/>); every other text stays.</summary>
/// <param name="replace">Gives the list that a field is to have instead of the one that it has.</param>
sealed class ListReplacement(Func<TextField, IReadOnlyList<string>, IReadOnlyList<string>> replace) : TextVisitor
{
    public override IReadOnlyList<string> Texts(TextField field, IReadOnlyList<string> texts) =>
        TextField.Lists.Contains(field) ? replace(field, texts) : texts;

    public override IReadOnlyList<string> LaterTexts(TextField field, IReadOnlyList<string> texts) => Texts(field, texts);

    protected override string Visit(TextField field, int number, string text) => text;
}
