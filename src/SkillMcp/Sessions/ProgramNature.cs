using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// What a command is for, by its program, its subcommand and its flags. A program that is not known does something: what is wrongly taken
/// for a step is seen, what is wrongly dropped is not.
/// </summary>
static partial class ProgramNature
{
    // A wrapper in a wrapper in a wrapper.
    const int MaxDepth = 4;

    static readonly FrozenSet<string> Asides = Set("cd pushd popd true false : set unset export source . alias sleep wait exit "
        + "return read local declare shopt umask trap clear disown fg bg");

    static readonly FrozenSet<string> Looks = Set("""
        ls ll la dir tree exa eza cat bat batcat head tail less more nl wc file stat du df pwd whoami id groups which whereis type man info
        tldr printenv env date cal uname hostname uptime free ps top htop history find fd fdfind grep egrep fgrep rg ag ack locate
        realpath echo printf
        readlink basename dirname jq yq xq xxd hexdump od strings sort uniq cut tr column awk gawk sed diff cmp comm lsof netstat ss dig
        nslookup host ping traceroute ip ifconfig md5sum sha1sum sha256sum sha512sum shasum cksum lsblk lscpu lspci getent pgrep ldd nm
        objdump nproc journalctl dmesg apt-cache dpkg-query rev tac paste fold seq expr command hash test [ [[ cloc scc sw_vers
        arch locale ulimit nvidia-smi rocm-smi sensors vmstat iostat iotop tokei zcat zgrep zless bzcat xzcat w who last jobs glow
        """);

    static readonly FrozenSet<string> Wrappers = Set("sudo doas nohup nice ionice time stdbuf setsid exec builtin winpty xvfb-run "
        + "caffeinate unbuffer dotenvx");

    // What reads when these come behind a program; "version" and "config" are told apart by what follows.
    static readonly FrozenSet<string> LookVerbs = Set("""
        git:status git:log git:diff git:show git:rev-parse git:describe git:blame git:ls-files git:ls-tree git:ls-remote git:reflog
        git:shortlog git:grep git:cat-file git:name-rev git:for-each-ref git:check-ignore git:count-objects git:whatchanged git:rev-list
        git:merge-base git:var git:help git:symbolic-ref git:show-ref git:diff-tree
        npm:ls npm:list npm:view npm:info npm:show npm:outdated npm:whoami npm:root npm:bin npm:search npm:explain npm:why npm:doctor
        npm:prefix npm:help npm:ping npm:fund npm:docs npm:repo
        pnpm:ls pnpm:list pnpm:why pnpm:outdated pnpm:view pnpm:root yarn:list yarn:why yarn:outdated yarn:info bun:pm
        pip:list pip:show pip:freeze pip:index pip3:list pip3:show pip3:freeze pip3:index conda:list conda:info conda:search
        poetry:show uv:tree gem:list gem:search bundle:list bundle:show bundle:info composer:show composer:outdated
        cargo:tree cargo:metadata cargo:search cargo:info go:env go:list go:version go:doc rustup:show rustup:which dotnet:list
        docker:ps docker:images docker:logs docker:inspect docker:info docker:version docker:stats docker:top docker:port docker:history
        docker:diff docker:search docker:events podman:ps podman:images podman:logs podman:inspect podman:info podman:port
        kubectl:describe kubectl:logs kubectl:top kubectl:explain kubectl:api-resources kubectl:api-versions kubectl:version
        kubectl:cluster-info kubectl:events kubectl:diff oc:describe oc:logs
        helm:history helm:show helm:search helm:version helm:env helm:get helm:repo-list
        terraform:show terraform:version terraform:providers terraform:graph terraform:console tofu:show tofu:version
        brew:list brew:info brew:search brew:outdated brew:config brew:doctor apt:list apt:search apt:show apt:policy apt-get:--version
        snap:list snap:info snap:find dnf:list dnf:info dnf:search yum:list yum:info rpm:-q rpm:-qa dpkg:-l dpkg:-L dpkg:-s dpkg:-S
        nvm:ls nvm:current nvm:list pyenv:versions pyenv:version rbenv:versions flutter:doctor flutter:devices mvn:help gradle:tasks
        gradle:dependencies make:-n systemctl:cat systemctl:show systemctl:list-units systemctl:list-unit-files systemctl:list-timers
        crontab:-l alembic:history alembic:heads flyway:info rails:routes heroku:logs heroku:ps heroku:info fly:logs flyctl:logs
        vercel:ls vercel:logs netlify:status wrangler:whoami firebase:projects:list redis-cli:info redis-cli:keys redis-cli:monitor
        gpg:--list-keys gpg:--list-secret-keys ssh-add:-l minikube:status kind:get vagrant:status ansible-inventory:--list
        """);

    // What asks how something stands that may have been changed before.
    static readonly FrozenSet<string> ProbeVerbs = Set("""
        kubectl:get kubectl:wait oc:get helm:status helm:list helm:ls systemctl:status systemctl:is-active systemctl:is-enabled
        systemctl:is-failed alembic:current redis-cli:ping redis-cli:get nginx:-T ufw:status pm2:status pm2:list pm2:ls supervisorctl:status
        fly:status flyctl:status heroku:releases pg_isready: pg_isready:-h pg_isready:-U
        """);

    // Subcommands that have subcommands of their own, with those that read.
    static readonly FrozenSet<string> NestedLooks = Set("""
        gh:pr:view gh:pr:list gh:pr:status gh:pr:checks gh:pr:diff gh:run:list gh:run:view gh:issue:list gh:issue:view gh:repo:view
        gh:repo:list gh:release:list gh:release:view gh:workflow:list gh:workflow:view gh:auth:status gh:secret:list gh:variable:list
        glab:mr:view glab:mr:list glab:ci:view glab:ci:list glab:ci:status
        docker:image:ls docker:image:inspect docker:container:ls docker:container:inspect docker:container:logs docker:volume:ls
        docker:volume:inspect docker:network:ls docker:network:inspect docker:context:ls docker:context:show docker:manifest:inspect
        docker:system:df docker:system:info docker:compose:logs docker:compose:images docker:compose:top docker:compose:ls
        docker:compose:version docker:compose:config docker:buildx:ls
        kubectl:config:view kubectl:config:current-context kubectl:config:get-contexts kubectl:auth:can-i kubectl:rollout:history
        terraform:state:list terraform:state:show terraform:workspace:list terraform:workspace:show tofu:state:list
        git:stash:list git:stash:show git:remote:show git:remote:get-url git:worktree:list git:submodule:status git:bisect:log
        npm:config:get npm:config:list npm:pkg:get npm:dist-tag:ls npm:cache:verify pip:cache:dir helm:repo:list dotnet:nuget:list
        dotnet:tool:list dotnet:sln:list nmcli:con:show nmcli:device:status az:account:show gcloud:config:list gcloud:auth:list
        cargo:install:--list heroku:config:get
        """);

    static readonly FrozenSet<string> NestedProbes = Set("""
        docker:compose:ps gh:pr:checks gh:run:view gh:release:view
        """);

    // Subcommands that read in every program that has them.
    static readonly FrozenDictionary<string, CommandNature> OfAnyProgram = Whitespace.Split(
        "list ls show info describe view inspect search history logs log diff tree top whoami devices env doctor which why outdated "
            + "explain")
        .ToDictionary(verb => verb, _ => CommandNature.Look)
        .Append(new("status", CommandNature.Probe))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a pipeline is for: what its most effective part is for.</summary>
    public static CommandNature Of(ShellPipeline pipeline) => pipeline.Commands.Select(command => Of(command)).Max();

    /// <summary>What a whole script is for.</summary>
    public static CommandNature Of(IReadOnlyList<ShellPipeline> script) =>
        script.Count == 0 ? CommandNature.Aside : script.Max(Of);

    public static CommandNature Of(ShellCommand command)
    {
        var nature = Of(command.Words, 0);
        // What is kept in a file of its own is made; what is kept aside to be read is not.
        var isMade = command.Writes.Any(file => !IsScratch(file));
        return isMade && nature < CommandNature.Check ? CommandNature.Act : nature;
    }

    /// <summary>Whether a file is one that nobody keeps.</summary>
    public static bool IsScratch(string file) =>
        file.StartsWith("/tmp/", StringComparison.Ordinal) || file.StartsWith("/var/tmp/", StringComparison.Ordinal)
        || file.StartsWith("/dev/", StringComparison.Ordinal) || file.StartsWith("$TMP", StringComparison.Ordinal);

    static CommandNature Of(IReadOnlyList<string> typed, int depth)
    {
        var words = Unwrapped(typed);
        if (words.Count == 0)
        {
            return CommandNature.Aside;
        }
        var program = ProgramOf(words[0]);
        if (depth < MaxDepth && Inner(program, words) is { } inner)
        {
            return inner is [var script] && script.Contains(' ')
                ? ShellScript.PipelinesOf(script).Select(part => part.Commands.Max(one => Of(one.Words, depth + 1))).DefaultIfEmpty().Max()
                : Of(inner, depth + 1);
        }
        if (AsksForVersion(words))
        {
            return CommandNature.Probe;
        }
        if (AsksForHelp(words))
        {
            return CommandNature.Look;
        }
        return OfSpecial(program, words) ?? OfListed(program, words);
    }

    static CommandNature OfListed(string program, IReadOnlyList<string> words)
    {
        var verbs = VerbsOf(words);
        var (first, second) = (verbs.ElementAtOrDefault(0) ?? "", verbs.ElementAtOrDefault(1) ?? "");
        var (one, two) = ($"{program}:{first}", $"{program}:{first}:{second}");
        if (NestedProbes.Contains(two) || ProbeVerbs.Contains(one))
        {
            return CommandNature.Probe;
        }
        if (NestedLooks.Contains(two) || LookVerbs.Contains(one) || words.Count > 1 && LookVerbs.Contains($"{program}:{words[1]}"))
        {
            return CommandNature.Look;
        }
        if (Asides.Contains(program) || words.Count == 1 && words[0].Contains('='))
        {
            return CommandNature.Aside;
        }
        if (Looks.Contains(program))
        {
            return CommandNature.Look;
        }
        if (!first.Contains('.') && OfAnyProgram.TryGetValue(first, out var reading))
        {
            return reading;
        }
        return IsCheck(program, words) ? CommandNature.Check : CommandNature.Act;
    }

    /// <summary>What is told by more than the program and its subcommand; null for the others.</summary>
    static CommandNature? OfSpecial(string program, IReadOnlyList<string> words) => program switch
    {
        "sed" or "perl" or "yq" => HasShort(words, 'i') || words.Contains("--in-place") ? CommandNature.Act
            : program == "perl" ? CommandNature.Probe : CommandNature.Look,
        "find" or "fd" => words.Any(word => word is "-delete" or "-exec" or "-execdir" or "-x")
            && !words.Any(word => word is "grep" or "ls" or "cat" or "wc" or "stat" or "head" or "file")
                ? CommandNature.Act : CommandNature.Look,
        "grep" or "egrep" => HasShort(words, 'q') ? CommandNature.Probe : CommandNature.Look,
        "test" or "[" or "[[" or "diff" or "cmp" => CommandNature.Probe,
        "md5sum" or "sha1sum" or "sha256sum" or "sha512sum" or "shasum" =>
            HasShort(words, 'c') || words.Contains("--check") ? CommandNature.Probe : CommandNature.Look,
        "tar" => words.Count > 1 && TarLists().IsMatch(words[1]) || words.Contains("--list") ? CommandNature.Probe : CommandNature.Act,
        "unzip" => words.Any(word => word is "-l" or "-t" or "-Z" or "-v") ? CommandNature.Probe : CommandNature.Act,
        "zipinfo" or "pg_isready" => CommandNature.Probe,
        "7z" or "7za" => words.Count > 1 && words[1] is "l" or "t" ? CommandNature.Probe : CommandNature.Act,
        "curl" or "http" or "https" or "xh" => OfRequest(words),
        "wget" => words.Contains("--spider") || words.Any(word => word is "-qO-" or "-O-" or "-") ? OfRequest(words) : CommandNature.Act,
        "git" => OfGit(words),
        "psql" or "mysql" or "mariadb" or "sqlite3" or "duckdb" or "sqlcmd" or "bq" or "clickhouse-client" => OfSql(words),
        "node" or "python" or "python3" or "ruby" or "php" or "deno" or "bun" => OfInline(words),
        "npm" or "pnpm" or "yarn" => OfPackages(words),
        "aws" or "gcloud" or "az" or "doctl" or "oci" => OfCloud(words),
        "openssl" => words.Contains("-noout") || words.Count > 1 && words[1] is "s_client" or "verify" or "version"
            ? CommandNature.Probe : CommandNature.Act,
        "terraform" or "tofu" => words.Count > 1 && words[1] == "output" ? CommandNature.Probe : null,
        "service" => words.Contains("status") ? CommandNature.Probe : CommandNature.Act,
        "rsync" => HasShort(words, 'n') || words.Contains("--dry-run") ? CommandNature.Look : CommandNature.Act,
        "env" or "command" or "hash" => CommandNature.Look,
        "mount" or "crontab" or "hostname" when words.Count == 1 => CommandNature.Look,
        "hostname" or "date" => words.Any(word => word is "-s" or "--set") ? CommandNature.Act : CommandNature.Look,
        "ip" => words.Any(word => word is "add" or "del" or "set" or "flush") ? CommandNature.Act : CommandNature.Look,
        "nginx" or "apachectl" or "sshd" or "named-checkconf" or "haproxy" when words.Contains("-t") => CommandNature.Check,
        "kubectl" when words.Contains("--dry-run=client") || words.Contains("--dry-run=server") => null,
        "kubectl" when words is [_, "rollout", "status", ..] => CommandNature.Check,
        "dotnet" when words.Count > 1 && words[1].StartsWith("--", StringComparison.Ordinal) => CommandNature.Look,
        _ => null,
    };

    static CommandNature OfRequest(IReadOnlyList<string> words)
    {
        var sends = words.Any(word => word is "-d" or "--data" or "--data-raw" or "--data-binary" or "--json" or "-F" or "--form" or "-T"
            or "--upload-file" or "--data-urlencode" || Method().IsMatch(word));
        var keeps = words.Any(word => word is "-O" or "--remote-name" or "-OL" or "-LO" or "-sLO" or "-fsSLO" or "-LOs" or "-fLO")
            || words.Zip(words.Skip(1)).Any(pair => OutputFlag().IsMatch(pair.First) && pair.Second is not ("/dev/null" or "-"));
        if (sends || keeps)
        {
            return CommandNature.Act;
        }
        var asks = words.Any(word => word is "-I" or "-sI" or "--head" or "-f" or "-sf" or "-fsS" or "-sSf" or "-fs" or "--fail");
        return asks || words.Any(IsOwnAddress)
            ? CommandNature.Probe
            : CommandNature.Look;
    }

    /// <summary>Whether an address is of something that runs here, or that is asked how it is.</summary>
    static bool IsOwnAddress(string word) => OwnHost().IsMatch(word) || Health().IsMatch(word);

    static CommandNature OfGit(IReadOnlyList<string> typed)
    {
        List<string> words = [.. typed];
        while (words.Count > 2 && words[1] is "-C" or "-c" or "--git-dir" or "--work-tree" || words.Count > 1 && words[1] is "--no-pager")
        {
            words.RemoveRange(1, words[1] == "--no-pager" ? 1 : 2);
        }
        var rest = words.Skip(2).ToList();
        var names = rest.Where(word => word[0] != '-').ToList();
        return words.ElementAtOrDefault(1) switch
        {
            "branch" => names.Count == 0 || rest.Any(word => word is "--list" or "--show-current" or "-a" or "-r" or "-vv" or "--contains")
                ? CommandNature.Look : CommandNature.Act,
            "tag" => names.Count == 0 || rest.Any(word => word is "-l" or "--list" or "-n" or "--contains" or "--points-at")
                ? CommandNature.Look : CommandNature.Act,
            "remote" => names.Count == 0 || names[0] is "show" or "get-url" ? CommandNature.Look : CommandNature.Act,
            "config" => names.Count == 1 && !rest.Contains("--unset")
                || rest.Any(word => word is "--get" or "--list" or "-l" or "--get-all")
                ? CommandNature.Look : CommandNature.Act,
            "stash" => names is ["list" or "show", ..] ? CommandNature.Look : CommandNature.Act,
            null or "" => CommandNature.Look,
            var verb => LookVerbs.Contains($"git:{verb}") || NestedLooks.Contains($"git:{verb}:{names.FirstOrDefault()}")
                ? CommandNature.Look : CommandNature.Act,
        };
    }

    static CommandNature OfSql(IReadOnlyList<string> words)
    {
        if (words.Any(word => word is "-f" or "--file" || word.StartsWith("--file=", StringComparison.Ordinal)))
        {
            return CommandNature.Act;
        }
        var sql = words.Skip(1).Where(word => word.Contains(' ') || word.StartsWith('\\') || word.StartsWith('.')).ToList();
        if (sql.Count == 0)
        {
            return words.Any(word => word is "-l" or "--list" or "--version" or "-V") ? CommandNature.Look : CommandNature.Act;
        }
        return sql.TrueForAll(text => ReadingSql().IsMatch(text) && !WritingSql().IsMatch(text)) ? CommandNature.Probe : CommandNature.Act;
    }

    /// <summary>A program that is typed in place: most of them only print something.</summary>
    static CommandNature? OfInline(IReadOnlyList<string> words)
    {
        var at = words.ToList().FindIndex(word => word is "-c" or "-e" or "-p" or "-pe" or "--eval" or "--print" or "-r");
        if (at is < 1 or > 3 || at + 1 >= words.Count)
        {
            return words.Count > 2 && words[1] == "-m" && words[2] is "json.tool" ? CommandNature.Look : null;
        }
        return Effect().IsMatch(words[at + 1]) ? CommandNature.Act : CommandNature.Probe;
    }

    static CommandNature? OfPackages(IReadOnlyList<string> words) => words.ElementAtOrDefault(1) switch
    {
        "version" when words.Count == 2 => CommandNature.Look,
        "run" when words.Count == 2 => CommandNature.Look,
        "config" or "pkg" => words.ElementAtOrDefault(2) is "get" or "list" or "ls" ? CommandNature.Look : CommandNature.Act,
        "audit" => words.Contains("fix") ? CommandNature.Act : CommandNature.Check,
        _ => null,
    };

    static CommandNature OfCloud(IReadOnlyList<string> words) =>
        words.Skip(1).Take(5).Any(word => CloudReading().IsMatch(word))
            ? CommandNature.Probe
            : CommandNature.Act;

    static bool IsCheck(string program, IReadOnlyList<string> words) =>
        CheckProgram().IsMatch(program)
        || program is "npm" or "pnpm" or "yarn" or "bun" or "make" or "just" or "task" or "cargo" or "go" or "dotnet" or "mvn" or "gradle"
            or "gradlew" or "mvnw" or "npx" or "bunx" or "bundle" or "rails" or "rake" or "mix" or "swift" or "flutter" or "deno"
            or "composer"
            or "python" or "python3" or "terraform" or "tofu" or "docker" or "helm" or "ansible-playbook" or "poetry" or "uv" or "tox"
            or "node" or "bash" or "sh" or "bazel" or "nox" or "hatch" or "php"
            && words.Skip(1).Take(3).Any(word => CheckWord().IsMatch(word) || CheckProgram().IsMatch(word))
        || CheckWord().IsMatch(program);

    /// <summary>Whether a program is asked for its version, which shows that it was installed.</summary>
    public static bool AsksForVersion(IReadOnlyList<string> words) =>
        words is [_, "--version" or "-V" or "-v" or "-version" or "version"] or [_, _, "--version"];

    static bool AsksForHelp(IReadOnlyList<string> words)
    {
        var rest = words.Skip(1).ToList();
        return rest.Any(word => word is "--help" or "-help" or "--usage") || rest is ["-h" or "help" or "--info"]
            || rest.Count is > 0 and < 4 && rest[0] == "help" || rest.Count > 1 && rest[^1] is "help";
    }

    /// <summary>The words without assignments, time limits and other programs that only start another one.</summary>
    public static IReadOnlyList<string> Unwrapped(IReadOnlyList<string> words)
    {
        var at = 0;
        while (at < words.Count)
        {
            var word = ProgramOf(words[at]);
            if (Assignment().IsMatch(words[at]))
            {
                at++;
            }
            else if (word is "timeout" or "gtimeout" && at + 2 < words.Count)
            {
                at = Behind(words, at + 1, isFlagOnly: false);
            }
            else if (word == "env" && words.Count > at + 1 && (Assignment().IsMatch(words[at + 1]) || words[at + 1] == "-u"))
            {
                at++;
            }
            else if (Wrappers.Contains(word) && at + 1 < words.Count)
            {
                at = Behind(words, at + 1, isFlagOnly: true);
            }
            else
            {
                break;
            }
        }
        return at == 0 ? words : [.. words.Skip(at)];
    }

    /// <summary>Where the program begins behind the flags of a wrapper, and behind the limit of one that has a limit.</summary>
    static int Behind(IReadOnlyList<string> words, int at, bool isFlagOnly)
    {
        while (at < words.Count && words[at].StartsWith('-'))
        {
            at += words[at] is "-u" or "-n" or "-k" or "-s" or "-g" && at + 1 < words.Count ? 2 : 1;
        }
        return isFlagOnly ? at : at + 1;
    }

    /// <summary>The command that a program passes on to another place; null if it passes on none.</summary>
    static IReadOnlyList<string>? Inner(string program, IReadOnlyList<string> words)
    {
        switch (program)
        {
            case "bash" or "sh" or "zsh" or "dash":
                var at = words.ToList().FindIndex(word => word is "-c" or "-lc" or "-ic" or "-ec" or "-euc");
                return at > 0 && at + 1 < words.Count ? [words[at + 1]] : null;
            case "xargs":
                return Behind(words, 1, isFlagOnly: true) is var start && start < words.Count ? [.. words.Skip(start)] : null;
            case "npx" or "bunx" or "pipx" or "uvx":
                return null;
            case "uv" or "poetry" or "pipenv" or "rye" or "pdm" or "hatch" when words.Count > 2 && words[1] == "run":
                return [.. words.Skip(2)];
            case "bundle" when words.Count > 2 && words[1] == "exec":
                return [.. words.Skip(2)];
            case "ssh":
                return InnerOfSsh(words);
            case "docker" or "podman" or "kubectl" or "docker-compose" or "oc":
                return InnerOfContainer(words);
            default:
                return null;
        }
    }

    static IReadOnlyList<string>? InnerOfSsh(IReadOnlyList<string> words)
    {
        var at = 1;
        while (at < words.Count && words[at].StartsWith('-'))
        {
            at += words[at] is "-i" or "-p" or "-o" or "-l" or "-F" or "-J" or "-L" or "-R" or "-D" ? 2 : 1;
        }
        var rest = words.Skip(at + 1).ToList();
        return rest.Count == 0 ? null : [string.Join(' ', rest) + (rest.Count == 1 && !rest[0].Contains(' ') ? " " : "")];
    }

    static IReadOnlyList<string>? InnerOfContainer(IReadOnlyList<string> words)
    {
        var exec = words.ToList().FindIndex(word => word == "exec");
        if (exec is < 1 or > 4)
        {
            return null;
        }
        if (words.ToList().IndexOf("--") is > 0 and var dashes)
        {
            return dashes + 1 < words.Count ? [.. words.Skip(dashes + 1)] : null;
        }
        var at = exec + 1;
        while (at < words.Count && words[at].StartsWith('-'))
        {
            at += words[at] is "-u" or "-w" or "-e" or "--user" or "--workdir" or "--env" or "-n" or "-c" ? 2 : 1;
        }
        return at + 1 < words.Count ? [.. words.Skip(at + 1)] : null;
    }

    /// <summary>The name of a program without its folder.</summary>
    public static string ProgramOf(string word)
    {
        var name = word[(word.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
    }

    /// <summary>The first words behind a program that are neither flags nor the values of them.</summary>
    public static IReadOnlyList<string> VerbsOf(IReadOnlyList<string> words)
    {
        var verbs = new List<string>();
        var hasHost = words.Count > 0 && HostPrograms.Contains(ProgramOf(words[0]));
        for (var at = 1; at < words.Count && verbs.Count < 3; at++)
        {
            if (words[at].StartsWith('-'))
            {
                var takesValue = ValueFlags.Contains(words[at]) || hasHost && HostFlags.Contains(words[at]);
                at += takesValue ? 1 : 0;
                continue;
            }
            verbs.Add(words[at]);
        }
        return verbs;
    }

    // Where -h is a host and not a cry for help.
    static readonly FrozenSet<string> HostPrograms = Set(
        "redis-cli psql mysql mysqldump mariadb mongosh pg_dump pg_restore createdb dropdb createuser pg_isready clickhouse-client");

    // What takes the next word, so that it is no subcommand.
    static readonly FrozenSet<string> ValueFlags = Set("""
        -n --namespace -f --file -C --context --profile --project --prefix -p --cwd --region -chdir --dir --filter -w --workspace -H --host
        -R --repo --kubeconfig -c
        """);

    static readonly FrozenSet<string> HostFlags = Set("-h -U -u -d -a");

    static bool HasShort(IReadOnlyList<string> words, char flag) =>
        words.Skip(1).Any(word => word.Length > 1 && word[0] == '-' && word[1] != '-' && word.Contains(flag) && word.Length < 8);

    static FrozenSet<string> Set(string words) => Whitespace.Split(words).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^-?[a-zA-Z]*t[a-zA-Z]*$")]
    private static partial Regex TarLists();

    [GeneratedRegex(@"^(?:-X|--request=?)?(?:POST|PUT|PATCH|DELETE)$", RegexOptions.IgnoreCase)]
    private static partial Regex Method();

    [GeneratedRegex(@"^(?:--output|-[a-zA-Z]*o)$")]
    private static partial Regex OutputFlag();

    [GeneratedRegex(
        @"^(?:https?://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\."
            + @"|[\w.-]+\.(?:local|internal|test|localhost|svc))",
        RegexOptions.IgnoreCase)]
    private static partial Regex OwnHost();

    [GeneratedRegex(@"://[^\s]*/(?:-/)?(?:healthz?|livez?|readyz?|ready|live|status|ping|version|up|metrics|actuator/\w+)(?:[/?#]|$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Health();

    [GeneratedRegex(@"^\s*(?:select|show|explain|describe|desc|pragma|with|values|\\(?!i\b|copy\b)\w*\+?|\.(?:tables|schema|indexes"
            + @"|databases))",
        RegexOptions.IgnoreCase)]
    private static partial Regex ReadingSql();

    [GeneratedRegex(@"\b(?:insert|update|delete|drop|alter|create|truncate|grant|revoke|replace|merge|into\s+outfile|call)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex WritingSql();

    [GeneratedRegex(
        @"\b(?:write|unlink|rename|mkdir|rmdir|rmtree|remove|copy|move|save|dump|exec|spawn|system|subprocess|popen|commit|insert|update"
            + @"|delete|create_all|makedirs|put|post|send|publish|migrate|create_user|createsuperuser|to_csv|to_parquet|to_sql)\w*\b"
            + @"|open\([^)]*['""][wax]",
        RegexOptions.IgnoreCase)]
    private static partial Regex Effect();

    [GeneratedRegex(@"^(?:describe|list|get|show|ls|head|check|wait)(?:-|$)|^(?:get-caller-identity|whoami)$")]
    private static partial Regex CloudReading();

    [GeneratedRegex(
        @"^(?:pytest|py\.test|unittest|jest|vitest|mocha|ava|rspec|phpunit|ctest|tox|nox|eslint|tsc|ruff|flake8|pylint|mypy|pyright"
            + @"|shellcheck|hadolint|golangci-lint|staticcheck|yamllint|markdownlint|actionlint|promtool|tflint|kubeconform|kubeval"
            + @"|ansible-lint|clang-tidy|cppcheck|playwright|cypress|k6|ab|trivy|bats|stylelint|htmlhint|biome|newman)$")]
    private static partial Regex CheckProgram();

    [GeneratedRegex(
        @"^(?:\S*[/:_.-])?(?:tests?|spec|lint|check|clippy|vet|verify|validate|typecheck|type-check|e2e|smoke|audit|plan|coverage)"
            + @"(?:[:_.-]\S*)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex CheckWord();
}
