namespace SkillMcp.Retrieval;

/// <summary>The sentences that tell a caller what to do with an answer.</summary>
static class Advice
{
    public const string NothingFits =
        "No stored procedure fits. Reason it through; if three or more steps then work, keep them with store_trajectory.";

    const string Afterwards = "Afterwards report with record_outcome and this retrieval_id.";

    // Enough to show the form of the call.
    const int MaxExampleArguments = 5;

    /// <param name="matches">At least one match, the best first.</param>
    /// <param name="maxTokens">The budget of the request in tokens; null for no bound.</param>
    public static string For(IReadOnlyList<Match> matches, int? maxTokens)
    {
        var best = matches[0];
        var name = best.Skill.Name;
        if (best.Fit == Fit.Possible)
        {
            return "Nothing fits for certain. If one of these is meant, retrieve_skill with its name as 'skill' opens it; "
                + "otherwise reason it through, and keep what works with store_trajectory.";
        }
        if (!best.IsWhole)
        {
            return $"'{name}' fits, but not into {maxTokens} tokens: "
                + $"retrieve_skill with skill '{name}' and more max_tokens, or none, opens it.";
        }
        return Join(HowToFollow(best), best.GoOn, MissingArguments(best), Afterwards);
    }

    static string HowToFollow(Match best) => best switch
    {
        { IsUnmet: true } =>
            $"'{best.Skill.Name}' is what is asked for, but a precondition of it is known not to hold: "
            + "make it hold first, or work out another way.",
        { IsDegraded: true } =>
            $"'{best.Skill.Name}' is what is asked for, but not all of its phases can be followed: "
            + "read its warnings, and work out what is missing.",
        { Fit: Fit.Likely } => $"'{best.Skill.Name}' is likely the procedure: read it against the task before you follow it.",
        { NextStep: > 0 } => $"What was done is the beginning of '{best.Skill.Name}'.",
        _ => $"Check the preconditions of '{best.Skill.Name}', follow its steps and verify the outcome.",
    };

    /// <summary>Which arguments are missing and how to pass them; a secret must not be passed at all.</summary>
    static string MissingArguments(Match best)
    {
        var missing = best.Procedure.Parameters
            .Where(parameter => best.MissingArguments.Contains(parameter.Name))
            .ToLookup(parameter => parameter.IsSecret, parameter => parameter.Name);
        return Join(AskFor(best.Skill.Name, [.. missing[false]]), KeepSecret([.. missing[true]]));
    }

    static string AskFor(SkillName skill, IReadOnlyList<string> parameters)
    {
        if (parameters.Count == 0)
        {
            return "";
        }
        var example = string.Join(", ", parameters.Take(MaxExampleArguments).Select(name => $"\"{name}\": \"…\""));
        return $"Missing: {string.Join(", ", parameters)}. Where you do not know them, ask the user; "
            + $"retrieve_skill again with skill '{skill}' and arguments {{{example}}} puts them in.";
    }

    static string KeepSecret(IReadOnlyList<string> parameters)
    {
        if (parameters.Count == 0)
        {
            return "";
        }
        return $"Secret: {string.Join(", ", parameters)}. Leave it to the user to put that where the step reads it, "
            + "such as an environment variable; it does not belong in this conversation.";
    }

    static string Join(params IEnumerable<string> sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
}
