namespace SkillMcp.Packaging;

/// <summary>A skill on its way between memories: by names instead of ids, and with what its files hold.</summary>
sealed record PackedSkill
{
    public required SkillName Name { get; init; }

    /// <summary>What it says; of a composite as it is laid out, with the steps of its phases and without its references.</summary>
    public required Procedure Procedure { get; init; }

    /// <summary>What its files hold, by digest; may be left empty if only SKILL.md is wanted.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>
    /// What its document said when that was read; null where it is not known. A later program may find other steps in the same document.
    /// </summary>
    public Procedure? FirstReading { get; init; }

    /// <summary>For a composite, its references in order; otherwise empty.</summary>
    public IReadOnlyList<NamedComponent> Components { get; init; } = [];

    /// <summary>The places of the fields that are shorter than in the document that they were read from, which holds all of it.</summary>
    public IReadOnlyList<string> Shortened { get; init; } = [];

    /// <summary>Whether its steps are only what most looks like steps in its document.</summary>
    public bool AreStepsGuessed { get; init; }

    /// <summary>What a person should know of its steps; empty if its document says which they are.</summary>
    public string StepsRemark => this switch
    {
        { AreStepsGuessed: true } => GuessedSteps,
        { Procedure: { Steps.Count: 0, IsComposite: false }, Components.Count: 0 } => "no steps: it is handed over as text",
        _ => "",
    };

    /// <summary>Steps that are only likely.</summary>
    public const string GuessedSteps = "steps: guessed";

    /// <summary>What a person should know of the fields that were shortened; empty if none was.</summary>
    public string ShorteningRemark => Shortened.Count == 0
        ? ""
        : $"too long for its fields, and whole in its {SkillFile.Markdown}: {string.Join(", ", Shortened)}";

    /// <summary>What is wrong with its front matter, so that its fields are read as well as they can be; empty if nothing is.</summary>
    public string FrontMatterMistake { get; init; } = "";

    /// <summary>Whether it has front matter at all.</summary>
    public bool HasFrontMatter { get; init; } = true;

    /// <summary>What a person should know of front matter that is not as it should be; empty if it is.</summary>
    public string FrontMatterRemark => (HasFrontMatter, FrontMatterMistake.Length) switch
    {
        (false, _) => "no front matter: its name is that of its folder, and its description its title and first sentence",
        (_, 0) => "",
        _ => $"front matter read line by line: {FrontMatterMistake}",
    };

    /// <summary>What was left out of the text before it was read; empty if nothing was.</summary>
    public string TextRemark { get; init; } = "";

    /// <summary>Missing components, a sentence each.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>For a composite, the conditions that are its own and no component's.</summary>
    public IReadOnlyList<string> OwnPreconditions { get; init; } = [];

    /// <inheritdoc cref="OwnPreconditions"/>
    public IReadOnlyList<string> OwnPostconditions { get; init; } = [];

    /// <summary>
    /// The procedure as it is stored: a composite refers to its components, where all of them are at hand;
    /// otherwise it is a skill of its own, with the steps of its phases.
    /// </summary>
    /// <param name="skills">The skills that there are, by name.</param>
    public Procedure Unpacked(IReadOnlyDictionary<SkillName, Guid> skills) =>
        Components.Count == 0 || !Components.All(component => skills.ContainsKey(component.Skill)) ? Procedure : Procedure with
        {
            Steps = [],
            Parameters = [],
            Preconditions = OwnPreconditions,
            Postconditions = OwnPostconditions,
            Components = [.. Components.Select(component => new Component(skills[component.Skill]) { Bindings = component.Bindings })],
        };
}
