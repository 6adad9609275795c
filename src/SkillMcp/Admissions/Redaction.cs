using SkillMcp.Fields;
using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>Redacts the secrets in every text of a value. All redaction goes through here.</summary>
static class Redaction
{
    // Two passes are usually enough. Each further pair needs a secret that was not found before.
    const int MaxPasses = 2 * SecretRedactor.MaxSecrets;

    /// <summary>
    /// A copy with its secrets redacted. Passes are repeated until one changes nothing, because a secret that is recognized in a later
    /// text may also occur in an earlier one.
    /// </summary>
    /// <exception cref="SkillException">There are more secrets than can be redacted.</exception>
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

    /// <summary>A single text with its secrets redacted, such as a message that quotes its caller.</summary>
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
            // The name of a parameter is written without the braces of a placeholder.
            return field == TextField.ParameterName || field == TextField.BindingName ? redacted.Trim('{', '}') : redacted;
        }

        protected override string? VisitValue(TextField field, int number, string parameter, string value)
        {
            // A pattern says what the values are, and is none.
            var isValue = field != TextField.ParameterPattern;
            if (value.Length == 0 || value == Parameter.Secret || !redactor.IsSecret(parameter, value, isValue))
            {
                return value;
            }
            ChangedSomething = true;
            return null;
        }

        protected override string VisitBinding(string name, string value)
        {
            var redacted = Visit(TextField.BindingValue, 0, value);
            if (redacted != value || value.Length == 0 || !redactor.IsSecret(name, value, isValue: true))
            {
                return redacted;
            }
            ChangedSomething = true;
            return Placeholder.Of(name);
        }
    }
}
