using System.Globalization;
using System.IO.Enumeration;
using SkillMcp.Checks;
using SkillMcp.Server.Clients;

namespace SkillMcp.Server.Verification;

/// <summary>Looks at files of the folders that the owner of the memory allows.</summary>
/// <param name="policy">What the owner allows.</param>
/// <param name="folder">The folder that is worked in.</param>
sealed class FileRunner(VerifyPolicy policy, string folder)
{
    const int MaxLength = 16 << 20;
    const int MaxReports = 1_000;

    // A file's time is coarser than the clock; on some file systems it is of two seconds.
    static readonly TimeSpan Coarseness = TimeSpan.FromSeconds(2);

    public CheckResult Check(FileCheck check)
    {
        var named = Path.Combine(folder, check.Path);
        if (RealPathOf(named) is not { } path)
        {
            return CheckResult.NotAllowed(check, Objection(named));
        }
        if (!File.Exists(path))
        {
            return CheckResult.Of(check, holds: false, Directory.Exists(path) ? "it is a folder" : "it is not there");
        }
        if (check.Content is not { } content)
        {
            return CheckResult.Of(check, holds: true, Describe(path));
        }
        if (ReadAll(path) is not { } text)
        {
            return CheckResult.CouldNotRun(check.Text, $"it is larger than {MaxLength >> 20} MB, and is not read");
        }
        var holds = content.IsIn(text);
        return CheckResult.Of(check, holds, $"{Describe(path)}{(holds ? "" : ", and does not hold what is expected")}");
    }

    /// <param name="check">The check.</param>
    /// <param name="since">When the run began; a report from before it proves nothing of it. Null if that is not known.</param>
    public CheckResult Check(TestReportCheck check, DateTimeOffset? since)
    {
        var pattern = Path.Combine(folder, check.Path);
        var named = Path.GetDirectoryName(pattern) ?? folder;
        if (RealPathOf(named) is not { } within)
        {
            return CheckResult.NotAllowed(check, Objection(named));
        }
        var reports = Directory.Exists(within)
            ? Directory.EnumerateFiles(within)
                .Where(file => FileSystemName.MatchesSimpleExpression(Path.GetFileName(pattern), Path.GetFileName(file)))
                .Order(StringComparer.Ordinal)
                .Take(MaxReports)
                .ToList()
            : [];
        if (reports.Count == 0)
        {
            return CheckResult.Of(check, holds: false, "there is no such report");
        }
        var written = reports.Where(file => since is not { } begin || File.GetLastWriteTimeUtc(file) >= begin - Coarseness).ToList();
        if (written.Count == 0)
        {
            var latest = reports.Max(File.GetLastWriteTimeUtc);
            return CheckResult.CouldNotRun(check.Text, $"the report is of {latest:yyyy-MM-dd HH:mm'Z'}, from before the run");
        }
        try
        {
            return Judge(check, [.. written.Select(file => (file, Read(file)))]);
        }
        catch (SkillException unreadable)
        {
            return CheckResult.Of(check, holds: false, unreadable.Message);
        }
    }

    TestReport Read(string file) =>
        ReadAll(RealPathOf(file) ?? throw new SkillException(Objection(file))) is { } text
            ? TestReport.Parse(text)
            : throw new SkillException($"{Path.GetFileName(file)} is larger than {MaxLength >> 20} MB, and is not read.");

    static CheckResult Judge(TestReportCheck check, IReadOnlyList<(string File, TestReport Report)> reports)
    {
        var (passed, failed) = (reports.Sum(one => one.Report.Passed), reports.Sum(one => one.Report.Failed));
        var failures = reports.Select(one => one.Report.FirstFailure).Where(name => name.Length > 0).Take(1);
        var latest = reports.Max(one => File.GetLastWriteTimeUtc(one.File));
        var first = string.Concat(failures.Select(name => $" ({name})"));
        var reported = Quantity.Of(reports.Count, "report");
        var observed = $"{passed} passed, {failed} failed{first}, in {reported} of {latest:yyyy-MM-dd HH:mm'Z'}";
        return CheckResult.Of(check, passed > 0 && failed == 0, observed);
    }

    static string Describe(string path)
    {
        var size = new FileInfo(path).Length.ToString("N0", CultureInfo.InvariantCulture);
        return $"{size} bytes, of {File.GetLastWriteTimeUtc(path):yyyy-MM-dd HH:mm'Z'}";
    }

    /// <summary>Where a path leads, with every link on the way followed; null if that may not be looked at.</summary>
    string? RealPathOf(string path) => policy.Allows(path, isWritable: false)?.Path;

    static string Objection(string path) => $"{path} is in none of the folders that are readable or writable";

    /// <summary>The text of a file; null if it is too large.</summary>
    /// <exception cref="SkillException">It is none: whoever reads a pipe waits for another to write.</exception>
    static string? ReadAll(string path)
    {
        if (UnixFile.At(path) is { IsRegular: false })
        {
            throw new SkillException($"{Path.GetFileName(path)} is a pipe, a socket or a device, and is not read.");
        }
        return new FileInfo(path).Length <= MaxLength ? File.ReadAllText(path) : null;
    }
}
