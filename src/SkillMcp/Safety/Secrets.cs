using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>
/// The secrets of a run, found by the flag, key or header before them and by the form of well-known keys.
/// In a step each becomes a placeholder, in every other text <see cref="Example"/>: the literal is kept nowhere.
/// </summary>
public sealed partial class Secrets
{
    /// <summary>What stands where a secret stood; the example of a parameter that is one.</summary>
    public const string Example = "<secret>";

    // A shorter one is a word too, and stands in many places where it is none.
    const int LongEnoughToTell = 6;

    readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    readonly HashSet<string> taken;

    Secrets(IEnumerable<string> taken) => this.taken = taken.ToHashSet(StringComparer.Ordinal);

    /// <summary>The secrets that steps and other texts hold.</summary>
    public static Secrets In(IReadOnlyList<Step> steps, IEnumerable<string> others)
    {
        var secrets = new Secrets(steps.SelectMany(step => step.Placeholders));
        foreach (var text in steps.Select(step => step.Text).Concat(others))
        {
            foreach (var (secret, name, _) in Places(text))
            {
                secrets.Keep(secret, name);
            }
        }
        return secrets;
    }

    /// <summary>The parameters that steps have in place of their secrets.</summary>
    public IEnumerable<Parameter> Parameters => names.Values.Select(name => new Parameter { Name = name, Example = Example });

    /// <summary>The step with placeholders for its secrets.</summary>
    public Step Without(Step step)
    {
        var text = Replaced(step.Text, secret => $"{{{names[secret]}}}");
        // Behind some signs braces mean something else.
        return text == step.Text ? step
            : Step.Parse(names.Values.Where(name => text.Contains($"{{{name}}}", StringComparison.Ordinal)).All(Placeholder.NamesIn(text).Contains) ? text : Without(step.Text));
    }

    /// <summary>Any other text, with a mark where a secret stood.</summary>
    public string Without(string text) => Replaced(text, _ => Example);

    /// <summary>What was observed, with a mark where a secret stood.</summary>
    public Evidence? Without(Evidence? evidence) => evidence is null ? null : evidence with
    {
        Observed = Without(evidence.Observed),
        Expected = Without(evidence.Expected),
        Check = Without(evidence.Check),
    };

    /// <summary>A run without its secrets.</summary>
    public static Trajectory Removed(Trajectory run)
    {
        var secrets = In(run.Steps, [run.Task, run.Name, run.Description, run.Notes, .. run.Preconditions, .. run.Postconditions, .. run.Tags, .. Evidence.TextsOf(run.Evidence)]);
        return run with
        {
            Task = secrets.Without(run.Task),
            Name = secrets.Without(run.Name),
            Description = secrets.Without(run.Description),
            Notes = secrets.Without(run.Notes),
            Tags = [.. run.Tags.Select(secrets.Without)],
            Preconditions = [.. run.Preconditions.Select(secrets.Without)],
            Postconditions = [.. run.Postconditions.Select(secrets.Without)],
            Steps = [.. run.Steps.Select(secrets.Without)],
            Parameters = [.. run.Parameters.Select(secrets.Without), .. secrets.Parameters],
            Evidence = secrets.Without(run.Evidence),
        };
    }

    Parameter Without(Parameter parameter) => SecretName().IsMatch(parameter.Name) && parameter.Example.Length > 0
        ? parameter with { Example = Example, Default = null }
        : parameter with { Description = Without(parameter.Description), Example = Without(parameter.Example), Default = parameter.Default is null ? null : Without(parameter.Default) };

    void Keep(string secret, string name)
    {
        if (!names.ContainsKey(secret))
        {
            var numbered = name;
            for (var number = 2; !taken.Add(numbered); number++)
            {
                numbered = $"{name}_{number}";
            }
            names.Add(secret, numbered);
        }
    }

    /// <summary>Wherever a secret stands; a short one only where something before it says so.</summary>
    string Replaced(string text, Func<string, string> by)
    {
        if (names.Count == 0)
        {
            return text;
        }
        var places = Places(text).Where(place => names.ContainsKey(place.Secret)).OrderByDescending(place => place.Start).ToList();
        foreach (var (secret, _, start) in places)
        {
            text = string.Concat(text.AsSpan(0, start), by(secret), text.AsSpan(start + secret.Length));
        }
        return names.Keys.Where(secret => secret.Length >= LongEnoughToTell).OrderByDescending(secret => secret.Length)
            .Aggregate(text, (left, secret) => left.Replace(secret, by(secret), StringComparison.Ordinal));
    }

    /// <summary>Where secrets stand in a text, in order; none overlaps another.</summary>
    static IEnumerable<(string Secret, string Name, int Start)> Places(string text)
    {
        var found =
            from pattern in new[] { Known(), Keyed(), Header(), Login() }
            from place in pattern.Matches(text)
            let secret = place.Groups["secret"]
            where !NoSecret().IsMatch(place.Groups["name"].Value) && !IsMark(secret.Value)
            orderby secret.Index
            select (secret.Value, NameOf(place), secret.Index);
        var end = 0;
        foreach (var place in found)
        {
            if (place.Index >= end)
            {
                end = place.Index + place.Value.Length;
                yield return place;
            }
        }
    }

    static string NameOf(System.Text.RegularExpressions.Match found)
    {
        var name = found.Groups["name"].Value.Trim('-').Replace('-', '_').ToLowerInvariant();
        return Placeholder.IsName(name) ? name : found.Groups["kind"] is { Success: true } ? "password" : "token";
    }

    // What stands for a secret already: ***, x, "true".
    static bool IsMark(string value) => value.All(c => c is '*' or '.' or 'x' or 'X' or '_') || value is "true" or "false" or "null" or "none" or "stdin" or "secret" or "password" or "changeme";

    // Quantifiers have bounds, so that no text makes the patterns slow.
    [GeneratedRegex("""
        -----BEGIN\x20[A-Z\x20]{0,30}PRIVATE\x20KEY-----(?<secret>[A-Za-z0-9+/=\s\\]{16,8000})
        | \b(?<secret>gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abeprs]-[\w-]{10,255}|sk-[\w-]{16,255}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,64}|npm_\w{30,64}|hf_\w{20,64}|eyJ[\w-]{10,2000}\.[\w-]{10,2000}\.[\w-]{5,2000})
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex("""
        (?<![\w-])(?:
            (?<name>--?[\w-]{0,40}?(?:passw(?:or)?d|passphrase|\bpwd|pass|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\w-]{0,40})(?:=|\s{1,4})
          | (?<name>[\w-]{0,40}?(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\w-]{0,40})["']?\s?[=]\s?
          | (?<name>[\w-]{0,40}?(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\w-]{0,40})["']?\s?:\s{0,4}(?=["']|\S{0,40}[0-9])
        )["']?(?<secret>[^\s"'`;|&<>(){}$@/-][^\s"'`;|&<>(){}$]{2,500})
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Keyed();

    [GeneratedRegex(@"\b(?:Bearer|Basic)\s{1,4}(?<secret>[\w.~+/-]{8,2000}={0,2})|\bAuthorization:\s{0,4}(?:token\s)?(?<secret>(?!Bearer|Basic)[\w.~+/-]{8,2000}={0,2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex("""
        ://[^\s/:@]{0,100}:(?<kind>)(?<secret>[^\s/:@{}$<>]{2,200})@
        | \bcurl\b.{0,500}?\s(?:-u|--user)[\s=]["']?[^\s:"'{}$]{1,100}:(?<kind>)(?<secret>[^\s"'{}$<>]{2,200})
        | \b(?:mysql|mysqldump|mysqladmin|mariadb)\b.{0,500}?\s-p(?<kind>)(?<secret>[^\s"'{}$<>]{2,200})
        | \bsshpass\s{1,4}-p\s{0,4}["']?(?<kind>)(?<secret>[^\s"'{}$<>]{2,200})
        | \b(?:docker|podman|helm|registry|az|cf)\s(?:\w{1,20}\s){0,2}?login\b.{0,300}?\s-p\s{1,4}["']?(?<kind>)(?<secret>[^\s"'{}$<>]{2,200})
        | \bredis-cli\b.{0,300}?\s-a\s{1,4}["']?(?<kind>)(?<secret>[^\s"'{}$<>]{2,200})
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Login();

    // What is said about a secret is none: --token-file, secret_name.
    [GeneratedRegex(@"[_-](?:file|path|name|names|id|ttl|url|uri|type|policy|length|version|stdin|store|manager|expiry|expires|prompt|arn|ref)$|^-{0,2}(?:bypass|no-?pass)\w*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoSecret();

    [GeneratedRegex(@"passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
