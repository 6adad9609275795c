namespace SkillMcp.Sessions.Reading;

/// <summary>The task within the prompt that an agent without a person is started with.</summary>
static class TaskText
{
    // What the templates that come with these agents put around a task.
    static readonly (string Begin, string End)[] Marks =
    [
        ("<pr_description>", "</pr_description>"),
        ("Here's the issue text:\nISSUE:\n", "\n\nINSTRUCTIONS:"),
        ("Please solve this issue: ", "\n\nYou can execute bash commands"),
        ("<issue>", "</issue>"),
        ("<issue_description>", "</issue_description>"),
        ("<task>", "</task>"),
    ];

    static readonly string[] Introductions = ["Consider the following PR description:"];

    /// <summary>The task in a prompt, without the template that it was made from.</summary>
    public static string In(string prompt, string template = "")
    {
        var task = OfTemplate(prompt, template) ?? OfMarks(prompt) ?? prompt;
        var introduction = Introductions.FirstOrDefault(words => task.AsSpan().Trim().StartsWith(words));
        return (introduction is null ? task : task.Trim()[introduction.Length..]).Trim();
    }

    static string? OfMarks(string prompt) =>
        Marks.Select(marks => Between(prompt, marks.Begin, marks.End)).FirstOrDefault(text => text is not null);

    static string? OfTemplate(string prompt, string template)
    {
        var place = template.Replace("{{ task }}", "{{task}}", StringComparison.Ordinal);
        var at = place.IndexOf("{{task}}", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }
        var before = place[..at];
        var after = place[(at + "{{task}}".Length)..];
        var end = after.AsSpan().IndexOfAny('{', '}');
        after = end < 0 ? after : after[..end];
        // A template that has more to fill in before the task is not matched.
        return before.Contains('{', StringComparison.Ordinal) || !prompt.StartsWith(before, StringComparison.Ordinal)
            ? null
            : Between(prompt, before, after.TrimEnd());
    }

    static string? Between(string text, string begin, string end)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        if (from < 0)
        {
            return null;
        }
        from += begin.Length;
        var to = end.Length == 0 ? text.Length : text.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0 ? null : text[from..to];
    }
}
