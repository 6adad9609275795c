using System.CommandLine;

namespace SkillMcp.Server.Commands.Invocation;

/// <summary>The argument of a command that is about one skill.</summary>
static class SkillArgument
{
    public static Argument<string> Name { get; } = new("NAME") { Description = "The name of the skill." };

    /// <exception cref="SkillException">It is not the name of a skill.</exception>
    public static SkillName NameFrom(ParseResult typed) => SkillName.Parse(typed.GetRequiredValue(Name));
}
