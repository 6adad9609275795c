using System.Text.RegularExpressions;

namespace SkillMcp.Intents;

/// <summary>A region of a cloud, or a wider area of the world, that a text names.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Area">The area that it lies in, such as "eu"; empty if that is not known.</param>
/// <param name="Codes">Its codes; none for an area, and several for a city in which more than one cloud has a region.</param>
/// <param name="At">The index of its word.</param>
sealed partial record CloudRegion(string Text, string Area, string[] Codes, int At)
{
    /// <summary>A city may be meant for itself: it counts only beside the code of a region.</summary>
    public bool IsCity { get; private init; }

    static readonly Dictionary<string, (string Area, string[] Codes)> Cities = new(StringComparer.Ordinal)
    {
        ["frankfurt"] = ("eu", ["eu-central-1", "europe-west3", "germanywestcentral"]),
        ["ireland"] = ("eu", ["eu-west-1", "northeurope"]),
        ["dublin"] = ("eu", ["eu-west-1", "northeurope"]),
        ["london"] = ("eu", ["eu-west-2", "europe-west2", "uksouth"]),
        ["paris"] = ("eu", ["eu-west-3", "europe-west9", "francecentral"]),
        ["stockholm"] = ("eu", ["eu-north-1"]),
        ["zurich"] = ("eu", ["eu-central-2", "europe-west6", "switzerlandnorth"]),
        ["virginia"] = ("us", ["us-east-1", "us-east4", "eastus", "eastus2"]),
        ["ohio"] = ("us", ["us-east-2", "us-east5"]),
        ["oregon"] = ("us", ["us-west-2", "us-west1", "westus2"]),
        ["singapore"] = ("asia", ["ap-southeast-1", "asia-southeast1", "southeastasia"]),
        ["sydney"] = ("asia", ["ap-southeast-2", "australia-southeast1", "australiaeast"]),
        ["tokyo"] = ("asia", ["ap-northeast-1", "asia-northeast1", "japaneast"]),
        ["mumbai"] = ("asia", ["ap-south-1", "asia-south1"]),
    };

    /// <summary>Whether it is or may be the same place as another one.</summary>
    public bool IsSame(CloudRegion other) => Codes.Length > 0 && other.Codes.Length > 0
        ? Codes.Intersect(other.Codes).Any()
        : Area == other.Area;

    /// <summary>What is named in a text, in order.</summary>
    public static IEnumerable<CloudRegion> In(IReadOnlyList<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var word = tokens[at].Lower;
            if (Code().Match(word) is { Success: true } code)
            {
                var name = code.Groups["region"].Value;
                yield return new CloudRegion(name, AreaOf(name), [name], at);
            }
            else if (Cities.TryGetValue(word, out var city))
            {
                yield return new CloudRegion(tokens[at].Text, city.Area, city.Codes, at) { IsCity = true };
            }
            else if (AreaAt(tokens, at) is { Length: > 0 } area)
            {
                yield return new CloudRegion(tokens[at].Text, area, [], at);
            }
        }
    }

    /// <summary>The codes of regions in a command, wherever they stand.</summary>
    public static IEnumerable<CloudRegion> CodesIn(string text) => Code().Matches(text)
        .Select(match => match.Groups["region"].Value)
        .Select(code => new CloudRegion(code, AreaOf(code), [code], 0));

    static string AreaAt(IReadOnlyList<Token> tokens, int at) => tokens[at].Lower switch
    {
        "on-prem" or "on-premises" or "on-premise" or "onprem" => "on-premises",
        "eu" or "emea" or "european" => "eu",
        "us" when tokens[at].Text == "US" || IsBeforePlace(tokens, at) => "us",
        "usa" or "american" => "us",
        "apac" or "asian" => "asia",
        _ => "",
    };

    // "us" is also a pronoun.
    static bool IsBeforePlace(IReadOnlyList<Token> tokens, int at) => at + 1 < tokens.Count && tokens[at].Break == Break.None
        && English.PlaceNouns.Contains(NounLexicon.Singular(tokens[at + 1].Lower));

    // Not list patterns from both ends: the compiler needs more memory for those than there is.
    static string AreaOf(string code) => Array.Find(Areas, area => area.Words.Any(code.Contains)).Area ?? code;

    static readonly (string Area, string[] Words)[] Areas =
    [
        ("eu", ["eu", "uk", "france", "germany", "sweden", "norway", "switzerland", "poland", "italy", "spain"]),
        ("asia", ["ap-", "asia", "australia", "india", "japan", "korea"]),
        ("us", ["us"]),
    ];

    // Those of AWS and Google, with or without a zone, and those of Azure.
    [GeneratedRegex(
        @"(?<![a-z0-9-])(?<region>(?:us|eu|ap|sa|ca|me|af|il|mx|cn|europe|asia|australia|northamerica|southamerica|africa)-(?:gov-)?"
        + @"(?:north|south|east|west|central)(?:east|west)?-?\d{1,2}"
        + @"|(?:north|south|east|west|central){1,2}(?:us|europe|asia|india)\d?"
        + @"|(?:uk|france|germany|sweden|norway|switzerland|poland|italy|spain|japan|korea|australia|canada|brazil|uae|qatar|israel)"
        + @"(?:north|south|east|west|central){1,2}\d?)(?:-?[a-f])?(?![a-z0-9-])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
