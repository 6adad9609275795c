namespace SkillMcp.Packaging;

/// <summary>Who wrote a text, within the line of its skill or of one of its versions.</summary>
sealed record ProvenanceLine(string Author, string Client, string Task)
{
    public static ProvenanceLine Of(Provenance by) => new(EnumName.Of(by.Author), by.Client, by.Task);
}
