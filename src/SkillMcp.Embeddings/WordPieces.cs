using System.Text;
using System.Text.Json;
using Microsoft.ML.Tokenizers;
using SkillMcp.Text;

namespace SkillMcp.Embeddings;

/// <summary>Cuts texts into the word pieces that a BERT model knows.</summary>
sealed class WordPieces
{
    /// <summary>The most tokens of a text that are read, with the one before it and the one after it.</summary>
    public const int MaxTokens = 256;

    // Enough for so many tokens of the longest words, and little enough that 1 MB of text costs no time.
    const int MaxCharacters = 16 * MaxTokens;

    readonly BertTokenizer tokenizer;
    readonly bool isLowerCase;

    WordPieces(BertTokenizer tokenizer, int count, bool isLowerCase) =>
        (this.tokenizer, Count, this.isLowerCase) = (tokenizer, count, isLowerCase);

    /// <summary>How many pieces the vocabulary has.</summary>
    public int Count { get; }

    /// <exception cref="SkillException">The file is not the vocabulary of a BERT model.</exception>
    public static WordPieces Read(string vocabulary)
    {
        try
        {
            return vocabulary.EndsWith(".json", StringComparison.Ordinal)
                ? FromTokenizer(File.ReadAllBytes(vocabulary))
                : FromLines(File.ReadAllLines(vocabulary), isLowerCase: true);
        }
        catch (Exception unreadable) when (
            unreadable is ArgumentException or InvalidOperationException or KeyNotFoundException or JsonException)
        {
            throw new SkillException(
                $"'{vocabulary}' is not the vocabulary of a BERT model, which has [UNK], [CLS] and [SEP] among its word pieces: "
                + "take the file that belongs to the model.");
        }
    }

    /// <summary>The tokens of a text, from [CLS] to [SEP].</summary>
    public long[] TokensOf(string text)
    {
        var start = text.AsSpan().TrimStart();
        var read = start[..Math.Min(start.Length, MaxCharacters)].ToString();
        // The tokenizer would need ICU to take an accent off a letter, and would not know the word.
        var folded = isLowerCase ? CaseFolding.Fold(read) : read;
        var tokens = tokenizer.EncodeToIds(folded, MaxTokens, addSpecialTokens: true, out _, out _);
        return [.. tokens.Select(token => (long)token)];
    }

    /// <summary>The tokens of a text of one piece.</summary>
    public long[] TokensOf(int piece) => [tokenizer.ClassificationTokenId, piece, tokenizer.SeparatorTokenId];

    static WordPieces FromLines(IReadOnlyCollection<string> pieces, bool isLowerCase)
    {
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', pieces)));
        var options = new BertOptions { LowerCaseBeforeTokenization = false };
        return new WordPieces(BertTokenizer.Create(lines, options), pieces.Count, isLowerCase);
    }

    /// <summary>Reads the file of the Hugging Face library: its word pieces with their numbers, and whether it knows capitals.</summary>
    static WordPieces FromTokenizer(byte[] json)
    {
        using var tokenizer = JsonDocument.Parse(json);
        var pieces = tokenizer.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject()
            .OrderBy(piece => piece.Value.GetInt32())
            .Select(piece => piece.Name);
        var keepsCase = tokenizer.RootElement.TryGetProperty("normalizer", out var normalizer)
            && normalizer.ValueKind == JsonValueKind.Object
            && normalizer.TryGetProperty("lowercase", out var lowers)
            && lowers.ValueKind == JsonValueKind.False;
        return FromLines([.. pieces], isLowerCase: !keepsCase);
    }
}
