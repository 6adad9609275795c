using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SkillMcp.Embeddings;

namespace SkillMcp.Tests.Embeddings;

/// <summary>Other models than the one that ships, and folders that have none.</summary>
public sealed class ModelFolderTests
{
    [Fact]
    public async Task A_model_of_other_dimensions_is_used_as_it_is()
    {
        using var tiny = new TinyModel { Dimensions = 5 }.Written();
        using var model = tiny.Find();
        var vector = await model.GenerateVectorAsync("back up");
        Assert.Equal(5, vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm(vector.Span), 1e-5);
        Assert.NotEqual(vector.ToArray(), (await model.GenerateVectorAsync("restore")).ToArray());
    }

    [Fact]
    public async Task A_model_that_pools_its_tokens_itself_gives_the_same_vector()
    {
        using var tokens = new TinyModel { Inputs = ["input_ids", "attention_mask", "token_type_ids"] }.Written();
        using var pooled = new TinyModel { MeanOver = [1], Output = "sentence_embedding" }.Written();
        using var ofTokens = tokens.Find();
        using var ofText = pooled.Find();
        var (one, other) = (await ofTokens.GenerateVectorAsync("back up"), await ofText.GenerateVectorAsync("back up"));
        Assert.Equal(1, TensorPrimitives.Dot(one.Span, other.Span), 1e-5);
    }

    [Fact]
    public async Task The_vocabulary_may_be_a_tokenizer_of_the_Hugging_Face_library()
    {
        using var tiny = new TinyModel().Written();
        using var ofLines = tiny.Find();
        var expected = await ofLines.GenerateVectorAsync("Back up");
        File.Delete(Path.Combine(tiny.Folder, "vocab.txt"));
        var vocabulary = string.Join(", ", TinyModel.Vocabulary.Select((piece, at) => $"""
            "{piece}": {at}
            """));
        File.WriteAllText(
            Path.Combine(tiny.Folder, "tokenizer.json"),
            $$"""{ "normalizer": { "lowercase": true }, "model": { "type": "WordPiece", "vocab": { {{vocabulary}} } } }""");
        using var ofTokenizer = tiny.Find();
        Assert.Equal(expected.ToArray(), (await ofTokenizer.GenerateVectorAsync("Back up")).ToArray());
    }

    [Fact]
    public async Task The_id_tells_models_apart_and_is_the_same_for_the_same_files()
    {
        using var one = new TinyModel().Written();
        using var again = new TinyModel().Written();
        using var other = new TinyModel { Dimensions = 4 }.Written();
        Assert.Equal(HashOf(one), HashOf(again));
        Assert.NotEqual(HashOf(one), HashOf(other));
        await File.AppendAllTextAsync(Path.Combine(again.Folder, "vocab.txt"), "more\n");
        Assert.NotEqual(HashOf(one), HashOf(again));

        static string HashOf(TinyModel tiny)
        {
            using var model = tiny.Find();
            return model.Id[^16..];
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var mistake = Assert.Throws<SkillException>(() => Find(Path.Combine(Path.GetTempPath(), "no-such-model")));
        Assert.Contains("There is no folder", mistake.Message);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("vocab.txt")]
    public void A_folder_that_lacks_a_file_is_told_which(string file)
    {
        using var tiny = new TinyModel().Written();
        File.Delete(Path.Combine(tiny.Folder, file));
        Assert.Contains($"has no {file}", Assert.Throws<SkillException>(tiny.Find).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_model_file_that_is_cut_is_a_mistake_in_one_sentence(int bytes)
    {
        using var tiny = new TinyModel().Written();
        File.WriteAllBytes(tiny.ModelFile, File.ReadAllBytes(tiny.ModelFile)[..bytes]);
        Assert.Contains("cannot be used: it is cut", await MistakeOfAsync(tiny));
    }

    [Fact]
    public async Task The_shipped_model_cut_in_half_is_a_mistake_in_one_sentence()
    {
        using var tiny = new TinyModel().Written();
        var whole = File.ReadAllBytes(Path.Combine(SentenceModelTests.Shipped.Folder, "model.onnx"));
        File.WriteAllBytes(tiny.ModelFile, whole[..(whole.Length / 2)]);
        Assert.Contains("cannot be used: it is cut", await MistakeOfAsync(tiny));
    }

    [Fact]
    public async Task A_vocabulary_with_more_words_than_the_model_is_a_mistake()
    {
        using var tiny = new TinyModel { Rows = 6 }.Written();
        Assert.Contains("not of the vocabulary beside it", await MistakeOfAsync(tiny));
    }

    [Fact]
    public async Task A_vocabulary_of_another_kind_of_model_is_a_mistake()
    {
        using var tiny = new TinyModel().Written();
        File.WriteAllText(Path.Combine(tiny.Folder, "vocab.txt"), "one\ntwo\n");
        Assert.Contains("is not the vocabulary of a BERT model", await MistakeOfAsync(tiny));
    }

    [Fact]
    public async Task A_model_of_pictures_is_a_mistake()
    {
        using var tiny = new TinyModel { Inputs = ["pixel_values"] }.Written();
        Assert.Contains("a sentence model takes input_ids", await MistakeOfAsync(tiny));
    }

    [Fact]
    public async Task A_model_that_gives_no_vector_is_a_mistake()
    {
        using var tiny = new TinyModel { MeanOver = [0, 2] }.Written();
        Assert.Contains("a sentence model's is", await MistakeOfAsync(tiny));
    }

    static SentenceModel Find(string folder) => SentenceModel.Find(folder, Timeout.InfiniteTimeSpan, TimeProvider.System);

    static async Task<string> MistakeOfAsync(TinyModel tiny)
    {
        using var model = tiny.Find();
        var mistake = await Assert.ThrowsAsync<SkillException>(() => model.LoadAsync());
        Assert.DoesNotContain('\n', mistake.Message);
        Assert.False(model.IsReady);
        // Whoever asks for a vector is told the same, again and again.
        Assert.Equal(mistake.Message, (await Assert.ThrowsAsync<SkillException>(() => model.GenerateAsync(["back up"]))).Message);
        return mistake.Message;
    }
}
