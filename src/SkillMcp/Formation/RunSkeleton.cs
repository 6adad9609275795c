using System.Security.Cryptography;
using System.Text;

namespace SkillMcp.Formation;

/// <summary>
/// What runs of one procedure have in common whatever their values are: the programs of its commands with the names of their flags,
/// and the first words of its other steps. Runs with different skeletons are not compared.
/// </summary>
static class RunSkeleton
{
    /// <summary>The skeleton as a hash, in lower-case hex.</summary>
    public static string Of(IEnumerable<Step> steps)
    {
        var parts = steps.Select(step => ComparisonFeatures.IsCommand(step) ? OfCommands(step) : FirstWordOf(step));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    static string FirstWordOf(Step step) => Stemmer.Stem(Text.Words.Split(step.Text).FirstOrDefault() ?? "");

    /// <summary>The programs and flags of a step's commands, in order, without the label before them and the comment behind them.</summary>
    static string OfCommands(Step step)
    {
        var parts = new List<string>();
        var continues = false;
        foreach (var token in StepToken.Of(step.Text).TakeWhile(token => token.IsQuoted || token.Text[0] != '#'))
        {
            if (token.Place < 0 && token.Text[^1] == ':')
            {
                parts.Clear();
            }
            else if (!token.IsQuoted && PartOf(token, continues) is { } part)
            {
                parts.Add(part);
            }
            // A line that goes on does not begin with a program.
            continues = token.Text == "\\";
        }
        return string.Join(' ', parts);
    }

    /// <summary>A program or a flag; null for a value or an operator.</summary>
    static string? PartOf(StepToken token, bool continues) => token switch
    {
        { IsSignedNumber: true } => null,
        { IsFlag: true } => NameOf(token.Text),
        { Place: 0, Text: not "sudo" } when !continues && !token.Text.Contains('=', StringComparison.Ordinal) => ProgramOf(token.Text),
        _ => null,
    };

    /// <summary>The name of a flag without its value, as in <c>--tail=50</c>, <c>-n5</c> and <c>-p8080:80</c>.</summary>
    static string NameOf(string flag)
    {
        var end = flag.StartsWith("--", StringComparison.Ordinal)
            ? flag.IndexOf('=', StringComparison.Ordinal)
            : flag.AsSpan(1).IndexOfAnyExcept(Letters) + 1;
        return end > 0 ? flag[..end] : flag;
    }

    /// <summary>
    /// The name of a program without its folder; in the form of a word, because prose with a path in it looks like a command.
    /// </summary>
    static string ProgramOf(string program) =>
        Stemmer.Stem(CaseFolding.Fold(program[(program.LastIndexOf('/') + 1)..].Trim('"', '\'', '(', ';')));

    static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
