namespace SkillMcp.Retrieval;

/// <summary>
/// The sentences that tell a caller what to do with an answer. They are a part of both of its halves, and repeat nothing of what is
/// said there about the skill.
/// </summary>
static class Advice
{
    const string Afterwards = "Then record_outcome.";

    const string AskForOtherWords =
        "Call again with 'also': 6-12 other words that the procedure may use, such as names of products and commands, and synonyms.";

    // The caller knows its own words by their beginning.
    const int MaxPartLength = 80;

    // A difference is a phrase. Its words may come from the skill, so a long one is not repeated.
    const int MaxDifferenceLength = 200;

    /// <param name="request">What was asked for.</param>
    /// <param name="matches">What fits, the best first; may be empty.</param>
    /// <param name="unserved">The parts of the task that nothing fits.</param>
    /// <param name="isWatched">Whether the outcome is recorded without the caller.</param>
    public static string For(
        RetrieveRequest request, IReadOnlyList<Match> matches, IReadOnlyList<string> unserved, bool isWatched = false)
    {
        var otherWords = request.Also.Count == 0 ? AskForOtherWords : "";
        if (matches is not [var best, ..])
        {
            return Join(
                "No stored procedure fits.",
                otherWords,
                $"{(otherWords == "" ? "Reason" : "If none fits then, reason")} it through; "
                    + "if three or more steps then work, keep them with store_trajectory.");
        }
        if (best.Fit == Fit.Possible)
        {
            return Join(
                Difference(best),
                best.Differs.Count == 0 ? "Nothing fits for certain." : "",
                best.Doubt,
                otherWords,
                $"If {(matches.Count == 1 ? "it" : "one of these")} is meant, retrieve_skill with its name as 'skill' opens it; "
                    + "otherwise reason it through, and keep what works with store_trajectory.");
        }
        var name = best.Skill.Name;
        if (!best.IsWhole)
        {
            return Join(
                Difference(best),
                $"'{name}' fits, but not into {request.MaxTokens} tokens: "
                    + $"retrieve_skill with skill '{name}' and more max_tokens, or none, opens it.");
        }
        return Join(
            Parts(matches, unserved),
            best.Differs.Count == 0 ? "" : "It differs from what is asked for.",
            HowToFollow(best),
            best.GoOn,
            MissingArguments(best),
            isWatched ? "" : Afterwards);
    }

    /// <summary>The same for a caller who did not ask.</summary>
    /// <inheritdoc cref="For"/>
    public static string Unasked(
        RetrieveRequest request, IReadOnlyList<Match> matches, IReadOnlyList<string> unserved, bool isWatched) =>
        matches is [{ Fit: not Fit.Possible }, ..]
            ? For(request, matches, unserved, isWatched)
            : $"If {(matches.Count == 1 ? "it" : "one of these")} is meant, retrieve_skill with its name as 'skill' opens it; "
                + "otherwise leave it.";

    /// <summary>Which skill is for which part of the task, and which part has none; empty if one is for all of it.</summary>
    static string Parts(IReadOnlyList<Match> matches, IReadOnlyList<string> unserved)
    {
        var parts = matches
            .Where(match => match.Part.Length > 0)
            .Select(match => $"'{match.Skill.Name}' for \"{Shown(match.Part)}\"")
            .ToList();
        if (parts.Count + unserved.Count < 2)
        {
            return "";
        }
        return Join(
            $"The task asks for several things: {string.Join(", ", parts)}.",
            unserved.Count == 0 ? "" : $"Nothing fits for certain for {string.Join(", ", unserved.Select(part => $"\"{Shown(part)}\""))}.",
            parts.Count < 2 ? "" : "compose_skills joins them, and 'skill' opens each; the first is here.");
    }

    static string Shown(string part) => Truncate.To(VisibleText.Line(part), MaxPartLength);

    /// <summary>How the best match differs from what is asked for; empty if nothing is known to differ.</summary>
    static string Difference(Match best)
    {
        if (best.Differs.Count == 0)
        {
            return "";
        }
        var differences = VisibleText.Line(string.Join("; ", best.Differs));
        return $"'{best.Skill.Name}' seems not to be what is asked for: {Truncate.To(differences, MaxDifferenceLength)}.";
    }

    static string HowToFollow(Match best) => best switch
    {
        { IsUnmet: true } =>
            "It is what is asked for, but a precondition of it is known not to hold: make it hold first, or work out another way.",
        { IsDegraded: true } =>
            "It is what is asked for, but not all of its phases can be followed: read its warnings, and work out what is missing.",
        { Fit: Fit.Likely } => "It is likely the procedure: read it against the task before you follow it.",
        { NextStep: > 0 } => "What was done is its beginning.",
        { Procedure.Preconditions.Count: > 0 } => "Check preconditions, follow it, verify.",
        _ => "Follow it, verify.",
    };

    /// <summary>What to do about missing arguments, whose names the answer lists; a secret must not be given at all.</summary>
    static string MissingArguments(Match best)
    {
        var missing = best.Procedure.Parameters
            .Where(parameter => best.MissingArguments.Contains(parameter.Name))
            .ToLookup(parameter => parameter.IsSecret, parameter => parameter.Name);
        return Join(
            missing[false].Any() ? "Ask for what is missing." : "",
            missing[true].Any() ? KeepSecret(missing[true]) : "");
    }

    static string KeepSecret(IEnumerable<string> parameters) =>
        $"Secret: {string.Join(", ", parameters)}. Leave it to the user to put that where the step reads it, "
        + "such as an environment variable; it does not belong in this conversation.";

    static string Join(params IEnumerable<string> sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
}
