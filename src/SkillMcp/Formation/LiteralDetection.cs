using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>A piece of a step that differs from run to run.</summary>
/// <param name="Start">Where it begins in the step.</param>
/// <param name="Text">What it is this time.</param>
/// <param name="Name">What it is called: after its flag, its key or its kind.</param>
readonly record struct Literal(int Start, string Text, string Name)
{
    public int End => Start + Text.Length;

    /// <summary>Whether it is a mere number, with or without a unit.</summary>
    public bool IsCount => LiteralDetection.IsNumber(Text);
}

/// <summary>
/// Finds what clearly varies in a step by its form (an address, an image, a version, a date, an id, somebody's path) or by what
/// stands before it (a flag or a key that names something, any that counts). Commands, subcommands, flags and well-known paths stay.
/// </summary>
static partial class LiteralDetection
{
    // Longer words are encoded blobs, and no form is that long.
    const int MaxWordLength = 256;

    // What follows one of these is somebody's own name for something. Others choose among the program's own words: --output json.
    static readonly FrozenDictionary<string, string> Naming = Whitespace.Split("""
        namespace=ns context=kube_context cluster=cluster_name region zone project=project_id profile environment=env=stage host=hostname user=username database=db=dbname bucket=bucket_name
        image tag version port branch domain service=service_name repo=repository account=account_id subscription resource_group release stack=stack_name function=function_name queue topic table
        collection instance=instance_id node pod container deployment app=app_name org=organization team workspace email server url endpoint name machine vm email date
        """).SelectMany(row => row.Split('=').Select(word => (word, row.Split('=')[0])))
        .DistinctBy(row => row.word).ToFrozenDictionary(row => row.word, row => row.Item2, StringComparer.Ordinal);

    static readonly FrozenDictionary<(string Program, string Flag), string> ShortFlags = """
        kubectl,helm,oc,istioctl,stern -n=namespace
        psql,pg_dump,pg_restore,createdb,dropdb -h=host -p=port -U=user -d=database
        mysql,mysqldump -h=host -P=port -u=user -D=database
        redis-cli -h=host -p=port
        mongodump,mongorestore -d=database
        ssh,sftp,rsync -p=port -l=user
        nc,nmap,uvicorn,gunicorn,serve,http-server,flask -p=port
        scp -P=port
        git -b=branch
        certbot -d=domain
        """.Split('\n', StringSplitOptions.TrimEntries).Select(row => row.Split(' '))
        .SelectMany(row => row[0].Split(',').SelectMany(program => row.Skip(1).Select(flag => flag.Split('=')).Select(flag => ((program, flag[0]), flag[1]))))
        .ToFrozenDictionary(row => row.Item1, row => row.Item2);

    static readonly FrozenDictionary<string, string> Resources = Whitespace.Split("""
        deployment=deploy=deployments statefulset=sts daemonset=ds service=svc pod=po job=jobs cronjob configmap=cm ingress=ing node namespace=ns persistentvolumeclaim=pvc
        """).SelectMany(row => row.Split('=').Select(word => (word, row.Split('=')[0]))).ToFrozenDictionary(row => row.word, row => row.Item2, StringComparer.Ordinal);

    static readonly FrozenSet<string> RunsContainers = FrozenSet.ToFrozenSet(["docker", "podman", "nerdctl", "buildah", "skopeo", "crane", "kubectl", "oc", "helm", "kind", "k3d", "minikube"], StringComparer.Ordinal);

    static readonly FrozenSet<string> OnAnotherHost = FrozenSet.ToFrozenSet(["ssh", "scp", "sftp", "rsync", "ssh-copy-id"], StringComparer.Ordinal);

    // Behind their flags stands a mode or a signal: part of what is done.
    static readonly FrozenSet<string> CountNothing = FrozenSet.ToFrozenSet(["chmod", "kill", "pkill", "umask", "mkdir", "install"], StringComparer.Ordinal);

    static readonly FrozenSet<string> NoImageAfter = FrozenSet.ToFrozenSet(["-p", "-v", "-e", "-u", "--publish", "--volume", "--env", "--user", "--network", "--mount", "--name", "--add-host"], StringComparer.Ordinal);

    // What everybody calls so is part of the procedure, and so is nothing at all.
    static readonly FrozenSet<string> WellKnown = FrozenSet.ToFrozenSet(
        ["default", "kube-system", "kube-public", "local", "localhost", "latest", "main", "master", "root", "all", "true", "false", "none", "auto", "bin", "lib", "homebrew", ".", "0"], StringComparer.Ordinal);

    // Everybody's hosts too.
    static readonly FrozenSet<string> WellKnownHosts = Whitespace.Split("""
        github.com githubusercontent.com gitlab.com bitbucket.org pypi.org pythonhosted.org npmjs.org npmjs.com docker.com docker.io ghcr.io quay.io gcr.io k8s.io kubernetes.io googleapis.com google.com
        microsoft.com azure.com debian.org ubuntu.com rust-lang.org rustup.rs golang.org nodesource.com hashicorp.com letsencrypt.org python.org nuget.org apache.org maven.org helm.sh get.sh w3.org json-schema.org
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The literals of a step, in order; none overlaps another.</summary>
    public static IEnumerable<Literal> In(IReadOnlyList<StepToken> words)
    {
        var program = "";
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            program = word.Place == 0 ? word.Text[(word.Text.LastIndexOf('/') + 1)..] : program;
            if (!word.IsPlain || word.Text.Length > MaxWordLength)
            {
                continue;
            }
            var before = at > 0 && words[at - 1].Place >= 0 ? words[at - 1].Text : "";
            var (key, value, start) = KeyAndValue(word, before, program);
            var found = value.Length == 0 ? [] : FoundIn(value, key, before, program).Select(literal => literal with { Start = literal.Start + start });
            // The program itself is what is done, whatever it is called.
            foreach (var literal in found.Where(literal => (word.Place != 0 || key.Length > 0) && !WellKnown.Contains(literal.Text)))
            {
                yield return literal;
            }
        }
    }

    /// <summary>Whether a text is a mere number, with or without a unit.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>Whether a text has a form that clearly varies.</summary>
    public static bool IsLiteral(string text) => text.Length <= MaxWordLength && (Number().IsMatch(text) || FormsIn(text).Any());

    /// <summary>Whether a flag names what follows it; others take nothing, or choose among the program's own words.</summary>
    public static bool NamesItsValue(string flag) => flag.StartsWith("--", StringComparison.Ordinal) && Naming.ContainsKey(NameFor(flag));

    /// <summary>What a word is the value of: <c>--key=value</c>, <c>key=value</c>, <c>--key value</c>; a key of "" is none.</summary>
    public static (string Key, string Value, int Start) KeyAndValue(StepToken word, string before, string program)
    {
        var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && KeyName().IsMatch(word.Text.AsSpan(0, equals)))
        {
            return (NameFor(word.Text[..equals]), word.Text[(equals + 1)..], word.Start + equals + 1);
        }
        if (word.IsFlag && !SignedNumber().IsMatch(word.Text))
        {
            return ("", "", word.Start);
        }
        // A letter says too little: cut -f 2 is what is done.
        var flag = before.Length > 2 && before[0] == '-' && !before.Contains('=', StringComparison.Ordinal) ? before : "";
        return (ShortFlags.GetValueOrDefault((program, before)) ?? NameFor(flag), word.Text, word.Start);
    }

    /// <summary>A flag or a key as the name of a placeholder; empty where nothing of it can be one.</summary>
    public static string NameFor(string key)
    {
        var name = key[(key.LastIndexOf('.') + 1)..].TrimStart('-').Replace('-', '_').ToLowerInvariant();
        return Placeholder.IsName(name) ? name : "";
    }

    static IEnumerable<Literal> FoundIn(string value, string key, string before, string program)
    {
        if (OnAnotherHost.Contains(program) && Login().Match(value) is { Success: true } login)
        {
            return Parts(login);
        }
        if ((RunsContainers.Contains(program) || key == "image") && !NoImageAfter.Contains(before) && Image().Match(value) is { Success: true } image)
        {
            return Parts(image);
        }
        if (FormsIn(value).ToList() is { Count: > 0 } forms)
        {
            return forms is [var whole] && whole.Text == value && key.Length > 1 ? [whole with { Name = Naming.GetValueOrDefault(key, key) }] : forms;
        }
        if (key.Length > 0 && Number().IsMatch(value))
        {
            return CountNothing.Contains(program) ? [] : [new Literal(0, value, Naming.GetValueOrDefault(key, key))];
        }
        if (Naming.TryGetValue(key, out var name) && OwnName().IsMatch(value))
        {
            return [new Literal(0, value, name)];
        }
        return ResourceIn(value, before, program);
    }

    /// <summary><c>deployment/cart</c>, and <c>kubectl get deployment cart</c>.</summary>
    static IEnumerable<Literal> ResourceIn(string value, string before, string program)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && RunsContainers.Contains(program) && Resources.TryGetValue(value[..slash], out var kind) && OwnName().IsMatch(value[(slash + 1)..]))
        {
            return [new Literal(slash + 1, value[(slash + 1)..], kind)];
        }
        return program is "kubectl" or "oc" && slash < 0 && Resources.TryGetValue(before, out var named) && OwnName().IsMatch(value) ? [new Literal(0, value, named)] : [];
    }

    static IEnumerable<Literal> FormsIn(string value) => Form().Matches(value).SelectMany(Parts).Where(part => !IsWellKnown(part));

    /// <summary>The named groups of a match, in the order in which they stand.</summary>
    static IEnumerable<Literal> Parts(System.Text.RegularExpressions.Match found) =>
        found.Groups.Values.Where(group => group.Success && group.Length > 0 && !char.IsDigit(group.Name[0])).OrderBy(group => group.Index).Select(group => new Literal(group.Index, group.Value, group.Name));

    static bool IsWellKnown(Literal literal) => literal.Name switch
    {
        "host" or "ip" when literal.Text is "127.0.0.1" or "0.0.0.0" or "255.255.255.255" => true,
        "host" => WellKnownHosts.Contains(string.Join('.', literal.Text.ToLowerInvariant().Split('.').TakeLast(2))),
        _ => false,
    };

    [GeneratedRegex("""
        (?:https?|wss?|ftp)://(?<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::(?<port>\d{1,5}))?
        | (?:s3|gs)://(?<bucket>[a-z0-9][a-z0-9._-]+)
        | (?<![\w.+-])(?<email>[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+)
        | (?<!\w)(?<arn>arn:aws[a-z-]*:[\w:/.+=@-]+)
        | (?<![\w-])(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])
        | (?<![\w-])(?<id>(?:i|vpc|subnet|sg|vol|ami|snap|eni|rtb|igw|nat|eipalloc)-[0-9a-f]{8,17})(?![\w-])
        | (?<![\w.-])(?<date>(?:19|20)\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?Z?)?)(?![\w-])
        | (?<![\w.:-])(?<ip>\d{1,3}(?:\.\d{1,3}){3})(?![\w.]*\w)
        | (?<![\w.:-])(?<ip>[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}|[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){1,5}::[0-9a-f]{1,4})(?![\w:])
        | (?<![\w.-])(?<version>v\d+(?:\.\d+)+(?:-[\w.]*\w)?|\d+(?:\.\d+){2,3}(?:-[\w.]*\w)?)(?![\w-])
        | (?<=[\w]@|==)(?<version>v?\d+(?:\.\d+)*)(?![\w.-])
        | (?<![\w.-])(?<commit>(?=[0-9a-f]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40})(?![\w.-])
        | (?<![\w.])/(?:home|Users)/(?<user>[\w.-]+)(?:/(?<project>[\w-]+)(?=/))?
        | (?<![\w.])/(?:srv|opt|var/www|workspaces?|projects?|repos?|apps)/(?<project>[\w-]+)(?![\w.])
        | (?<![\w./-])(?<host>(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|internal|local|lan|corp|example)|(?:[a-z0-9-]+\.){2,}(?:io|dev|cloud|app|ai|co|us|eu|de|uk|fr|nl|ch|in|test))(?![\w./-]*\w)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    // One placeholder for both: behind an @ braces are git's.
    [GeneratedRegex(@"^(?<host>[\w.-]+@[\w.-]+)(?=:|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Login();

    [GeneratedRegex(@"^(?<image>(?=[^:]*[a-z])[a-z0-9][\w.-]*(?::\d+(?=/))?(?:/[\w.-]+)*):(?<tag>\w[\w.-]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Image();

    [GeneratedRegex(@"^-?\d+(?:\.\d+)?(?:[a-z%]{1,3}|[KMGT]i?B?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^-\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex SignedNumber();

    [GeneratedRegex(@"^[A-Za-z0-9][\w./:@-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnName();

    [GeneratedRegex(@"^-{0,2}[A-Za-z][\w.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyName();
}
