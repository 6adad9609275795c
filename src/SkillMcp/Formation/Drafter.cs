using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>Turns a run into a procedure. What the caller gives is taken as given; what it leaves out is drafted from the run alone.</summary>
public static partial class Drafter
{
    const int MaxNameWords = 7;
    const int MaxConditions = 5;

    // In a script without spaces a word is a clause.
    const int MaxNameLength = 64;

    static readonly char[] WordEnds = [' ', '\t', '\n', ':', ',', ';', '='];

    // Programs that must be there, and mostly signed in or pointed somewhere, before a step can call them.
    static readonly FrozenSet<string> Programs = Whitespace.Split("""
        alembic ansible ansible-playbook apt apt-get aws az brew bundle cargo certbot composer conda curl docker docker-compose dotnet eksctl ffmpeg firebase flyctl gcloud gh git go gradle
        gsutil helm heroku istioctl java jq kubectl kustomize make minikube mongodump mongosh mvn mysql mysqldump nginx node npm npx openssl pg_dump pg_restore pip pip3 pnpm podman poetry
        psql pytest python python3 rails redis-cli rsync ruby sam scp serverless skaffold sqlcmd sqlite3 ssh supabase systemctl tar terraform tofu uv vault vercel wget wrangler yarn
        """).ToFrozenSet(StringComparer.Ordinal);

    // Commands that are there on every machine, and no precondition.
    static readonly FrozenSet<string> BuiltIn = Whitespace.Split("""
        apk awk base64 bash bunzip2 bzip2 cal cat cd chgrp chmod chown cksum clear cmp column comm cp crontab cut date dd df diff dig dirname dnf du echo egrep env exit export expr false fgrep file find fold
        free grep groups gunzip gzip head history host hostname id ifconfig ip jobs join journalctl kill killall less ln locate ls lsof mail man md5sum mkdir mkfifo mktemp more mount mv nc netstat nice nl
        nohup nslookup od openssl paste pgrep ping pkill popd printenv printf ps pstree pushd pwd read readlink rename rev rm rmdir screen sed seq set sftp sh sha256sum shopt shuf sleep sort source split
        stat su sudo sum tac tail tee test time timeout top touch tr traceroute tree true tty umask umount uname uniq unset unzip uptime useradd w watch wc which who whoami xargs xz yes yum zip
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The procedure that a run shows.</summary>
    public static Procedure Draft(Trajectory run) => new Procedure
    {
        Title = run.Name.Length > 0 ? run.Name : NameFor(run.Task),
        Description = run.Description.Length > 0 ? run.Description : Excerpt.Of(Whitespace.Collapse(run.Task), Procedure.LongestDescription),
        Category = run.Category,
        Tags = run.Tags,
        Preconditions = run.Preconditions.Count > 0 ? run.Preconditions : ProgramsIn(run.Steps),
        Steps = run.Steps,
        Postconditions = run.Postconditions.Count > 0 ? run.Postconditions : ChecksIn(run.Steps),
        Parameters = run.Parameters,
    }.WithParametersOfSteps();

    /// <summary>Whether a skill's name was drafted from its task, and not given by an author.</summary>
    public static bool DraftedNameOf(Skill skill) => skill.Source == Source.Learned && skill.Procedure.Title == NameFor(skill.Provenance.Task);

    /// <summary>Whether a word calls a program that we know.</summary>
    internal static bool IsProgram(string word) => Programs.Contains(word) || BuiltIn.Contains(word);

    /// <summary>The first words of the task that say what it is about. Words with digits are values, and values vary.</summary>
    static string NameFor(string task)
    {
        var words = WrittenWord().Matches(task).Select(word => word.Value)
            .Where(word => !word.Any(char.IsDigit) && (word is "up" or "down" || !Words.IsFunctionWord(Fold.Text(word))))
            .Take(MaxNameWords)
            .ToList();
        return Excerpt.Of(words.Count > 0 ? string.Join(' ', words) : Whitespace.Collapse(task), MaxNameLength);
    }

    /// <summary>The programs that must be there before the first step: what a step installs need not be.</summary>
    static List<string> ProgramsIn(IReadOnlyList<Step> steps)
    {
        var installed = new HashSet<string>(StringComparer.Ordinal);
        var needed = new List<string>();
        foreach (var step in steps)
        {
            if (ProgramOf(step.Text) is { } program && !installed.Contains(program) && !needed.Contains(program))
            {
                needed.Add(program);
            }
            if (step.Text.Contains("install", StringComparison.OrdinalIgnoreCase))
            {
                installed.UnionWith(step.Text.Split(WordEnds, StringSplitOptions.RemoveEmptyEntries));
            }
        }
        return [.. needed.Take(MaxConditions).Select(program => $"{program} is installed and configured")];
    }

    /// <summary>The program that a step calls: the first word behind a label, <c>sudo</c> and assignments; null where it is none we know.</summary>
    static string? ProgramOf(string step)
    {
        var label = step.IndexOf(": ", StringComparison.Ordinal);
        var called = FirstWord(step) is { } first && Programs.Contains(first) ? first : label < 0 ? null : FirstWord(step[(label + 2)..]);
        return called is not null && Programs.Contains(called) ? called : null;

        static string? FirstWord(string command) =>
            Whitespace.Split(command).FirstOrDefault(word => word is not "sudo" && !word.Contains('='));
    }

    /// <summary>The steps that check something say what is true when they pass.</summary>
    static List<string> ChecksIn(IReadOnlyList<Step> steps) =>
        [.. steps.Select(step => CheckLabel().Match(step.Text)).Where(found => found.Success).Take(MaxConditions).Select(found => $"{found.Value.TrimEnd()} passes")];

    [GeneratedRegex(@"\p{L}[\p{L}\p{Nd}]*(?:['’-][\p{L}\p{Nd}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex WrittenWord();

    [GeneratedRegex(@"^(?:verify|check|test|confirm|ensure|validate|smoke test)\b[^:\n]{2,60}(?=:)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CheckLabel();
}
