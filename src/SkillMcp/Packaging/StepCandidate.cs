namespace SkillMcp.Packaging;

/// <summary>What may be the steps of a text, and how well it would do.</summary>
/// <param name="Form">How its steps are written, in points.</param>
/// <param name="Role">What the section that it stands in is about.</param>
/// <param name="Items">Its steps.</param>
/// <param name="Depth">How many headings it is below the title.</param>
/// <param name="Share">How much of the text it is, from 0 to 1.</param>
sealed record StepCandidate(double Form, SectionRole Role, IReadOnlyList<SourceText> Items, int Depth, double Share)
{
    // Points from which a text says itself that these are its steps, and below which they are more likely something else.
    // Chosen on 60 public skills and runbooks that were labelled by hand.
    const double Sure = 6;
    const double Enough = 3;

    public bool IsEnough => Score >= Enough;

    public bool IsSure => Score >= Sure;

    public double Score { get; } =
        Form + Of(Role, Form, Share) + OfSentences(Items, Role, Form) + OfCount(Items.Count) + 1.5 * Share - 0.5 * Math.Max(0, Depth - 2);

    static double Of(SectionRole role, double form, double share) => role switch
    {
        SectionRole.Procedure => 4,
        SectionRole.Usage => 1.5,
        // A short list in a long text, under no heading that says more, is a detail.
        SectionRole.Neutral when share < 0.1 && form < StepForm.CountedHeadings => -2.5,
        SectionRole.Neutral => 0,
        SectionRole.Setup => -1.5,
        SectionRole.Reference => -4,
        SectionRole.Example => -5,
        _ => -7,
    };

    static double OfSentences(IReadOnlyList<SourceText> items, SectionRole role, double form)
    {
        var asides = items.Average(item => ItemSentence.IsAside(item.Text) ? 1.0 : 0);
        return OfOrders(items.Average(item => ItemSentence.OrderShare(item.Text)), role, form) - 4 * asides;
    }

    static double OfOrders(double share, SectionRole role, double form) => form switch
    {
        // Steps that are counted may be called anything.
        >= StepForm.CountedHeadings => 0,
        // What a text does not call a procedure must at least read like one.
        _ when share < 0.25 && role != SectionRole.Procedure => -4,
        _ => 4 * (share - 0.5),
    };

    static double OfCount(int count) => count switch { 1 => -2, 2 => -0.5, _ => 0 };
}
