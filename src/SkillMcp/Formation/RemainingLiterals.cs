namespace SkillMcp.Formation;

/// <summary>
/// Finds what looks like a value of one run and stayed as it was in the procedure that was learned from it: who follows it must look
/// whether it is right for the next run too.
/// </summary>
static class RemainingLiterals
{
    const int MaxShown = 8;

    /// <summary>These literals, each once, in the order of the steps.</summary>
    /// <param name="procedure">The learned procedure.</param>
    /// <param name="task">What it was learned from.</param>
    public static IReadOnlyList<string> In(Procedure procedure, string task)
    {
        var steps = procedure.Steps.Select(TokenizedStep.Of).ToList();
        var ofTask = TaskValues.In(task, steps);
        var found = steps.SelectMany(step => InStep(step, ofTask)).Distinct(StringComparer.Ordinal);
        return [.. found.Take(MaxShown)];
    }

    static IEnumerable<string> InStep(TokenizedStep step, IReadOnlyList<string> ofTask)
    {
        var byForm = step.Literals.Where(literal => !literal.IsSetting && !literal.IsNumber && !Vocabulary.IsProduct(literal.Text))
            .Select(literal => literal.Text);
        var files = step.IsCommand
            ? step.Tokens.Where(token => token.Place > 0 && token.IsPlain && IsFileOfUser(token.Text)).Select(token => token.Text)
            : [];
        var named = ofTask.Where(value => ValueOccurrences.StandsIn(value, step.Step.Text));
        return byForm.Concat(named).Concat(files);
    }

    // Files of the system are the same on every machine.
    static bool IsFileOfUser(string text) =>
        ValueForm.Of(text) == "file" && !TaskValues.IsConventionalFile(text) && text[0] is not '/';
}
