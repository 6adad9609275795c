namespace SkillMcp.Fields;

/// <summary>
/// A type with texts, all of which it enumerates in one place.
/// A test checks by reflection that no text of such a type is left out.
/// </summary>
interface ITextual<out TSelf> where TSelf : ITextual<TSelf>
{
    /// <summary>Passes every text to a visitor, in order, and returns a copy with the texts that the visitor returned.</summary>
    TSelf VisitTexts(TextVisitor visitor);
}
