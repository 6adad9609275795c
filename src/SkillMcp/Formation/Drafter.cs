using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Turns a run into a procedure. What the caller gives is kept as it is; what it leaves out is drafted
/// from the run alone.
/// </summary>
static partial class Drafter
{
    const int MaxConditions = 5;

    static readonly char[] WordEnds = [' ', '\t', '\n', ':', ',', ';', '='];

    /// <summary>The procedure that a run shows.</summary>
    public static Procedure Draft(Trajectory run) => new Procedure
    {
        Title = run.Name.Length > 0 ? run.Name : Truncate.To(Whitespace.Collapse(run.Task), Procedure.MaxTitleLength),
        Description = run.Description.Length > 0
            ? run.Description
            : Truncate.To(Whitespace.Collapse(run.Task), Procedure.MaxDescriptionLength),
        Category = run.Category,
        Tags = run.Tags,
        Preconditions = run.Preconditions.Count > 0 ? run.Preconditions : ProgramsIn(run.Steps),
        Steps = run.Steps,
        Postconditions = run.Postconditions.Count > 0 ? run.Postconditions : ChecksIn(run.Steps),
        Parameters = run.Parameters,
    }.WithParametersOfSteps();

    /// <summary>
    /// The generalized procedure of a run, with a name and a description that speak of no value of the run; a name that its author gave
    /// stays.
    /// </summary>
    public static Procedure Reworded(Procedure general, Trajectory run) => WithGeneralConditions(general) with
    {
        Title = run.Name.Length > 0 ? run.Name : Wording.NameFor(run.Task, general),
        Description = run.Description.Length > 0
            ? Wording.WithoutMarked(run.Description, general.Parameters)
            : DescriptionFor(run.Task, general.Parameters),
    };

    /// <summary>A learned skill's text after another run showed what varies: what was drafted is drafted again without that.</summary>
    /// <param name="known">The skill.</param>
    /// <param name="generalization">What it and the run have in common.</param>
    /// <param name="taskOfRun">What the run was done for.</param>
    public static Procedure RewordedAfter(Skill known, LeastGeneralGeneralization generalization, string taskOfRun)
    {
        var general = generalization.General;
        var task = known.Provenance.Task;
        List<Parameter> meant = [.. general.Parameters.Where(parameter => !IsOnlyWord(parameter))];
        return known.Source != Source.Learned ? general : WithGeneralConditions(general) with
        {
            Title = HasDraftedName(known) ? Wording.NameFor(task, general with { Parameters = meant }) : general.Title,
            Description = HasDraftedDescription(known.Procedure, task)
                ? DescriptionFor(task, meant)
                : Wording.WithoutMarked(general.Description, meant),
        };

        // "The local feed", said of both runs, is no value where the folder is called "feed" in one and "packages" in the other.
        bool IsOnlyWord(Parameter parameter) => parameter.HasVaried && Says(known.Procedure.Description, parameter)
            && (WasOnlyWord(parameter.Name)
                || Says(taskOfRun, parameter) && generalization.Bindings.GetValueOrDefault(parameter.Name) != parameter.Example);

        bool WasOnlyWord(string name) =>
            known.Procedure.Parameters.Any(before => before.Name == name && before.HasVaried && Says(known.Procedure.Description, before));
    }

    static bool Says(string text, Parameter parameter) =>
        parameter.Example.Length > 0 && ValueOccurrences.InText(parameter.Example, text).Any();

    /// <summary>The parameters whose values a drafted text leaves out: what it still says is only a word of it.</summary>
    static IReadOnlyList<Parameter> LeftOutOf(string text, IReadOnlyList<Parameter> parameters) =>
        [.. parameters.Where(parameter => !Says(text, parameter))];

    static Procedure WithGeneralConditions(Procedure general) => general with
    {
        Preconditions = [.. general.Preconditions.Select(text => Wording.WithPlaceholders(text, general.Parameters))],
        Postconditions = [.. general.Postconditions.Select(text => Wording.WithPlaceholders(text, general.Parameters))],
    };

    /// <summary>Whether the name of a skill was drafted from its task, and not given by an author.</summary>
    public static bool HasDraftedName(Skill skill)
    {
        var procedure = skill.Procedure;
        // A drafted name begins with a capital letter where it can. Authors write "deploy-api", and drafting it again is slow.
        if (skill.Source != Source.Learned || procedure.Title is [>= 'a' and <= 'z', ..])
        {
            return false;
        }
        var general = procedure with { Parameters = LeftOutOf(procedure.Description, procedure.Parameters) };
        return procedure.Title == Wording.NameFor(skill.Provenance.Task, general);
    }

    /// <summary>Whether a description was drafted from a task, and not given by an author.</summary>
    public static bool HasDraftedDescription(Procedure procedure, string task) =>
        procedure.Description == DescriptionFor(task, LeftOutOf(procedure.Description, procedure.Parameters));

    /// <summary>
    /// The name of a skill beside one of the same name: with what it does that the other does not, or else without what only that one does.
    /// </summary>
    public static SkillName NameBeside(Skill skill, Skill holder)
    {
        var (own, other) = (skill.Procedure, holder.Procedure);
        var difference = Wording.CallBeyond(own, other) is { } more ? $"with {more}"
            : Wording.CallBeyond(other, own) is { } less ? $"without {less}"
            : "";
        return SkillName.From(difference) is { } suffix ? skill.Name.Followed(suffix.Value) : skill.Name;
    }

    static string DescriptionFor(string task, IReadOnlyList<Parameter> parameters) =>
        Wording.DescriptionFor(task, parameters) is { Length: > 0 } text
            ? text
            : Truncate.To(Whitespace.Collapse(task), Procedure.MaxDescriptionLength);

    /// <summary>The programs that must be there before the first step, without those that an earlier step installs.</summary>
    static List<string> ProgramsIn(IReadOnlyList<Step> steps)
    {
        var installed = new HashSet<string>(StringComparer.Ordinal);
        var needed = new List<string>();
        foreach (var step in steps)
        {
            if (ProgramOf(step.Text) is { } program && !installed.Contains(program) && !needed.Contains(program))
            {
                needed.Add(program);
            }
            if (step.Text.Contains("install", StringComparison.OrdinalIgnoreCase))
            {
                installed.UnionWith(step.Text.Split(WordEnds, StringSplitOptions.RemoveEmptyEntries));
            }
        }
        return [.. needed.Take(MaxConditions).Select(program => $"{program} is installed and configured")];
    }

    /// <summary>
    /// The program that a step calls: its first word behind a label, <c>sudo</c> and assignments; null if it is not a known one.
    /// </summary>
    static string? ProgramOf(string step)
    {
        if (ProgramAt(step) is { } program)
        {
            return program;
        }
        var label = step.IndexOf(": ", StringComparison.Ordinal);
        return label < 0 ? null : ProgramAt(step[(label + 2)..]);

        static string? ProgramAt(string command)
        {
            var first = Whitespace.Split(command).FirstOrDefault(word => word is not "sudo" && !word.Contains('='));
            return first is not null && KnownPrograms.MustBeInstalled(first) ? first : null;
        }
    }

    /// <summary>One postcondition for each step that checks something: that the check passes.</summary>
    static List<string> ChecksIn(IReadOnlyList<Step> steps)
    {
        var labels = steps.Select(step => CheckLabel().Match(step.Text)).Where(found => found.Success).Take(MaxConditions);
        return [.. labels.Select(label => $"{label.Value.TrimEnd()} passes")];
    }

    [GeneratedRegex(
        @"^(?:verify|check|test|confirm|ensure|validate|smoke test)\b[^:\n]{2,60}(?=:)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CheckLabel();
}
