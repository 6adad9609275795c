using SkillMcp.Formation;

namespace SkillMcp.Benchmarks.Learning;

/// <summary>
/// How well a memory grew from runs. Slots and parameters are those of the skill with the most runs of each procedure; a procedure
/// without a skill has none.
/// </summary>
sealed record GrowthFigures
{
    /// <summary>Which procedures: devops, other or all.</summary>
    public required string Domains { get; init; }

    public required int Runs { get; init; }

    public required int Procedures { get; init; }

    /// <summary>Procedures with an active skill at the end.</summary>
    public required int Learned { get; init; }

    /// <summary>Active skills at the end, by the procedure of their first run.</summary>
    public required int Skills { get; init; }

    /// <summary>Skills for each procedure that has any; 1 is right.</summary>
    public double SkillsPerProcedure => Ratio(Skills, Learned);

    /// <summary>
    /// Runs merged into a skill of their own procedure, and of another one. What could have been merged is every run but the first of
    /// each procedure, whether the policy refused it or not.
    /// </summary>
    public required Merges Merges { get; init; }

    /// <summary>Runs that no active skill holds at the end: refused, quarantined, or only noted.</summary>
    public required int NotStored { get; init; }

    /// <summary>Slots that the steps of every run show.</summary>
    public required int Slots { get; init; }

    /// <summary>Slots of which no value is a whole word of the steps any more.</summary>
    public required int SlotsAsParameters { get; init; }

    /// <summary>
    /// Slots of which one value is in the example of a parameter, while the same or another one is still written in a step, the
    /// description, a condition or the name.
    /// </summary>
    public required int HalfGeneralised { get; init; }

    /// <summary>The same, where the value is still written in a step.</summary>
    public required int HalfGeneralisedSteps { get; init; }

    /// <summary>Parameters without a default.</summary>
    public required int Asked { get; init; }

    /// <summary>Parameters without a default whose example neither holds a value of any slot nor is part of one.</summary>
    public required int AskedInVain { get; init; }

    /// <summary>Parameters whose example is exactly a value of a slot, or that with "v" in front.</summary>
    public required int Varying { get; init; }

    /// <summary>Those of them with a name that a reader would call right for the slot.</summary>
    public required int RightlyNamed { get; init; }

    /// <summary>Active skills with a value of a slot in their name.</summary>
    public required int NamesWithValue { get; init; }

    /// <summary>Active skills with a value of a slot in their description.</summary>
    public required int DescriptionsWithValue { get; init; }

    /// <summary>Runs that come back, character for character, when they are generalised alone and their examples filled in again.</summary>
    public required int GivenBack { get; init; }

    public static double Ratio(int part, int whole) => whole == 0 ? 0 : part / (double)whole;

    public static GrowthFigures Of(string domains, IReadOnlyList<GrownProcedure> procedures)
    {
        var runs = procedures.SelectMany(one => one.Runs).ToList();
        var skills = procedures.SelectMany(one => one.Skills).ToList();
        var main = procedures.SelectMany(one => one.Skills.Take(1)).ToList();
        var slots = main.SelectMany(skill => skill.Owner.VisibleSlots.Select(slot => (Skill: skill, Slot: slot))).ToList();
        var asked = main.SelectMany(skill => skill.Parameters, (skill, parameter) => (Skill: skill, Parameter: parameter))
            .Where(one => one.Parameter.Default is null)
            .ToList();
        var varying = main.SelectMany(skill => skill.SlotsOfParameters).ToList();
        return new GrowthFigures
        {
            Domains = domains,
            Runs = runs.Count,
            Procedures = procedures.Count,
            Learned = main.Count,
            Skills = skills.Count,
            Merges = new Merges(
                runs.Count(run => run.IsMergedRight), runs.Count(run => run.IsMergedWrong), runs.Count - procedures.Count),
            NotStored = procedures.Sum(one => one.NotStored),
            Slots = slots.Count,
            SlotsAsParameters = slots.Count(one => !one.Slot.IsWordOf(one.Skill.Steps)),
            HalfGeneralised = slots.Count(one => one.Skill.HasHalf(one.Slot)),
            HalfGeneralisedSteps = slots.Count(one => one.Skill.HasHalf(one.Slot) && one.Slot.IsIn(one.Skill.Steps)),
            Asked = asked.Count,
            AskedInVain = asked.Count(one => !one.Skill.Varies(one.Parameter)),
            Varying = varying.Count,
            RightlyNamed = varying.Count(one => one.Slot.Accepts(one.Parameter.Name)),
            NamesWithValue = skills.Count(skill => skill.HasValueInName),
            DescriptionsWithValue = skills.Count(skill => skill.HasValueInDescription),
            GivenBack = runs.Count(run => ComesBack(run.Run.Trajectory)),
        };
    }

    static bool ComesBack(Trajectory run)
    {
        var general = Generalizer.Generalize(Drafter.Draft(run));
        return general.Filled(general.Examples).Steps.SequenceEqual(run.Steps);
    }
}
