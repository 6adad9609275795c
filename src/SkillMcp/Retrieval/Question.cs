namespace SkillMcp.Retrieval;

/// <summary>A task as one memory hears it: which of its words are known there, and how much each tells.</summary>
sealed class Question
{
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> places;

    public Question(TaskText task, WordFrequencies frequencies)
    {
        Task = task;
        Skills = frequencies.Skills;
        Holding = [.. task.Words.Select(word => frequencies.Holding.GetValueOrDefault(word.Stem))];
        Weights = [.. task.Words.Select((word, at) => word.IsJoined && Holding[at] == 0 ? 0 : Telling(Holding[at], Skills))];
        Shapes = [.. task.Words.Select(word => Shape.Of(word.Stem))];
        TotalWeight = Weights.Sum();
        KnownWeight = Weights.Where((_, at) => Holding[at] > 0).Sum();
        places = task.Words.Select((word, at) => (word.Stem, at)).ToDictionary(pair => pair.Stem, pair => pair.at, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public TaskText Task { get; }

    public int Skills { get; }

    /// <summary>For each word of the task, how many skills hold it.</summary>
    public int[] Holding { get; }

    /// <summary>For each word of the task, how much it tells: its inverse document frequency.</summary>
    public double[] Weights { get; }

    public Shape[] Shapes { get; }

    public double TotalWeight { get; }

    public double KnownWeight { get; }

    /// <summary>The rarest words that the memory knows.</summary>
    public IReadOnlyList<string> Rarest(int most) =>
        [.. Enumerable.Range(0, Task.Words.Count).Where(at => Holding[at] > 0).OrderBy(at => Holding[at]).ThenBy(at => at).Take(most).Select(at => Task.Words[at].Stem)];

    /// <summary>The place of a stem among the words of the task; -1 where it is none of them.</summary>
    public int PlaceOf(ReadOnlySpan<char> stem) => places.TryGetValue(stem, out var place) ? place : -1;

    /// <summary>BM25's inverse document frequency, which is never negative (Robertson and Zaragoza, 2009, with Lucene's + 1).</summary>
    static double Telling(int holding, int skills) => Math.Log(1 + (Math.Max(0, skills - holding) + 0.5) / (holding + 0.5));
}
