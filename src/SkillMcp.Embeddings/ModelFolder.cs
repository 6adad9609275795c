using System.Buffers.Binary;
using System.IO.Hashing;

namespace SkillMcp.Embeddings;

/// <summary>A folder with a sentence model: <c>model.onnx</c>, and <c>vocab.txt</c> or <c>tokenizer.json</c>.</summary>
sealed class ModelFolder
{
    // What is changed in how a text becomes a vector changes this, for the vectors of before cannot be compared with those of after.
    const byte EncodingVersion = 1;

    // The id is needed at the start, where reading 23 MB would be felt: the length and so many blocks tell two models apart.
    const int HashedBlocks = 64;
    const int BlockSize = 4096;

    ModelFolder(string path, string model, string vocabulary) => (Path, Model, Vocabulary) = (path, model, vocabulary);

    public string Path { get; }

    public string Model { get; }

    /// <summary><c>vocab.txt</c> or <c>tokenizer.json</c>.</summary>
    public string Vocabulary { get; }

    /// <summary>The name of the folder and a hash of its files.</summary>
    public string Id => $"{System.IO.Path.GetFileName(Path)}-{HashOfFiles():x16}";

    public static bool IsWhole(string path) => ModelIn(path) is not null && VocabularyIn(path) is not null;

    /// <exception cref="SkillException">There is no such folder, or it lacks a file.</exception>
    public static ModelFolder Find(string path)
    {
        path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(path))
        {
            throw new SkillException($"There is no folder '{path}': name one with model.onnx and vocab.txt of a sentence model, or off.");
        }
        return new ModelFolder(
            path,
            ModelIn(path) ?? throw Lacks("model.onnx"),
            VocabularyIn(path) ?? throw Lacks("vocab.txt or tokenizer.json"));

        SkillException Lacks(string file) => new($"The folder '{path}' has no {file}: a sentence model is model.onnx and vocab.txt.");
    }

    static string? ModelIn(string folder) => FileIn(folder, "model.onnx");

    static string? VocabularyIn(string folder) => FileIn(folder, "vocab.txt") ?? FileIn(folder, "tokenizer.json");

    static string? FileIn(string folder, string name) =>
        System.IO.Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;

    ulong HashOfFiles()
    {
        var hash = new XxHash3();
        hash.Append([EncodingVersion]);
        Append(hash, Model);
        Append(hash, Vocabulary);
        return hash.GetCurrentHashAsUInt64();
    }

    static void Append(XxHash3 hash, string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        Span<byte> block = stackalloc byte[BlockSize];
        BinaryPrimitives.WriteInt64LittleEndian(block, length);
        hash.Append(block[..sizeof(long)]);
        var distance = Math.Max((length - BlockSize) / (HashedBlocks - 1), BlockSize);
        for (var at = 0L; at < length; at += distance)
        {
            hash.Append(block[..RandomAccess.Read(file, block, at)]);
        }
    }
}
