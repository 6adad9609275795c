using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>
/// What a person would call the parameter for a value: the noun beside it in a sentence, the kind that its form shows, or what a
/// program takes in its place.
/// </summary>
static partial class ValueNames
{
    // What programs take as their arguments, with the words before it: "git checkout" takes a branch.
    static readonly FrozenDictionary<string, string> Arguments = ArgumentsOf("""
        branch: git-checkout git-switch git-merge git-rebase git-push git-pull git-branch git-worktree
        tag: git-tag gh-release
        commit: git-cherry-pick git-revert git-show git-reset
        repository: git-clone gh-repo
        issue: gh-issue
        pull_request: gh-pr
        user: useradd userdel usermod adduser deluser passwd chage id su chown
        group: groupadd groupdel
        database: createdb dropdb pg_dump pg_restore psql mysql mysqldump mongodump mongorestore
        service: systemctl service journalctl systemctl-restart systemctl-start systemctl-stop systemctl-reload systemctl-enable
        service: systemctl-disable systemctl-status
        container: docker-run docker-stop docker-start docker-rm docker-logs docker-exec docker-restart docker-inspect podman-run
        volume: docker-volume
        network: docker-network
        release: helm-upgrade helm-install helm-uninstall helm-rollback helm-history helm-status helm-diff
        workspace: terraform-workspace tofu-workspace
        package: npm-install pip-install apt-install apt-get-install brew-install yarn-add pnpm-add cargo-add dnf-install npm-publish
        version: npm-version poetry-version cargo-bump
        project: dotnet-new dotnet-add dotnet-build dotnet-test dotnet-run dotnet-sln cargo-new
        host: ssh scp sftp ping dig nslookup host traceroute
        folder: mkdir cd rmdir ls tree
        file: cp mv cat head tail less wc sort rm tar zip unzip gzip gunzip convert magick identify ffmpeg ffprobe pandoc exiftool
        file: sqlite3 csvcut csvsql jq xmllint ogr2ogr gdalwarp gdalinfo soffice libreoffice pdftk qpdf pdftotext lame sox
        url: curl wget
        target: make rake just task
        """);

    /// <summary>The name that the form of a value shows: month, date, email; null if it shows none.</summary>
    public static string? OfForm(string value) => value switch
    {
        _ when Month().IsMatch(value) => "month",
        _ when Weekday().IsMatch(value) => "day",
        _ when Quarter().IsMatch(value) => "quarter",
        _ when Date().IsMatch(value) => "date",
        _ when Time().IsMatch(value) => "time",
        _ when Email().IsMatch(value) => "email",
        _ when Amount().IsMatch(value) => "amount",
        _ when Version().IsMatch(value) => "version",
        _ when FileName().IsMatch(value) => "file",
        _ => null,
    };

    /// <summary>The noun beside a value in a sentence, as a parameter is called: "db crm", "the crm database"; null for none.</summary>
    public static string? OfNoun(string value, string text)
    {
        var named = (string?)null;
        foreach (var at in ValueOccurrences.Of(value, text))
        {
            named ??= KindBefore(value, text, at, TaskValues.IsEnglish(text)) ?? KindBehind(value, text, at + value.Length);
        }
        return named;
    }

    /// <summary>Whether a name says nothing of what a value is, so that any better one replaces it.</summary>
    public static bool IsWeak(string name) => WithoutNumber(name) is "name" or "id" or "number" or "value" or "path" or "ticket"
        or "text" or "person" or "project" or "file" or "host";

    /// <summary>A name without the number that tells it from another of its kind: "host_2" is a host.</summary>
    public static string WithoutNumber(string name) => Trailing().Replace(name, "");

    /// <summary>The key before a value in a call or in an object: <c>room="kitchen"</c>; null if there is none.</summary>
    public static string? OfKey(string value, string text)
    {
        foreach (var at in ValueOccurrences.Of(value, text))
        {
            var found = KeyBefore().Match(text[..at]);
            if (found.Success && LiteralDetection.NameFor(found.Groups["key"].Value) is { Length: > 2 } name)
            {
                return LiteralVocabulary.Keys.GetValueOrDefault(name, name);
            }
        }
        return null;
    }

    /// <summary>What the program takes as the argument that a token is; null if that is not known.</summary>
    public static string? OfArgument(IReadOnlyList<StepToken> tokens, int at)
    {
        if (tokens[at].IsQuoted || tokens[at].Text[0] is '"' or '\'')
        {
            return null;
        }
        var command = at;
        while (command > 0 && tokens[command].Place > 0)
        {
            command--;
        }
        var program = tokens[command].Text[(tokens[command].Text.LastIndexOf('/') + 1)..];
        var subcommand = command + 1 < at ? tokens[command + 1].Text : "";
        return Arguments.GetValueOrDefault($"{program}-{subcommand}") ?? Arguments.GetValueOrDefault(program);
    }

    /// <summary>The name for a value of which nothing is known but its text.</summary>
    public static string Fallback(string value) => value switch
    {
        _ when LiteralDetection.IsNumber(value) => "number",
        _ when Ticket().IsMatch(value) => "ticket",
        _ when FullName().IsMatch(value) => "person",
        _ when CamelCase().IsMatch(value) => "project",
        _ when value.Contains('/') => "path",
        _ when value.Any(char.IsDigit) => "id",
        _ => "name",
    };

    static string? KindBefore(string value, string text, int at, bool isEnglish)
    {
        var found = WordsBefore().Match(text[..at]);
        if (!found.Success)
        {
            return null;
        }
        var word = found.Groups["noun"].Value;
        // The first word of a task is its verb, even where it is also a noun: "Invoice Contoso", "Release 1.2".
        var isFirst = found.Groups["noun"].Index == 0;
        return isFirst ? null : Kind(word) ?? (isEnglish ? OtherNoun(word, value) : null);
    }

    /// <summary>A noun that is in no list: "migration 012_split_address". Only before what cannot be a word itself.</summary>
    static string? OtherNoun(string word, string value)
    {
        var isNoun = word.Length > 2 && word.All(char.IsAsciiLetterLower) && !Words.IsFunctionWord(word)
            && ActionLexicon.Instance.FormOf(word) == VerbForm.None
            && !English.Adjectives.Contains(word) && !English.Prepositions.Contains(word) && !English.Adverbs.Contains(word)
            && !Vocabulary.IsProduct(word);
        return isNoun && !value.All(char.IsAsciiLetterLower) ? word : null;
    }

    static string? KindBehind(string value, string text, int end)
    {
        var found = WordBehind().Match(text, end);
        // "the staging db crm": the noun belongs to the name that follows it.
        var next = found.Groups["next"].Value;
        var isOfAnother = next.Length > 0 && !Words.IsFunctionWord(next.ToLowerInvariant());
        if (!found.Success || isOfAnother)
        {
            return null;
        }
        // "30 days" counts them, and is not the day.
        var noun = found.Groups["noun"].Value;
        var isCount = LiteralDetection.IsNumber(value) && NounLexicon.Singular(noun) != noun;
        return isCount ? LiteralDetection.NameFor(noun) : Kind(noun);
    }

    static string? Kind(string word) =>
        Vocabulary.Kinds.GetValueOrDefault(word.ToLowerInvariant())
        ?? Vocabulary.Kinds.GetValueOrDefault(NounLexicon.Singular(word.ToLowerInvariant()));

    static FrozenDictionary<string, string> ArgumentsOf(string table) =>
    (
        from line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let columns = line.Split(": ")
        from program in columns[1].Split(' ')
        select (program, name: columns[0])
    ).DistinctBy(row => row.program).ToFrozenDictionary(row => row.program, row => row.name, StringComparer.Ordinal);

    [GeneratedRegex(@"(?<noun>\p{L}[\p{L}-]*)(?:\s+(?:called|named|number|no\.?|with the name|id|#))?\s*[:#]?\s*['""`]?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WordsBefore();

    [GeneratedRegex("_?[0-9]+$")]
    private static partial Regex Trailing();

    [GeneratedRegex(@"(?<![\w.-])(?<key>[a-z][a-z_]+)(?:[""']\s*:|=)\s*[""']?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeyBefore();

    [GeneratedRegex(@"\G['""`]?(?:'s)?\s+(?<noun>\p{Ll}[\p{L}-]*)(?:\s+(?<next>[\p{L}\p{Nd}][\w.-]*))?", RegexOptions.CultureInvariant)]
    private static partial Regex WordBehind();

    [GeneratedRegex("^(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: (?:19|20)[0-9]{2})?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Month();

    [GeneratedRegex("^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex("^(?:(?:19|20)[0-9]{2}-?)?Q[1-4](?:[- ]?(?:19|20)[0-9]{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Quarter();

    [GeneratedRegex("^(?:(?:19|20)[0-9]{2}-[01][0-9](?:-[0-3][0-9])?|[0-3]?[0-9][./][01]?[0-9][./](?:19|20)?[0-9]{2})$")]
    private static partial Regex Date();

    [GeneratedRegex("^[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")]
    private static partial Regex Email();

    [GeneratedRegex("^[0-9]+[.,][0-9]{2}$")]
    private static partial Regex Amount();

    [GeneratedRegex(@"^(?:v[0-9]+(?:\.[0-9]+){1,3}|[0-9]+(?:\.[0-9]+){2,3})(?:-[\w.]+)?$")]
    private static partial Regex Version();

    [GeneratedRegex(
        @"^[\w./-]*[\w-]\.(?:csv|tsv|txt|md|pdf|docx?|xlsx?|pptx?|odt|ods|json|ya?ml|xml|html?|log|sql|dump|sqlite3?|db|png|jpe?g"
        + @"|tiff?|gif|svg|webp|raw|cr2|nef|mp3|mp4|wav|flac|ogg|mov|avi|mkv|webm|zip|gz|tar|tgz|sh|py|js|ts|cs|rb|go|rs|java|ipynb|tex|bib"
        + @"|epub|srt|vtt|po|shp|geojson|gpkg|tif|gpx|midi?|fasta|fastq|bam|vcf|parquet|ics|eml|toml|ini|conf|cfg|tf|tfvars)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex FileName();

    [GeneratedRegex("^[A-Z][A-Z0-9]+-[1-9][0-9]*$")]
    private static partial Regex Ticket();

    [GeneratedRegex(@"^\p{Lu}[\p{L}.'’-]*(?: (?:van|von|de|der|di|le|la))?(?: \p{Lu}[\p{L}'’-]+){1,2}$")]
    private static partial Regex FullName();

    [GeneratedRegex("^[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+$")]
    private static partial Regex CamelCase();
}
