namespace SkillMcp.Retrieval;

/// <summary>A task as one memory hears it: which of its words are known there, and how much each tells.</summary>
sealed class AnalyzedQuery
{
    // A few words say what is meant; function words only help where there are fewer.
    const int EnoughWords = 6;

    // To rank a thousand skills that hold a word takes about a millisecond; common words find little that rarer ones do not.
    const int MostRanked = 1_500;
    const int FewestSearched = 2;

    // To look for the letters of a word takes a third of a microsecond for each skill of the memory.
    const int MostSkillsSpelled = 50_000;

    // What three skills all hold may still be rare among the tasks that people have: a small memory is taken for the beginning of one of this size.
    const int FewestSkills = 100;

    // How many words are held against those that only look like them.
    const int MostUnknown = 16;

    readonly int skills;
    readonly ulong outlines;
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> places;

    public AnalyzedQuery(TaskText task, WordFrequencies frequencies)
    {
        Task = task;
        skills = frequencies.Skills;
        Holding = [.. task.Words.Select(word => frequencies.Holding.GetValueOrDefault(word.Stem))];
        Weights = [.. task.Words.Select((word, place) => IsMissed(word, Holding[place]) ? Telling(Holding[place], frequencies.Skills) : 0)];
        TitleWeights = [.. task.Words.Select((word, place) => Weights[place] > 0 ? Telling(frequencies.Titled.GetValueOrDefault(word.Stem), frequencies.Skills) : 0)];
        Content = [.. Enumerable.Range(0, Weights.Length).Where(place => Weights[place] > 0)];
        Unknown = [.. Content.Where(place => Holding[place] == 0).Take(MostUnknown).Select(place => (place, Shape.Of(task.Words[place].Stem)))];
        Trigrams = [.. Content.Select(place => (place, Letters.Of(task.Words[place].Stem)))];
        Letters = new Letters();
        foreach (var place in Content)
        {
            Letters.Add(task.Words[place].Stem);
        }
        TotalWeight = Weights.Sum();
        TotalTitleWeight = TitleWeights.Sum();
        KnownShare = TotalWeight > 0 ? Content.Where(place => Holding[place] > 0).Sum(place => Weights[place]) / TotalWeight : 0;
        outlines = task.Words.Aggregate(0UL, (all, word) => all | Outline(word.Stem));
        places = PlacesIn(task).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public TaskText Task { get; }

    /// <summary>For each word of the task, how many skills hold it.</summary>
    public IReadOnlyList<int> Holding { get; }

    /// <summary>For each word of the task, how much it tells, 0-1; 0 for what a right answer need not hold.</summary>
    public double[] Weights { get; }

    /// <summary>The same among names, descriptions and tags: what many steps hold may tell much in a name.</summary>
    public double[] TitleWeights { get; }

    /// <summary>The places of the words that tell something, in the order of the task.</summary>
    public int[] Content { get; }

    /// <summary>Those that no skill holds, and how they look: they may be misspelt.</summary>
    public (int Place, Shape Shape)[] Unknown { get; }

    /// <summary>The trigrams of each of the words that tell something.</summary>
    public (int Place, int[] Trigrams)[] Trigrams { get; }

    /// <summary>Those of all of them.</summary>
    public Letters Letters { get; }

    public double TotalWeight { get; }

    public double TotalTitleWeight { get; }

    /// <summary>The share of the weight that stands on words that the memory knows, 0-1.</summary>
    public double KnownShare { get; }

    /// <summary>The words worth searching for: the rarest that the memory knows, as far as what they stand in can be ranked in time.</summary>
    public IReadOnlyList<string> Searched(int most)
    {
        var known = Enumerable.Range(0, Task.Words.Count).Where(place => Holding[place] > 0).OrderBy(place => Holding[place]).ThenBy(place => place).ToList();
        var telling = known.Where(place => Weights[place] > 0).ToList();
        var function = telling.Count < EnoughWords ? known.Where(place => Weights[place] == 0) : [];
        var searched = new List<string>();
        var ranked = 0;
        foreach (var place in telling.Concat(function).Take(most))
        {
            ranked += Holding[place];
            if (ranked > MostRanked && searched.Count >= FewestSearched)
            {
                break;
            }
            searched.Add(Task.Words[place].Stem);
        }
        return searched;
    }

    /// <summary>The words whose letters are worth searching for, the rarest first, as many as there is time for in a memory of this size.</summary>
    public IReadOnlyList<string> Spelled(int most) =>
        [.. Content.OrderBy(place => Holding[place]).Take(Math.Clamp(MostSkillsSpelled / Math.Max(skills, 1), 1, most)).Select(place => Task.Words[place].Stem)];

    /// <summary>The place of a stem among the words of the task; -1 where it is none of them.</summary>
    public int PlaceOf(ReadOnlySpan<char> stem) => (outlines & Outline(stem)) != 0 && places.TryGetValue(stem, out var place) ? place : -1;

    /// <summary>One bit that most other words have elsewhere: most words of a skill are none of the task's, and are told by it at a glance.</summary>
    static ulong Outline(ReadOnlySpan<char> stem) => 1UL << ((stem[0] * 31 + stem[^1] * 7 + stem.Length) & 63);

    static bool IsMissed(TaskWord word, int holding) => word.Kind switch
    {
        WordKind.Content => true,
        WordKind.Joined => holding > 0,
        _ => false,
    };

    /// <summary>
    /// How much a word tells, 0-1: BM25's inverse document frequency, kept above 0 (Robertson and Zaragoza, 2009, with Lucene's + 1),
    /// as a share of that of a word that nobody holds, so that it means the same among three skills and among a hundred thousand.
    /// </summary>
    static double Telling(int holding, int skills) => Rarity(holding, Math.Max(skills, FewestSkills)) / Rarity(0, Math.Max(skills, FewestSkills));

    static double Rarity(int holding, int skills) => Math.Log(1 + (Math.Max(0, skills - holding) + 0.5) / (holding + 0.5));

    static Dictionary<string, int> PlacesIn(TaskText task)
    {
        var places = new Dictionary<string, int>(task.Words.Count, StringComparer.Ordinal);
        for (var place = 0; place < task.Words.Count; place++)
        {
            places[task.Words[place].Stem] = place;
        }
        return places;
    }
}
