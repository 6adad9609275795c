using System.Collections.Frozen;

namespace SkillMcp.Formation;

/// <summary>The names of command-line programs by which a command is recognised.</summary>
static class KnownPrograms
{
    // Programs that must be installed before a step can call them, and mostly also configured.
    static readonly FrozenSet<string> Installed = Whitespace.Split("""
        alembic ansible ansible-playbook apt apt-get aws az brew bundle cargo certbot composer conda curl docker docker-compose
        dotnet eksctl ffmpeg firebase flyctl gcloud gh git go gradle gsutil helm heroku istioctl java jq kubectl kustomize make
        minikube mongodump mongorestore mongosh mvn mysql mysqldump nginx node npm npx openssl pg_dump pg_restore pip pip3 pnpm podman
        poetry psql pytest python python3 rails redis-cli rsync ruby sam scp serverless skaffold sqlcmd sqlite3 ssh supabase systemctl tar
        terraform tofu uv vault vercel wget wrangler yarn
        """).ToFrozenSet(StringComparer.Ordinal);

    // Programs of every machine, which are not a precondition.
    static readonly FrozenSet<string> BuiltIn = Whitespace.Split("""
        adduser apk awk base64 bash bunzip2 bzip2 cal cat cd chage chgrp chmod chown cksum clear cmp column comm cp createdb
        createuser crontab cut date dd deluser df diff dig dirname dnf dropdb dropuser du echo egrep env exit export expr false
        fgrep file find fold free grep groupadd groupdel groups gunzip gzip head history host hostname id ifconfig ip jobs join
        journalctl kill killall less ln locate ls lsof mail man md5sum mkdir mkfifo mktemp more mount mv nc netstat nice nl nohup
        nslookup od openssl passwd paste pgrep ping pkill popd printenv printf ps pstree pushd pwd read readlink rename rev rm
        rmdir screen sed seq set sftp sh sha256sum shopt shuf sleep sort source split stat su sudo sum tac tail tee test time
        timeout top touch tr traceroute tree true tty umask umount uname uniq unset unzip uptime useradd userdel usermod w watch
        wc which who whoami whois xargs xz yes yum zip
        """).ToFrozenSet(StringComparer.Ordinal);

    // Programs whose first argument is one of their own words: what they are to do.
    static readonly FrozenSet<string> WithSubcommands = Whitespace.Split("""
        alembic apk apt apt-get aws az brew bundle cargo certbot composer conda dnf docker docker-compose dotnet eksctl firebase flyctl
        gcloud gh git glab go gradle gsutil heroku helm ip istioctl journalctl kubectl minikube mvn nmcli npm npx oc openssl pip pip3
        pnpm podman poetry rails restic ruby sam serverless skaffold snap supabase systemctl terraform tofu ufw uv vault vercel wrangler
        yarn yum zypper zfs zpool lvm crontab django-admin flask hugo jekyll bundle rake borg rclone csvkit gpg
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word is the name of a known program.</summary>
    public static bool Contains(string word) =>
        Installed.Contains(word) || BuiltIn.Contains(word) || WithSubcommands.Contains(word);

    // Subcommands with subcommands of their own.
    static readonly FrozenSet<string> Nested = Whitespace.Split("""
        rollout config auth compose container image volume network system buildx remote stash submodule worktree workspace state repo
        plugin tool sln nuget ef new run
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>How many of its first arguments are a program's own words, which say what it is to do.</summary>
    public static int SubcommandsOf(string program, string first) => program switch
    {
        "aws" or "az" or "gcloud" or "gh" or "doctl" => 2,
        _ when !WithSubcommands.Contains(program) => 0,
        _ => Nested.Contains(first) ? 2 : 1,
    };

    /// <summary>Whether a word is the name of a program that must be installed first.</summary>
    public static bool MustBeInstalled(string word) => Installed.Contains(word);
}
