namespace SkillMcp;

/// <summary>
/// The namespace that a skill lives in. A search sees its own project and <see cref="Everybody"/>;
/// a name is unique within one project.
/// </summary>
public readonly record struct Project
{
    const int MaxNameLength = 64;

    readonly string? name;

    Project(string name) => this.name = name;

    /// <summary>The project of skills that belong to everybody.</summary>
    public static Project Everybody => default;

    /// <summary>The project's name; empty for <see cref="Everybody"/>.</summary>
    public string Name => name ?? "";

    /// <summary>Reads a project's name; an empty one is <see cref="Everybody"/>.</summary>
    /// <exception cref="SkillException">The text is longer than 64 characters, or holds something else than letters, digits and <c>. _ - /</c>.</exception>
    public static Project Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everybody
        : text.Length <= MaxNameLength && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '/') ? new Project(text)
        : throw new SkillException($"'{text}' is not a project name: use 1-{MaxNameLength} letters, digits, '.', '_', '-' and '/', such as 'web-shop'.");

    public override string ToString() => Name;
}
