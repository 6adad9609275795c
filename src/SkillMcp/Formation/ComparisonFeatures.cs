namespace SkillMcp.Formation;

/// <summary>
/// What two procedures are compared by. Computed once for each: a run is compared with up to twenty skills before it is stored.
/// </summary>
sealed class ComparisonFeatures
{
    readonly Lazy<bool> isOfCommands;
    readonly Lazy<HashSet<string>> actions;
    readonly Lazy<int[]> asked;

    ComparisonFeatures(Procedure procedure, IReadOnlyList<string> name, List<NormalizedStep> steps, string instantiatedSteps)
    {
        Procedure = procedure;
        Name = name;
        Words = [.. Text.Words.Of(procedure.Description), .. procedure.Tags.SelectMany(Text.Words.Of)];
        Steps = steps;
        InstantiatedSteps = instantiatedSteps;
        actions = new Lazy<HashSet<string>>(() => [.. procedure.Steps.SelectMany(ActionsIn)]);
        asked = new Lazy<int[]>(() => Intents.TaskReader.FirstAsked(procedure.Description));
        isOfCommands = new Lazy<bool>(() => 2 * procedure.Steps.Count(IsCommand) > procedure.Steps.Count);
    }

    public Procedure Procedure { get; }

    /// <summary>The stems of the title.</summary>
    internal IReadOnlyList<string> Name { get; }

    /// <summary>The stems of the description and the tags.</summary>
    internal IReadOnlyList<string> Words { get; }

    internal List<NormalizedStep> Steps { get; }

    /// <summary>The steps with their examples in place of their placeholders, a line for each, with single spaces.</summary>
    internal string InstantiatedSteps { get; }

    /// <summary>Whether most steps are commands: what commands do does not depend on how it is described.</summary>
    internal bool IsOfCommands => isOfCommands.Value;

    /// <summary>The stems of the programs, subcommands and SQL keywords of its commands, and the first words of its sentences.</summary>
    internal IReadOnlySet<string> Actions => actions.Value;

    /// <summary>The classes of action that the first request of its description may mean; empty if none was read.</summary>
    internal int[] Asked => asked.Value;

    /// <summary>What the procedure was done for; empty if that is not known.</summary>
    internal string Task { get; private init; } = "";

    /// <param name="procedure">The procedure.</param>
    /// <param name="task">What it was done for; empty if that is not known.</param>
    public static ComparisonFeatures Of(Procedure procedure, string task = "")
    {
        // What a task says is compared as it was said: a drafted description leaves out what does not belong in one.
        var whole = Truncate.To(Whitespace.Collapse(task), Procedure.MaxDescriptionLength);
        var isShort = task.Length > 0 && whole != procedure.Description && Drafter.HasDraftedDescription(procedure, task);
        var said = isShort ? procedure with { Description = whole } : procedure;
        var instantiated = procedure.Filled(procedure.Examples).Steps.Select(step => Whitespace.Collapse(step.Text));
        return new ComparisonFeatures(
            said,
            Text.Words.Of(procedure.Title),
            NormalizedStep.Of(procedure.Steps),
            string.Join('\n', instantiated))
        {
            Task = task,
        };
    }

    /// <summary>
    /// These features without the given values in the description: values do not distinguish one procedure from another.
    /// </summary>
    internal ComparisonFeatures Without(IEnumerable<string> values)
    {
        // A task may say "v1.2.3" where the value is 1.2.3.
        var removed = values.SelectMany(value => char.IsAsciiDigit(value[0]) ? [value, $"v{value}"] : new[] { value })
            .SelectMany(Text.Words.Split)
            .ToHashSet(StringComparer.Ordinal);
        if (removed.Count == 0)
        {
            return this;
        }
        var left = Whitespace.Split(Procedure.Description).Where(word => !IsRemoved([.. Text.Words.Split(word)]));
        return new ComparisonFeatures(Procedure with { Description = string.Join(' ', left) }, Name, Steps, InstantiatedSteps)
        {
            Task = Task,
        };

        bool IsRemoved(List<string> words) => words.Count > 0 && words.TrueForAll(removed.Contains);
    }

    static IEnumerable<string> ActionsIn(Step step)
    {
        var tokenized = TokenizedStep.Of(step);
        var words = tokenized.IsCommand
            ? tokenized.Tokens.Where(token => token.Place >= 0).SelectMany(token => ActionsIn(tokenized, token))
            : Text.Words.Split(step.Text).Take(1);
        return words.Select(Stemmer.Stem);
    }

    static IEnumerable<string> ActionsIn(TokenizedStep step, StepToken token) => step.RoleOf(token.Start, token.Text.Length) switch
    {
        StepRole.Action => Text.Words.Split(token.Text),
        _ when token.IsQuoted || token.Text[0] is '"' or '\'' => Text.Words.Split(token.Text).Where(Vocabulary.IsSqlKeyword),
        _ => [],
    };

    /// <summary>Whether a step is a command rather than prose.</summary>
    internal static bool IsCommand(Step step) => IsCommand(StepToken.Of(step.Text));

    /// <inheritdoc cref="IsCommand(Step)"/>
    internal static bool IsCommand(List<StepToken> tokens)
    {
        if (IsSentence(tokens))
        {
            return false;
        }
        // Some programs are named by an English word ("test the login"), so a sentence with function words is not a command.
        var hasFunctionWords = tokens.Exists(token => Text.Words.IsFunctionWord(token.Text));
        return tokens.Exists(HasCommandSyntax)
            || tokens.Exists(token => token.Place == 0 && KnownPrograms.Contains(token.Text)
                && (!hasFunctionWords || !Vocabulary.IsWordOfLanguage(token.Text)));
    }

    /// <summary>Whether it begins like a sentence, and goes on like one: "Copy drafts/a.md to the folder of the month".</summary>
    static bool IsSentence(List<StepToken> tokens) =>
        tokens is [{ Text: [var first, .. var rest] }, ..] && char.IsUpper(first) && rest.Length > 0 && rest.All(char.IsLower)
        && !tokens.Exists(token => !token.IsQuoted && (token.IsFlag || token.Joins))
        && tokens.Exists(token => !token.IsQuoted && (Intents.English.IsFunctionWord(token.Text) || Text.Words.IsFunctionWord(token.Text)));

    static bool HasCommandSyntax(StepToken token) =>
        token.IsFlag
        || token.Text is "|" or "&&" or ">"
        || !token.IsQuoted && token.Text.AsSpan().ContainsAny("/$=`");
}
