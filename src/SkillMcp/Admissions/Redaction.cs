using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>Takes secrets out of every text of something. This is the one place where it happens.</summary>
static class Redaction
{
    // A secret that a pass finds can only be met once more by what it stands in: two passes are the rule, and each one more needs a new secret.
    const int MaxPasses = 2 * SecretRedactor.MaxSecrets;

    /// <summary>A copy without secrets: visited until a pass changes nothing, so that a secret that the last text gives away is out of the first too.</summary>
    /// <exception cref="SkillException">There are more secrets than any honest request holds.</exception>
    public static T ToFixedPoint<T>(T textual) where T : ITextual<T>
    {
        var redactor = new RedactingVisitor();
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var redacted = redactor.Pass(textual);
            if (!redactor.ChangedSomething)
            {
                return textual;
            }
            textual = redacted;
        }
        throw new InvalidOperationException("Redaction does not come to an end.");
    }

    /// <summary>One text by itself, such as a message that quotes its caller.</summary>
    public static string OfText(string text) => new SecretRedactor().Redact(text);

    sealed class RedactingVisitor : TextVisitor
    {
        readonly SecretRedactor redactor = new();

        public bool ChangedSomething { get; private set; }

        public T Pass<T>(T textual) where T : ITextual<T>
        {
            ChangedSomething = false;
            return textual.VisitTexts(this);
        }

        protected override string Visit(TextField field, int number, string text)
        {
            var redacted = redactor.Redact(text);
            if (redacted == text)
            {
                return text;
            }
            ChangedSomething = true;
            // The name of a parameter is what stands between the braces.
            return field == TextField.ParameterName || field == TextField.BindingName ? redacted.Trim('{', '}') : redacted;
        }

        protected override string? VisitValue(TextField field, int number, string parameter, string value)
        {
            if (value.Length == 0 || value == Parameter.Secret || !redactor.IsSecret(parameter, value))
            {
                return value;
            }
            ChangedSomething = true;
            return null;
        }
    }
}
