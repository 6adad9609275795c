namespace SkillMcp.Retrieval;

/// <summary>What to do with an answer.</summary>
static class Advice
{
    public const string NothingFits =
        "No stored procedure fits. Reason it through; if three or more steps then work, keep them with store_trajectory.";

    public static string For(IReadOnlyList<Match> matches, int? maxTokens)
    {
        var best = matches[0];
        var name = best.Skill.Name;
        return (best.Fit, best.IsWhole) switch
        {
            (Fit.Possible, _) => $"Nothing fits for certain. If one of these is meant, retrieve_skill with its name as 'skill' opens it; otherwise reason it through, and keep what works with store_trajectory.",
            (_, false) => $"'{name}' fits, but not into {maxTokens} tokens: retrieve_skill with skill '{name}' and more max_tokens, or none, opens it.",
            _ when best.IsUnmet => Following($"'{name}' is what is asked for, but a precondition of it is known not to hold: make it hold first, or work out another way."),
            _ when best.IsDegraded => Following($"'{name}' is what is asked for, but not all of its phases can be followed: read its warnings, and work out what is missing."),
            (Fit.Likely, _) => Following($"'{name}' is likely the procedure: read it against the task before you follow it."),
            _ when best.NextStep > 0 => Following($"What was done is the beginning of '{name}'."),
            _ => Following($"Check the preconditions of '{name}', follow its steps and verify the outcome."),
        };

        string Following(string what) => string.Join(' ', new[] { what, best.GoOn, Missing(best), Afterwards }.Where(sentence => sentence.Length > 0));
    }

    // Enough to show the form of it.
    const int MaxExampleArguments = 5;

    const string Afterwards = "Afterwards report with record_outcome and this retrieval_id.";

    /// <summary>What nobody has said yet, and how to say it; of secrets, where they belong.</summary>
    static string Missing(Match best)
    {
        var missing = best.Procedure.Parameters.Where(parameter => best.MissingArguments.Contains(parameter.Name)).ToLookup(parameter => parameter.IsSecret, parameter => parameter.Name);
        string[] sentences =
        [
            missing[false].Any()
                ? $"Missing: {string.Join(", ", missing[false])}. Where you do not know them, ask the user; retrieve_skill again with skill '{best.Skill.Name}' and arguments {{{string.Join(", ", missing[false].Take(MaxExampleArguments).Select(name => $"\"{name}\": \"…\""))}}} puts them in."
                : "",
            missing[true].Any()
                ? $"Secret: {string.Join(", ", missing[true])}. Leave it to the user to put that where the step reads it, such as an environment variable; it does not belong into this conversation."
                : "",
        ];
        return string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
    }
}
