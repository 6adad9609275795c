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
    public static T ToFixedPoint<T>(T textual) where T : ITextual<T> => ToFixedPoint(textual, new HashSet<string>(), out _);

    /// <inheritdoc cref="ToFixedPoint{T}(T)"/>
    /// <param name="textual">The value.</param>
    /// <param name="known">Texts that were found to hold no secret. They are not searched again.</param>
    /// <param name="clean">The same, with those of the value; none if a secret was found, which other texts may hold too.</param>
    public static T ToFixedPoint<T>(T textual, IReadOnlySet<string> known, out IReadOnlySet<string> clean) where T : ITextual<T> =>
        ToFixedPoint(textual, new SecretRedactor(), known, out clean);

    /// <inheritdoc cref="ToFixedPoint{T}(T)"/>
    /// <param name="textual">The value.</param>
    /// <param name="redactor">Knows secrets of other texts, which are redacted in this value too.</param>
    public static T ToFixedPoint<T>(T textual, SecretRedactor redactor) where T : ITextual<T> =>
        ToFixedPoint(textual, redactor, new HashSet<string>(), out _);

    static T ToFixedPoint<T>(T textual, SecretRedactor secrets, IReadOnlySet<string> known, out IReadOnlySet<string> clean)
        where T : ITextual<T>
    {
        var redactor = new RedactingVisitor(secrets, known);
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var redacted = redactor.Pass(textual);
            if (!redactor.ChangedSomething)
            {
                clean = redactor.Clean;
                return textual;
            }
            textual = redacted;
        }
        throw new InvalidOperationException("Redaction does not come to an end.");
    }

    /// <summary>A single text with its secrets redacted, such as a message that quotes its caller.</summary>
    public static string OfText(string text) => new SecretRedactor().Redact(text);

    sealed class RedactingVisitor(SecretRedactor redactor, IReadOnlySet<string> known) : TextVisitor
    {
        readonly HashSet<string> clean = new(known, StringComparer.Ordinal);
        bool hasFound;

        public bool ChangedSomething { get; private set; }

        public IReadOnlySet<string> Clean => clean;

        public T Pass<T>(T textual) where T : ITextual<T>
        {
            ChangedSomething = false;
            return textual.VisitTexts(this);
        }

        protected override string Visit(TextField field, int number, string text)
        {
            if (clean.Contains(text))
            {
                return text;
            }
            var redacted = redactor.Redact(text);
            if (redacted == text)
            {
                Keep(text);
                return text;
            }
            Change();
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
            Change();
            return null;
        }

        protected override string VisitBinding(string name, string value)
        {
            var redacted = Visit(TextField.BindingValue, 0, value);
            if (redacted != value || value.Length == 0 || !redactor.IsSecret(name, value, isValue: true))
            {
                return redacted;
            }
            Change();
            return Placeholder.Of(name);
        }

        void Keep(string text)
        {
            if (!hasFound)
            {
                clean.Add(text);
            }
        }

        /// <summary>A secret was found: any text may hold it, and none is known to be clean any more.</summary>
        void Change()
        {
            (ChangedSomething, hasFound) = (true, true);
            clean.Clear();
        }
    }
}
