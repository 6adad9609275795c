using System.Globalization;
using SkillMcp.Checks;

namespace SkillMcp.Server.Verification;

/// <summary>The steps of a procedure as one script, so that a folder or a variable that one sets is there for the next.</summary>
sealed class StepRun
{
    readonly string mark = $"skillmcp-{Guid.NewGuid():N}";
    readonly IReadOnlyList<string> commands;

    StepRun(IReadOnlyList<string> commands) => this.commands = commands;

    /// <summary>The commands, one for each step.</summary>
    public IReadOnlyList<string> Commands => commands;

    /// <summary>Reads the commands of a procedure with its values in place.</summary>
    /// <exception cref="SkillException">A step is no command, or a value is missing.</exception>
    public static StepRun Of(Procedure procedure)
    {
        var steps = procedure.Steps.Where(step => !step.IsHeading).ToList();
        var open = steps.SelectMany(step => step.Placeholders).Distinct().ToList();
        if (open.Count > 0)
        {
            throw new SkillException($"Values are missing: {Verifier.AsArguments(open)}.");
        }
        return new([.. steps.Select((step, at) => StepCommand.In(step)
            ?? throw new SkillException($"Step {at + 1} is no command and cannot be run: {Truncate.To(step.Text, 80)}"))]);
    }

    /// <summary>The script: it stops at the first step that fails, and says at which.</summary>
    public string Script => string.Join('\n', commands.Select((command, at) =>
        $"{{\n{command}\n}} || {{ code=$?; printf '\\n{mark} {at + 1}\\n'; exit $code; }}"));

    /// <summary>The number of the step that failed, from 1; 0 where that was not told.</summary>
    public int FailedStep(SandboxResult result)
    {
        var told = result.Output.Last.Concat(result.Output.First).FirstOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal));
        return told is not null && int.TryParse(told.AsSpan(mark.Length), CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= commands.Count
                ? number
                : 0;
    }

    /// <summary>What was printed, without the mark.</summary>
    public string Describe(SandboxResult result) => string.Join(
        '\n', CommandRunner.Describe(result).Split('\n').Where(line => !line.StartsWith(mark, StringComparison.Ordinal)));
}
