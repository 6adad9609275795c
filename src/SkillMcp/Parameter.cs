using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>Something that differs from one execution of a procedure to the next; written <c>{name}</c> in its steps.</summary>
public sealed record Parameter
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>A value that it once had.</summary>
    public string Example { get; init; } = "";

    /// <summary>The value where the caller gives none; null where the caller must give one.</summary>
    public string? Default { get; init; }

    /// <summary>A regular expression that the whole value must match; null where any value will do.</summary>
    public string? Pattern { get; init; }

    /// <summary>What stands for the example of a secret.</summary>
    public const string Secret = "<secret>";

    /// <summary>Whether its value is a secret, by its example or by what it is called: nobody is asked for one, and none belongs into a conversation.</summary>
    public bool IsSecret => Example == Secret || Name.ToLowerInvariant().Split('_', '-').Any(word => SecretWords.Contains(word)) || SecretWords.Any(word => Name.EndsWith(word, StringComparison.OrdinalIgnoreCase));

    // What a name is made of that stands for a secret; a key alone may be one of a table.
    static readonly string[] SecretWords = ["secret", "password", "passwd", "passphrase", "pwd", "token", "credential", "credentials", "apikey", "api_key", "private_key", "access_key"];

    /// <summary>A parameter of which nothing is known but its name, which tells where a secret was taken out.</summary>
    public static Parameter Undescribed(string name) => name.StartsWith("secret_", StringComparison.Ordinal)
        ? new Parameter { Name = name, Description = "a secret, which is kept nowhere", Example = Secret }
        : new Parameter { Name = name };

    /// <param name="visitor">What reads or rewrites the texts.</param>
    /// <param name="number">Which of the parameters this is, from 1.</param>
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
