using System.Text;
using SkillMcp.Fields;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Presentation;

/// <summary>
/// The text of tool answers and prompts. Stored text is inside an <see cref="UntrustedBlock"/>; outside of it there are only names,
/// numbers, our own words and what the caller itself has just said.
/// </summary>
static class ModelText
{
    public const string Instructions = """
        Memory of procedures that worked before. Before multi-step work: retrieve_skill, with 6-12 other words for the task in also.
        Check its preconditions, follow it, verify. One that differs from what is asked for is not followed.
        Afterwards exactly one call: followed it -> record_outcome; changed its steps -> refine_skill;
        none fitted and three or more steps worked -> store_trajectory.
        Report success only for what you checked.
        """;

    /// <summary>The instructions for a file of rules, which a model reads before it knows of any server.</summary>
    public const string InstructionsInAFile = $"Use the MCP server skillmcp. {Instructions}";

    /// <summary>The same where the client's hooks retrieve and record.</summary>
    public const string InstructionsBesideHooks =
        "What stands in <skillmcp-recall> is a procedure that worked before, from the MCP server skillmcp: if it is for what is asked, "
        + "check its preconditions, follow it, verify.";

    public const string ReadOnlyInstructions = """
        Memory of procedures that worked before, to be read only.
        Before multi-step work: retrieve_skill, with 6-12 other words for the task in also.
        Check its preconditions, follow it, verify. One that differs from what is asked for is not followed.
        """;

    public const string Fault =
        "The memory failed at this and has logged why; nothing was wrong with the call. Go on without it, or try again later.";

    public static string WriteUp(string task)
    {
        var which = string.IsNullOrWhiteSpace(task) ? "" : $" ({VisibleText.Line(task)})";
        return $$"""
            Write up what was just done in this conversation{{which}} so that it can be done again: call store_trajectory once.
            task: what was to be done, in the user's words.
            steps: the commands and actions of the path that worked, one each, in order; dead ends go to notes.
            Give it a name and a description of when to use it, its preconditions and postconditions,
            and {placeholders} with parameters for what varies.
            success: true only if it was checked; say how in evidence. No secrets: they become parameters.
            If a stored skill was followed instead, call record_outcome, or refine_skill if its steps had to be changed.
            Tell the user what was decided.
            """;
    }

    public static string Learned(Learned learned, bool dryRun)
    {
        var name = learned.Skill?.Name.Value;
        var what = learned.Decision switch
        {
            Decision.Stored => $"stored as the new skill {name}",
            Decision.Consolidated => $"counted as one more execution of {name}, which says the same",
            Decision.Refined => $"made version {learned.Version} of {name}",
            Decision.Alternative => $"kept as another way to do {name} (version {learned.Version})",
            Decision.Lesson => $"recorded as a failure of {name}, and as a pitfall for those who follow",
            Decision.Quarantined => $"quarantined as {name} until a person approves it: skillmcp approve {name}",
            _ => "not stored",
        };
        var text = new StringBuilder($"{(dryRun ? "Nothing was written; the run would be" : "The run was")} {what} ({learned.Reason}).");
        if (learned.Remembered)
        {
            var it = dryRun ? "It would be remembered" : "It is remembered";
            text.Append($"\n{it} for {RunCandidate.KeptFor.Days} days: a second run like it makes a skill of it. ");
            text.Append("To keep it now, call again with name.");
        }
        if (learned.Skill is { Procedure.Parameters: { Count: > 0 } parameters })
        {
            text.Append($"\nParameters: {string.Join(", ", parameters.Select(parameter => parameter.Name))}.");
        }
        if (learned.DraftedByModel.Count > 0)
        {
            text.Append($"\nThe chat model wrote its {string.Join(", ", learned.DraftedByModel.Select(EnumName.Of))}.");
        }
        foreach (var unbound in learned.Unbound)
        {
            text.Append($"\nParameter {unbound.Name} was left out: its example {VisibleText.Line(unbound.Example)} stands in no step.");
        }
        if (learned.StillLiteral.Count > 0)
        {
            var literals = string.Join(", ", learned.StillLiteral.Select(VisibleText.Line));
            text.Append($"\nStill literal from this run: {literals}. What varies becomes a parameter by refine_skill, or by the next run.");
        }
        if (learned.Similar.Count > 0)
        {
            var nearest = learned.Similar.Select(near => $"{near.Name} ({SkillText.Percent(near.Similarity)})");
            text.Append($"\nNearest known: {string.Join(", ", nearest)}.");
        }
        if (learned.Similar.Count > 0 && learned.Decision == Decision.Stored)
        {
            text.Append($" If it is one of these after all: store_trajectory again with merge_into, and curate_skill archives {name}.");
        }
        return text.ToString();
    }

    public static string Recorded(Recorded recorded)
    {
        var skill = recorded.Skill;
        var first = recorded.Counted ? "Recorded" : "No new execution";
        var now = $"{EnumName.Of(skill.Lifecycle.Status)}, {ReliabilityText.Of(skill).AsPredicate}";
        return Lines([$"{first}: {skill.Name} is {now}.", .. recorded.Consequences]);
    }

    public static string Composed(Composed composed)
    {
        var (skill, composition) = (composed.Skill, composed.Composition);
        var conditions = new UntrustedBlock()
            .Lists(TextField.Lists, list => SkillText.Marked(composition.Procedure, list))
            .Section("What does not fit:", "  !", [.. composition.Problems, .. composition.Degraded]);
        var quarantined = skill.IsActive
            ? ""
            : $", and quarantined it ({skill.Lifecycle.Reason}) until a person approves it: skillmcp approve {skill.Name}";
        var parameters = string.Join(", ", composition.Procedure.Parameters.Select(parameter => parameter.Name));
        return Lines([
            $"Composed {skill.Name} of {composition.Phases.Count} phases{quarantined}:",
            .. composition.Phases.Select((phase, index) => $"  {index + 1}. {phase.Name}: {phase.Steps} steps of {phase.Skill}"),
            $"Parameters: {(parameters == "" ? "none" : parameters)}.",
            conditions.IsEmpty ? "" : $"{conditions}"]);
    }

    public static string Refined(Refined refined)
    {
        var name = refined.Skill.Name;
        return refined.Decision switch
        {
            Decision.Refined => $"{name} is now as you gave it, as version {refined.Version}.",
            Decision.Alternative => $"Kept as another way to do {name} (version {refined.Version}). {refined.Reason}",
            Decision.Quarantined => $"Quarantined until a person approves it: skillmcp approve {name}.",
            _ => Lines([
                $"Nothing was changed: {name} would lose the steps below. {refined.Reason}",
                $"{new UntrustedBlock().Items("-", refined.WouldLose)}"]),
        };
    }

    public static string Listed(ListAnswer answer, SkillStats stats)
    {
        var stored = new UntrustedBlock();
        if (stats.ByCategory.Count > 0)
        {
            var categories = stats.ByCategory.Select(category => $"{VisibleText.Line(category.Key)} {category.Value}");
            stored.Item("Categories:", string.Join(", ", categories));
        }
        stored.Items("-", answer.Skills.Select(Listed));
        return Lines([
            $"{ReliabilityText.Of(stats)}.",
            stored.IsEmpty ? "" : $"{stored}",
            answer.NextCursor == "" ? "" : $"There are more: cursor {answer.NextCursor}"]);
    }

    public static string Curated(Curated curated, CurateAction action)
    {
        var now = action == CurateAction.Purge ? "is gone for good" : $"is {StatusOf(curated.Skill)}";
        return Lines([$"{(curated.Changed ? "" : "Nothing had to be done: ")}{curated.Skill.Name} {now}.", .. curated.Consequences]);
    }

    /// <summary>What an agent is told that may not do something: the command with which a person does it.</summary>
    public static string TakesATerminal(Skill skill, CurateAction action)
    {
        var verb = EnumName.Of(action);
        return $"Only a person may {verb} a skill, in a terminal: the user can type: skillmcp {verb} {skill.Name}";
    }

    public static string TooLongForAForm(Skill skill) =>
        $"'{skill.Name}' is too long to be read in a form, and nothing is approved that was not read: "
        + $"the user can type: skillmcp approve {skill.Name}";

    public static string NameNotTyped(Skill skill) =>
        $"Nothing was approved: the form was accepted without the name of the skill, which the user has to type, '{skill.Name}'. "
        + $"Call again to show the form again, or the user can type: skillmcp approve {skill.Name}";

    /// <param name="skill">The skill that is to be approved.</param>
    /// <param name="whole">Everything that is approved with it.</param>
    /// <param name="target">The skill that it would change; null if it is one of its own.</param>
    /// <param name="keptApart">Why it was not active before another program changed it; empty if it was.</param>
    public static string ConsentQuestion(Skill skill, WholeSkill whole, Skill? target, string keptApart)
    {
        var use = target is null
            ? "Agents will be given this to follow."
            : $"It becomes the text of {target.Name}, and agents will be given it to follow.";
        return $"""
            Approve the skill {skill.Name}? {use}
            {ProcedureLines.Item("It waits because:", skill.Lifecycle.Reason)}{(keptApart == "" ? "" : $"\n{KeptApart(keptApart)}")}

            {whole}
            """;
    }

    /// <param name="reason">Why a skill was not active before another program changed it.</param>
    public static string KeptApart(string reason) =>
        ProcedureLines.Item("Another program changed it: it was kept from agents before, and approved it will be active. Kept:", reason);

    public static string UseSkill(Retrieved retrieved, string task)
    {
        var first = task == ""
            ? "Ask the user what this procedure is to be used for, then follow it."
            : $"Follow this procedure for: {VisibleText.Line(task)}";
        return $"""
            {first}
            {ContextText.Of(retrieved)}
            """;
    }

    /// <param name="stale">The stale skills, the first by name.</param>
    /// <param name="category">The category that was asked for; empty for all.</param>
    /// <param name="isAll">Whether there are no more of them.</param>
    public static string ReviewStale(IReadOnlyList<Skill> stale, string category, bool isAll)
    {
        if (stale.Count == 0)
        {
            return $"No skill{OfCategory(category)} is stale: each was used with success, or made, in the last 90 days. Tell the user so.";
        }
        var more = isAll ? "" : $"; they are the first {stale.Count} by name, and there are more (list_skills with stale)";
        var listed = stale.Select(skill => Listed(ListedSkill.Of(skill, stale: true)));
        return $"""
            None of these skills{OfCategory(category)} was used with success for 90 days{more}. Go through them with the user:
            for each, check what can be checked without changing anything, then keep it (say so), archive it with curate_skill
            (outdated, superseded or withdrawn), or note what would have to be refined when it is next used.
            {new UntrustedBlock().Items("-", listed)}
            """;
    }

    static string OfCategory(string category) => category == "" ? "" : $" of the category '{VisibleText.Line(category)}'";

    static string Listed(ListedSkill skill)
    {
        var status = skill.Stale is true ? $"{skill.Status}, stale" : skill.Status;
        var reliability = new ReliabilityText(skill.Reliability, skill.Executions).Brief;
        return $"{skill.Skill} ({VisibleText.Line(skill.Category)}, {status}, {reliability}): {VisibleText.Line(skill.Description)}";
    }

    static string StatusOf(Skill skill)
    {
        var reason = skill.Lifecycle.ReasonCode == "" ? "" : $" ({skill.Lifecycle.ReasonCode})";
        return $"{EnumName.Of(skill.Lifecycle.Status)}{reason}, version {skill.Version}{(skill.Pinned ? ", pinned" : "")}";
    }

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
