using System.Buffers;

namespace SkillMcp.Formation;

/// <summary>A step with its tokens and the literals in them.</summary>
sealed record TokenizedStep(Step Step, List<StepToken> Tokens, List<Literal> Literals)
{
    static readonly SearchValues<char> Separators = SearchValues.Create("/=:@,");

    public static TokenizedStep Of(Step step)
    {
        var tokens = StepToken.Of(step.Text);
        return new TokenizedStep(step, tokens, [.. LiteralDetection.In(tokens)]);
    }

    /// <summary>The segments of a token: the text between its separators, in order, the empty ones too.</summary>
    public List<StepSegment> SegmentsOf(int token)
    {
        var text = Tokens[token].Text;
        var segments = new List<StepSegment>();
        var start = 0;
        while (text.AsSpan(start).IndexOfAny(Separators) is >= 0 and var length)
        {
            Add(start + length);
            start += length + 1;
        }
        Add(text.Length);
        return segments;

        void Add(int end) =>
            segments.Add(new StepSegment(this, token, start, text[start..end], segments.Count > 0 ? segments[^1].Text : ""));
    }
}
