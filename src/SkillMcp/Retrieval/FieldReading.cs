namespace SkillMcp.Retrieval;

/// <summary>What of a question stands in one field of a skill.</summary>
sealed class FieldReading
{
    // A step of a procedure is about that long.
    const int Window = 12;

    FieldReading(int words)
    {
        Counts = new int[words];
        Resemblances = new double[words];
    }

    /// <summary>How many words the field has.</summary>
    public int Length { get; private set; }

    /// <summary>How often each word of the task stands here.</summary>
    public int[] Counts { get; }

    /// <summary>How much the most similar word here looks like each word of the task, 0-1.</summary>
    public double[] Resemblances { get; }

    /// <summary>How many neighbours in the task are neighbours here too.</summary>
    public int Pairs { get; private set; }

    /// <summary>The weight of the task's words that stand together in the best stretch of the field.</summary>
    public double BestStretch { get; private set; }

    /// <summary>Reads a field.</summary>
    /// <param name="question">What is looked for.</param>
    /// <param name="stems">The field's stems with a space between.</param>
    /// <param name="looksAlike">Whether words that are only similar are looked for too: worth its time in short fields.</param>
    public static FieldReading Of(Question question, string stems, bool looksAlike)
    {
        var reading = new FieldReading(question.Task.Words.Count);
        var lastSeen = new int[reading.Counts.Length];
        Array.Fill(lastSeen, int.MinValue / 2);
        var (last, lastButOne) = (-1, -1);
        var pairs = new HashSet<(int, int)>();
        foreach (var range in stems.AsSpan().Split(' '))
        {
            var stem = stems.AsSpan(range);
            if (stem.Length == 0)
            {
                continue;
            }
            reading.Length++;
            var place = question.PlaceOf(stem);
            if (place >= 0)
            {
                reading.Counts[place]++;
                reading.Resemblances[place] = 1;
                lastSeen[place] = reading.Length;
                reading.BestStretch = Math.Max(reading.BestStretch, WeightWithin(question, lastSeen, reading.Length));
                // A joined form stands between its last part and the next word.
                AddPair(last, place);
                AddPair(lastButOne, place);
            }
            else if (looksAlike)
            {
                reading.LookAlike(question, Shape.Of(stem));
            }
            (lastButOne, last) = (last, place);
        }
        reading.Pairs = pairs.Count;
        return reading;

        void AddPair(int first, int second)
        {
            if (first >= 0 && question.Task.Pairs.Contains((first, second)))
            {
                pairs.Add((first, second));
            }
        }
    }

    void LookAlike(Question question, Shape shape)
    {
        for (var at = 0; at < Resemblances.Length; at++)
        {
            Resemblances[at] = Math.Max(Resemblances[at], question.Shapes[at].Resemblance(shape));
        }
    }

    static double WeightWithin(Question question, int[] lastSeen, int here)
    {
        var weight = 0.0;
        for (var at = 0; at < lastSeen.Length; at++)
        {
            if (here - lastSeen[at] < Window)
            {
                weight += question.Weights[at];
            }
        }
        return weight;
    }
}
