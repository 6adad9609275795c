namespace SkillMcp;

/// <summary>The quantiles of a beta distribution, to 1e-9.</summary>
static class BetaDistribution
{
    /// <summary>The x with P(X ≤ x) = p for X ~ Beta(a, b), found by bisection: slower than Newton, and it always arrives.</summary>
    /// <param name="p">A probability, 0-1.</param>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    public static double Quantile(double p, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            (low, high) = Cumulative(middle, a, b) < p ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    /// <summary>The regularized incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22).</summary>
    public static double Cumulative(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        // The fraction converges fast on this side of the mean; the other side is its mirror.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - front * Fraction(1 - x, b, a) / b;
    }

    /// <summary>Lentz's method: the fraction from the front, with a floor that keeps it off zero.</summary>
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
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / x - below;
    }
}
