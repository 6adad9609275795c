using SkillMcp.Sessions;

namespace SkillMcp.UseCases;

/// <summary>A task of a conversation, with what its calls show and what the agent says of it.</summary>
/// <param name="First">The turn in which it was asked for.</param>
/// <param name="Turns">All of its turns.</param>
/// <param name="Path">What its calls show; null if there are none.</param>
/// <param name="Number">Its number among the tasks of its request, from 0.</param>
sealed record ObservedTask(ConversationTurn First, IReadOnlyList<ConversationTurn> Turns, TaskPath? Path, int Number)
{
    public string Text => Path?.Task.Text ?? First.Request;

    public IEnumerable<Guid> Retrievals => Turns.SelectMany(turn => turn.Retrievals).Distinct();

    /// <summary>The run as the agent told it last, of which its words are taken; null if it did not.</summary>
    public Trajectory? Told => Turns.LastOrDefault(turn => turn.Told is not null)?.Told;

    /// <summary>Whether its calls show that something was done, well or not.</summary>
    bool HasWork => Path is { Ran.Count: > 0 };

    /// <summary>
    /// The run to learn from: the steps that its calls show, with what the agent says about it. Null if there are none: what an agent tells
    /// of work that the watched conversation does not hold was not seen, and no skill is made of it.
    /// </summary>
    public Trajectory? Run
    {
        get
        {
            if (Path is not { Steps.Count: > 0 } || !HasWork)
            {
                return null;
            }
            var run = TaskPaths.RunOf(Path);
            return Told is null ? run : run.WithWordsOf(Told) with
            {
                // A run that ended well is not believed to have, if the agent says that it did not.
                Success = run.Success && Told.Success,
            };
        }
    }

    /// <summary>What the agent itself said last of a skill; null if it said nothing.</summary>
    public Report? ReportOf(Skill skill, PastRetrieval retrieval) => Turns.SelectMany(turn => turn.Reports)
        .LastOrDefault(report => report.Skill == skill.Name && (report.Retrieval is null || report.Retrieval == retrieval.Id));

    /// <summary>The report that is recorded of a skill: of what the calls show and what the agent says, the less good.</summary>
    /// <param name="seen">What the calls show; null if they do not tell.</param>
    /// <param name="said">What the agent says; null if it says nothing.</param>
    public Report? Agreed(Report? seen, Report? said) => (seen, said) switch
    {
        (_, null) => seen,
        (null, _) when !HasWork => said with { Evidence = null },
        // Something else was done: how that ended is the best that can be said.
        (null, _) => said with { Outcome = Worse(said.Outcome, Path!.Outcome), Evidence = null },
        ({ Outcome: Outcome.NotUsed }, _) => seen,
        _ when Worse(seen.Outcome, said.Outcome) == seen.Outcome => seen with
        {
            Notes = string.Join('\n', new[] { said.Notes, seen.Notes }.Where(notes => notes.Length > 0)),
            Arguments = seen.Arguments.Count > 0 ? seen.Arguments : said.Arguments,
        },
        _ => said with { Evidence = null, Versions = seen.Versions },
    };

    static Outcome Worse(Outcome one, Outcome other) => (one, other) switch
    {
        (Outcome.NotUsed, _) or (_, Outcome.NotUsed) => Outcome.NotUsed,
        _ => (Outcome)Math.Max((int)one, (int)other),
    };
}
