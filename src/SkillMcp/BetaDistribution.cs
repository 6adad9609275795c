namespace SkillMcp;

/// <summary>A beta distribution: the posterior of a probability after successes and failures were counted.</summary>
/// <param name="a">The first shape parameter, above 0: prior and successes.</param>
/// <param name="b">The second shape parameter, above 0: prior and failures.</param>
readonly struct BetaDistribution(double a, double b)
{
    readonly double logNorm = LogGamma(a + b) - LogGamma(a) - LogGamma(b);

    public double Mean => a / (a + b);

    public double Variance => Mean * (1 - Mean) / (a + b + 1);

    /// <summary>
    /// How likely an outcome is that counts partly as a success and partly as a failure: E[X^s (1−X)^f] = B(a+s, b+f) / B(a, b).
    /// For one whole success it is the mean.
    /// </summary>
    /// <param name="successes">The weight of the success, from 0.</param>
    /// <param name="failures">The weight of the failure, from 0.</param>
    public double Likelihood(double successes, double failures) => (successes, failures) switch
    {
        (1, 0) => Mean,
        (0, 1) => 1 - Mean,
        _ => Math.Exp(logNorm - new BetaDistribution(a + successes, b + failures).logNorm),
    };

    /// <summary>ln of the density at x.</summary>
    /// <param name="logX">ln x.</param>
    /// <param name="logRest">ln (1−x).</param>
    public double LogDensity(double logX, double logRest) => logNorm + (a - 1) * logX + (b - 1) * logRest;

    /// <summary>
    /// The x with P(X ≤ x) = p, to 1e-9: Newton's method within a bracket, with bisection where a step would leave the bracket.
    /// </summary>
    /// <param name="p">A probability, 0-1.</param>
    public double Quantile(double p)
    {
        var (low, high) = (0.0, 1.0);
        var x = a / (a + b);
        while (high - low > 1e-9)
        {
            var missed = Cumulative(x) - p;
            (low, high) = missed < 0 ? (x, high) : (low, x);
            var next = x - missed / Density(x);
            if (Math.Abs(next - x) < 1e-10)
            {
                return next;
            }
            x = next > low && next < high ? next : (low + high) / 2;
        }
        return x;
    }

    /// <summary>P(X ≤ x), the regularized incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22).</summary>
    public double Cumulative(double x)
    {
        if (x <= 0)
        {
            return 0;
        }
        if (x >= 1)
        {
            return 1;
        }
        var front = Density(x) * x * (1 - x);
        // The fraction converges fast below about the mean; above it, the mirrored distribution is used.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(1 - x, b, a) / b;
    }

    double Density(double x) => Math.Exp(LogDensity(Math.Log(x), Math.Log(1 - x)));

    /// <summary>Lentz's method: evaluates the continued fraction from the front, with a floor that keeps denominators off zero.</summary>
    static double Fraction(double x, double a, double b)
    {
        const double floor = 1e-300;
        var c = 1.0;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var fraction = d;
        for (var m = 1; m <= 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            var change = d * c;
            fraction *= change;
            if (Math.Abs(change - 1) < 1e-14)
            {
                break;
            }
        }
        return fraction;

        static double NotZero(double value) => Math.Abs(value) < floor ? floor : value;
    }

    /// <summary>ln Γ(x) for x above 0: Stirling's series (DLMF 5.11.1) beyond 10, the recurrence below.</summary>
    static double LogGamma(double x)
    {
        var below = 0.0;
        for (; x < 10; x++)
        {
            below += Math.Log(x);
        }
        var r = 1 / (x * x);
        var correction = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + correction - below;
    }
}
