using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SkillMcp.Sqlite;

/// <summary>
/// Vectors of one signed byte a dimension, with the largest component at 127. The scale is not kept: a cosine does not depend on it.
/// </summary>
static class Int8Vector
{
    /// <summary>The number of components that are multiplied at a time. Lengths are multiples of it; zeros fill the rest.</summary>
    public const int Width = 16;

    // A query is compared and not stored, so it may be finer. Products of both still add up in 32 bits for 8,000 dimensions.
    const int QueryScale = 2047;

    public static int PaddedLength(int dimensions) => (dimensions + Width - 1) / Width * Width;

    /// <summary>The bytes that are stored of a vector; all zero if it has no direction.</summary>
    public static byte[] Of(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length];
        Scale(values, sbyte.MaxValue, MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan()));
        return bytes;
    }

    /// <summary>The components that a query is compared by, padded to a multiple of <see cref="Width"/>.</summary>
    public static short[] OfQuery(ReadOnlySpan<float> values)
    {
        var components = new short[PaddedLength(values.Length)];
        Scale<short>(values, QueryScale, components);
        return components;
    }

    /// <summary>The reciprocal of a vector's length; 0 if it has no direction.</summary>
    public static float InverseNorm(ReadOnlySpan<sbyte> vector)
    {
        var squares = 0;
        foreach (var component in vector)
        {
            squares += component * component;
        }
        return squares == 0 ? 0 : 1 / MathF.Sqrt(squares);
    }

    /// <inheritdoc cref="InverseNorm(ReadOnlySpan{sbyte})"/>
    public static float InverseNorm(ReadOnlySpan<short> query)
    {
        var squares = 0L;
        foreach (var component in query)
        {
            squares += component * component;
        }
        return squares == 0 ? 0 : 1 / MathF.Sqrt(squares);
    }

    /// <summary>The dot product of a stored vector and a query of the same padded length.</summary>
    // Compiled ahead of time, only what the oldest supported processor has is used, which is 128 bits wide. That takes hardly longer
    // for many vectors, because most of the time goes into reading them.
    public static int Dot(ReadOnlySpan<sbyte> stored, ReadOnlySpan<short> query)
    {
        ref var left = ref MemoryMarshal.GetReference(stored);
        ref var right = ref MemoryMarshal.GetReference(query[..stored.Length]);
        if (Avx2.IsSupported)
        {
            var sums = Vector256<int>.Zero;
            for (nuint at = 0; at + Width <= (nuint)stored.Length; at += Width)
            {
                var widened = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, at));
                sums += Avx2.MultiplyAddAdjacent(widened, Vector256.LoadUnsafe(ref right, at));
            }
            return Vector256.Sum(sums);
        }
        var total = Vector128<int>.Zero;
        for (nuint at = 0; at + Width <= (nuint)stored.Length; at += Width)
        {
            var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref left, at));
            total += Products(lower, Vector128.LoadUnsafe(ref right, at));
            total += Products(upper, Vector128.LoadUnsafe(ref right, at + Width / 2));
        }
        return Vector128.Sum(total);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<int> Products(Vector128<short> left, Vector128<short> right)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyAddAdjacent(left, right);
        }
        return Vector128.WidenLower(left) * Vector128.WidenLower(right) + Vector128.WidenUpper(left) * Vector128.WidenUpper(right);
    }

    static void Scale<T>(ReadOnlySpan<float> values, int largest, Span<T> into) where T : System.Numerics.IBinaryInteger<T>
    {
        var magnitude = values.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(values));
        // A vector of zeros has no direction, and one with a component that is not a number neither.
        if (magnitude == 0 || !float.IsFinite(magnitude))
        {
            return;
        }
        for (var at = 0; at < values.Length; at++)
        {
            into[at] = T.CreateChecked(MathF.Round(values[at] / magnitude * largest));
        }
    }
}
