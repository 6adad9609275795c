using SkillMcp.Fields;

namespace SkillMcp.Admissions;

/// <summary>A version of a skill that comes in from elsewhere, with what its files hold.</summary>
public sealed record ImportedVersion(SkillVersion Version, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents) : ITextual<ImportedVersion>, IWithFiles
{
    Procedure IWithFiles.Procedure => Version.Procedure;

    public ImportedVersion VisitTexts(TextVisitor visitor)
    {
        var (procedure, contents) = FileTexts.Visit(Version.Procedure, Contents, visitor);
        var commentary = (Version with { Procedure = Blank }).VisitTexts(visitor);
        return new ImportedVersion(commentary with { Procedure = procedure }, contents);
    }

    // The procedure is visited with its files, and once.
    static Procedure Blank { get; } = new() { Title = "", Description = "", Category = "" };
}

/// <summary>What a skill that comes in says of itself beside its versions and executions.</summary>
public sealed record ImportedHeader(string StatusReason, Provenance Provenance) : ITextual<ImportedHeader>
{
    public ImportedHeader VisitTexts(TextVisitor visitor) =>
        new(visitor.Text(TextField.StatusReason, StatusReason), Provenance.VisitTexts(visitor));
}
