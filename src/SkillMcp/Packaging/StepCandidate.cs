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
    const double Enough = 3.5;

    /// <summary>The section that it is in; null if it is the text's own.</summary>
    public SectionNode? Node { get; init; }

    /// <summary>Whether its heading says what it is the procedure of.</summary>
    public bool NamesItsThing => Role <= SectionRole.Setup && Node is { NamesItsThing: true };

    /// <summary>Whether it is in another section, and neither in one around the other's, or is another list of the same.</summary>
    public bool IsApartFrom(StepCandidate other) => Node == other.Node
        ? (Form, other.Form) is (StepForm.NumberedList, StepForm.NumberedList)
        : Node is { } own && other.Node is { } its && !own.Descendants.Contains(its) && !its.Descendants.Contains(own);

    /// <summary>Whether most of it is links, questions or what must not be done.</summary>
    public bool AreAsides => Items.Average(item => ItemSentence.IsAside(item.Text) ? 1.0 : 0) > 0.5;

    /// <summary>Whether any skill may have it: "Understand the request; do the work; check the result".</summary>
    public bool IsGeneric => Items.All(item => ItemSentence.IsGeneric(item.Text));

    /// <summary>Whether it is a list of some length under a heading that speaks of a procedure.</summary>
    public bool IsListOfProcedure =>
        Form >= StepForm.ListInCode && Role is SectionRole.Procedure or SectionRole.Usage && Items.Count > 2;

    public bool IsEnough => Score >= Enough;

    public bool IsSure => Score >= Sure;

    public double Score { get; } =
        Form + Of(Role, Form, Share, Items.Count) + OfBullets(Role, Form) + OfSentences(Items, Role, Form) + OfCount(Items.Count, Share)
        + 1.5 * Share - 0.5 * Math.Max(0, Depth - 2);

    static double Of(SectionRole role, double form, double share, int count) => role switch
    {
        // A few commands in a long text are mostly ways to call something.
        SectionRole.Procedure when form == StepForm.Commands => share < 0.1 ? 0.5 : 3,
        SectionRole.Procedure => 4,
        // How it is used may be one of several things at a time.
        SectionRole.Usage when form == StepForm.Headings => -1.5,
        SectionRole.Usage => IsDetail(form, 2 * share) ? -2.5 : share < 0.1 ? 0.5 : 1.5,
        SectionRole.Neutral when IsDetail(form, share) => form < StepForm.CountedHeadings ? -2.5 : count > 3 && share > 0.05 ? 0 : -4,
        SectionRole.Neutral => 0,
        SectionRole.Setup => share < 0.25 ? -3 : -1.5,
        SectionRole.Reference => -4,
        SectionRole.Example => -5,
        _ => -7,
    };

    // A short list in a long text, under no heading that says more, is a detail; who puts one into a block of code means it.
    static bool IsDetail(double form, double share) => share < (form == StepForm.ListInCode ? 0.04 : 0.1);

    // Bullets have no order unless something says that they are steps.
    static double OfBullets(SectionRole role, double form) => form == StepForm.Bullets && role != SectionRole.Procedure ? -2 : 0;

    static double OfSentences(IReadOnlyList<SourceText> items, SectionRole role, double form)
    {
        var asides = items.Average(item => ItemSentence.IsAside(item.Text) ? 1.0 : 0);
        var labels = items.Average(item => ItemSentence.IsLabel(item.Text) ? 1.0 : 0);
        return OfOrders(items.Average(item => ItemSentence.OrderShare(item.Text)), labels, role, form) - 4 * asides - OfRules(asides, form);
    }

    // Where bullets forbid something, they are rules.
    static double OfRules(double asides, double form) => form == StepForm.Bullets && asides > 0.1 ? 2.5 : 0;

    static double OfOrders(double share, double labels, SectionRole role, double form) => form switch
    {
        // Steps that are counted may be called anything.
        >= StepForm.CountedHeadings => 0,
        // A command is an order.
        StepForm.Commands or StepForm.AskedCommands => 2,
        StepForm.HeadingsOfCommands => Math.Max(1, 4 * (share - 0.5)),
        // Its first column says that they are steps, and the others what each is.
        StepForm.TableOfPhases => Math.Max(0, 4 * (share - 0.5)),
        // Names with what they mean, which is what happens and not what to do.
        not (StepForm.NumberedHeadings or StepForm.Headings) when share < 0.15 && labels > 0.6 => -5,
        StepForm.ListInCode when share < 0.5 && role != SectionRole.Procedure => -4,
        // What a text does not call a procedure, or only puts under it, must at least read like one.
        _ when share < 0.25 && (role != SectionRole.Procedure || form == StepForm.Headings) => -4,
        _ => 4 * (share - 0.5),
    };

    // A single thing to do in a text is one of its checks, unless the text is nothing else.
    static double OfCount(int count, double share) => count switch
    {
        1 => share > 0.2 ? -2 : -5,
        2 => -0.5,
        _ => 0,
    };
}
