using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>What the form of a value shows: that it is a date, an address, an amount.</summary>
static partial class ValueForm
{
    /// <summary>The pattern of a date with the name of its month: "9 June 2025", "June 9, 2025", "June 2025", "9 June".</summary>
    public const string DateInWords =
        @"(?:[0-3]?[0-9]\.?[ ]" + Months + "(?:,?[ ]" + Year + ")?|" + Months + "[ ](?:[0-3]?[0-9](?:,?[ ]" + Year + ")?|" + Year + "))";

    /// <summary>The pattern of a date in numbers or in words, or of a time.</summary>
    public const string DayOrTime = @"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./](?:[0-9]{2,4})?|[0-9]{1,2}:[0-9]{2}|"
        + DateInWords + ")";

    const string Months = "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
        + "|Nov(?:ember)?|Dec(?:ember)?)";

    const string Year = "(?:19|20)[0-9]{2}";

    // What something of a form may be called otherwise: a date is no contract, and a person no interview.
    static readonly FrozenDictionary<string, FrozenSet<string>> Names = NamesOf("""
        date: date day deadline slot season start end from to due at until since
        day: day date weekday
        week: week period
        month: month period date
        quarter: quarter period
        time: time at start end from to until hour slot
        email: email lawyer attorney organizer organiser sender mailbox student participant teacher manager reviewer approver speaker
        email: patient applicant candidate tenant volunteer owner client account recipient user contact member login address alias
        email: author employee customer signer guest to host
        amount: amount price total sum fee budget salary rent deposit balance value cost discount
        version: version tag release revision build firmware chart image snapshot migration
        url: url link issue page site repository endpoint feed article image file video
        ip: ip host server machine node instance device switch router address target vm printer
        language: language locale translation
        """);

    // What is measured in a unit. One letter may be a unit only with its number: "24 h" may be a list, "24h" is not.
    static readonly FrozenDictionary<string, string> Units = LiteralVocabulary.ByWord("""
        weight: kg g mg lb lbs oz kilograms kilogram kilos grams gram tons tonnes pounds
        distance: km mi miles kilometers kilometres
        length: mm cm m inch inches
        volume: ml l liters litres
        quantity: pcs pc
        amount: EUR USD GBP CHF SEK NOK DKK PLN CZK JPY euros euro dollars dollar francs € $ £
        percent: % percent
        temperature: °C °F C degrees
        duration: ms s sec min h d minutes hours seconds minute hour milliseconds
        size: KB MB GB TB kB KiB MiB GiB Ki Mi Gi M G T
        frequency: Hz kHz MHz GHz
        power: W kW
        voltage: V kV
        speed: rpm km/h
        pressure: bar psi
        pixels: px
        resolution: dpi
        """);

    /// <summary>The name that the form of a value shows; null if it shows none.</summary>
    public static string? Of(string value) => value switch
    {
        _ when Month().IsMatch(value) => "month",
        _ when Weekday().IsMatch(value) => "day",
        _ when Quarter().IsMatch(value) => "quarter",
        _ when Week().IsMatch(value) => "week",
        _ when Date().IsMatch(value) => "date",
        _ when Time().IsMatch(value) => "time",
        _ when Email().IsMatch(value) => "email",
        _ when Amount().IsMatch(value) => "amount",
        _ when Address().IsMatch(value) => "ip",
        _ when Version().IsMatch(value) => "version",
        _ when Url().IsMatch(value) => "url",
        _ when Doi().IsMatch(value) => "doi",
        _ when Port().IsMatch(value) => "port",
        _ when Interface().IsMatch(value) => "interface",
        _ when Language().IsMatch(value) => "language",
        _ when Environment().IsMatch(value) => "environment",
        _ when Company().IsMatch(value) => "company",
        _ when FileName().IsMatch(value) => "file",
        _ => null,
    };

    /// <summary>What a unit measures; null for what is not a unit.</summary>
    public static string? OfUnit(string unit) => Units.GetValueOrDefault(unit);

    /// <summary>What a number with a unit measures: "24.6kg", or "24.6" before " kg". Null without one.</summary>
    /// <param name="value">The value.</param>
    /// <param name="behind">What stands behind it.</param>
    public static string? OfQuantity(string value, string behind)
    {
        var quantity = Quantity().Match(value);
        if (!quantity.Success)
        {
            return null;
        }
        var unit = quantity.Groups["unit"].Value;
        return OfUnit(unit.Length > 0 ? unit : UnitBehind().Match(behind).Groups["unit"].Value);
    }

    /// <summary>Whether something of a form may be called by a name.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">A name for its parameter.</param>
    public static bool Allows(string value, string name)
    {
        var words = name.Split('_');
        return Of(value) is not { } form || !Names.TryGetValue(form, out var names) || words.Any(names.Contains);
    }

    /// <summary>The name for a value of which nothing is known but its text.</summary>
    public static string Fallback(string value) => value switch
    {
        _ when LiteralDetection.IsNumber(value) => "number",
        _ when Ticket().Match(value) is { Success: true } ticket => Numbered(ticket.Groups["prefix"].Value),
        _ when CamelCase().IsMatch(value) => "project",
        _ when value.Contains('/') => "path",
        _ when value.Any(char.IsDigit) => "id",
        _ => "name",
    };

    // What the prefix of a number stands for in many companies; the others are those of issue trackers.
    static string Numbered(string prefix) => prefix switch
    {
        "INV" => "invoice",
        "PO" => "purchase_order",
        "SO" or "ORD" or "ORDER" => "order",
        "CASE" => "case",
        "REQ" => "request",
        "CHG" => "change",
        "INC" => "incident",
        "CUST" => "customer",
        _ => "id",
    };

    static FrozenDictionary<string, FrozenSet<string>> NamesOf(string table) =>
        table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": "))
            .GroupBy(columns => columns[0], columns => columns[1].Split(' '))
            .ToFrozenDictionary(
                group => group.Key, group => group.SelectMany(names => names).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    [GeneratedRegex("""
        ^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:[ ](?:19|20)[0-9]{2})?
        |(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2]))$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Month();

    [GeneratedRegex("^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex("^(?:(?:19|20)[0-9]{2}[- ]?)?[Qq][1-4](?:[- ]?(?:19|20)?[0-9]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Quarter();

    [GeneratedRegex("^(?:(?:19|20)[0-9]{2}-?)?(?:W|KW|CW|kw|wk)-?[0-5]?[0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex Week();

    [GeneratedRegex("""
        ^(?:(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]
        |[0-3][0-9][./][01][0-9][./](?:19|20)?[0-9]{2}
        |[0-3]?[0-9][./][01]?[0-9][./](?:19|20)[0-9]{2}
        |
        """ + DateInWords + ")$", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex("^(?:[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?: ?[ap]m)?|[01]?[0-9] ?[ap]m)$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")]
    private static partial Regex Email();

    [GeneratedRegex("^(?:[€$£][0-9.,]*[0-9][mk]?|[0-9][0-9.,]*[ ]?(?:€|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN))$")]
    private static partial Regex Amount();

    [GeneratedRegex(@"^[€$£]?-?[0-9][0-9.,]*[ ]?(?<unit>[%°\p{L}]{0,9})$")]
    private static partial Regex Quantity();

    /// <summary>A unit behind a number, of more than one letter where a space is between the two.</summary>
    [GeneratedRegex(@"^(?:[ ]?(?<unit>[€$£%]|°[CF]|\p{L}{2,9}|km/h)|(?<unit>\p{L}))(?![\p{L}\p{Nd}_])")]
    private static partial Regex UnitBehind();

    [GeneratedRegex(@"^\d{1,3}(?:\.\d{1,3}){3}$")]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?:v[0-9]+(?:\.[0-9]+){1,3}|[0-9]+(?:\.[0-9]+){2,3})(?:-[\w.]+)?$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[a-z][a-z0-9+]{1,9}://\S+$")]
    private static partial Regex Url();

    [GeneratedRegex(@"^10\.[0-9]{4,9}/\S+$")]
    private static partial Regex Doi();

    [GeneratedRegex(@"^(?:/dev/(?:tty|cu\.)[\w.-]+|COM[0-9]{1,3})$")]
    private static partial Regex Port();

    [GeneratedRegex("^[A-Z][A-Za-z]{1,20}[0-9]+(?:/[0-9]+)+$")]
    private static partial Regex Interface();

    [GeneratedRegex("^[a-z]{2}(?:_[A-Z]{2}|-[A-Z]{2}|-Han[st])$")]
    private static partial Regex Language();

    [GeneratedRegex("^(?:staging|stage|prod|production|preprod|dev|development|uat|qa[0-9]?)$")]
    private static partial Regex Environment();

    [GeneratedRegex(@"^\p{L}.* (?:GmbH|AG|KG|AS|ASA|AB|Oy|Inc\.?|Ltd\.?|LLC|LLP|PLC|BV|NV|SA|SARL|SpA|Srl|SE|Corp\.?|Co\.?)$")]
    private static partial Regex Company();

    [GeneratedRegex(
        @"^[\w./-]*[\w-]\.(?:csv|tsv|txt|md|pdf|docx?|xlsx?|pptx?|odt|ods|json|ya?ml|xml|html?|log|sql|dump|sqlite3?|db|png|jpe?g"
        + @"|tiff?|gif|svg|webp|raw|cr2|nef|mp3|mp4|wav|flac|ogg|mov|avi|mkv|webm|zip|gz|tar|tgz|sh|py|js|ts|cs|rb|go|rs|java|ipynb|tex|bib"
        + @"|epub|srt|vtt|po|shp|geojson|gpkg|tif|gpx|midi?|fasta|fastq|bam|vcf|parquet|ics|eml|toml|ini|conf|cfg|tf|tfvars|stl"
        + "|gcode|rds)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex FileName();

    [GeneratedRegex("^(?<prefix>[A-Z][A-Z0-9]+)-[0-9]+$")]
    private static partial Regex Ticket();

    [GeneratedRegex("^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+$")]
    private static partial Regex CamelCase();
}
