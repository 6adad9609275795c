namespace SkillMcp.Ways;

/// <summary>How much an execution weighs as a success and as a failure; together 0-1.</summary>
readonly record struct WeightedOutcome
{
    WeightedOutcome(double success, double failure) => (Success, Failure) = (success, failure);

    public double Success { get; }

    public double Failure { get; }

    public double Total => Success + Failure;

    /// <summary>A partial success adds half of its weight to each side; <see cref="Outcome.NotUsed"/> is not an execution.</summary>
    /// <param name="outcome">How the execution ended.</param>
    /// <param name="weight">How much it counts, 0-1.</param>
    public static WeightedOutcome Of(Outcome outcome, double weight)
    {
        if (!(weight is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is 0-1.");
        }
        return outcome switch
        {
            Outcome.Success => new(weight, 0),
            Outcome.Partial => new(weight / 2, weight / 2),
            Outcome.Failure => new(0, weight),
            _ => default,
        };
    }
}
