using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.AI;
using SkillMcp.Retrieval;
using SkillMcp.Tests.Memory;

namespace SkillMcp.Tests.Retrieval;

/// <summary>Retrieval beside an embedding model: a stand-in that knows what a few words mean.</summary>
public sealed class EmbeddingSearchTests
{
    const string Expired = "padlock expired";

    static readonly RetrieveRequest Renew = new() { Task = "renew the certificate of the site" };

    [Fact]
    public async Task A_skill_that_shares_no_word_with_the_task_is_found_by_what_it_means()
    {
        await using var open = await OpenMemory.NewAsync();
        await AddRenewalAsync(open);
        await open.AddAsync("water-plants", "Water the plants", "fill the can");
        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Task = Expired })).Matches);

        var first = await FirstWithVectorAsync(open.With(new Thesaurus()), Expired);

        Assert.StartsWith("renew", first.Text.Name);
        Assert.InRange(first.TextCosine!.Value, 0.7, 1);
    }

    [Fact]
    public async Task What_was_written_without_a_model_meanwhile_is_embedded_for_the_next_request()
    {
        await using var open = await OpenMemory.NewAsync();
        var memory = open.With(new Thesaurus());
        await open.AddAsync("water-plants", "Water the plants", "fill the can");
        await FirstWithVectorAsync(memory, "water");
        await AddRenewalAsync(open);

        var first = await FirstWithVectorAsync(memory, Expired);

        Assert.StartsWith("renew", first.Text.Name);
    }

    [Fact]
    public async Task A_skill_is_embedded_when_it_is_written_and_a_task_when_it_was_served()
    {
        await using var open = await OpenMemory.NewAsync();
        var thesaurus = new Thesaurus();
        var memory = open.With(thesaurus);

        await memory.AddAsync(
            OpenMemory.Procedure("renew-certificate", "Renew the certificate", "certbot renew"), default, OpenMemory.Person);
        await memory.EmbedAsync();
        Assert.Equal(["renew certificate. Renew the certificate"], thesaurus.Texts);

        await ReportAsync("the padlock of the certificate", Outcome.Success);
        await ReportAsync("water the certificate", Outcome.NotUsed);

        Assert.Equal("the padlock of the certificate", thesaurus.Texts[^2]);
        var near = Assert.Single(await SearchAsync(open, Thesaurus.Model, 1, 0, 0));
        Assert.Equal(1, Assert.Single(near.Nearness[0].Tasks), 0.01);

        async Task ReportAsync(string task, Outcome outcome)
        {
            var found = await memory.RetrieveAsync(new RetrieveRequest { Task = task });
            var report = new Report { Skill = found.Matches[0].Skill.Name, Outcome = outcome, Retrieval = found.RetrievalId };
            await memory.RecordAsync(report, OpenMemory.Agent);
            await memory.EmbedAsync();
        }
    }

    [Fact]
    public async Task What_a_run_taught_or_a_person_edited_or_approved_is_embedded()
    {
        await using var open = await OpenMemory.NewAsync();
        var thesaurus = new Thesaurus();
        var memory = open.With(thesaurus);
        var run = OpenMemory.Run("renew the certificate", "certbot renew", "nginx -t", "nginx -s reload") with { Name = "renewal" };
        var learned = await memory.LearnAsync(new LearnRequest { Trajectory = run }, OpenMemory.Agent);
        await memory.EmbedAsync();
        Assert.Contains(thesaurus.Texts, text => text.StartsWith("renewal", StringComparison.Ordinal));

        var skill = await memory.GetAsync(learned.Skill!.Name);
        var edited = skill.Procedure with { Description = "Water the plants" };
        await memory.EditAsync(skill, edited, "why not", OpenMemory.Person);
        await memory.EmbedAsync();

        Assert.EndsWith("Water the plants", thesaurus.Texts[^1]);
        Assert.Empty(await open.Store.WithoutVectorAsync(Project.Everybody, Thesaurus.Model, default));
    }

    [Fact]
    public async Task The_other_words_of_a_request_are_compared_beside_its_task()
    {
        await using var open = await OpenMemory.NewAsync();
        await AddRenewalAsync(open);
        var thesaurus = new Thesaurus();
        var search = Search(open, thesaurus);

        var query = new RequestQuery(
            "the Octocat's", InMemoryRanking.Query("the Octocat's", 1), [Expired, "", "TLS"], Also: null, State: "");
        var found = await search.SearchAsync(query, [], null, 10, default);

        Assert.Equal(["the Octocat's", "padlock expired, TLS"], thesaurus.Texts.Take(2));
        var nearness = Assert.Single(found).Nearness;
        Assert.Equal([0.0, 0.71], nearness.Select(one => Math.Round(one.Text ?? 0, 2)));
    }

    [Theory]
    [InlineData("rotate_tls-certs", "rotate tls certs")]
    [InlineData("RotateTlsCerts of the HTTPServer", "Rotate Tls Certs of the HTTP Server")]
    [InlineData("git push --force-with-lease -f a - b", "git push --force with lease -f a - b")]
    [InlineData("证书-更新 naïveÉté", "证书 更新 naïve Été")]
    [InlineData("", "")]
    public void Names_are_split_into_words(string text, string words) => Assert.Equal(words, EmbeddingText.Of(text));

    [Fact]
    public void A_long_text_is_cut_before_it_is_embedded() =>
        Assert.InRange(EmbeddingText.Of(string.Concat(Enumerable.Repeat("aB-", 400_000))).Length, 1_000, 4_000);

    [Fact]
    public async Task Every_skill_is_embedded_once_and_when_it_says_something_else_again()
    {
        await using var open = await OpenMemory.NewAsync();
        for (var n = 0; n < 150; n++)
        {
            await open.AddAsync($"skill-{n}", $"Renew certificate {n}", "certbot renew");
        }
        var thesaurus = new Thesaurus();
        var memory = open.With(thesaurus);
        await memory.RetrieveAsync(Renew);
        await memory.EmbedAsync();
        await memory.RetrieveAsync(Renew);
        await memory.EmbedAsync();
        Assert.Equal(150, EmbeddedSkills());

        var skill = await memory.GetAsync(SkillName.Parse("skill-7"));
        await memory.EditAsync(skill, skill.Procedure with { Description = "Water the plants" }, "why not", OpenMemory.Person);
        await memory.EmbedAsync();

        Assert.Equal("skill 7. Water the plants", thesaurus.Texts[^1]);
        Assert.Equal(151, EmbeddedSkills());

        int EmbeddedSkills() => thesaurus.Texts.Count(text => text.StartsWith("skill ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_model_embeds_everything_again()
    {
        await using var open = await OpenMemory.NewAsync();
        await AddRenewalAsync(open);
        await open.With(new Thesaurus()).EmbedAsync();
        Assert.Single(await SearchAsync(open, Thesaurus.Model, 1, 0, 0));

        Assert.Empty(await SearchAsync(open, "thesaurus-2", 1, 0, 0));
        await open.With(new Thesaurus("thesaurus-2")).EmbedAsync();

        Assert.Single(await SearchAsync(open, "thesaurus-2", 1, 0, 0));
        Assert.Empty(await SearchAsync(open, "thesaurus-2", 1, 0));
    }

    [Fact]
    public async Task A_request_waits_a_moment_for_vectors_that_are_missing_and_the_rest_is_made_behind_the_answer()
    {
        await using var open = await OpenMemory.NewAsync();
        for (var n = 0; n < 100; n++)
        {
            await open.AddAsync($"skill-{n}", $"Renew certificate {n}", "certbot renew");
        }
        var memory = open.With(new Thesaurus { TextDelay = TimeSpan.FromMilliseconds(10) });
        var clock = Stopwatch.StartNew();

        await memory.RetrieveAsync(Renew);

        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(2));
        Assert.NotEmpty(await MissingAsync());
        await memory.EmbedAsync();
        Assert.Empty(await MissingAsync());

        Task<IReadOnlyList<Guid>> MissingAsync() => open.Store.WithoutVectorAsync(Project.Everybody, Thesaurus.Model, default);
    }

    [Fact]
    public async Task Skills_that_another_program_wrote_without_a_model_are_embedded_when_a_request_meets_them()
    {
        await using var open = await OpenMemory.NewAsync();
        var memory = open.With(new Thesaurus());
        await memory.RetrieveAsync(Renew);
        await memory.EmbedAsync();
        await AddRenewalAsync(open);

        Assert.NotNull((await FirstWithVectorAsync(memory, Renew.Task)).TextCosine);
    }

    [Fact]
    public async Task A_skill_that_was_changed_outside_gets_no_vector()
    {
        await using var open = await OpenMemory.NewAsync();
        await AddRenewalAsync(open);
        await RunAsync(open, "update skill_version set description = 'Water the plants'");
        var thesaurus = new Thesaurus();
        var search = Search(open, thesaurus);

        await search.EmbedMissingAsync();

        Assert.Empty(thesaurus.Texts);
    }

    [Fact]
    public async Task A_model_that_fails_leaves_the_words_and_is_tried_again_later()
    {
        await using var open = await OpenMemory.NewAsync();
        await AddRenewalAsync(open);
        var thesaurus = new Thesaurus { IsDown = true };
        var memory = open.With(thesaurus);

        Assert.Equal("renew-certificate", Assert.Single((await memory.RetrieveAsync(Renew)).Matches).Skill.Name.Value);
        await memory.EmbedAsync();

        thesaurus.IsDown = false;
        await memory.EmbedAsync();
        Assert.Empty(thesaurus.Texts);
        open.Clock.Advance(TimeSpan.FromMinutes(2));
        await memory.EmbedAsync();
        Assert.Single(thesaurus.Texts);
    }

    [Fact]
    public async Task A_model_that_makes_too_few_vectors_leaves_the_words()
    {
        await using var open = await OpenMemory.NewAsync();
        await AddRenewalAsync(open);
        var memory = open.With(new Thesaurus { IsSilent = true });

        Assert.Single((await memory.RetrieveAsync(Renew)).Matches);
        await memory.EmbedAsync();
        Assert.Single(await open.Store.WithoutVectorAsync(Project.Everybody, Thesaurus.Model, default));
    }

    [Fact]
    public async Task A_model_that_hangs_is_waited_for_once_and_less_than_two_seconds()
    {
        await using var open = await OpenMemory.NewAsync();
        await AddRenewalAsync(open);
        var thesaurus = new Thesaurus { Hangs = true };
        var memory = open.With(thesaurus);
        var clock = Stopwatch.StartNew();

        Assert.Single((await memory.RetrieveAsync(Renew)).Matches);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(2));

        clock.Restart();
        Assert.Single((await memory.RetrieveAsync(Renew)).Matches);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(900));
        Assert.Single(thesaurus.Texts);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_searched_by_words()
    {
        await using var open = await OpenMemory.NewAsync();
        await AddRenewalAsync(open);
        await RunAsync(open, "create trigger full before insert on skill_vector begin select raise(abort, 'full'); end");
        var memory = open.With(new Thesaurus());

        Assert.Single((await memory.RetrieveAsync(Renew)).Matches);
        await memory.EmbedAsync();
        await memory.FlushAsync();
    }

    [Fact]
    public async Task A_model_must_say_which_it_is()
    {
        await using var open = await OpenMemory.NewAsync();

        Assert.Contains("DefaultModelId", Assert.Throws<ArgumentException>(() => open.With(new Thesaurus(""))).Message);
    }

    [Fact]
    public async Task A_blank_task_is_not_embedded()
    {
        await using var open = await OpenMemory.NewAsync();
        var thesaurus = new Thesaurus();

        Assert.Empty(await Search(open, thesaurus).EmbedQueryAsync(" \n", ["TLS"], default));
        Assert.Empty(thesaurus.Texts);
    }

    static EmbeddingSearch Search(OpenMemory open, Thesaurus thesaurus) => new(open.Store, Project.Everybody, open.Clock, thesaurus);

    static async Task RunAsync(OpenMemory open, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(open.Folder, "skills.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static Task<Skill> AddRenewalAsync(OpenMemory open) =>
        open.AddAsync("renew-certificate", "Renew the certificate of the site", "certbot renew");

    /// <summary>
    /// The first candidate of the first request that has vectors to compare: on a busy machine, it may not be the very first.
    /// </summary>
    static async Task<Candidate> FirstWithVectorAsync(SkillMemory memory, string task)
    {
        for (var requests = 1; ; requests++)
        {
            var ranked = await memory.RankAsync(task, [], null, default);
            if (requests == 50 || ranked is [{ Candidate.TextCosine: not null }, ..])
            {
                return ranked[0].Candidate;
            }
        }
    }

    static Task<IReadOnlyList<Candidate>> SearchAsync(OpenMemory open, string model, params float[] values) =>
        open.Store.SearchVectorsAsync(Project.Everybody, [new ModelVector(model, values)], [], null, 10, default);

    /// <summary>A dimension for each group of words that mean the same.</summary>
    sealed class Thesaurus(string model = Thesaurus.Model) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public const string Model = "thesaurus-1";

        static readonly string[][] Groups = [["renew", "certificate", "padlock", "expired"], ["water", "plants"], ["site"]];

        public List<string> Texts { get; } = [];

        public bool IsDown { get; set; }

        /// <summary>Whether it answers without a vector.</summary>
        public bool IsSilent { get; init; }

        /// <summary>Whether it never answers, and blocks the thread that asks.</summary>
        public bool Hangs { get; init; }

        /// <summary>How long it takes for each text.</summary>
        public TimeSpan TextDelay { get; init; }

        public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
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
            if (Hangs)
            {
                Thread.Sleep(Timeout.Infinite);
            }
            await Task.Delay(texts.Count * TextDelay, cancel);
            var vectors = IsSilent ? [] : texts.Select(text => new Embedding<float>(VectorOf(text)));
            return new GeneratedEmbeddings<Embedding<float>>(vectors);
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
