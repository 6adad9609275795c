using SkillMcp.Admissions;
using SkillMcp.Packaging;

namespace SkillMcp.UseCases;

/// <summary>Keeps the fields of a procedure consistent with its document after both were redacted.</summary>
static class RedactedDocument
{
    /// <summary>
    /// The redacted procedure with its fields read again from the redacted document. They are left as they are if the submitted fields
    /// did not come from the submitted document, or if reading them again would bring a secret back.
    /// </summary>
    public static Procedure Reread(Procedure submitted, Procedure redacted)
    {
        if (redacted.Document == submitted.Document)
        {
            return redacted;
        }
        try
        {
            var before = SkillMarkdown.Read(submitted.Document, submitted.Title);
            var after = SkillMarkdown.Read(redacted.Document, redacted.Title);
            var cameFromDocument = FieldsHash(before) == FieldsHash(submitted.WithParametersOfSteps());
            return cameFromDocument && FieldsHash(Redaction.ToFixedPoint(after)) == FieldsHash(after)
                ? after with { Document = redacted.Document, Files = redacted.Files }
                : redacted;
        }
        catch (SkillException)
        {
            return redacted;
        }
    }

    static string FieldsHash(Procedure procedure) => (procedure with { Document = "", Files = [] }).ContentHash();
}
