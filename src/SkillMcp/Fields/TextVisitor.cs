namespace SkillMcp.Fields;

/// <summary>
/// Reads or rewrites the texts of something, in the order in which its type lists them. Identifiers and list lengths are shown too,
/// for whoever hashes; they cannot be rewritten.
/// </summary>
public abstract class TextVisitor
{
    /// <summary>Visits one text.</summary>
    /// <param name="field">Which field it is of.</param>
    /// <param name="number">Its place in its list, from 1; 0 where the field is no list.</param>
    /// <param name="text">The text.</param>
    /// <returns>What takes its place.</returns>
    protected abstract string Visit(TextField field, int number, string text);

    /// <summary>Visits a value of a parameter, whose name may tell that it is a secret.</summary>
    /// <returns>What takes its place; null where it is to be dropped.</returns>
    protected virtual string? VisitValue(TextField field, int number, string parameter, string value) => Visit(field, number, value);

    /// <summary>Visits the texts of a file's content; a file that holds no text is not visited.</summary>
    protected virtual string VisitFile(TextField field, string path, string text) => Visit(field, 0, text);

    /// <summary>Notes how many items follow.</summary>
    protected virtual void VisitCount(int count)
    {
    }

    /// <summary>Notes an identifier, such as a digest, which is not a text.</summary>
    protected virtual void VisitIdentifier(string identifier)
    {
    }

    public string Text(TextField field, string text) => Visit(field, 0, text);

    public IReadOnlyList<string> Texts(TextField field, IReadOnlyList<string> texts) =>
        Items(texts, (text, number) => Visit(field, number, text));

    /// <summary>Visits a list; what comes back is the same list where nothing was rewritten.</summary>
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

    /// <summary>A value that may be absent; empty is a value.</summary>
    public string? Value(TextField field, int number, string parameter, string? value)
    {
        VisitCount(value is null ? 0 : 1);
        return value is null ? null : VisitValue(field, number, parameter, value);
    }

    /// <summary>A value that is always there; null where it is to be dropped.</summary>
    public string? Required(TextField field, int number, string parameter, string value) => VisitValue(field, number, parameter, value);

    /// <summary>Names and values, in the order of the names. Two names that become one keep the first value.</summary>
    public IReadOnlyDictionary<string, string> Bindings(IReadOnlyDictionary<string, string> bindings)
    {
        var visited = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in bindings.OrderBy(binding => binding.Key, StringComparer.Ordinal))
        {
            visited.TryAdd(Visit(TextField.BindingName, 0, name), Visit(TextField.BindingValue, 0, value));
        }
        return visited;
    }

    public string File(string path, string text) => VisitFile(TextField.FileContent, path, text);

    public void Identifier(string identifier) => VisitIdentifier(identifier);

    public void Count(int count) => VisitCount(count);
}
