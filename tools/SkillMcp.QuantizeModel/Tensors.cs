using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;

namespace SkillMcp.QuantizeModel;

/// <summary>Makes the parts of a graph.</summary>
static class Tensors
{
    public static TensorProto Floats(string name, float[] values, params long[] dimensions) =>
        Of(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes<float>(values), dimensions);

    public static TensorProto Bytes(string name, sbyte[] values, params long[] dimensions) =>
        Of(name, TensorProto.Types.DataType.Int8, MemoryMarshal.AsBytes<sbyte>(values), dimensions);

    public static AttributeProto Attribute(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Attribute(string name, long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    static TensorProto Of(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> values, long[] dimensions)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(values) };
        tensor.Dims.AddRange(dimensions);
        return tensor;
    }
}
