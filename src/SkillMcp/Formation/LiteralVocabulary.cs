using System.Collections.Frozen;

namespace SkillMcp.Formation;

/// <summary>The words by which a literal is recognised, or known not to be one.</summary>
static class LiteralVocabulary
{
    /// <summary>The keys and flags whose value is a name that its user chose, and what a parameter for it is called.</summary>
    // The values of other keys are words of the program itself: --output json.
    public static FrozenDictionary<string, string> Keys { get; } = ByAlias("""
        namespace=ns context=kube_context cluster=cluster_name region zone project=project_id profile environment=env=stage
        host=hostname user=username=user_name database=db=dbname=db_name=database_name bucket=bucket_name image tag
        version port branch domain service=service_name
        repo=repository account=account_id subscription resource_group release stack=stack_name function=function_name queue topic
        table collection instance=instance_id node pod container deployment app=app_name org=organization team workspace email
        server url endpoint name machine vm email date
        """);

    /// <summary>The kinds of Kubernetes resources, with their short and plural names.</summary>
    public static FrozenDictionary<string, string> Resources { get; } = ByAlias("""
        deployment=deploy=deployments statefulset=sts daemonset=ds service=svc pod=po job=jobs cronjob configmap=cm ingress=ing node
        namespace=ns persistentvolumeclaim=pvc
        """);

    /// <summary>What the one-letter flags of some programs name.</summary>
    public static FrozenDictionary<(string Program, string Flag), string> ShortFlags { get; } = FlagsByProgram("""
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
        """);

    /// <summary>The programs whose arguments are container images.</summary>
    public static FrozenSet<string> ContainerPrograms { get; } = Set(
        "docker", "podman", "nerdctl", "buildah", "skopeo", "crane", "kubectl", "oc", "helm", "kind", "k3d", "minikube");

    /// <summary>The programs whose arguments are logins on another host.</summary>
    public static FrozenSet<string> RemotePrograms { get; } = Set("ssh", "scp", "sftp", "rsync", "ssh-copy-id");

    /// <summary>The programs whose numbers are modes or signals, and so part of what is done.</summary>
    public static FrozenSet<string> ModePrograms { get; } = Set("chmod", "kill", "pkill", "umask", "mkdir", "install");

    /// <summary>The flags of container programs whose values have the form of an image without being one.</summary>
    public static FrozenSet<string> NonImageFlags { get; } = Set(
        "-p", "-v", "-e", "-u", "--publish", "--volume", "--env", "--user", "--network", "--mount", "--name", "--add-host");

    /// <summary>The values that are conventional, and so part of the procedure.</summary>
    public static FrozenSet<string> ConventionalValues { get; } = Set(
        "default", "kube-system", "kube-public", "local", "localhost", "latest", "main", "master", "root", "all",
        "true", "false", "none", "auto", "bin", "lib", "homebrew", "html", "www", ".", "0");

    /// <summary>The keys and flags that tune how the work is done, and not what is done to what.</summary>
    public static FrozenSet<string> Settings { get; } = Set(Whitespace.Split("""
        timeout wait days retries retry tail lines limit depth interval since ttl workers jobs threads batch_size lr learning_rate quality
        parallel concurrency max_time connect_timeout max_retries delay verbosity level precision width height dpi density crf fps bitrate
        grace_period keep grace memory cpu cpus size_limit max_size min_size compression compression_level seed top head count_limit
        """));

    /// <summary>Whether a key or a flag tunes how the work is done; of several words the last one says so: <c>retry_delay</c>.</summary>
    public static bool IsSetting(string key) => Settings.Contains(key) || TunedWords.Contains(key[(key.LastIndexOf('_') + 1)..]);

    static readonly FrozenSet<string> TunedWords = Set(
        "timeout", "wait", "delay", "retries", "retry", "interval", "backoff", "limit", "concurrency", "parallelism");

    /// <summary>The domains of public hosts, which are part of the procedure too.</summary>
    public static FrozenSet<string> PublicHosts { get; } = Set(Whitespace.Split("""
        github.com githubusercontent.com gitlab.com bitbucket.org pypi.org pythonhosted.org npmjs.org npmjs.com docker.com docker.io
        ghcr.io quay.io gcr.io k8s.io kubernetes.io googleapis.com google.com microsoft.com azure.com debian.org ubuntu.com
        rust-lang.org rustup.rs golang.org nodesource.com hashicorp.com letsencrypt.org python.org nuget.org apache.org maven.org
        helm.sh get.sh w3.org json-schema.org
        """));

    static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Each word of a table to the first of its group: <c>environment=env=stage</c>.</summary>
    public static FrozenDictionary<string, string> ByAlias(string table) =>
    (
        from row in Whitespace.Split(table)
        let aliases = row.Split('=')
        from alias in aliases
        select (Alias: alias, Name: aliases[0])
    ).DistinctBy(row => row.Alias).ToFrozenDictionary(row => row.Alias, row => row.Name, StringComparer.Ordinal);

    /// <summary>Each word of a table to the name that its line begins with: <c>weight: kg g</c>.</summary>
    public static FrozenDictionary<string, string> ByWord(string table) =>
    (
        from line in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let columns = line.Split(": ")
        from word in columns[1].Split(' ')
        select (word, name: columns[0])
    ).DistinctBy(row => row.word).ToFrozenDictionary(row => row.word, row => row.name, StringComparer.Ordinal);

    static FrozenDictionary<(string Program, string Flag), string> FlagsByProgram(string table) =>
    (
        from line in table.Split('\n', StringSplitOptions.TrimEntries)
        let words = line.Split(' ')
        from program in words[0].Split(',')
        from flag in words.Skip(1)
        let named = flag.Split('=')
        select (Key: (program, named[0]), Name: named[1])
    ).ToFrozenDictionary(row => row.Key, row => row.Name);
}
