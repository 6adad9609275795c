using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace SkillMcp.Server.Commands.Invocation;

static class CommandExamples
{
    /// <summary>Adds examples to the end of a command's help.</summary>
    public static Command WithExamples(this Command command, params string[] examples)
    {
        command.Add(new HelpOption { Action = new HelpWithExamples(examples) });
        return command;
    }

    sealed class HelpWithExamples(string[] examples) : SynchronousCommandLineAction
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
}
