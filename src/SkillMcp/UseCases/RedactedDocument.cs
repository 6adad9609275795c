using SkillMcp.Admissions;
using SkillMcp.Packaging;

namespace SkillMcp.UseCases;

/// <summary>Keeps the fields of a procedure and the document that they were read from in agreement once secrets were taken out of both.</summary>
static class RedactedDocument
{
    /// <summary>The redacted procedure with its fields read once more from its document, where they were read from it before and still say no secret.</summary>
    public static Procedure Reread(Procedure submitted, Procedure redacted)
    {
        if (redacted.Document == submitted.Document)
        {
            return redacted;
        }
        try
        {
            var (was, now) = (SkillMarkdown.Read(submitted.Document, submitted.Title), SkillMarkdown.Read(redacted.Document, redacted.Title));
            var wasReadFromIt = FieldsHash(was) == FieldsHash(submitted.WithParametersOfSteps());
            return wasReadFromIt && FieldsHash(Redaction.ToFixedPoint(now)) == FieldsHash(now)
                ? now with { Document = redacted.Document, Files = redacted.Files }
                : redacted;
        }
        catch (SkillException)
        {
            return redacted;
        }
    }

    static string FieldsHash(Procedure procedure) => (procedure with { Document = "", Files = [] }).ContentHash();
}
