namespace SkillMcp.Retrieval;

/// <summary>
/// What a caller knows of its situation, held against what a procedure needs: <c>os=linux</c>, <c>kubectl configured</c>, <c>no docker</c>, <c>node=20</c>.
/// In doubt a precondition is unknown: it is checked then, and neither taken for granted nor held against the skill.
/// </summary>
sealed class KnownFacts(IReadOnlyList<string> facts)
{
    readonly IReadOnlyList<ParsedCondition> known = [.. facts.Select(ParsedCondition.Of)];

    /// <summary>What is known of a precondition: what a fact says in so many words, or else one fact against it before any for it.</summary>
    public ConditionState Judge(string precondition)
    {
        var needed = ParsedCondition.Of(precondition);
        if (known.Any(fact => string.Equals(fact.Text, needed.Text, StringComparison.OrdinalIgnoreCase)))
        {
            return ConditionState.Met;
        }
        var verdicts = known.Select(fact => Judge(fact, needed)).ToHashSet();
        return verdicts.Contains(ConditionState.Unmet) ? ConditionState.Unmet
            : verdicts.Contains(ConditionState.Met) ? ConditionState.Met
            : ConditionState.Unknown;
    }

    static ConditionState Judge(ParsedCondition fact, ParsedCondition needed)
    {
        if (fact.Key.Length > 0 && fact.Key == needed.Key)
        {
            return fact.Value == needed.Value ? ConditionState.Met : fact.Version.IsNone ? ConditionState.Unmet : fact.Version.Judge(needed.Version);
        }
        if (fact.OperatingSystem is { } system && needed.OperatingSystem is { } other)
        {
            return And(system.Judge(other), fact.Version.Judge(needed.Version));
        }
        // A part that is denied says nothing about the others.
        return needed.Subject.Count == 0 || !needed.Subject.IsSubsetOf(fact.Words) || needed is { IsNegated: true, IsCompound: true }
            ? ConditionState.Unknown
            : And(JudgeStates(fact, needed), And(fact.Version.Judge(needed.Version), JudgeNumbers(fact, needed)));
    }

    /// <summary>Whether a fact says the ports, sizes and hours that are needed; whether another would do, nobody knows.</summary>
    static ConditionState JudgeNumbers(ParsedCondition fact, ParsedCondition needed) =>
        !needed.Version.IsNone || needed.Numbers.IsSubsetOf(fact.Numbers) ? ConditionState.Met : ConditionState.Unknown;

    /// <summary>What a fact says of a state that its subject is needed in.</summary>
    static ConditionState JudgeStates(ParsedCondition fact, ParsedCondition needed) => (fact.IsNegated, needed.IsNegated) switch
    {
        (false, false) => needed.States.All(fact.Implies) ? ConditionState.Met : ConditionState.Unknown,
        (true, true) => needed.States.All(fact.RulesOut) ? ConditionState.Met : ConditionState.Unknown,
        (false, true) => needed.States.Count == 0 || needed.States.Any(fact.Implies) ? ConditionState.Unmet : ConditionState.Unknown,
        (true, false) => needed.States.Count == 0 || needed.States.Any(fact.RulesOut) ? ConditionState.Unmet : ConditionState.Unknown,
    };

    static ConditionState And(ConditionState one, ConditionState two) => (one, two) switch
    {
        (ConditionState.Met, _) => two,
        (ConditionState.Unmet, _) => one,
        _ => ConditionState.Unknown,
    };
}
