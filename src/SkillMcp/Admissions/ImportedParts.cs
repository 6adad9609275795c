using SkillMcp.Fields;

namespace SkillMcp.Admissions;

/// <summary>A version of an imported skill, with the contents of its files by digest.</summary>
sealed record ImportedVersion(SkillVersion Version, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents)
    : ITextual<ImportedVersion>, IWithFiles
{
    Procedure IWithFiles.Procedure => Version.Procedure;

    public ImportedVersion VisitTexts(TextVisitor visitor)
    {
        var (procedure, contents) = FileTexts.Visit(Version.Procedure, Contents, visitor);
        var commentary = (Version with { Procedure = Blank }).VisitTexts(visitor);
        return new ImportedVersion(commentary with { Procedure = procedure }, contents);
    }

    // Stands in for the procedure, which is visited once, together with its files.
    static Procedure Blank { get; } = new() { Title = "", Description = "", Category = "" };
}

/// <summary>The texts of an imported skill that belong to neither a version nor an execution.</summary>
sealed record ImportedHeader(string Name, string StatusReason, Provenance Provenance) : ITextual<ImportedHeader>
{
    public ImportedHeader VisitTexts(TextVisitor visitor) =>
        new(visitor.Text(TextField.Name, Name), visitor.Text(TextField.StatusReason, StatusReason), Provenance.VisitTexts(visitor));
}
