namespace SkillMcp.Sessions;

/// <summary>What came of a call, judged by all that the session shows.</summary>
enum CallResult
{
    Success,

    /// <summary>It found nothing, or its end says nothing of the work: a search without a hit, a server that was stopped.</summary>
    Harmless,

    Failure,

    /// <summary>It was refused before it ran.</summary>
    NotRun,

    /// <summary>It was stopped before its end, or the session ends before it.</summary>
    Unfinished,
}
