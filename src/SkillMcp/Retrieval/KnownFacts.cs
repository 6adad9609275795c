namespace SkillMcp.Retrieval;

/// <summary>
/// The facts that a caller knows about its situation, such as <c>os=linux</c>, <c>kubectl configured</c>, <c>no docker</c> and
/// <c>node=20</c>, compared with the preconditions of a procedure.
/// In doubt a precondition is unknown: the caller has to check it, and it does not count against the skill.
/// </summary>
sealed class KnownFacts(IReadOnlyList<string> facts)
{
    readonly IReadOnlyList<ParsedCondition> known = [.. facts.Select(ParsedCondition.Of)];

    /// <summary>
    /// Whether a precondition holds. A fact in the same words decides; otherwise one fact that contradicts the precondition
    /// outweighs any number that confirm it.
    /// </summary>
    public ConditionState Evaluate(string precondition)
    {
        var needed = ParsedCondition.Of(precondition);
        if (known.Any(fact => string.Equals(fact.Text, needed.Text, StringComparison.OrdinalIgnoreCase)))
        {
            return ConditionState.Met;
        }
        var states = known.Select(fact => Evaluate(fact, needed)).ToHashSet();
        if (states.Contains(ConditionState.Unmet))
        {
            return ConditionState.Unmet;
        }
        return states.Contains(ConditionState.Met) ? ConditionState.Met : ConditionState.Unknown;
    }

    static ConditionState Evaluate(ParsedCondition fact, ParsedCondition needed)
    {
        if (fact.Key.Length > 0 && fact.Key == needed.Key)
        {
            return EvaluateValues(fact, needed);
        }
        if (fact.OperatingSystem is { } system && needed.OperatingSystem is { } neededSystem)
        {
            return And(system.Evaluate(neededSystem), fact.Version.Evaluate(needed.Version));
        }
        if (needed.Subject.Count == 0 || !needed.Subject.IsSubsetOf(fact.Words))
        {
            return ConditionState.Unknown;
        }
        // A negation in one part of a compound says nothing about the other parts.
        if (needed is { IsNegated: true, IsCompound: true })
        {
            return ConditionState.Unknown;
        }
        return And(EvaluateStates(fact, needed), And(fact.Version.Evaluate(needed.Version), EvaluateNumbers(fact, needed)));
    }

    /// <summary>Compares two pairs of the same key.</summary>
    static ConditionState EvaluateValues(ParsedCondition fact, ParsedCondition needed)
    {
        if (fact.Value == needed.Value)
        {
            return ConditionState.Met;
        }
        return fact.Version.IsNone ? ConditionState.Unmet : fact.Version.Evaluate(needed.Version);
    }

    /// <summary>Whether a fact states the ports, sizes and durations that are needed. Whether others would do is unknown.</summary>
    static ConditionState EvaluateNumbers(ParsedCondition fact, ParsedCondition needed) =>
        !needed.Version.IsNone || needed.Numbers.IsSubsetOf(fact.Numbers) ? ConditionState.Met : ConditionState.Unknown;

    /// <summary>Whether a fact confirms or excludes the states that its subject is needed in.</summary>
    static ConditionState EvaluateStates(ParsedCondition fact, ParsedCondition needed) => (fact.IsNegated, needed.IsNegated) switch
    {
        (false, false) => needed.States.All(fact.Implies) ? ConditionState.Met : ConditionState.Unknown,
        (true, true) => needed.States.All(fact.RulesOut) ? ConditionState.Met : ConditionState.Unknown,
        (false, true) => AnyState(needed, fact.Implies) ? ConditionState.Unmet : ConditionState.Unknown,
        (true, false) => AnyState(needed, fact.RulesOut) ? ConditionState.Unmet : ConditionState.Unknown,
    };

    /// <summary>Whether any needed state passes a test; a condition without states needs mere existence, and passes.</summary>
    static bool AnyState(ParsedCondition needed, Func<string, bool> isTrue) => needed.States.Count == 0 || needed.States.Any(isTrue);

    static ConditionState And(ConditionState one, ConditionState two) => (one, two) switch
    {
        (ConditionState.Met, _) => two,
        (ConditionState.Unmet, _) => one,
        _ => ConditionState.Unknown,
    };
}
