namespace SkillMcp.Packaging;

/// <summary>Fits the texts of a document into the fields of a skill, and remembers those that were too long or too many.</summary>
sealed class FieldFitting
{
    readonly List<string> shortened = [];

    /// <summary>The places that hold less than the document, in order.</summary>
    public IReadOnlyList<string> Shortened => shortened;

    /// <summary>The text, or its beginning if it is too long.</summary>
    public string Fit(string place, string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            Note(place);
        }
        return Truncate.ToBoundary(text, maxLength);
    }

    /// <summary>The texts, or the first of them if there are too many.</summary>
    public IReadOnlyList<T> Fit<T>(string place, IReadOnlyList<T> texts, int max)
    {
        if (texts.Count <= max)
        {
            return texts;
        }
        Note($"{place} after {max}");
        return [.. texts.Take(max)];
    }

    public void Note(string place)
    {
        if (!shortened.Contains(place))
        {
            shortened.Add(place);
        }
    }
}
