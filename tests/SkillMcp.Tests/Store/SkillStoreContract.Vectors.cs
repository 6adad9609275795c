using CsCheck;

namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    const string Model = "model-1";

    [Fact]
    public async Task The_nearest_skills_come_first_with_how_near_they_are()
    {
        var (near, far) = (await EmbeddedAsync("near", [1, 0.1f, 0]), await EmbeddedAsync("far", [0, 1, 0]));

        var found = await NearAsync([[1, 0, 0]]);

        Assert.Equal([near.Id, far.Id], found.Select(candidate => candidate.Id));
        Assert.Equal(0.995, found[0].TextCosine!.Value, 0.01);
        Assert.Equal(0, found[1].TextCosine!.Value, 0.01);
        Assert.All(found, candidate => Assert.Empty(Assert.Single(candidate.Nearness).Tasks));
        Assert.Equal([near.Id], (await NearAsync([[1, 0, 0]], limit: 1)).Select(candidate => candidate.Id));
    }

    [Fact]
    public async Task A_skill_is_near_by_a_task_that_it_served()
    {
        var skill = await EmbeddedAsync("skill", [0, 1, 0]);
        await EmbeddedAsync("other", [0.5f, 1, 0]);
        await ServedAsync(skill, "alike", [1, 0, 0.1f]);
        await ServedAsync(skill, "less alike", [1, 0, 0.5f]);

        var first = (await NearAsync([[1, 0, 0]]))[0];

        Assert.Equal(skill.Id, first.Id);
        Assert.Equal(0, first.TextCosine!.Value, 0.01);
        Assert.Equal(2, first.Nearness[0].Tasks.Count);
        Assert.Equal(0.995, first.Nearness[0].Tasks[0], 0.01);
        Assert.Equal(0.894, first.Nearness[0].Tasks[1], 0.01);
    }

    [Fact]
    public async Task A_skill_that_is_near_to_any_of_the_vectors_is_found_with_its_nearness_to_each()
    {
        var first = await EmbeddedAsync("first", [1, 0, 0]);
        var second = await EmbeddedAsync("second", [0, 1, 0]);
        await EmbeddedAsync("third", [0.5f, 0.5f, 1]);

        var found = await NearAsync([[1, 0, 0], [0, 1, 0]], limit: 2);

        Assert.Equal([first.Id, second.Id], found.Select(candidate => candidate.Id).Order());
        var nearness = found.Single(candidate => candidate.Id == second.Id).Nearness;
        Assert.Equal([0.0, 1.0], nearness.Select(one => Math.Round(one.Text!.Value, 2)));
    }

    [Fact]
    public async Task Other_skills_come_along_at_any_distance_and_without_a_vector()
    {
        await EmbeddedAsync("near", [1, 0, 0]);
        var far = await EmbeddedAsync("far", [-1, 0, 0]);
        var without = await AddedAsync(Sample.Skill(Sample.Procedure("without"), Mine));

        var found = await NearAsync([[1, 0, 0]], limit: 1, others: [far.Id, without.Id, Guid.CreateVersion7()]);

        Assert.Equal(3, found.Count);
        Assert.Equal(-1, found.Single(candidate => candidate.Id == far.Id).TextCosine!.Value, 0.01);
        Assert.Null(found.Single(candidate => candidate.Id == without.Id).TextCosine);
        Assert.Empty(Assert.Single(found.Single(candidate => candidate.Id == without.Id).Nearness).Tasks);
    }

    [Fact]
    public async Task A_vector_without_a_direction_is_near_to_nothing()
    {
        var skill = await EmbeddedAsync("skill", [1, 0, 0]);
        var zero = await EmbeddedAsync("zero", [0, 0, 0]);

        Assert.Empty(await NearAsync([[0, 0, 0]]));
        Assert.Empty(await NearAsync([[float.NaN, 1, 0]]));
        Assert.Equal([skill.Id], (await NearAsync([[1, 0, 0]])).Select(candidate => candidate.Id));
        Assert.Equal([skill.Id], (await NearAsync([[1, 0, 0], [0, 0, 0]])).Select(candidate => candidate.Id));
        Assert.Null(Assert.Single(await NearAsync([[1, 0, 0]], limit: 1, others: [zero.Id]), found => found.Id == zero.Id).TextCosine);
    }

    [Fact]
    public async Task Vectors_of_another_model_or_length_are_not_compared()
    {
        var skill = await EmbeddedAsync("skill", [1, 0, 0]);

        Assert.Empty(await NearAsync([[1, 0]]));
        Assert.Empty(await Store.SearchVectorsAsync(Mine, [new ModelVector("model-2", new float[] { 1, 0, 0 })], [], null, 10, default));
        await Store.KeepVectorsAsync(Mine, [new TextVector(skill, null, new ModelVector("model-2", new float[] { 0, 1 }))], default);
        Assert.Single(await Store.SearchVectorsAsync(Mine, [new ModelVector("model-2", new float[] { 0, 1 })], [], null, 10, default));
        Assert.Single(await NearAsync([[1, 0, 0]]));
    }

    [Fact]
    public async Task Vectors_are_searched_in_a_category_and_among_the_active_skills_that_the_project_sees()
    {
        var everybodys = await EmbeddedAsync("everybody's", [1, 0, 0], Project.Everybody);
        var hidden = await EmbeddedAsync("hidden", [1, 0.1f, 0], Project.Everybody);
        var own = await EmbeddedAsync("hidden", [0, 0, 1]);
        await EmbeddedAsync("theirs", [1, 0, 0], Theirs);
        var archived = await EmbeddedAsync("archived", [1, 0, 0]);
        await Store.ChangeAsync(Mine, archived with { Lifecycle = new Lifecycle { Status = Status.Archived } }, null, default);

        Assert.Equal([everybodys.Id, own.Id], (await NearAsync([[1, 0, 0]], limit: 2)).Select(candidate => candidate.Id));
        Assert.Equal([everybodys.Id], (await NearAsync([[1, 0, 0]], limit: 1, others: [hidden.Id, archived.Id])).Select(one => one.Id));
        Assert.Equal(2, (await NearAsync([[1, 0, 0]], category: everybodys.Procedure.Category)).Count);
        Assert.Empty(await NearAsync([[1, 0, 0]], category: "cooking"));

        await Store.ChangeAsync(Mine, (await FoundAsync(archived)) with { Lifecycle = Lifecycle.Active }, null, default);
        Assert.Contains(await NearAsync([[1, 0, 0]], limit: 2), candidate => candidate.Id == archived.Id);
    }

    [Fact]
    public async Task A_vector_of_what_a_skill_said_before_finds_nothing_until_it_says_that_again()
    {
        var skill = await EmbeddedAsync("skill", [1, 0, 0]);
        var changed = skill.Procedure with { Description = "Water the plants" };
        await Store.ChangeAsync(Mine, skill with { Procedure = changed, Version = 2 }, Version(2, changed), default);
        Assert.Empty(await NearAsync([[1, 0, 0]]));
        Assert.Equal([skill.Id], await Store.WithoutVectorAsync(Mine, Model, default));

        await Store.KeepVectorsAsync(Mine, [Vector(skill, [1, 0, 0])], default);
        Assert.Empty(await NearAsync([[1, 0, 0]]));

        await Store.ChangeAsync(Mine, (await FoundAsync(skill)) with { Version = 1 }, null, default);
        Assert.Single(await NearAsync([[1, 0, 0]]));
    }

    [Fact]
    public async Task What_has_no_vector_of_a_model_is_named_until_it_has_one()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("skill"), Mine));
        var theirs = await AddedAsync(Sample.Skill(Sample.Procedure("theirs"), Theirs));
        await AddAsync(Sample.Skill(Sample.Procedure("archived"), Mine) with { Lifecycle = new Lifecycle { Status = Status.Archived } });
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success) with { Task = "it served this" }, default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.NotUsed) with { Task = "it did not fit that" }, default);
        Guid[] ids = [theirs.Id, skill.Id, Guid.CreateVersion7()];

        Assert.Equal([skill.Id], await Store.WithoutVectorAsync(Mine, Model, default));
        var missing = Assert.Single(await Store.MissingVectorsAsync(Mine, Model, ids, default));
        Assert.Equal((skill.Id, true), (missing.Skill.Id, missing.LacksText));
        Assert.Equal("it served this", Assert.Single(missing.Tasks).Text);

        await Store.KeepVectorsAsync(Mine, [Vector(skill, [1, 0, 0])], default);
        Assert.Equal([skill.Id], await Store.WithoutVectorAsync(Mine, Model, default));
        Assert.False(Assert.Single(await Store.MissingVectorsAsync(Mine, Model, ids, default)).LacksText);

        await Store.KeepVectorsAsync(Mine, [Vector(skill, [1, 0, 0], missing.Tasks[0])], default);
        Assert.Empty(await Store.WithoutVectorAsync(Mine, Model, default));
        Assert.Empty(await Store.MissingVectorsAsync(Mine, Model, ids, default));
        Assert.Equal([skill.Id], await Store.WithoutVectorAsync(Mine, "model-2", default));
    }

    [Fact]
    public async Task A_task_that_turns_out_not_to_have_been_served_is_no_longer_near()
    {
        var skill = await EmbeddedAsync("skill", [0, 1, 0]);
        var retrieval = Guid.CreateVersion7();
        var served = Execution(skill, Outcome.Success, retrieval: retrieval) with { Task = "alike" };
        await Store.RecordAsync(Mine, served, default);
        var task = Assert.Single(Assert.Single(await Store.MissingVectorsAsync(Mine, Model, [skill.Id], default)).Tasks);
        await Store.KeepVectorsAsync(Mine, [Vector(skill, [1, 0, 0], task)], default);
        Assert.Single((await NearAsync([[1, 0, 0]]))[0].Nearness[0].Tasks);

        var corrected = Execution(skill, Outcome.NotUsed, retrieval: retrieval) with { Task = "alike" };
        Assert.Equal(Counted.Corrected, await Store.RecordAsync(Mine, corrected, default));
        Assert.Empty((await NearAsync([[1, 0, 0]]))[0].Nearness[0].Tasks);

        await Store.KeepVectorsAsync(Mine, [Vector(skill, [1, 0, 0], task)], default);
        Assert.Empty((await NearAsync([[1, 0, 0]]))[0].Nearness[0].Tasks);
        Assert.Empty(await Store.WithoutVectorAsync(Mine, Model, default));
    }

    [Fact]
    public async Task A_later_vector_replaces_an_earlier_one_and_a_purged_skill_is_near_to_nothing()
    {
        var skill = await EmbeddedAsync("skill", [1, 0, 0]);
        await EmbeddedAsync("other", [0.9f, 0.5f, 0]);
        Assert.Equal(skill.Id, (await NearAsync([[1, 0, 0]], limit: 1))[0].Id);

        await Store.KeepVectorsAsync(Mine, [Vector(skill, [0, 0, 1])], default);
        Assert.NotEqual(skill.Id, (await NearAsync([[1, 0, 0]], limit: 1))[0].Id);
        Assert.Equal(skill.Id, (await NearAsync([[0, 0, 1]], limit: 1))[0].Id);

        await Store.PurgeAsync(Mine, await FoundAsync(skill), default);
        Assert.NotEqual(skill.Id, Assert.Single(await NearAsync([[0, 0, 1]])).Id);

        var another = await EmbeddedAsync("another", [0, 1, 0]);
        Assert.Equal(another.Id, (await NearAsync([[0, 1, 0]], limit: 1))[0].Id);
    }

    [Fact]
    public async Task The_nearest_are_those_that_comparing_every_vector_finds()
    {
        var stored = new Dictionary<Guid, float[]>();
        for (var n = 0; n < 120; n++)
        {
            float[] vector = [.. Enumerable.Range(20 * n, 20).Select(at => MathF.Sin(at * at))];
            stored[(await EmbeddedAsync($"skill {n}", vector)).Id] = vector;
        }

        await Gen.Float[-1, 1].Array[20].SampleAsync(async query =>
        {
            var exact = stored.ToDictionary(entry => entry.Key, entry => Cosine(entry.Value, query));
            var found = await NearAsync([query], limit: 10);
            Assert.Equal(10, found.Count);
            Assert.All(found, candidate => Assert.Equal(exact[candidate.Id], candidate.TextCosine!.Value, 0.02));
            // What a byte cannot tell apart may come in either order.
            Assert.True(found.Min(candidate => exact[candidate.Id]) > exact.Values.OrderDescending().ElementAt(9) - 0.02);
            Assert.Equal(found.OrderByDescending(candidate => candidate.TextCosine).Select(one => one.Id), found.Select(one => one.Id));
        }, iter: 20, threads: 1);
    }

    static double Cosine(float[] left, float[] right) => System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>(left, right);

    static TextVector Vector(Skill skill, float[] values, PastTask? task = null) => new(skill, task, new ModelVector(Model, values));

    Task<IReadOnlyList<Candidate>> NearAsync(
        float[][] vectors, int limit = 10, IReadOnlyList<Guid>? others = null, string? category = null) =>
        Store.SearchVectorsAsync(
            Mine,
            [.. vectors.Select(values => new ModelVector(Model, values))],
            [.. (others ?? []).Select(FoundBefore)],
            category,
            limit,
            default);

    static Candidate FoundBefore(Guid id) => new()
    {
        Id = id,
        Text = new SearchText("", "", "", ""),
        Lifecycle = Lifecycle.Active,
        Record = new TrackRecord(),
        Confidence = 0.5,
        CreatedAt = default,
    };

    async Task<Skill> EmbeddedAsync(string title, float[] vector, Project? project = null)
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure(title), project ?? Mine));
        await Store.KeepVectorsAsync(skill.Project, [Vector(skill, vector)], default);
        return skill;
    }

    async Task ServedAsync(Skill skill, string task, float[] vector)
    {
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success) with { Task = task }, default);
        var missing = Assert.Single(await Store.MissingVectorsAsync(Mine, Model, [skill.Id], default));
        await Store.KeepVectorsAsync(Mine, [.. missing.Tasks.Select(one => Vector(skill, vector, one))], default);
    }
}
