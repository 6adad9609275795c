using System.Text.RegularExpressions;
using SkillMcp.Safety;

namespace SkillMcp.Server.Presentation;

/// <summary>
/// Takes the paths of this machine out of what a model is told: they name the user and lead to the file. The name of the file stays.
/// Commands at the terminal and the log on standard error say the whole path.
/// </summary>
static partial class MachinePaths
{
    /// <summary>
    /// What a mistake is told a model by, without secrets and paths. Where a path is left out, the log on standard error says it.
    /// </summary>
    /// <param name="mistake">The mistake.</param>
    /// <param name="logger">The log on standard error.</param>
    /// <param name="said">What the caller said, which the message may quote.</param>
    public static string Removed(SkillException mistake, ILogger logger, IEnumerable<string> said)
    {
        var whole = SecretRedactor.InMessage(mistake.Message, said);
        var message = Removed(whole);
        if (message != whole)
        {
            LogWhole(logger, whole);
        }
        return message;
    }

    public static string Removed(string message) => Bare().Replace(Quoted().Replace(message, "'${name}'"), "${name}");

    // Between quotes a path may hold blanks.
    [GeneratedRegex(@"'(?:/|~/|[A-Za-z]:[\\/]|\\\\)(?:[^'\n]*[\\/])?(?<name>[^'\n\\/]+)[\\/]?'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![^\s(=])(?:/|[A-Za-z]:[\\/]|\\\\)(?:[^\s'""\\/]+[\\/])+(?<name>[^\s'""\\/]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [LoggerMessage(LogLevel.Warning, "A call failed: {Message}")]
    static partial void LogWhole(ILogger logger, string message);
}
