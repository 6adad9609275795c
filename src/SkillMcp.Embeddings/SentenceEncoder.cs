using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace SkillMcp.Embeddings;

/// <summary>A sentence model in memory. May be used by several threads at once.</summary>
sealed class SentenceEncoder : IDisposable
{
    const string TokenIds = "input_ids";
    const string AttentionMask = "attention_mask";
    const string TokenTypes = "token_type_ids";

    // What some exports name the vector of the whole text; others give that of each token first.
    const string PooledOutput = "sentence_embedding";

    static readonly long[] Ones = [.. Enumerable.Repeat(1L, WordPieces.MaxTokens)];
    static readonly long[] Zeros = new long[WordPieces.MaxTokens];

    readonly WordPieces wordPieces;
    readonly InferenceSession session;
    readonly RunOptions run = new();
    readonly ReaderWriterLockSlim use = new();
    readonly string[] inputs;
    readonly string output;
    bool isDisposed;

    SentenceEncoder(WordPieces wordPieces, InferenceSession session)
    {
        (this.wordPieces, this.session) = (wordPieces, session);
        inputs = [.. session.InputNames];
        output = session.OutputNames.Contains(PooledOutput) ? PooledOutput : session.OutputNames[0];
    }

    /// <exception cref="SkillException">The files cannot be read, or are not those of a sentence model.</exception>
    public static SentenceEncoder Load(ModelFolder folder)
    {
        var wordPieces = WordPieces.Read(folder.Vocabulary);
        try
        {
            var encoder = new SentenceEncoder(wordPieces, Open(folder.Model));
            try
            {
                encoder.Check();
                return encoder;
            }
            catch
            {
                encoder.Dispose();
                throw;
            }
        }
        catch (OnnxRuntimeException unreadable)
        {
            throw new SkillException(
                $"The model '{folder.Model}' cannot be used: it is cut, not ONNX, or not of the vocabulary beside it "
                + $"({FirstLineOf(unreadable.Message)}).");
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new SkillException("The library onnxruntime cannot be loaded: it belongs beside the executable, of the same version.");
        }
    }

    /// <summary>The vector of a text, of length 1.</summary>
    /// <exception cref="ObjectDisposedException">The model was given up meanwhile.</exception>
    public float[] Encode(string text)
    {
        var tokens = wordPieces.TokensOf(text);
        use.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return Encode(tokens);
        }
        finally
        {
            use.ExitReadLock();
        }
    }

    /// <summary>Waits for the texts that are being encoded: the native session is not taken from under them.</summary>
    public void Dispose()
    {
        use.EnterWriteLock();
        try
        {
            isDisposed = true;
            run.Dispose();
            session.Dispose();
        }
        finally
        {
            use.ExitWriteLock();
        }
    }

    static InferenceSession Open(string model)
    {
        // Fatal alone: what goes wrong is an exception too, and is told there.
        var environment = new EnvironmentCreationOptions { logId = "skillmcp", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        if (!OrtEnv.IsCreated)
        {
            OrtEnv.CreateInstanceWithOptions(ref environment).DisableTelemetryEvents();
        }
        using var options = new SessionOptions
        {
            // Texts are encoded side by side, each by one thread.
            IntraOpNumThreads = 1,
            // What a text took is given back after it: an arena keeps the most that was ever needed.
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        return new InferenceSession(model, options);
    }

    /// <summary>Encodes the last piece of the vocabulary: a model of fewer pieces, or of another kind, is found out here.</summary>
    void Check()
    {
        var strange = inputs.FirstOrDefault(input => input is not (TokenIds or AttentionMask or TokenTypes));
        if (strange is not null || !inputs.Contains(TokenIds))
        {
            throw new SkillException(
                $"The model takes {string.Join(", ", inputs)}; "
                + $"a sentence model takes {TokenIds}, {AttentionMask} and perhaps {TokenTypes}.");
        }
        if (session.InputMetadata.Values.FirstOrDefault(input => input.ElementDataType != TensorElementType.Int64) is { } other)
        {
            throw new SkillException($"The model takes its tokens as {other.ElementDataType}; one that takes them as Int64 is needed.");
        }
        if (session.OutputMetadata[output].ElementDataType != TensorElementType.Float)
        {
            throw new SkillException($"The output {output} of the model is not of 32-bit floats, as vectors are.");
        }
        var vector = Encode(wordPieces.TokensOf(wordPieces.Count - 1));
        if (!vector.All(float.IsFinite))
        {
            throw new SkillException("The model makes vectors that are not numbers: its weights are damaged.");
        }
    }

    // A text by itself: what it is encoded to does not depend on what is encoded with it, and nothing is padded.
    float[] Encode(long[] tokens)
    {
        long[] shape = [1, tokens.Length];
        var values = inputs.Select(ValueOf).ToList();
        try
        {
            using var results = session.Run(run, inputs, values, [output]);
            return Pool(results[0], tokens.Length);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }

        OrtValue ValueOf(string input) => OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance,
            input switch
            {
                TokenIds => tokens,
                AttentionMask => Ones.AsMemory(0, tokens.Length),
                _ => Zeros.AsMemory(0, tokens.Length),
            },
            shape);
    }

    /// <summary>The mean of the tokens' vectors, or the one vector that the model made of them.</summary>
    /// <exception cref="SkillException">The output is neither.</exception>
    float[] Pool(OrtValue result, int tokens)
    {
        var shape = result.GetTensorTypeAndShape().Shape;
        var rows = shape switch
        {
            [1, var each, > 0] when each == tokens => tokens,
            [1, > 0] => 1,
            _ => throw new SkillException(
                $"The output {output} of the model has the shape [{string.Join(", ", shape)}] for {tokens} tokens; "
                + $"a sentence model's is [1, {tokens}, dimensions] or [1, dimensions]."),
        };
        var dimensions = (int)shape[^1];
        var values = result.GetTensorDataAsSpan<float>();
        var vector = new float[dimensions];
        for (var row = 0; row < rows; row++)
        {
            TensorPrimitives.Add(vector, values.Slice(row * dimensions, dimensions), vector);
        }
        var length = TensorPrimitives.Norm<float>(vector);
        TensorPrimitives.Divide(vector, length == 0 ? 1 : length, vector);
        return vector;
    }

    static string FirstLineOf(string message) => message.Split('\n')[0].Trim();
}
