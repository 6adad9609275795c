using Microsoft.Extensions.AI;
using SkillMcp.Retrieval;
using SkillMcp.Tests.Memory;

namespace SkillMcp.Tests.Retrieval;

/// <summary>Retrieval beside an embedding model: a stand-in that knows what a few words mean.</summary>
public sealed class EmbeddingSearchTests
{
    static readonly RetrieveRequest Renew = new() { Task = "renew the certificate of the site" };

    [Fact]
    public async Task A_skill_that_shares_no_word_with_the_task_is_found_by_what_it_means()
    {
        await using var open = await OpenMemory.NewAsync();
        await open.AddAsync("renew-certificate", "Renew the certificate of the site", "certbot renew");
        await open.AddAsync("water-plants", "Water the plants", "fill the can");
        var memory = open.With(new Thesaurus("thesaurus-1"));
        var request = new RetrieveRequest { Task = "padlock expired" };
        Assert.Empty((await open.Memory.RetrieveAsync(request)).Matches);

        await memory.RetrieveAsync(request);
        await memory.EmbeddedAsync();
        var first = (await memory.RankAsync(request.Task, null, default))[0];

        Assert.StartsWith("renew", first.Candidate.Text.Name);
        Assert.InRange(first.Candidate.CosineSimilarity!.Value, 0.7, 1);
    }

    [Fact]
    public async Task A_vector_of_what_a_skill_said_before_finds_nothing_and_a_vector_of_zeros_neither()
    {
        await using var open = await OpenMemory.NewAsync();
        var skill = await open.AddAsync("renew-certificate", "Renew the certificate of the site", "certbot renew");
        await AskAsync(open.With(new Thesaurus("thesaurus-1")));
        Assert.Single(await NearAsync(1, 0, 0));
        Assert.Empty(await NearAsync(0, 0, 0));

        await open.Memory.EditAsync(skill, skill.Procedure with { Description = "Water the plants" }, "why not", OpenMemory.Person);

        Assert.Empty(await NearAsync(1, 0, 0));

        Task<IReadOnlyList<Candidate>> NearAsync(params float[] values) => SearchAsync(open, "thesaurus-1", values);
    }

    [Fact]
    public async Task A_model_that_does_not_answer_leaves_the_words()
    {
        await using var open = await OpenMemory.NewAsync();
        await open.AddAsync("renew-certificate", "Renew the certificate of the site", "certbot renew");

        var found = await open.With(new Thesaurus("thesaurus-1") { IsDown = true }).RetrieveAsync(Renew);

        Assert.Equal("renew-certificate", Assert.Single(found.Matches).Skill.Name.Value);
    }

    [Fact]
    public async Task A_model_must_say_which_it_is()
    {
        await using var open = await OpenMemory.NewAsync();

        Assert.Contains("DefaultModelId", Assert.Throws<ArgumentException>(() => open.With(new Thesaurus(""))).Message);
    }

    [Fact]
    public async Task A_skill_without_a_vector_is_no_further_than_the_middle()
    {
        await using var open = await OpenMemory.NewAsync();
        await open.AddAsync("water-plants", "Water the plants", "fill the can");
        var memory = open.With(new Thesaurus("thesaurus-1"));
        await AskAsync(memory);
        await open.AddAsync("renew-certificate", "Renew the certificate of the site", "certbot renew");

        Assert.Equal("renew-certificate", (await memory.RetrieveAsync(Renew)).Matches[0].Skill.Name.Value);
    }

    [Fact]
    public async Task Words_find_as_before_until_the_vectors_are_there()
    {
        await using var open = await OpenMemory.NewAsync();
        await open.AddAsync("renew-certificate", "Renew the certificate of the site", "certbot renew");

        Assert.Single((await open.With(new Thesaurus("thesaurus-1")).RetrieveAsync(Renew)).Matches);
    }

    [Fact]
    public async Task Every_skill_is_embedded_once_and_when_it_says_something_else_again()
    {
        await using var open = await OpenMemory.NewAsync();
        for (var n = 0; n < 150; n++)
        {
            await open.AddAsync($"skill-{n}", $"Renew certificate {n}", "certbot renew");
        }
        var thesaurus = new Thesaurus("thesaurus-1");
        var memory = open.With(thesaurus);
        await AskAsync(memory);
        await AskAsync(memory);
        Assert.Equal(150, thesaurus.Texts.Count(text => text.StartsWith("skill-", StringComparison.Ordinal)));

        var skill = await memory.GetAsync(SkillName.Parse("skill-7"));
        await memory.EditAsync(skill, skill.Procedure with { Description = "Water the plants" }, "why not", OpenMemory.Person);
        await AskAsync(memory, "water the plants");

        Assert.Equal("skill-7. Water the plants", thesaurus.Texts.Last(text => text.StartsWith("skill-", StringComparison.Ordinal)));
        Assert.Equal(151, thesaurus.Texts.Count(text => text.StartsWith("skill-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Vectors_of_two_models_are_never_compared()
    {
        await using var open = await OpenMemory.NewAsync();
        await open.AddAsync("renew-certificate", "Renew the certificate of the site", "certbot renew");
        await AskAsync(open.With(new Thesaurus("thesaurus-1")));

        var other = new Thesaurus("thesaurus-2");
        Assert.Empty(await SearchAsync(open, "thesaurus-2", 1, 0, 0));
        await AskAsync(open.With(other));

        Assert.Contains(other.Texts, text => text.StartsWith("renew-certificate", StringComparison.Ordinal));
        Assert.Single(await SearchAsync(open, "thesaurus-2", 1, 0, 0));
        Assert.Empty(await SearchAsync(open, "thesaurus-2", 1, 0));
    }

    [Theory]
    [InlineData(new[] { 0.1, 0.9, 0.5 }, 0.5)]
    [InlineData(new[] { 0.9, 0.1 }, 0.9)]
    [InlineData(new[] { -0.3 }, -0.3)]
    public async Task A_missing_similarity_is_the_median_of_those_that_are_known(double[] known, double median)
    {
        await using var open = await OpenMemory.NewAsync();
        var search = new EmbeddingSearch(open.Store, Project.Everybody, new Thesaurus("thesaurus-1"));

        var filled = search.FillMissingSimilarities([.. known.Select(similarity => Candidate(similarity)), Candidate(null)]);
        await search.EmbeddingTask;

        Assert.Equal([.. known, median], filled.Select(candidate => candidate.CosineSimilarity!.Value));
    }

    [Fact]
    public async Task Where_all_similarities_are_known_or_none_is_they_stay_as_they_are()
    {
        await using var open = await OpenMemory.NewAsync();
        var search = new EmbeddingSearch(open.Store, Project.Everybody, new Thesaurus("thesaurus-1"));
        Candidate[] all = [Candidate(0.1), Candidate(0.2)];
        Candidate[] none = [Candidate(null), Candidate(null)];

        Assert.Equal(all, search.FillMissingSimilarities(all));
        Assert.True(search.EmbeddingTask.IsCompletedSuccessfully);
        Assert.Equal(none, search.FillMissingSimilarities(none));
        await search.EmbeddingTask;
    }

    [Fact]
    public async Task A_model_that_makes_too_few_vectors_is_a_fault()
    {
        await using var open = await OpenMemory.NewAsync();
        await open.AddAsync("renew-certificate", "Renew the certificate of the site", "certbot renew");
        var search = new EmbeddingSearch(open.Store, Project.Everybody, new Thesaurus("thesaurus-1") { IsSilent = true });

        search.FillMissingSimilarities([Candidate(null)]);

        Assert.Contains("0 vectors of 1 texts", (await Assert.ThrowsAsync<InvalidOperationException>(() => search.EmbeddingTask)).Message);
    }

    [Fact]
    public async Task A_blank_task_is_not_embedded()
    {
        await using var open = await OpenMemory.NewAsync();
        var thesaurus = new Thesaurus("thesaurus-1");

        Assert.Null(await new EmbeddingSearch(open.Store, Project.Everybody, thesaurus).EmbedQueryAsync(" \n", default));
        Assert.Empty(thesaurus.Texts);
    }

    static Task<IReadOnlyList<Candidate>> SearchAsync(OpenMemory open, string model, params float[] values) =>
        open.Store.SearchVectorsAsync(Project.Everybody, new ModelVector(model, values), [], null, 10, default);

    static Candidate Candidate(double? similarity) =>
        InMemoryRanking.Candidate("deploy-api", "Deploy the API") with { CosineSimilarity = similarity };

    static async Task AskAsync(SkillMemory memory, string task = "padlock expired")
    {
        await memory.RetrieveAsync(new RetrieveRequest { Task = task });
        await memory.EmbeddedAsync();
    }

    /// <summary>A dimension for each group of words that mean the same.</summary>
    sealed class Thesaurus(string model) : IEmbeddingGenerator<string, Embedding<float>>
    {
        static readonly string[][] Groups = [["renew", "certificate", "padlock", "expired"], ["water", "plants"], ["site"]];

        public List<string> Texts { get; } = [];

        public bool IsDown { get; init; }

        /// <summary>Whether it answers without a vector.</summary>
        public bool IsSilent { get; init; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancel = default)
        {
            if (IsDown)
            {
                throw new HttpRequestException("The model is down.");
            }
            var texts = values.ToList();
            lock (Texts)
            {
                Texts.AddRange(texts);
            }
            var vectors = IsSilent ? [] : texts.Select(text => new Embedding<float>(VectorOf(text)));
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(vectors));
        }

        public object? GetService(Type type, object? key = null) =>
            type == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("tests", null, model, Groups.Length) : null;

        public void Dispose()
        {
        }

        static float[] VectorOf(string text) => [.. Groups.Select(group => HoldsAny(text, group) ? 1f : 0f)];

        static bool HoldsAny(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
