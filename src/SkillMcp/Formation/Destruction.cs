using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// The steps that delete or overwrite what no later step brings back: files, data, volumes, infrastructure, the history of a repository.
/// What is built again anyway, and what the procedure has made itself, may be deleted.
/// </summary>
static partial class Destruction
{
    // What a build, a test or an installation makes again.
    static readonly FrozenSet<string> Disposable = FrozenSet.ToFrozenSet(Whitespace.Split("""
        node_modules dist build out target bin obj __pycache__ .cache .next .nuxt .turbo .parcel-cache .pytest_cache .mypy_cache .ruff_cache
        .tox .nox .venv venv .gradle .nyc_output coverage htmlcov .coverage tmp temp *.pyc *.tmp *.egg-info DerivedData CMakeFiles
        CMakeCache.txt cmake-build-debug .angular .svelte-kit TestResults
        """), StringComparer.Ordinal);

    // What they delete is in a repository, or is installed again.
    static readonly FrozenSet<string> Recoverable = FrozenSet.ToFrozenSet(
        ["git", "npm", "pnpm", "yarn", "bun", "cargo", "uv", "poetry", "pip", "go", "echo", "printf", "grep", "rg", "cat", "less", "mkdir"],
        StringComparer.Ordinal);

    // Whoever deletes more in one step deletes a pattern.
    const int MaxTargets = 20;

    /// <summary>The steps of a procedure that destroy something, in order.</summary>
    public static IReadOnlyList<Step> In(IReadOnlyList<Step> steps) =>
        [.. steps.Index().Where(step => Destroys(step.Item.Text, steps.Take(step.Index))).Select(step => step.Item)];

    /// <summary>The steps that destroy something and are not among those of another procedure, in order.</summary>
    public static IReadOnlyList<Step> AddedBetween(IReadOnlyList<Step> before, IReadOnlyList<Step> after) =>
        [.. In(after).Where(step => !before.Any(other => Similarity.SameStep(step, other)))];

    /// <summary>Whether a task asks for something to be deleted, taken down or done anew.</summary>
    public static bool IsAskedFor(string task) => Asked().IsMatch(task);

    static bool Destroys(string text, IEnumerable<Step> earlier)
    {
        // An edit of a file runs nothing.
        if (Edit().IsMatch(text))
        {
            return false;
        }
        return Removals().Matches(text).Any(removal => Removes(removal.Groups["before"].Value, removal.Groups["words"].Value, earlier))
            || Known().IsMatch(text) || Sentence().IsMatch(text) || HasSubcommand(text);
    }

    static bool Removes(string before, string words, IEnumerable<Step> earlier)
    {
        if (Recoverable.Contains(before.Trim()))
        {
            return false;
        }
        var targets = Whitespace.Split(words)
            .Where(word => word[0] != '-')
            .Select(word => word.Trim('"', '\''))
            .Where(word => word.Length > 0 && !word.Contains('>'))
            .ToList();
        return targets.Count is 0 or > MaxTargets
            || !targets.TrueForAll(target => IsDisposable(target) || earlier.Any(step => Makes(step.Text, target)));
    }

    static bool IsDisposable(string target)
    {
        if (target.StartsWith("/tmp/", StringComparison.Ordinal) || target.StartsWith("/var/tmp/", StringComparison.Ordinal))
        {
            return target.TrimEnd('/', '*').Length > "/var/tmp/".Length && !target.Contains("..", StringComparison.Ordinal);
        }
        var isElsewhere = target[0] is '/' or '~' or '$' or '{' || target.Contains("..", StringComparison.Ordinal);
        return !isElsewhere && target.Split('/').Any(Disposable.Contains);
    }

    static bool Makes(string step, string target)
    {
        var at = step.IndexOf(target, StringComparison.Ordinal);
        return at > 0 && Making().IsMatch(step[..at]);
    }

    /// <summary>Whether a command has a subcommand or a flag that destroys: <c>terraform destroy</c>, <c>rsync --delete</c>.</summary>
    static bool HasSubcommand(string text)
    {
        var runsText = RunsText().IsMatch(text);
        var program = "";
        foreach (var token in StepToken.Of(text))
        {
            if (token.Place == 0)
            {
                program = token.Text[(token.Text.LastIndexOf('/') + 1)..];
            }
            var mayDestroy = (token is { IsQuoted: false, Place: > 0 } || runsText) && !Recoverable.Contains(program);
            if (mayDestroy && (Subcommand().IsMatch(token.Text.Trim('"', '\'')) || Flag().IsMatch(token.Text)))
            {
                // "Delete" within a sentence is told by how that begins.
                return ComparisonFeatures.IsCommand(Step.Parse(text));
            }
        }
        return false;
    }

    [GeneratedRegex(@"^(?:Edit|Create) \S[^\n]*?(?:: |:\n|$)")]
    private static partial Regex Edit();

    [GeneratedRegex(
        @"(?<before>(?<![\w.-])[\w.-]{1,40}\s+)?(?<![\w.-])(?:rm|unlink|Remove-Item)\s+(?<words>[^;&|\n)`]*)"
            + @"|\bxargs\s+(?:-\S+\s+)*rm\b(?<words>)")]
    private static partial Regex Removals();

    // Each part looks only so far ahead: a text of a stranger must not cost more than its length.
    [GeneratedRegex(
        @"\bgit\b[^;&|\n]{0,80}\s(?:push\b[^;&|\n]{0,160}\s"
            + @"(?:--force\S*|-[a-zA-Z]{0,6}f[a-zA-Z]{0,6}|--delete|-d|--mirror|--prune|\+\S+|:\S+)(?=\s|$|['""])"
            + @"|reset\b[^;&|\n]{0,80}--hard|clean\b[^;&|\n]{0,40}\s-[a-zA-Z]{0,6}f|branch\b[^;&|\n]{0,40}\s-D|stash\s+(?:drop|clear)"
            + @"|tag\s+-d|checkout\s+(?:--\s|\.(?:\s|$))|restore\s+(?!--staged)|filter-(?:branch|repo)|update-ref\s+-d|reflog\s+expire)"
            + @"|\bfind\b[^;|\n]{0,300}\s(?:-delete|-exec(?:dir)?\s+(?:rm|shred)\b)"
            + @"|\b(?:dropdb|dropuser|shred|wipefs|mkfs(?:\.\w+)?|blkdiscard|userdel|groupdel|[lvp][gv]remove|truncate\s+-s|rmtree)\b"
            + @"|\bdd\b[^;|\n]{0,160}\bof=|\bcrontab\s+-r\b|\b(?:del|rd|rmdir)\s+/s\b|\s-destroy\b"
            + @"|\bdown\b[^;&|\n]{0,80}\s(?:-v|--volumes|--rmi)\b|\bstate\s+rm\b|\bhelm\s+(?:uninstall|delete)\b"
            + @"|\bdrop\s+(?:table|database|schema|index|view|materialized|column|user|role|owned|keyspace|collection|type|function|trigger"
            + @"|constraint|tablespace|sequence)\b|\btruncate\s+(?:table\s+)?\w+\s*(?:;|$|[""',]|cascade\b|restart\b)|\bdelete\s+from\s"
            + @"|\b(?:flushall|flushdb)\b|\b(?:dropDatabase|deleteMany|remove_all)\b|\.drop\(\)"
            + @"|\b(?:prisma\s+migrate|supabase\s+db|\bdb)[\s:]reset\b|--force-reset\b|\balembic\s+downgrade\b"
            + @"|\bflyway\b[^;|\n]{0,80}\s(?:clean|undo)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Known();

    [GeneratedRegex(@"^(?:[\w-]+:)?(?:delete|destroy|purge|prune|wipe|erase|terminate|teardown|nuke|unpublish|drop|flush)(?:[-:][\w-]+)?$")]
    private static partial Regex Subcommand();

    [GeneratedRegex(@"^--(?:delete(?:-\w+)?|purge|prune|wipe|destroy|force-delete)(?:=|$)")]
    private static partial Regex Flag();

    // The text that it is given is a command too.
    [GeneratedRegex(@"\b(?:ssh|bash|sh|zsh|exec|su|eval)\s")]
    private static partial Regex RunsText();

    [GeneratedRegex(@"^\W*(?:delete|drop|destroy|wipe|erase|purge|truncate|force[- ]push)\b(?! \S*/)", RegexOptions.IgnoreCase)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"(?:\bmkdir\s+(?:-\S+\s+)*|>\s*|\s-o\s*|\bmktemp\s+(?:-\S+\s+)*)[""']?$")]
    private static partial Regex Making();

    [GeneratedRegex(
        @"\b(?:delet\w+|remov\w+|drop\w*|destroy\w*|tear\w*\s*(?:it\s+)?down|clean\w*|purg\w+|prun\w+|wip\w+|reset\w*|uninstall\w*|eras\w+"
            + @"|truncat\w+|decommission\w*|retir\w+|terminat\w+|discard\w*|empty|clear\w*|flush\w*|undo|revert\w*|roll\w*\s*back|rollback"
            + @"|downgrad\w+|restor\w+|recreat\w+|rebuild\w*|replac\w+|scratch|anew|afresh|force|overwrit\w+|get rid of|throw away|rotat\w+"
            + @"|expir\w+|rebas\w+|amend\w*|squash\w*|archiv\w+|swap\w*|rm)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Asked();
}
