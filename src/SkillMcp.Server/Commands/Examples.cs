using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SkillMcp.Server.Commands;

/// <summary>A command's help with examples at its end.</summary>
sealed class Examples(string[] examples) : SynchronousCommandLineAction
{
    readonly HelpAction help = new();

    public override int Invoke(ParseResult typed)
    {
        var code = help.Invoke(typed);
        var output = typed.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example}");
        }
        return code;
    }
}

static class CommandExamples
{
    public static Command WithExamples(this Command command, params string[] examples)
    {
        command.Add(new HelpOption { Action = new Examples(examples) });
        return command;
    }
}
