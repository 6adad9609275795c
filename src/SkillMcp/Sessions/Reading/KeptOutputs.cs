namespace SkillMcp.Sessions.Reading;

/// <summary>
/// Keeps what the calls of a session said within bounds: those of a log of 500 MB would fill as much memory. Of the first it keeps
/// what <see cref="ToolCall.MaxOutput"/> says, and when there is much already, only little of each.
/// </summary>
sealed class KeptOutputs
{
    const long MaxKept = 8_000_000;
    const int MaxOfLater = 200;

    long kept;

    /// <summary>A call with as much of its output as is kept.</summary>
    /// <param name="call">The call.</param>
    /// <param name="before">What it replaces.</param>
    public ToolCall Fit(ToolCall call, ToolCall? before = null)
    {
        var most = kept > MaxKept ? MaxOfLater : ToolCall.MaxOutput;
        // Half of an answer of this memory is not JSON: it is small enough to be kept whole.
        var mostOutput = call.Kind == ToolKind.Memory ? 4 * ToolCall.MaxOutput : most;
        var fitting = call with
        {
            Output = KeptText.Bounded(PersonWords.WithoutRecall(call.Output), mostOutput),
            Change = KeptText.Bounded(call.Change, most),
        };
        kept += Length(fitting) - (before is null ? 0 : Length(before));
        return fitting;
    }

    /// <summary>A text with as much of it as is kept.</summary>
    public string Fit(string text, int maxLength)
    {
        var fitting = KeptText.Bounded(text, kept > MaxKept ? MaxOfLater : maxLength);
        kept += fitting.Length;
        return fitting;
    }

    static int Length(ToolCall call) => call.Output.Length + call.Change.Length + call.Command.Length + call.Arguments.Length;
}
