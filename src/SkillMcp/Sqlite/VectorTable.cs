namespace SkillMcp.Sqlite;

/// <summary>
/// Vectors in memory, as they were at one moment: later ones are appended behind <see cref="Count"/>, and what is before it never changes.
/// </summary>
sealed record VectorTable
{
    /// <summary>The number of vectors in a block.</summary>
    public const int BlockSize = 1024;

    const int StripSize = 32;

    /// <summary>The bytes of a vector, padded for <see cref="Int8Vector.Dot"/>.</summary>
    public required int Width { get; init; }

    public required int Count { get; init; }

    public required sbyte[][] Blocks { get; init; }

    /// <summary>The keys of the vectors, ascending.</summary>
    public required long[] Keys { get; init; }

    public required float[] InverseNorms { get; init; }

    /// <summary>For each vector, the place of its skill.</summary>
    public required int[] SkillOf { get; init; }

    public required int SkillCount { get; init; }

    /// <summary>The keys of the skills, by place.</summary>
    public required long[] Skills { get; init; }

    /// <summary>The projects of the skills, by place.</summary>
    public required string[] ProjectOf { get; init; }

    /// <summary>The index of a vector; null if it is not here.</summary>
    public int? IndexOf(long key) => Array.BinarySearch(Keys, 0, Count, key) is var index and >= 0 ? index : null;

    /// <summary>The cosine of a vector and a query; null if either has no direction.</summary>
    public double? Cosine(int index, VectorQuery query)
    {
        var inverseNorm = InverseNorms[index] * query.InverseNorm;
        return inverseNorm == 0 ? null : Int8Vector.Dot(VectorAt(index), query.Components) * (double)inverseNorm;
    }

    /// <summary>For each query and each skill, the cosine of the nearest of the skill's vectors; less than -1 if it has none.</summary>
    public float[][] NearestOfSkills(IReadOnlyList<VectorQuery> queries)
    {
        var nearest = queries.Select(_ => new float[SkillCount]).ToArray();
        foreach (var ofQuery in nearest)
        {
            Array.Fill(ofQuery, float.NegativeInfinity);
        }
        for (var first = 0; first < Count; first += StripSize)
        {
            // A strip stays in the processor's nearest cache while each query is compared with it.
            for (var at = 0; at < queries.Count; at++)
            {
                CompareStrip(first, queries[at], nearest[at]);
            }
        }
        return nearest;
    }

    void CompareStrip(int first, VectorQuery query, float[] nearestOfSkills)
    {
        if (query.InverseNorm == 0)
        {
            return;
        }
        var end = Math.Min(Count, first + StripSize);
        var vectors = Blocks[first / BlockSize].AsSpan(first % BlockSize * Width, (end - first) * Width);
        for (var index = first; index < end; index++)
        {
            var cosine = Int8Vector.Dot(vectors[..Width], query.Components) * InverseNorms[index] * query.InverseNorm;
            vectors = vectors[Width..];
            ref var best = ref nearestOfSkills[SkillOf[index]];
            if (cosine > best && InverseNorms[index] > 0)
            {
                best = cosine;
            }
        }
    }

    ReadOnlySpan<sbyte> VectorAt(int index) => Blocks[index / BlockSize].AsSpan(index % BlockSize * Width, Width);
}

/// <summary>A vector that stored ones are compared with.</summary>
/// <param name="Components">Its components, as <see cref="Int8Vector.OfQuery"/> makes them.</param>
/// <param name="InverseNorm">The reciprocal of its length; 0 if it has no direction.</param>
sealed record VectorQuery(short[] Components, float InverseNorm)
{
    public static VectorQuery Of(ModelVector vector)
    {
        var components = Int8Vector.OfQuery(vector.Values.Span);
        return new VectorQuery(components, Int8Vector.InverseNorm(components));
    }
}
