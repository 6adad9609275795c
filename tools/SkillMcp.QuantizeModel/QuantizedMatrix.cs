using System.Runtime.InteropServices;
using Onnx;

namespace SkillMcp.QuantizeModel;

/// <summary>A matrix as int8, with a scale for each of its rows or columns. The largest value of an element is 1-127.</summary>
sealed record QuantizedMatrix(TensorProto Values, TensorProto Scales)
{
    public static QuantizedMatrix ByRow(TensorProto matrix, int max)
    {
        var rows = (int)matrix.Dims[0];
        var (values, scales) = Quantize(matrix, max, rows, (row, _) => row);
        return new QuantizedMatrix(values, Tensors.Floats(ScalesOf(matrix), scales, rows, 1));
    }

    public static QuantizedMatrix ByColumn(TensorProto matrix, int max)
    {
        var columns = (int)matrix.Dims[1];
        var (values, scales) = Quantize(matrix, max, columns, (_, column) => column);
        return new QuantizedMatrix(values, Tensors.Floats(ScalesOf(matrix), scales, columns));
    }

    static (TensorProto Values, float[] Scales) Quantize(TensorProto matrix, int max, int count, Func<int, int, int> groupOf)
    {
        var (rows, columns) = ((int)matrix.Dims[0], (int)matrix.Dims[1]);
        var floats = MemoryMarshal.Cast<byte, float>(matrix.RawData.Span);
        var scales = new float[count];
        for (var at = 0; at < floats.Length; at++)
        {
            ref var scale = ref scales[groupOf(at / columns, at % columns)];
            scale = Math.Max(scale, Math.Abs(floats[at]) / max);
        }
        var values = new sbyte[floats.Length];
        for (var at = 0; at < floats.Length; at++)
        {
            var scale = scales[groupOf(at / columns, at % columns)];
            values[at] = scale == 0 ? (sbyte)0 : (sbyte)Math.Clamp(MathF.Round(floats[at] / scale), -max, max);
        }
        return (Tensors.Bytes($"{matrix.Name}.int8", values, rows, columns), scales);
    }

    static string ScalesOf(TensorProto matrix) => $"{matrix.Name}.scales";
}
