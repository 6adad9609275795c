using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>Reads the numbers and ids behind options. By itself the parser says of a mistake which type of .NET it is not.</summary>
static class OptionValues
{
    /// <summary>Lets an option say of a mistake what belongs there. One that has a parser of its own keeps that.</summary>
    public static void SayWhatBelongsThere(Option option)
    {
        switch (option)
        {
            case Option<int> { CustomParser: null } number:
                number.CustomParser = result => Read<int>(result, "a number");
                break;
            case Option<int?> { CustomParser: null } number:
                number.CustomParser = result => Read<int>(result, "a number");
                break;
            case Option<double> { CustomParser: null } share:
                share.CustomParser = result => Read<double>(result, "a number such as 0.5");
                break;
            case Option<Guid?> { CustomParser: null } id:
                id.CustomParser = result => Read<Guid>(result, "an id as it was shown");
                break;
        }
    }

    static T Read<T>(ArgumentResult result, string expected)
        where T : struct, IParsable<T>
    {
        var typed = result.Tokens[0].Value;
        if (!T.TryParse(typed, CultureInfo.InvariantCulture, out var value))
        {
            result.AddError($"'{Truncate.To(typed, 40)}' is not {expected}, which belongs behind {OptionOf(result)}.");
        }
        return value;
    }

    static string OptionOf(ArgumentResult result) => result.Parent is OptionResult { Option.Name: var name } ? name : "it";
}
