using SkillMcp.Fields;

namespace SkillMcp.Admissions;

/// <summary>A procedure that is to be stored, with what its files hold and why.</summary>
/// <param name="Procedure">What it says.</param>
/// <param name="Contents">What its files hold, by digest; those that are stored already may be missing.</param>
/// <param name="Reason">Why it is written; empty where nothing was said.</param>
public sealed record SkillSubmission(Procedure Procedure, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents, string Reason = "")
    : ITextual<SkillSubmission>, IWithFiles
{
    public SkillSubmission VisitTexts(TextVisitor visitor)
    {
        var (procedure, contents) = FileTexts.Visit(Procedure, Contents, visitor);
        return new SkillSubmission(procedure, contents, visitor.Text(TextField.Reason, Reason));
    }

    /// <summary>This submission, if its files are what they are said to be.</summary>
    /// <exception cref="SkillException">The document is too long, a path is malformed, or a file has another digest or size.</exception>
    public SkillSubmission Checked()
    {
        if (Procedure.Document.Length > Procedure.MaxDocumentLength)
        {
            throw new SkillException(
                $"Nothing was stored: {SkillFile.Markdown} has {Procedure.Document.Length:N0} characters and may have {Procedure.MaxDocumentLength:N0}: "
                + "move parts of it to files beside it.");
        }
        if (SkillFile.MistakesIn(Procedure.Files).FirstOrDefault() is { } mistake)
        {
            throw new SkillException($"Nothing was stored: {mistake}.");
        }
        if (Procedure.Files.FirstOrDefault(IsOtherwise) is { } other)
        {
            throw new SkillException($"Nothing was stored: what was given for the file '{other.Path}' has another digest or size than the file.");
        }
        return this;
    }

    bool IsOtherwise(SkillFile file) =>
        Contents.TryGetValue(file.Digest, out var content) && (content.Length != file.Size || SkillFile.DigestOf(content.Span) != file.Digest);
}
