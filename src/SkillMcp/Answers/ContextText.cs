using SkillMcp.Fields;
using SkillMcp.Sessions;

namespace SkillMcp.Answers;

/// <summary>
/// What was retrieved, as the text that a model reads: the seed's <c>to_context_text</c>. Stored text is inside an
/// <see cref="UntrustedBlock"/>; outside of it there are only names, numbers and our own words.
/// </summary>
public static class ContextText
{
    const string Unasked = "From the memory skillmcp, unasked: if the person means something else, pass over it.\n";

    /// <summary>
    /// What a retrieval found. Stored text is fenced by a random number, and named as learned data that commands nothing.
    /// </summary>
    public static string Of(Retrieved retrieved)
    {
        var stored = new UntrustedBlock();
        foreach (var match in retrieved.Matches.Where(match => match.IsWhole))
        {
            AddWhole(stored, match);
        }
        stored.Section(
            retrieved.HasWhole ? "Others, which 'skill' opens:" : "These may fit; retrieve_skill with the name as 'skill' opens one:",
            "-",
            [.. retrieved.Matches.Where(match => !match.IsWhole).Select(match => Named(match, retrieved.HasWhole))]);
        return Lines([
            retrieved.Advice,
            retrieved.RetrievalId is { } id ? $"retrieval_id: {id}" : "",
            .. retrieved.Matches.Where(match => match.IsWhole).Select(match => $"{FitOf(match)}: {VisibleText.Line(match.Why)}"),
            stored.IsEmpty ? "" : $"{stored}"]);
    }

    /// <summary>What is put beside a person's words, which nobody asked for.</summary>
    public static string OfUnasked(Retrieved recalled) =>
        RecallMark.Around($"{(recalled.HasWhole ? Unasked : "")}{Of(recalled)}");

    /// <summary>The seed's <c>to_context_text</c>, then what to look out for.</summary>
    static void AddWhole(UntrustedBlock block, Match match)
    {
        var (skill, procedure) = (match.Skill, match.Procedure);
        block
            .Item("Origin:", StoredText.Origin(skill))
            .Line($"Skill: {skill.Name}")
            .Line($"Reliability: {ReliabilityText.InContext(match)}")
            .Item("Description:", procedure.Description)
            .Section("Differs from what is asked for:", "  !", match.Differs)
            .Section("Not for:", "  !", match.NotFor)
            .Lists(TextField.ListsBeforeSteps, list => SkillText.Marked(match, list))
            .Line("Steps:");
        foreach (var step in SkillText.Numbered(procedure.Steps))
        {
            block.Line(step);
        }
        block
            .Lists(TextField.ListsAfterSteps, list => SkillText.Marked(match, list))
            .Section("Instructions:", " ", StoredText.InstructionsOf(match) is { Length: > 0 } text ? [text] : [])
            .Section($"Files, at skill://{skill.Name}/ and the path:", "  -", match.Files)
            .Section("Filled in:", "  =", [.. procedure.Parameters.Where(IsKnown).Select(p => $"{p.Name}: {match.Values[p.Name]}")])
            .Section("Missing arguments:", "  ?", [.. procedure.Parameters.Where(p => !IsKnown(p)).Select(p => StoredText.Of(p))])
            .Section("Pitfalls:", "  !", [.. SkillText.PitfallsOf(skill)])
            .Section("Tips:", "  *", [.. SkillText.TipsOf(skill)])
            .Section("Warnings:", "  !", match.Warnings);

        bool IsKnown(Parameter parameter) => match.Values.GetValueOrDefault(parameter.Name) is not null;
    }

    static string FitOf(Match match) => $"{EnumName.Of(match.Fit)} {SkillText.Percent(match.Score)}";

    /// <summary>A match in a line; shorter where another one is handed over whole, as it is only to be known of then.</summary>
    static string Named(Match match, bool isAlternative)
    {
        var record = isAlternative ? "" : $"; {ReliabilityText.Of(match).AsClause}";
        var goOn = match.GoOn == "" ? "" : $" {match.GoOn}";
        var against = SkillText.Differences(match) + SkillText.NotFor(match);
        var summary = StoredText.Summary(match, isAlternative) is { Length: > 0 } description ? $": {description}" : "";
        var remarks = isAlternative ? "" : Remarks(match.Warnings);
        return $"{match.Skill.Name} ({FitOf(match)}{record}){summary}{against}{goOn}{remarks}";
    }

    static string Remarks(IReadOnlyList<string> warnings) =>
        warnings.Count == 0 ? "" : $" [{string.Join("; ", warnings.Select(VisibleText.Line))}]";

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
