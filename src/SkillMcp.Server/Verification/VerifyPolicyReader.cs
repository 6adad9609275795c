using System.Globalization;
using System.Text.RegularExpressions;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SkillMcp.Server.Verification;

/// <summary>Reads verify.toml. What it does not know is a mistake: a rule that is misspelled would otherwise not hold.</summary>
sealed partial class VerifyPolicyReader
{
    const string ProjectTable = "project";
    const string LimitsTable = "limits";

    static readonly string[] Names = ["programs", "hosts", "readable", "writable", "path", "environment", "image"];
    static readonly string[] LimitNames = ["time", "processor_time", "memory", "processes", "open_files", "file_size", "disk", "output"];

    static readonly Dictionary<string, long> Seconds = new() { ["s"] = 1, ["m"] = 60, ["h"] = 3600 };
    static readonly Dictionary<string, long> Sizes = new() { ["KB"] = 1L << 10, ["MB"] = 1L << 20, ["GB"] = 1L << 30 };

    // Longer than this nobody waits, and more than this no machine has for a check.
    const int MaxSeconds = 24 * 3600;
    const long MaxSize = 1L << 40;

    const long MaxCount = 65536;
    const int MaxShown = 40;

    VerifyPolicy everywhere = new();
    readonly Dictionary<string, VerifyPolicy> projects = new(StringComparer.Ordinal);

    /// <exception cref="SkillException">It has a mistake; the message says where, and what would have been right.</exception>
    public static VerifyPolicies Read(string text)
    {
        var reader = new VerifyPolicyReader();
        var document = Parse(text);
        foreach (var pair in document.KeyValues)
        {
            reader.Take([], pair);
        }
        // A project changes what holds everywhere, wherever in the file that stands.
        foreach (var table in document.Tables.OrderBy(table => KeysOf(table.Name!)[0] == ProjectTable))
        {
            reader.Take(table);
        }
        return new VerifyPolicies(reader.everywhere, reader.projects);
    }

    static DocumentSyntax Parse(string text)
    {
        try
        {
            var parsed = SyntaxParser.Parse(text);
            return parsed.Diagnostics.FirstOrDefault(found => found.Kind == DiagnosticMessageKind.Error) is { } mistake
                ? throw Mistake(mistake.Span, mistake.Message.TrimEnd('.'))
                : parsed;
        }
        catch (TomlException mistake)
        {
            throw new SkillException(mistake.Message);
        }
    }

    void Take(TableSyntaxBase table)
    {
        var path = KeysOf(table.Name!);
        if (table is TableArraySyntax)
        {
            throw Mistake(table.Span, $"a table is written with single brackets: [{string.Join('.', path)}]");
        }
        if (path is [ProjectTable])
        {
            throw Mistake(table.Span, "a project is missing: write [project.NAME]");
        }
        if (path is not ([LimitsTable] or [ProjectTable, _] or [ProjectTable, _, LimitsTable]))
        {
            throw Unknown(table.Span, path[^1], [LimitsTable, "project.NAME", "project.NAME.limits"]);
        }
        foreach (var pair in table.Items)
        {
            Take(path, pair);
        }
    }

    void Take(IReadOnlyList<string> table, KeyValueSyntax pair)
    {
        string[] path = [.. table, .. KeysOf(pair.Key!)];
        if (path is [ProjectTable, var name, _, ..])
        {
            var rest = path[2..];
            RequireProject(pair.Span, name);
            projects[name] = With(projects.GetValueOrDefault(name, everywhere), rest, pair);
            return;
        }
        everywhere = With(everywhere, path, pair);
    }

    static VerifyPolicy With(VerifyPolicy policy, IReadOnlyList<string> path, KeyValueSyntax pair) => path switch
    {
        ["programs"] => policy with { Programs = Texts(pair, ProgramName(), "the name of a program, or its whole path") },
        ["hosts"] => policy with { Hosts = Texts(pair, HostName(), "a host such as api.example.com or localhost:8080") },
        ["readable"] => policy with { Readable = Folders(pair) },
        ["writable"] => policy with { Writable = Folders(pair) },
        ["path"] => policy with { Path = Folders(pair) },
        ["environment"] => policy with { Environment = Variables(pair) },
        ["image"] => policy with { Image = TextOf(pair.Value!, ImageName(), "the name of an image, such as debian:stable-slim") },
        [LimitsTable, var limit] => policy with { Limits = With(policy.Limits, limit, pair) },
        [LimitsTable, ..] => throw Unknown(pair.Span, path[^1], LimitNames),
        _ => throw Unknown(pair.Span, path[0], [.. Names, LimitsTable]),
    };

    static SandboxLimits With(SandboxLimits limits, string name, KeyValueSyntax pair) => name switch
    {
        "time" => limits with { Time = Duration(pair) },
        "processor_time" => limits with { ProcessorTime = Duration(pair) },
        "memory" => limits with { Memory = Size(pair) },
        "processes" => limits with { Processes = Count(pair) },
        "open_files" => limits with { OpenFiles = Count(pair) },
        "file_size" => limits with { FileSize = Size(pair) },
        "disk" => limits with { Disk = Size(pair) },
        "output" => limits with { Output = Size(pair) },
        _ => throw Unknown(pair.Span, name, LimitNames),
    };

    static List<string> Texts(KeyValueSyntax pair, Regex form, string expected)
    {
        if (pair.Value is not ArraySyntax list)
        {
            throw Mistake(pair.Value!.Span, $"a list belongs there: {NameOf(pair)} = [\"…\", \"…\"]");
        }
        return [.. list.Items.Select(item => TextOf(item.Value!, form, expected))];
    }

    static string TextOf(ValueSyntax value, Regex form, string expected) =>
        value is StringValueSyntax { Value: { } text } && form.IsMatch(text)
            ? text
            : throw Mistake(value.Span, $"{Truncate.To(value.ToString().Trim(), MaxShown)} is not {expected}");

    static List<string> Folders(KeyValueSyntax pair) =>
        [.. Texts(pair, FolderName(), "the whole path of a folder, such as /srv/shop or ~/shop").Select(WithHome)];

    static string WithHome(string folder) => folder.StartsWith('~')
        ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), folder[1..])
        : folder;

    static List<string> Variables(KeyValueSyntax pair)
    {
        var names = Texts(pair, VariableName(), "the name of a variable");
        return names.FirstOrDefault(SandboxEnvironment.IsDangerous) is { } dangerous
            ? throw Mistake(pair.Value!.Span, $"{dangerous} says what is run before the command, and cannot be handed on")
            : names;
    }

    static TimeSpan Duration(KeyValueSyntax pair)
    {
        var match = DurationForm().Match(StringOf(pair));
        var seconds = match.Success ? Number(match.Groups[1].Value) * Seconds[match.Groups[2].Value] : 0;
        return seconds is > 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw Mistake(pair.Value!.Span, $"{NameOf(pair)} is a time of at most 24 hours, such as \"90s\", \"5m\" or \"1h\"");
    }

    static long Size(KeyValueSyntax pair)
    {
        var match = SizeForm().Match(StringOf(pair));
        var bytes = match.Success ? Number(match.Groups[1].Value) * Sizes[match.Groups[2].Value] : 0;
        return bytes is > 0 and <= MaxSize
            ? bytes
            : throw Mistake(pair.Value!.Span, $"{NameOf(pair)} is a size of at most 1024 GB, such as \"512KB\", \"256MB\" or \"2GB\"");
    }

    static string StringOf(KeyValueSyntax pair) => pair.Value is StringValueSyntax { Value: { } text } ? text : "";

    static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    static int Count(KeyValueSyntax pair) =>
        pair.Value is IntegerValueSyntax { Value: >= 1 and <= MaxCount and var number }
            ? (int)number
            : throw Mistake(pair.Value!.Span, $"{NameOf(pair)} is a number from 1 to {MaxCount}");

    static void RequireProject(SourceSpan span, string name)
    {
        try
        {
            Project.Parse(name);
        }
        catch (SkillException mistake)
        {
            throw Mistake(span, mistake.Message.TrimEnd('.'));
        }
    }

    static string NameOf(KeyValueSyntax pair) => KeysOf(pair.Key!)[^1];

    static List<string> KeysOf(KeySyntax key) => [NameOf(key.Key!), .. key.DotKeys.Select(item => NameOf(item.Key!))];

    static string NameOf(BareKeyOrStringValueSyntax key) => key switch
    {
        BareKeySyntax bare => bare.Key!.Text!,
        StringValueSyntax quoted => quoted.Value!,
        _ => key.ToString().Trim(),
    };

    static SkillException Unknown(SourceSpan span, string name, IReadOnlyList<string> known) => Mistake(
        span,
        NearestName.Of(name, known) is { } nearest
            ? $"'{Truncate.To(name, MaxShown)}' is not known, did you mean '{nearest}'"
            : $"'{Truncate.To(name, MaxShown)}' is not known, there are {string.Join(", ", known)}");

    static SkillException Mistake(SourceSpan span, string message) =>
        new($"line {span.Start.Line + 1}, column {span.Start.Column + 1}: {message}.");

    [GeneratedRegex(@"^(?:/|\./)?[A-Za-z0-9_.+:@%/\[-]+$")]
    private static partial Regex ProgramName();

    [GeneratedRegex(@"^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?$")]
    private static partial Regex HostName();

    [GeneratedRegex(@"^(?:/|~/)[^\0\r\n]*$|^[A-Za-z]:[\\/][^\0\r\n]*$")]
    private static partial Regex FolderName();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:/@-]*$")]
    private static partial Regex ImageName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^([0-9]{1,6})([smh])$")]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^([0-9]{1,9})(KB|MB|GB)$")]
    private static partial Regex SizeForm();
}
