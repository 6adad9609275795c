using Google.Protobuf;
using Onnx;
using SkillMcp.QuantizeModel;

if (args is not [var assembly, var folder])
{
    Console.Error.WriteLine("Usage: SkillMcp.QuantizeModel ASSEMBLY FOLDER: what has model.onnx and vocab.txt, and where they go");
    return 2;
}
var resources = ManifestResources.Read(assembly);
var model = ModelProto.Parser.ParseFrom(resources["model.onnx"]);
Quantization.Apply(model);
Directory.CreateDirectory(folder);
Write("model.onnx", model.ToByteArray());
Write("vocab.txt", [.. resources["vocab.txt"].Where(letter => letter != '\r')]);
return 0;

// Two builds at once write the same bytes: neither reads the half of a file.
void Write(string name, byte[] bytes)
{
    var (file, written) = (Path.Combine(folder, name), Path.Combine(folder, $"{name}.{Environment.ProcessId}"));
    File.WriteAllBytes(written, bytes);
    File.Move(written, file, overwrite: true);
}
