using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;
using SkillMcp.Embeddings;

namespace SkillMcp.Tests.Embeddings;

/// <summary>A sentence model of eight words and a few dimensions: a row for each word, which the text's vector is the mean of.</summary>
public sealed class TinyModel : IDisposable
{
    public static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "back", "up", "restore"];

    readonly TemporaryFolder folder = new();

    public string Folder => folder.Path;

    public string ModelFile => folder["model.onnx"];

    /// <summary>The inputs, of which the first is looked up.</summary>
    public string[] Inputs { get; init; } = ["input_ids", "attention_mask"];

    public int Dimensions { get; init; } = 3;

    /// <summary>The words that the model knows.</summary>
    public int Rows { get; init; } = Vocabulary.Length;

    /// <summary>The axes over which the output is the mean; none for a vector for each token.</summary>
    public long[] MeanOver { get; init; } = [];

    public string Output { get; init; } = "last_hidden_state";

    public TinyModel Written()
    {
        File.WriteAllBytes(ModelFile, Model().ToByteArray());
        File.WriteAllLines(folder["vocab.txt"], Vocabulary);
        return this;
    }

    public SentenceModel Find() => SentenceModel.Find(Folder, Timeout.InfiniteTimeSpan, TimeProvider.System);

    public void Dispose() => folder.Dispose();

    ModelProto Model()
    {
        var model = new ModelProto { IrVersion = 7, Graph = new GraphProto { Name = "tiny" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 13 });
        // Each word is another direction.
        var table = Enumerable.Range(0, Rows * Dimensions).Select(at => MathF.Sin(1 + (at * at))).ToArray();
        var weights = new TensorProto
        {
            Name = "words",
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(table)),
        };
        weights.Dims.AddRange([Rows, Dimensions]);
        model.Graph.Initializer.Add(weights);
        model.Graph.Input.AddRange(Inputs.Select(input => Value(input, TensorProto.Types.DataType.Int64)));
        model.Graph.Output.Add(Value(Output, TensorProto.Types.DataType.Float));
        var looked = MeanOver.Length == 0 ? Output : "looked";
        model.Graph.Node.Add(Node("Gather", ["words", Inputs[0]], looked));
        if (MeanOver.Length > 0)
        {
            var mean = Node("ReduceMean", [looked], Output);
            mean.Attribute.Add(new AttributeProto { Name = "keepdims", Type = AttributeProto.Types.AttributeType.Int, I = 0 });
            mean.Attribute.Add(new AttributeProto { Name = "axes", Type = AttributeProto.Types.AttributeType.Ints, Ints = { MeanOver } });
            model.Graph.Node.Add(mean);
        }
        return model;
    }

    static NodeProto Node(string operation, string[] inputs, string output) =>
        new() { OpType = operation, Input = { inputs }, Output = { output } };

    // Without a shape: the runtime infers it.
    static ValueInfoProto Value(string name, TensorProto.Types.DataType type) =>
        new() { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type } } };
}
