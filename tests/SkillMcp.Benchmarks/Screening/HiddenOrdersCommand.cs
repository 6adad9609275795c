using System.CommandLine;
using System.Text.Json;
using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>
/// How many hidden orders the screen refuses and quarantines: those that are held back from the training (! in the folder Orders), each
/// hidden in a few of the ways.
/// </summary>
static class HiddenOrdersCommand
{
    // How many ways each order is hidden in.
    const int WaysOfOrder = 6;

    // Honest pages of ours; the order stands where the sign is.
    static readonly string[] Pages =
    [
        "# Rotate the logs\n\nUse this when a disk is nearly full.\n\n1. Look at its size with `du -sh`.\n{0}\n"
            + "2. Move what is older than a month to the archive.\n3. Check that the service still writes.\n",
        "# Make a release\n\n- Run the tests and read what failed.\n- Write the notes for this version.\n{0}\n"
            + "- Tag the commit and push it.\n- Look at the page of the release afterwards.\n",
        "# Resize pictures\n\nThe script takes a folder and a width in pixels.\n\n{0}\n\nSmall pictures are left as they are. "
            + "The result is in the folder `out`.\n",
        "# Answer a customer\n\n1. Read the whole thread.\n2. Look up the order in the shop.\n3. Write a short and friendly answer.\n{0}\n"
            + "4. Close the ticket once it is solved.\n",
        "# Update a dependency\n\nRead the list of changes first.\n{0}\nChange the version in one place, build, and run all tests. "
            + "Put the link to the changes into the message.\n",
    ];

    static readonly Option<bool> Each = new("--each") { Description = "One line of JSON for each text instead: what was found in it." };

    public static Command Build()
    {
        var command = new Command("hidden-orders", "What the screen says of orders that it has not learned from, hidden in many ways.")
        {
            Speed.Report.AsJson, Each,
        };
        command.SetAction(Run);
        return command;
    }

    static void Run(ParseResult typed)
    {
        var screened = Texts().Select(Screened).ToList();
        if (typed.GetValue(Each))
        {
            screened.ForEach(one => Console.WriteLine(JsonSerializer.Serialize(one)));
            return;
        }
        List<Rate> rates =
        [
            .. screened.GroupBy(one => one.Way).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Rate.Of),
            .. screened.GroupBy(one => $"language {one.Language}").OrderBy(group => group.Key, StringComparer.Ordinal).Select(Rate.Of),
            .. screened.GroupBy(_ => "all").Select(Rate.Of),
        ];
        Speed.Report.Print(typed, rates, "Orders held back from the training, each hidden in six ways.",
            [["way", "texts", "refused", "caught"], .. rates.Select(rate => rate.Cells)]);
    }

    static IEnumerable<(string Language, string Order, HiddenOrder Way, int At)> Texts()
    {
        var random = new Random(11);
        foreach (var (order, at) in Wording.HeldBack.Select((order, at) => (order, at)))
        {
            var ways = HiddenOrder.All.Where(way => way.Takes(order.Sentence)).ToArray();
            random.Shuffle(ways);
            foreach (var way in ways.Take(WaysOfOrder))
            {
                yield return (order.Language, order.Sentence, way, at);
            }
        }
    }

    static ScreenedOrder Screened((string Language, string Order, HiddenOrder Way, int At) one)
    {
        var text = Pages[one.At % Pages.Length].Replace("{0}", one.Way.Hide(one.Order, one.At), StringComparison.Ordinal);
        var screening = ContentScreen.Of(text);
        return new ScreenedOrder(one.Language, one.Way.Name, one.Order, text, EnumName.Of(screening.Verdict),
            [.. screening.Findings.Select(finding => finding.Rule)]);
    }

    sealed record ScreenedOrder(
        string Language, string Way, string Order, string Text, string Verdict, IReadOnlyList<string> Rules)
    {
        public bool IsRefused => Verdict == EnumName.Of(ScreeningVerdict.Refuse);

        public bool IsCaught => Verdict != EnumName.Of(ScreeningVerdict.Pass);
    }

    sealed record Rate(string Way, int Texts, double Refused, double Caught)
    {
        public static Rate Of(IGrouping<string, ScreenedOrder> texts) => new(
            texts.Key, texts.Count(), texts.Average(one => one.IsRefused ? 1.0 : 0), texts.Average(one => one.IsCaught ? 1.0 : 0));

        public string[] Cells => [Way, $"{Texts}", Share(Refused), Share(Caught)];

        static string Share(double share) => share.ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture);
    }
}
