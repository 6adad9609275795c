namespace SkillMcp.Safety;

/// <summary>
/// How much a text as a whole reads like an attack such as prompt injection: a logistic regression over its words, pairs of words,
/// pieces of words and the rules that it met, all hashed into buckets. It quarantines texts whose rules are of low severity.
/// </summary>
/// <param name="model">Its weights, and the probabilities from which a text is quarantined.</param>
sealed class InjectionClassifier(LinearModel model)
{
    /// <summary>The number of buckets, a power of two. More buckets did not find more attacks outside the training data.</summary>
    public const int Buckets = 1 << 15;

    // A rule weighs more than a word, of which a text has hundreds: of 0.3, 0.5 and 1, sources outside the training data were
    // classified best with this.
    const float RuleWeight = 0.5f;
    const int MaxRulesCounted = 3;

    static readonly Lazy<InjectionClassifier> Builtin = new(() => new(LinearModel.Parse(EmbeddedText.Read("attack.weights"), Buckets)));

    /// <summary>The classifier whose weights come with the program.</summary>
    public static InjectionClassifier Trained => Builtin.Value;

    public LinearModel Model => model;

    /// <summary>The probability from which a text that met a rule is quarantined.</summary>
    public double SuspectedThreshold => model.Suspected;

    /// <summary>The probability from which any text is quarantined.</summary>
    public double AloneThreshold => model.Alone;

    /// <summary>The probability that it is an attack, 0-1.</summary>
    public double Probability(string plain, IEnumerable<string> rules) => model.Probability(FeaturesOf(plain, rules));

    /// <summary>The buckets that a text fills, with their values.</summary>
    public static IReadOnlyList<(int Bucket, float Value)> FeaturesOf(string plain, IEnumerable<string> rules)
    {
        var filled = new bool[Buckets];
        var buckets = new List<int>();
        var previous = 0u;
        for (var at = 0; at < plain.Length;)
        {
            var end = EndOfWord(plain, at);
            if (end > at)
            {
                var word = AddWord(plain.AsSpan(at, end - at));
                Add(previous * 31 + word);
                previous = word;
                at = end;
            }
            else
            {
                if (!char.IsWhiteSpace(plain[at]))
                {
                    var mark = Mix(Start ^ plain[at]);
                    Add(previous * 31 + mark);
                    previous = mark;
                }
                at++;
            }
        }
        var share = 1 / MathF.Sqrt(Math.Max(buckets.Count, 1));
        var features = buckets.ConvertAll(bucket => (bucket, share));
        var met = 0;
        foreach (var rule in rules)
        {
            features.Add(((int)(Hash("rule:", rule) % Buckets), RuleWeight));
            if (++met <= MaxRulesCounted)
            {
                features.Add(((int)(Hash("rules:", $"{met}") % Buckets), RuleWeight));
            }
        }
        return features;

        uint AddWord(ReadOnlySpan<char> word)
        {
            var hash = Hash("", word);
            Add(hash);
            for (var from = 0; word.Length > 5 && from + 4 <= word.Length && from < 24; from++)
            {
                Add(Hash("part:", word.Slice(from, 4)));
            }
            return hash;
        }

        void Add(uint hash)
        {
            var bucket = (int)(Mix(hash) % Buckets);
            if (!filled[bucket])
            {
                filled[bucket] = true;
                buckets.Add(bucket);
            }
        }
    }

    const uint Start = 2166136261;

    static uint Hash(string kind, ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var c in kind)
        {
            hash = (hash ^ c) * 16777619;
        }
        foreach (var c in word)
        {
            hash = (hash ^ (char.IsAsciiDigit(c) && kind != "rules:" ? '0' : char.ToLowerInvariant(c))) * 16777619;
        }
        return hash;
    }

    static uint Mix(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x85ebca6b;
        return hash ^ hash >> 13;
    }

    static int EndOfWord(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 40 && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }
        return end;
    }
}
