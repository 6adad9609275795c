using SkillMcp.Fields;

namespace SkillMcp.Admissions;

/// <summary>A procedure to store, with the contents of its files.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Contents">The contents of its files, by digest; those that are stored already may be missing.</param>
/// <param name="Reason">Why it is written; may be empty.</param>
sealed record SkillSubmission(Procedure Procedure, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents, string Reason = "")
    : ITextual<SkillSubmission>, IWithFiles
{
    public SkillSubmission VisitTexts(TextVisitor visitor)
    {
        var (procedure, contents) = FileTexts.Visit(Procedure, Contents, visitor);
        return new SkillSubmission(procedure, contents, visitor.Text(TextField.Reason, Reason));
    }

    /// <summary>This submission, if its document and files are valid.</summary>
    /// <exception cref="SkillException">
    /// The document is too long, a path is malformed, or the content of a file does not match its digest or size.
    /// </exception>
    public SkillSubmission Checked()
    {
        if (Procedure.Document.Length > Procedure.MaxDocumentLength)
        {
            throw new SkillException(
                $"Nothing was stored: {SkillFile.Markdown} has {Procedure.Document.Length:N0} characters "
                + $"and may have {Procedure.MaxDocumentLength:N0}: "
                + "move parts of it to files beside it.");
        }
        if (SkillFile.MistakesIn(Procedure.Files).FirstOrDefault() is { } mistake)
        {
            throw new SkillException($"Nothing was stored: {mistake}.");
        }
        if (Procedure.Files.FirstOrDefault(IsMismatched) is { } mismatched)
        {
            throw new SkillException(
                $"Nothing was stored: what was given for the file '{mismatched.Path}' has another digest or size than the file.");
        }
        return this;
    }

    bool IsMismatched(SkillFile file) =>
        Contents.TryGetValue(file.Digest, out var content)
        && (content.Length != file.Size || SkillFile.DigestOf(content.Span) != file.Digest);
}
