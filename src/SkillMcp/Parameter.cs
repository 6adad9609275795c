using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>Something that differs from one execution of a procedure to the next; written <c>{name}</c> in its steps.</summary>
public sealed record Parameter
{
    /// <summary>The name, as it is written between braces.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>A value from an earlier execution; empty if none is known.</summary>
    public string Example { get; init; } = "";

    /// <summary>The value that is used if the caller gives none; null if the caller must give one.</summary>
    public string? Default { get; init; }

    /// <summary>A regular expression that the whole value must match; null if any value is allowed.</summary>
    public string? Pattern { get; init; }

    /// <summary>What is stored as the example of a secret.</summary>
    public const string Secret = "<secret>";

    /// <summary>
    /// Whether its value is a secret, judging by its example or its name.
    /// The value of a secret is never asked for, because it must not become part of a conversation.
    /// </summary>
    public bool IsSecret =>
        Example == Secret
        || Name.ToLowerInvariant().Split('_', '-').Any(word => SecretWords.Contains(word))
        || SecretWords.Any(word => Name.EndsWith(word, StringComparison.OrdinalIgnoreCase));

    // The word "key" alone is not among them: it may be the key of a table.
    static readonly string[] SecretWords =
    [
        "secret", "password", "passwd", "passphrase", "pwd", "token", "credential", "credentials",
        "apikey", "api_key", "private_key", "access_key",
    ];

    /// <summary>A parameter of which only the name is known. A name that begins with <c>secret_</c> marks a removed secret.</summary>
    public static Parameter Undescribed(string name) => name.StartsWith("secret_", StringComparison.Ordinal)
        ? new Parameter { Name = name, Description = "a secret, which is kept nowhere", Example = Secret }
        : new Parameter { Name = name };

    /// <summary>
    /// This parameter after a run with another value: where its author did not describe it, its description names both, and a default
    /// that was only its example is one no longer.
    /// </summary>
    /// <param name="other">The value in the run.</param>
    public Parameter SeenWith(string other)
    {
        if (other == Example || other.Length == 0 || Example.Length == 0 || IsSecret)
        {
            return this;
        }
        var hasRoom = Description.Length == 0 && Example.Length + other.Length <= Procedure.MaxConditionLength;
        return this with
        {
            Description = hasRoom ? $"{Varies}{Example} or {other}" : Description,
            Default = Default == Example ? null : Default,
        };
    }

    /// <summary>Whether its runs had different values.</summary>
    public bool HasVaried => Description.StartsWith(Varies, StringComparison.Ordinal);

    /// <summary>Whether its author described it: then its name is its author's too.</summary>
    internal bool IsDescribed => Description.Length > 0 && !HasVaried;

    const string Varies = "such as ";

    /// <param name="visitor">What reads or rewrites the texts.</param>
    /// <param name="number">The number of the parameter in its list, from 1.</param>
    internal Parameter VisitTexts(TextVisitor visitor, int number)
    {
        var name = visitor.Numbered(TextField.ParameterName, number, Name);
        return this with
        {
            Name = name,
            Description = visitor.Numbered(TextField.ParameterDescription, number, Description),
            Example = visitor.Required(TextField.ParameterExample, number, name, Example) ?? Secret,
            Default = visitor.Value(TextField.ParameterDefault, number, name, Default),
            Pattern = visitor.Value(TextField.ParameterPattern, number, name, Pattern),
        };
    }
}
