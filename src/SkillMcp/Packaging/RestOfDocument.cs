namespace SkillMcp.Packaging;

/// <summary>
/// What a document says beside the description, steps, conditions and parameters that were read from it: nobody needs to read these twice.
/// </summary>
static class RestOfDocument
{
    /// <summary>
    /// The document without the sections that say nothing but the description, steps, conditions and parameters of the procedure.
    /// A section that says more stays whole, as its lines are read together.
    /// </summary>
    /// <param name="body">The document, without front matter.</param>
    /// <param name="procedure">What was read from it.</param>
    public static string Of(string body, Procedure procedure)
    {
        var said = procedure.Steps.Select(step => step.Text).Concat(procedure.Conditions).Append(procedure.Description)
            .SelectMany(text => text.Split('\n')).Select(Bare).Append("").ToHashSet(StringComparer.Ordinal);
        var kept = new Stack<string>();
        int? highestBelow = null;
        // From the end, as a heading is known to be needed by what was kept below it.
        foreach (var section in MarkdownOutline.Read(MarkdownText.UnixLines(body), firstLine: 1).Reverse())
        {
            var parameters = ParameterList.LinesSaying(procedure, section).Select(Bare).ToHashSet(StringComparer.Ordinal);
            var saysMore = section.Text.Split('\n').Select(Bare).Any(line => !said.Contains(line) && !parameters.Contains(line));
            if (highestBelow > section.Level || saysMore)
            {
                kept.Push(section.Whole.Text);
                highestBelow = section.Level;
            }
        }
        return string.Join('\n', kept).Trim();
    }

    static string Bare(string line) => MarkdownOutline.WithoutMarker(line).Trim().TrimEnd('.');
}
