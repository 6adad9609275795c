using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// Reads which version of a program there is, where a command asks for it (<c>terraform version</c>, <c>node --version</c>) and its output
/// tells. Nothing else is taken for a version.
/// </summary>
static partial class VersionReader
{
    // What comes later is no answer, and of -v, which mostly means something else, only the first two lines are.
    const int MaxLines = 15;
    const int MaxLinesOfShortFlag = 2;
    const int MaxLineLength = 200;

    // Their "version" is that of the project, or sets it.
    static readonly FrozenSet<string> WithProjectVersion = Set(
        "poetry hatch uv npm yarn pnpm bun lerna pdm rye flit cz mix bump2version bumpversion changeset semantic-release");

    // What stands behind these is text or a file, or they are told to go on at length.
    static readonly FrozenSet<string> OfOtherWords = Set("""
        echo printf cat bat less more head tail tee grep egrep fgrep rg ls find man info tldr which whereis type command test touch rm mkdir
        """);

    // What says nothing, so that all of the output is of the command that asks.
    static readonly FrozenSet<string> Silent = Set("cd export set source . true : unset umask");

    /// <summary>The versions that a command asked for and its output tells.</summary>
    public static IReadOnlyList<ProgramVersion> In(string command, string output)
    {
        if (!Question().IsMatch(command))
        {
            return [];
        }
        var script = ShellScript.PipelinesOf(command);
        var asked = script.Select(AskedBy).OfType<Asked>().ToList();
        if (asked.Count == 0)
        {
            return [];
        }
        var lines = output.Split('\n').Select(line => Truncate.To(line.Trim(), MaxLineLength)).Where(line => line.Length > 0)
            .Take(MaxLines).ToList();
        var areAlone = script.All(pipeline => AskedBy(pipeline) is not null || IsSilent(pipeline));
        IEnumerable<ProgramVersion?> told = (asked, areAlone, lines.Count == asked.Count) switch
        {
            ([var only], true, _) => [VersionIn(lines, only)],
            (_, true, true) => asked.Zip(lines, (one, line) => VersionIn([line], one)),
            _ => asked.Select(one => NamedIn(lines, one)),
        };
        return [.. told.OfType<ProgramVersion>().Where(version => version.IsSound).DistinctBy(version => version.Program)];
    }

    /// <summary>
    /// The versions that a text quotes with the command that asked for them: a prompt with the answer below it, or
    /// "`terraform version` printed Terraform v1.5.7".
    /// </summary>
    public static IReadOnlyList<ProgramVersion> Quoted(string text)
    {
        var lines = text.Split('\n');
        var found = new List<ProgramVersion>();
        for (var at = 0; at < lines.Length; at++)
        {
            if (Prompt().Match(lines[at]) is { Success: true } typed && at + 1 < lines.Length)
            {
                found.AddRange(In(typed.Groups["command"].Value, lines[at + 1]));
            }
            found.AddRange(Told().Matches(lines[at]).SelectMany(one => In(one.Groups["command"].Value, one.Groups["output"].Value)));
        }
        return [.. found.DistinctBy(version => version.Program)];
    }

    /// <summary>The command that asks a program for its version.</summary>
    public static string QuestionFor(string program) => $"{program} --version";

    static Asked? AskedBy(ShellPipeline pipeline)
    {
        var words = ProgramNature.Unwrapped(pipeline.Commands[0].Words);
        if (words.Count < 2 || pipeline.Commands[0].Writes.Count > 0)
        {
            return null;
        }
        var program = ProgramNature.ProgramOf(words[0]);
        var isAsked = (words[1], words.Count) switch
        {
            ("--version" or "-version", 2) => true,
            ("-v" or "-V", 2) => !OfOtherWords.Contains(program),
            ("version", _) => !OfOtherWords.Contains(program) && !WithProjectVersion.Contains(program) && words.Skip(2).All(IsPlainFlag),
            _ => false,
        };
        return isAsked ? new Asked(program, words[1] == "-v") : null;
    }

    /// <summary>Whether a word only says how much is to be told: a template could make anything of it.</summary>
    static bool IsPlainFlag(string word) => PlainFlag().IsMatch(word);

    static bool IsSilent(ShellPipeline pipeline) =>
        pipeline.Commands is [{ Words: var words }]
        && (words.Count == 0 || Silent.Contains(words[0]) || words.All(word => word.Contains('=')));

    /// <summary>The version in the output of one question: behind the name, behind "version", alone, or in the first line.</summary>
    static ProgramVersion? VersionIn(IReadOnlyList<string> lines, Asked asked)
    {
        var named = asked.Named;
        var answer = lines.Take(asked.IsShortFlag ? MaxLinesOfShortFlag : MaxLines)
            .Select(line => FirstIn(line, named, Bare(), Called())).FirstOrDefault(version => version is not null);
        answer ??= asked.IsShortFlag || lines.Count == 0 ? null : FirstIn(lines[0], Title());
        return answer is null ? null : new ProgramVersion(asked.Program, answer);
    }

    /// <summary>The version that an output of several commands gives with the name of the program.</summary>
    static ProgramVersion? NamedIn(IReadOnlyList<string> lines, Asked asked) =>
        lines.Select(line => FirstIn(line, asked.Named)).FirstOrDefault(version => version is not null) is { } version
            ? new ProgramVersion(asked.Program, version)
            : null;

    static string? FirstIn(string line, params IEnumerable<Regex> forms) => forms
        .Select(form => form.Match(line)).FirstOrDefault(found => found.Success)?.Groups["version"].Value;

    static FrozenSet<string> Set(string words) => Whitespace.Split(words).ToFrozenSet(StringComparer.Ordinal);

    const string Number = @"(?<version>[0-9]{1,6}(?:\.[0-9]{1,6}){0,3})(?![0-9])";

    /// <param name="Program">The program that was asked.</param>
    /// <param name="IsShortFlag">Whether it was asked with -v, which mostly means something else.</param>
    sealed record Asked(string Program, bool IsShortFlag)
    {
        /// <summary>The version behind the name: "git version 2.39.2", "go version go1.21.0", "psql (PostgreSQL) 15.3", "jq-1.6".</summary>
        public Regex Named
        {
            get
            {
                var name = Regex.Escape(Program.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'));
                return new Regex(
                    $@"(?:^|[^\w-]){name}[0-9]*(?:\s*\([^)]*\))?(?:,?\s*version)?"
                        + $@"[\s:,/""'=-]{{1,4}}(?:{name}[/-]?|v)?{Number}",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
            }
        }
    }

    // Most commands ask for none, and need not be taken apart.
    [GeneratedRegex(@"\s(?:-{0,2}version|-[vV])\b")]
    private static partial Regex Question();

    [GeneratedRegex("^(?:--?[a-z][a-z-]*(?:=(?:true|false|json|yaml))?|json|yaml)$")]
    private static partial Regex PlainFlag();

    [GeneratedRegex(@"^(?:v(?<version>[0-9]{1,6})|""?v?(?<version>[0-9]{1,6}(?:\.[0-9]{1,6}){1,3})[-+.\w]*""?)$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"version[\s:""'=]{1,40}v?" + Number, RegexOptions.IgnoreCase)]
    private static partial Regex Called();

    [GeneratedRegex(@"^[A-Za-z][\w .()\[\]+-]{0,60}?[ /_]v?(?<version>[0-9]{1,6}(?:\.[0-9]{1,6}){1,3})(?![0-9])")]
    private static partial Regex Title();

    [GeneratedRegex(@"^\s*\$\s+(?<command>\S.*)$")]
    private static partial Regex Prompt();

    [GeneratedRegex(
        @"`(?<command>[^`]+)`\s*(?::|=|->|=>|→"
            + @"|\b(?:prints?|printed|shows?|showed|says?|said|gives?|gave|returns?|returned|reports?|reported|tells?|told|is|was)\b:?)"
            + @"\s*[`""']?(?<output>[^`""'\n]+)")]
    private static partial Regex Told();
}
