using System.CommandLine;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>The values of a skill's parameters, as they are typed.</summary>
static class GivenArguments
{
    public static Option<string[]> Option { get; } = new("--arg")
    {
        Description = "A value that you know; may be given again.",
        HelpName = "NAME=VALUE",
    };

    /// <exception cref="SkillException">One is no name and value.</exception>
    public static IReadOnlyDictionary<string, string> From(ParseResult typed)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in typed.GetValue(Option) ?? [])
        {
            var sign = pair.IndexOf('=');
            if (sign <= 0)
            {
                throw new SkillException($"'{pair}' is not an argument: write name=value, such as --arg namespace=prod.");
            }
            arguments[pair[..sign]] = pair[(sign + 1)..];
        }
        return arguments;
    }
}
