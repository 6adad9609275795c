using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CsCheck;
using SkillMcp.Sqlite;

namespace SkillMcp.Tests.Store;

public sealed class Int8VectorTests
{
    [Fact]
    public void The_product_is_the_sum_of_the_products_of_all_components() =>
        Gen.Select(Gen.SByte.Array[0, 800], Gen.Int[-2047, 2047].Array[800]).Sample((stored, query) =>
        {
            var padded = new sbyte[Int8Vector.PaddedLength(stored.Length)];
            stored.CopyTo(padded, 0);
            short[] components = [.. query.Take(padded.Length).Select(component => (short)component)];

            Assert.Equal(stored.Zip(query, (left, right) => left * right).Sum(), Int8Vector.Dot(padded, components));
        });

    [Fact]
    public void A_cosine_of_bytes_is_within_two_hundredths_of_that_of_floats() =>
        Gen.Select(Gen.Float[-1, 1].Array[384], Gen.Float[-1, 1].Array[384]).Sample((stored, query) =>
        {
            var bytes = MemoryMarshal.Cast<byte, sbyte>(Int8Vector.Of(stored));
            var components = Int8Vector.OfQuery(query);
            var cosine = Int8Vector.Dot(bytes, components) * Int8Vector.InverseNorm(bytes) * Int8Vector.InverseNorm(components);

            Assert.Equal(TensorPrimitives.CosineSimilarity(stored, query), cosine, 0.02f);
        }, iter: 1_000);

    [Theory]
    [InlineData(new[] { 0f, 0f }, new byte[] { 0, 0 })]
    [InlineData(new[] { 0.5f, -0.25f }, new byte[] { 127, 192 })]
    [InlineData(new[] { -1e-30f, 0f }, new byte[] { 129, 0 })]
    [InlineData(new[] { float.NaN, 1f }, new byte[] { 0, 0 })]
    [InlineData(new[] { float.PositiveInfinity, 1f }, new byte[] { 0, 0 })]
    [InlineData(new float[0], new byte[0])]
    public void The_largest_component_fills_a_byte_and_what_has_no_direction_is_zero(float[] values, byte[] bytes) =>
        Assert.Equal(bytes, Int8Vector.Of(values));
}
