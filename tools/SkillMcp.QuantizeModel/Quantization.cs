using Onnx;

namespace SkillMcp.QuantizeModel;

/// <summary>
/// Makes the weights of a sentence model int8. An embedding table is read by rows, and only those rows become float again.
/// A matrix is multiplied in int8, by activations that are quantised when it runs; biases and norms stay float.
/// </summary>
sealed class Quantization
{
    // Smaller tables are not worth three nodes more.
    const int MinWeights = 100_000;

    const int MaxOfRow = 127;

    // Seven bits: two products of eight bits overflow the 16 bits in which processors without VNNI add them,
    // so that the vectors would differ between machines.
    const int MaxOfColumn = 63;

    // A row of zeros is divided by this.
    const string SmallestPeak = "quantized.smallest_peak";

    readonly GraphProto graph;
    readonly Dictionary<string, TensorProto> weights;
    readonly List<NodeProto> nodes = [];

    // A value that several matrices multiply is quantised once.
    readonly Dictionary<string, QuantizedValue> quantizedValues = [];

    Quantization(GraphProto graph)
    {
        this.graph = graph;
        weights = graph.Initializer
            .Where(tensor => tensor is { DataType: (int)TensorProto.Types.DataType.Float, Dims: [var rows, var columns] }
                && rows * columns >= MinWeights)
            .ToDictionary(tensor => tensor.Name);
    }

    /// <summary>Keeps the first output, the vectors of the tokens, with what it needs, and makes the weights of that int8.</summary>
    public static void Apply(ModelProto model)
    {
        KeepFirstOutput(model.Graph);
        new Quantization(model.Graph).Apply();
    }

    static void KeepFirstOutput(GraphProto graph)
    {
        var needed = new HashSet<string> { graph.Output[0].Name };
        var kept = new List<NodeProto>();
        foreach (var node in graph.Node.Reverse().Where(node => node.Output.Any(needed.Contains)))
        {
            needed.UnionWith(node.Input);
            kept.Add(node);
        }
        Replace(graph.Output, graph.Output.Take(1));
        Replace(graph.Node, Enumerable.Reverse(kept));
        Replace(graph.Initializer, graph.Initializer.Where(tensor => needed.Contains(tensor.Name)));
    }

    void Apply()
    {
        graph.Initializer.Add(Tensors.Floats(SmallestPeak, [float.Epsilon * (1 << 24)], 1));
        foreach (var node in graph.Node)
        {
            switch (node.OpType)
            {
                case "Gather" when weights.TryGetValue(node.Input[0], out var table):
                    Gather(table, indices: node.Input[1], output: node.Output[0]);
                    break;
                case "MatMul" when weights.TryGetValue(node.Input[1], out var matrix):
                    Multiply(ValueOf(node.Input[0]), matrix, output: node.Output[0]);
                    break;
                default:
                    nodes.Add(node);
                    break;
            }
        }
        Replace(graph.Node, nodes);
    }

    void Gather(TensorProto table, string indices, string output)
    {
        var quantized = QuantizedMatrix.ByRow(table, MaxOfRow);
        Replace(table, quantized);
        Add("Gather", [quantized.Values.Name, indices], [$"{output}.int8"]);
        Add("Gather", [quantized.Scales.Name, indices], [$"{output}.scale"]);
        Add("Cast", [$"{output}.int8"], [$"{output}.float"]).Attribute.Add(Tensors.Attribute("to", (int)TensorProto.Types.DataType.Float));
        Add("Mul", [$"{output}.float", $"{output}.scale"], [output]);
    }

    /// <summary>
    /// Divides each row by its peak before the whole is quantised with one scale: each token keeps its eight bits,
    /// where the loudest of the text would have taken them (mean cosine to float32 .9965 instead of .9925).
    /// </summary>
    QuantizedValue ValueOf(string input)
    {
        if (!quantizedValues.TryGetValue(input, out var value))
        {
            value = new QuantizedValue($"{input}.uint8", $"{input}.scale", $"{input}.zero", $"{input}.peak");
            Add("Abs", [input], [$"{input}.abs"]);
            Add("ReduceMax", [$"{input}.abs"], [$"{input}.max"]).Attribute.Add(Tensors.Attribute("axes", [-1]));
            Add("Max", [$"{input}.max", SmallestPeak], [value.Peak]);
            Add("Div", [input, value.Peak], [$"{input}.level"]);
            Add("DynamicQuantizeLinear", [$"{input}.level"], [value.Values, value.Scale, value.Zero]);
            quantizedValues.Add(input, value);
        }
        return value;
    }

    // The runtime fuses all but the last of these into one kernel.
    void Multiply(QuantizedValue value, TensorProto matrix, string output)
    {
        var quantized = QuantizedMatrix.ByColumn(matrix, MaxOfColumn);
        Replace(matrix, quantized);
        Add("MatMulInteger", [value.Values, quantized.Values.Name, value.Zero], [$"{output}.int32"]);
        Add("Cast", [$"{output}.int32"], [$"{output}.float"]).Attribute.Add(Tensors.Attribute("to", (int)TensorProto.Types.DataType.Float));
        Add("Mul", [value.Scale, quantized.Scales.Name], [$"{output}.scale"]);
        Add("Mul", [$"{output}.float", $"{output}.scale"], [$"{output}.level"]);
        Add("Mul", [$"{output}.level", value.Peak], [output]);
    }

    NodeProto Add(string operation, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var node = new NodeProto { OpType = operation };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        nodes.Add(node);
        return node;
    }

    void Replace(TensorProto tensor, QuantizedMatrix quantized)
    {
        graph.Initializer.Remove(tensor);
        graph.Initializer.Add(quantized.Values);
        graph.Initializer.Add(quantized.Scales);
    }

    static void Replace<T>(ICollection<T> all, IEnumerable<T> by)
    {
        var kept = by.ToList();
        all.Clear();
        kept.ForEach(all.Add);
    }

    /// <summary>The names of a value as uint8, of its one scale and zero, and of its rows' peaks.</summary>
    sealed record QuantizedValue(string Values, string Scale, string Zero, string Peak);
}
