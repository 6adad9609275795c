namespace SkillMcp;

/// <summary>
/// The namespace of a skill. A search finds the skills of its own project and of <see cref="Everybody"/>;
/// a name is unique within one project.
/// </summary>
public readonly record struct Project
{
    const int MaxNameLength = 64;

    readonly string? name;

    Project(string name) => this.name = name;

    /// <summary>The project of the skills that every project shares.</summary>
    public static Project Everybody => default;

    /// <summary>The project's name; empty for <see cref="Everybody"/>.</summary>
    public string Name => name ?? "";

    /// <summary>Reads a project's name; an empty one, or null, is <see cref="Everybody"/>.</summary>
    /// <exception cref="SkillException">
    /// The text is longer than 64 characters, or has characters other than letters, digits and <c>. _ - /</c>.
    /// </exception>
    public static Project Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Everybody;
        }
        return text.Length <= MaxNameLength && text.All(IsAllowed)
            ? new Project(text)
            : throw new SkillException(
                $"'{text}' is not a project name: use 1-{MaxNameLength} letters, digits, '.', '_', '-' and '/', such as 'web-shop'.");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    static bool IsAllowed(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '/';
}
