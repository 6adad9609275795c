namespace SkillMcp.Benchmarks.Speed;

/// <summary>
/// Generated skills, the same on every run: about eight steps of ten words, with the word frequencies of real text (Zipf's law),
/// and a subject of three rarer words that every part of the skill mentions.
/// </summary>
static class SyntheticSkills
{
    const int Vocabulary = 30_000;
    const int FirstRareWord = 300;

    static readonly string[] Verbs =
        ["Check", "Build", "Deploy", "Restart", "Verify", "Update", "Create", "Configure", "Open", "Copy", "Migrate", "Install"];

    static readonly string[] Programs =
        ["kubectl", "docker", "terraform", "psql", "git", "aws", "systemctl", "curl", "npm", "dotnet", "helm", "ansible"];

    static readonly string[] Categories = ["deployment", "debugging", "setup", "configuration", "testing", "monitoring"];
    static readonly string[] Openings = ["how do I", "please help me to", "we have to", "I need to", "what is the best way to"];

    // The most frequent words of real collections of skills; the rest are made up of syllables.
    static readonly string[] Common = """
        service run deploy image check config file server database cluster version test log update release container pod build
        user token cache environment production staging branch backup network certificate domain pipeline namespace secret volume
        schema table index query health endpoint timeout metric alert dashboard region bucket key policy role account proxy
        gateway port node replica queue worker job script package dependency artifact registry tag commit repository migration
        rollback snapshot storage memory disk error request response latency
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    static readonly string[] Syllables =
    [
        "ba", "cor", "den", "fi", "gal", "hu", "jet", "kor", "lan", "mi",
        "nor", "pex", "qua", "rin", "sto", "tam", "ulo", "ven", "wix", "zar",
    ];

    /// <summary>The procedure with this number.</summary>
    public static Procedure Procedure(int number)
    {
        var chance = ChanceOf(number);
        var subject = Subject(chance);
        return new Procedure
        {
            Title = string.Join('-', subject.Prepend(Pick(chance, Verbs).ToLowerInvariant())),
            Description = $"{Pick(chance, Verbs)} the {string.Join(' ', subject)} {Sentence(chance, 9)}",
            Category = Pick(chance, Categories),
            Tags = [subject[0], Word(chance)],
            Preconditions = [$"{subject[1]} {Sentence(chance, 5)}"],
            Steps = [.. Enumerable.Range(0, chance.Next(6, 11)).Select(_ => StepOf(chance, subject))],
            Postconditions = [$"{subject[2]} {Sentence(chance, 4)}"],
        }.WithParametersOfSteps();
    }

    /// <summary>A run of the procedure with this number, as it is learned from.</summary>
    public static Trajectory Run(int number)
    {
        var procedure = Procedure(number);
        return new Trajectory
        {
            Task = procedure.Description,
            Steps = procedure.Steps,
            Success = true,
            Name = procedure.Title,
            Category = procedure.Category,
            Tags = procedure.Tags,
            Preconditions = procedure.Preconditions,
            Postconditions = procedure.Postconditions,
        };
    }

    /// <summary>A task that needs the skill with this number, in other words except for its subject.</summary>
    public static string TaskFor(int number)
    {
        var subject = Subject(ChanceOf(number));
        var chance = ChanceOf(~number);
        var request = $"{Pick(chance, Openings)} {Pick(chance, Verbs).ToLowerInvariant()}";
        return $"{request} the {subject[1]} {subject[0]} with {subject[2]} {Sentence(chance, 4)}";
    }

    // Neighbouring seeds give similar sequences, and a negative seed the same one as its positive:
    // mixed first, as MurmurHash does at its end, they have nothing in common.
    static Random ChanceOf(int number)
    {
        var mixed = (uint)number;
        mixed = (mixed ^ mixed >> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >> 13) * 0xc2b2ae35;
        return new Random((int)((mixed ^ mixed >> 16) & int.MaxValue));
    }

    static string[] Subject(Random chance) => [.. Enumerable.Range(0, 3).Select(_ => Spelled(chance.Next(FirstRareWord, Vocabulary)))];

    static Step StepOf(Random chance, string[] subject)
    {
        var label = $"{Pick(chance, Verbs)} {Pick(chance, subject)}";
        return Step.Parse($"{label}: {Pick(chance, Programs)} {Sentence(chance, 5)} --{Word(chance)} {{{Word(chance)}}}");
    }

    static string Sentence(Random chance, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(chance)));

    // A rank with a uniformly distributed logarithm has Zipf's frequencies.
    static string Word(Random chance) => Spelled((int)Math.Pow(Vocabulary, chance.NextDouble()) - 1);

    static string Spelled(int rank) => rank < Common.Length ? Common[rank] : Composed(rank);

    /// <summary>The rank written in syllables.</summary>
    static string Composed(int rank) =>
        rank < Syllables.Length ? Syllables[rank] : Composed(rank / Syllables.Length) + Syllables[rank % Syllables.Length];

    static string Pick(Random chance, string[] among) => among[chance.Next(among.Length)];
}
