namespace SkillMcp.Text;

/// <summary>A text file that is part of the program.</summary>
static class EmbeddedText
{
    /// <exception cref="InvalidDataException">There is none of this name.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"{name} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
