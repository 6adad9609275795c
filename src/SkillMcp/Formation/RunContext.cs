using SkillMcp.Intents;

namespace SkillMcp.Formation;

/// <summary>What is known of a stored procedure and of a run beside their steps.</summary>
/// <param name="KnownTask">What the stored one was first done for: words that both tasks name, each its own, are values.</param>
/// <param name="Task">What the run was done for.</param>
/// <param name="RunsBefore">How many runs the stored one succeeded in.</param>
readonly record struct RunContext(string KnownTask = "", string Task = "", int RunsBefore = 0)
{
    /// <summary>Whether both tasks say what to do, and it is the same.</summary>
    public bool AsksTheSame()
    {
        var (known, asked) = (TaskReader.FirstAsked(KnownTask ?? ""), TaskReader.FirstAsked(Task ?? ""));
        return Array.Exists(known, one =>
            Array.Exists(asked, other => ActionLexicon.Instance.Between(one, other) is ActionRelation.Same or ActionRelation.Alike));
    }
}
