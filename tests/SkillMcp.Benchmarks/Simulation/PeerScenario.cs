namespace SkillMcp.Benchmarks.Simulation;

/// <summary>Two skills that do the same, told in other words and under names of their own, whose true chances a scenario sets.</summary>
sealed class PeerScenario(int seed)
{
    const int Uses = 500;

    // What an agent manages without a procedure.
    const double Unaided = 0.5;

    static readonly string[] Wordings =
    [
        "Rotate the certificate of the ingress proxy",
        "Renew the certificate for our ingress proxy",
        "the certificate of the ingress proxy has to be rotated",
        "renew the cert on the ingress proxy, it expires",
    ];

    static readonly string[] First = ["certctl issue --for ingress", "certctl install --target proxy", "systemctl reload proxy"];
    static readonly string[] Second =
        ["certctl issue --for ingress", "proxyctl load --certificate ingress --now", "systemctl reload proxy"];

    /// <summary>
    /// The successes that are lost against always following the better one, and the uses in which neither was handed over; the averages of
    /// some replicates.
    /// </summary>
    /// <param name="replicates">How often it is played.</param>
    /// <param name="first">The true chance of the skill that fits the words of the first task best.</param>
    /// <param name="second">That of the other.</param>
    public async Task<(double Regret, double Unserved)> RegretAsync(int replicates, double first, double second)
    {
        var (lost, unserved) = (0.0, 0);
        for (var replicate = 0; replicate < replicates; replicate++)
        {
            await using var memory = await LibraryMemory.NewAsync(seed + replicate);
            var random = new Random(seed * 1000 + replicate);
            await TellAsync(memory, Wordings[0], First, "rotate-ingress-certificate");
            await TellAsync(memory, Wordings[1], Second, "renew-proxy-certificate");
            for (var use = 0; use < Uses; use++)
            {
                var handed = await memory.RetrieveAsync(Wordings[random.Next(Wordings.Length)]);
                unserved += handed is null ? 1 : 0;
                var isSecond = handed?.Steps[1].Text == Second[1];
                var chance = handed is null ? Unaided : isSecond ? second : first;
                lost += Math.Max(first, second) - chance;
                if (handed is not null)
                {
                    await memory.ReportAsync(handed, random.NextDouble() < chance, random.NextDouble() < 0.5);
                }
            }
        }
        return (lost / replicates, (double)unserved / replicates);
    }

    static async Task TellAsync(LibraryMemory memory, string task, string[] steps, string name)
    {
        var learned = await memory.LearnAsync(task, [.. steps.Select(Step.Parse)], isEvidenced: true, retrieval: null, name);
        if (learned.Decision != Decision.Stored)
        {
            throw new InvalidOperationException($"The scenario needs two skills, and '{name}' was {learned.Decision}.");
        }
    }
}
