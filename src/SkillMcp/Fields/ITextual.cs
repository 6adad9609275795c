namespace SkillMcp.Fields;

/// <summary>Something that holds texts, and names all of them in one place. A test walks the types and fails where a text is not named.</summary>
public interface ITextual<out TSelf> where TSelf : ITextual<TSelf>
{
    /// <summary>Shows every text to a visitor, in order, and answers with a copy that holds what the visitor returned.</summary>
    TSelf VisitTexts(TextVisitor visitor);
}
