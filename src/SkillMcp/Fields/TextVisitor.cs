namespace SkillMcp.Fields;

/// <summary>
/// Reads or rewrites the texts of a value, in the order in which its type enumerates them.
/// Identifiers and list lengths are visited too, because they are part of the hash; they cannot be rewritten.
/// </summary>
abstract class TextVisitor
{
    /// <summary>Visits one text.</summary>
    /// <param name="field">The field that it belongs to.</param>
    /// <param name="number">Its position in its list, from 1; 0 if the field is not a list.</param>
    /// <param name="text">The text.</param>
    /// <returns>The text that replaces it.</returns>
    protected abstract string Visit(TextField field, int number, string text);

    /// <summary>Visits a value of a parameter, whose name may show that it is a secret.</summary>
    /// <returns>The value that replaces it; null to remove it.</returns>
    protected virtual string? VisitValue(TextField field, int number, string parameter, string value) => Visit(field, number, value);

    /// <summary>Visits a value under a name, which may show that it is a secret.</summary>
    protected virtual string VisitBinding(string name, string value) => Visit(TextField.BindingValue, 0, value);

    /// <summary>Visits the content of a file; a binary file is not visited.</summary>
    protected virtual string VisitFile(TextField field, string path, string text) => Visit(field, 0, text);

    /// <summary>Visits the number of items that follow.</summary>
    protected virtual void VisitCount(int count)
    {
    }

    /// <summary>Visits an identifier, such as a digest, which is not a text.</summary>
    protected virtual void VisitIdentifier(string identifier)
    {
    }

    public string Text(TextField field, string text) => Visit(field, 0, text);

    public virtual IReadOnlyList<string> Texts(TextField field, IReadOnlyList<string> texts) =>
        Items(texts, (text, number) => Visit(field, number, text));

    /// <summary>
    /// A list that a type gained after values of it were hashed. While it is empty it is not visited, so that their hash stays.
    /// </summary>
    public virtual IReadOnlyList<string> LaterTexts(TextField field, IReadOnlyList<string> texts) =>
        texts.Count == 0 ? texts : Texts(field, texts);

    /// <summary>Visits the items of a list. Returns the same list if no item was rewritten.</summary>
    public IReadOnlyList<T> Items<T>(IReadOnlyList<T> items, Func<T, int, T> visit)
    {
        VisitCount(items.Count);
        T[]? rewritten = null;
        for (var at = 0; at < items.Count; at++)
        {
            var item = visit(items[at], at + 1);
            if (rewritten is null && !EqualityComparer<T>.Default.Equals(item, items[at]))
            {
                rewritten = [.. items];
            }
            rewritten?[at] = item;
        }
        return rewritten ?? items;
    }

    public string Numbered(TextField field, int number, string text) => Visit(field, number, text);

    /// <summary>Visits a value that may be absent (null); an empty text is a value.</summary>
    public string? Value(TextField field, int number, string parameter, string? value)
    {
        VisitCount(value is null ? 0 : 1);
        return value is null ? null : VisitValue(field, number, parameter, value);
    }

    /// <summary>Visits a value that is always present. Returns null if it is to be removed.</summary>
    public string? Required(TextField field, int number, string parameter, string value) => VisitValue(field, number, parameter, value);

    /// <summary>Visits names and values, in ordinal order of the names. If two names become equal, the first value is kept.</summary>
    public IReadOnlyDictionary<string, string> Bindings(IReadOnlyDictionary<string, string> bindings)
    {
        var visited = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in bindings.OrderBy(binding => binding.Key, StringComparer.Ordinal))
        {
            visited.TryAdd(Visit(TextField.BindingName, 0, name), VisitBinding(name, value));
        }
        return visited;
    }

    public string File(string path, string text) => VisitFile(TextField.FileContent, path, text);

    public void Identifier(string identifier) => VisitIdentifier(identifier);

    public void Count(int count) => VisitCount(count);
}
