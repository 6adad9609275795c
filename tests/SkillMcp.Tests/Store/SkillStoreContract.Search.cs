using CsCheck;

namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    [Fact]
    public async Task A_skill_is_found_by_the_words_of_its_name_description_tags_and_steps()
    {
        await AddAsync(
            Sample.Skill(Sample.KubernetesRollingDeploy),
            Sample.Skill(Sample.ApiLatencyInvestigation),
            Sample.Skill(Sample.PostgresqlMigrationDeploy));
        Assert.Equal("api-latency-investigation", (await FoundByAsync(Mine, "latency of the API"))[0]);
        Assert.Equal("kubernetes-rolling-deploy", (await FoundByAsync(Mine, "containerized services"))[0]);
        Assert.Equal("postgresql-migration-deploy", (await FoundByAsync(Mine, "alembic"))[0]);
        Assert.Empty(await FoundByAsync(Mine, "bake a cake"));
    }

    [Fact]
    public async Task A_skill_that_holds_more_and_rarer_words_comes_first()
    {
        await AddAsync(
            Sample.Skill(Sample.Procedure("restart redis")),
            Sample.Skill(Sample.Procedure("restart nginx")),
            Sample.Skill(Sample.Procedure("restart postgres")));
        Assert.Equal("restart-nginx", (await FoundByAsync(Mine, "restart nginx"))[0]);
        Assert.Equal(3, (await SearchAsync(Mine, "restart nginx")).Count);
        Assert.Single(await SearchAsync(Mine, "restart nginx", limit: 1));
    }

    [Fact]
    public async Task A_candidate_carries_the_parts_that_ranking_looks_at()
    {
        var skill = Sample.Skill(Sample.KubernetesRollingDeploy) with
        {
            Confidence = 0.5,
            Record = TrackRecord.Empty.With(Outcome.Success, EvidenceLevel.Verified),
            LastSucceededAt = Sample.Noon.AddDays(1),
            Lifecycle = new Lifecycle { Status = Status.Active, Reason = Lifecycle.Disputed },
        };
        await AddAsync(skill);
        var candidate = Assert.Single(await SearchAsync(Mine, "kubernetes"));
        Assert.Equal((await FoundAsync(skill)).Belief, candidate.Belief);
        Assert.Equal(new Candidate
        {
            Id = skill.Id,
            Text = SearchText.Of(skill.Name, skill.Procedure, [], []),
            Lifecycle = skill.Lifecycle,
            Record = skill.Record,
            Confidence = skill.Confidence,
            CreatedAt = skill.CreatedAt,
            LastSucceededAt = skill.LastSucceededAt,
        }, candidate with { WayBelief = null });
    }

    [Theory]
    [InlineData(Status.Archived)]
    [InlineData(Status.Quarantined)]
    public async Task Only_active_skills_are_found(Status status)
    {
        var skill = await AddedAsync(
            Sample.Skill(Sample.Procedure("rotate keys"), Mine) with { Lifecycle = new Lifecycle { Status = status, Reason = "why" } });
        Assert.Empty(await SearchAsync(Mine, "rotate keys"));
        await Store.ChangeAsync(Mine, skill with { Lifecycle = Lifecycle.Active }, null, default);
        Assert.Single(await SearchAsync(Mine, "rotate keys"));
        await Store.ChangeAsync(Mine, (await FoundAsync(skill)) with { Lifecycle = skill.Lifecycle }, null, default);
        Assert.Empty(await SearchAsync(Mine, "rotate keys"));
        Assert.Empty((await Store.NamesAsync(Mine, "", 10, default)).First);
        Assert.Equal(0, (await Store.FrequenciesAsync(Mine, ["rotat"], default)).Skills);
    }

    [Fact]
    public async Task A_search_stays_within_a_category()
    {
        await AddAsync(Sample.Skill(Sample.KubernetesRollingDeploy), Sample.Skill(Sample.ApiLatencyInvestigation));
        Assert.Equal(["api-latency-investigation"], await FoundByAsync(Mine, "deploy", "debugging"));
        Assert.Empty(await FoundByAsync(Mine, "deploy", "cooking"));
    }

    [Fact]
    public async Task Words_are_counted_by_the_skills_that_hold_them()
    {
        await AddAsync(
            Sample.Skill(Sample.Procedure("restart redis", "restart it", "restart it again")),
            Sample.Skill(Sample.Procedure("restart nginx")));
        var frequencies = await Store.FrequenciesAsync(Mine, ["restart", "redi", "unheard"], default);
        Assert.Equal(2, frequencies.Skills);
        Assert.Equal(new Dictionary<string, int> { ["restart"] = 2, ["redi"] = 1 }, frequencies.DocumentFrequency);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a\" OR name:b")]
    [InlineData("NEAR(a b)")]
    [InlineData("name : *")]
    [InlineData("-")]
    [InlineData("^")]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    [InlineData("' ; drop table skill")]
    [InlineData("%_")]
    public async Task No_word_is_syntax(string word)
    {
        await AddAsync(Sample.Skill(Sample.Procedure("restart nginx")));
        Assert.Single(await Store.SearchAsync(Mine, [word, "nginx"], null, 10, default));
        await Store.SearchAsync(Mine, [word], word, 10, default);
        await Store.FrequenciesAsync(Mine, [word], default);
        await Store.NamesAsync(Mine, word, 10, default);
        await Store.ListAsync(Mine, new SkillFilter { Category = word, Tag = word }, word, 10, default);
    }

    [Fact]
    public async Task Any_words_at_all_are_searched_for()
    {
        await AddAsync(Sample.Skill(Sample.Procedure("restart nginx")));
        await Gen.String.List[0, 24]
            .SampleAsync(async words => await Store.SearchAsync(Mine, words, null, 10, default), iter: 200, threads: 1);
    }

    [Fact]
    public async Task Every_stem_of_any_script_finds_its_skill()
    {
        const string title = "Ελληνικός ΟΔΥΣΣΕΥΣ größe naïve 数据库 备份 базаданных İstanbul x509 ﬁle";
        await AddAsync(Sample.Skill(Sample.Procedure(title)));
        var words = Words.Of(title);
        Assert.Equal(words.Distinct().Order(), (await Store.FrequenciesAsync(Mine, words, default)).DocumentFrequency.Keys.Order());
        Assert.All(words, word => Assert.Single(Store.SearchAsync(Mine, [word], null, 10, default).Result));
    }

    [Fact]
    public async Task A_new_version_is_found_by_its_own_words_only()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate", "certbot renew"), Mine));
        await Store.ChangeAsync(
            Mine, skill with { Version = 2 }, Version(2, Sample.Procedure("renew certificate", "acme refresh")), default);
        Assert.Single(await SearchAsync(Mine, "acme"));
        Assert.Empty(await SearchAsync(Mine, "certbot"));
    }

    [Fact]
    public async Task An_alternative_is_not_searched()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate", "certbot renew"), Mine));
        await Store.ChangeAsync(
            Mine, skill, Version(2, Sample.Procedure("renew certificate", "acme refresh")) with { IsAlternative = true }, default);
        Assert.Empty(await SearchAsync(Mine, "acme"));
        Assert.Single(await SearchAsync(Mine, "certbot"));
    }

    [Fact]
    public async Task A_composite_is_found_by_the_words_of_its_components_as_they_are_now()
    {
        var part = await AddedAsync(Sample.Skill(Sample.Procedure("renew", "certbot renew"), Mine));
        var whole = await AddedAsync(Sample.Skill(Sample.CompositeOf("morning", part), Mine));
        var greater = await AddedAsync(Sample.Skill(Sample.CompositeOf("day", whole), Mine));
        Assert.Equal(["day", "morning", "renew"], (await FoundByAsync(Mine, "certbot")).Order());

        await Store.ChangeAsync(Mine, part with { Version = 2 }, Version(2, Sample.Procedure("renew", "acme refresh")), default);
        Assert.Equal(["day", "morning", "renew"], (await FoundByAsync(Mine, "acme")).Order());
        Assert.Empty(await FoundByAsync(Mine, "certbot"));

        await Store.PurgeAsync(Mine, await FoundAsync(part), default);
        Assert.Empty(await FoundByAsync(Mine, "acme"));
        Assert.Equal([greater.Name.Value], await FoundByAsync(Mine, "day"));
    }

    [Fact]
    public async Task A_circle_of_composites_ends()
    {
        var one = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        var two = await AddedAsync(Sample.Skill(Sample.CompositeOf("two", one), Mine));
        Assert.Equal(
            ApplyResult.Applied,
            await Store.ChangeAsync(Mine, one with { Version = 2 }, Version(2, Sample.CompositeOf("one", two)), default));
        Assert.Equal(["one", "two"], (await FoundByAsync(Mine, "one two")).Order());
    }

    [Fact]
    public async Task A_skill_knows_the_composites_that_it_is_a_component_of_now()
    {
        var (part, other) = (
            await AddedAsync(Sample.Skill(Sample.Procedure("part"), Mine)),
            await AddedAsync(Sample.Skill(Sample.Procedure("other"), Mine)));
        var whole = await AddedAsync(Sample.Skill(Sample.CompositeOf("whole", part, part), Mine));
        await AddAsync(Sample.Skill(Sample.CompositeOf("retired", part), Mine) with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) });
        Assert.Equal(["retired", "whole"], (await Store.CompositesOfAsync(Mine, part.Id, default)).Select(skill => skill.Name.Value));
        await Store.ChangeAsync(Mine, whole with { Version = 2 }, Version(2, Sample.CompositeOf("whole", other)), default);
        Assert.Equal(["retired"], (await Store.CompositesOfAsync(Mine, part.Id, default)).Select(skill => skill.Name.Value));
        Assert.Empty(await Store.CompositesOfAsync(Theirs, part.Id, default));
    }

    [Theory]
    [InlineData(Outcome.Success, 1)]
    [InlineData(Outcome.Partial, 1)]
    [InlineData(Outcome.Failure, 0)]
    [InlineData(Outcome.NotUsed, 0)]
    public async Task A_skill_is_found_by_the_tasks_that_it_served(Outcome outcome, int found)
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, outcome) with { Task = "the browser says that the padlock expired" }, default);
        Assert.Equal(found, (await SearchAsync(Mine, "padlock")).Count);
        Assert.Single(await SearchAsync(Mine, "certificate"));
    }

    [Fact]
    public async Task A_candidate_carries_the_tasks_that_it_served_and_those_that_it_did_not_fit()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success) with { Task = "the padlock expired" }, default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Partial) with { Task = "browser warns" }, default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.NotUsed) with { Task = "buy a padlock" }, default);
        var text = Assert.Single(await SearchAsync(Mine, "certificate")).Text;
        Assert.Equal(("browser warn | padlock expir", "buy padlock"), (text.Tasks, text.UnsuitableTasks));
    }

    [Fact]
    public async Task A_skill_is_found_by_the_other_words_of_the_tasks_that_it_served()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate"), Mine));
        var first = Execution(skill, Outcome.Success, retrieval: Guid.CreateVersion7()) with
        {
            Task = "it expired",
            Also = ["tls", "padlock"],
        };
        await Store.RecordAsync(Mine, first, default);
        Assert.Equal("expir | tls padlock", Assert.Single(await SearchAsync(Mine, "padlock")).Text.Tasks);
        // A later report may not know the task any more.
        await Store.RecordAsync(
            Mine, first with { Id = Guid.CreateVersion7(), EvidenceLevel = EvidenceLevel.Verified, Task = "", Also = [] }, default);
        Assert.Single(await SearchAsync(Mine, "padlock"));
        Assert.Equal(["tls", "padlock"], Assert.Single(await Store.ExecutionsAsync(Mine, skill.Id, 10, default)).Also);
        await Store.RecordAsync(
            Mine, first with { Id = Guid.CreateVersion7(), EvidenceLevel = EvidenceLevel.Verified, Outcome = Outcome.Failure }, default);
        Assert.Empty(await SearchAsync(Mine, "padlock"));
    }

    [Fact]
    public async Task A_corrected_report_teaches_what_it_says_now()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate"), Mine));
        var first = Execution(skill, Outcome.Success, retrieval: Guid.CreateVersion7()) with { Task = "the padlock expired" };
        await Store.RecordAsync(Mine, first, default);
        await Store.RecordAsync(Mine, first with { Id = Guid.CreateVersion7(), Outcome = Outcome.NotUsed }, default);
        Assert.Empty(await SearchAsync(Mine, "padlock"));
        await Store.RecordAsync(Mine, first with { Id = Guid.CreateVersion7(), Outcome = Outcome.Success }, default);
        Assert.Single(await SearchAsync(Mine, "padlock"));
        await Store.RecordAsync(Mine, first with { Id = Guid.CreateVersion7(), Outcome = Outcome.Failure }, default);
        Assert.Empty(await SearchAsync(Mine, "padlock"));
    }

    [Fact]
    public async Task A_correction_brings_back_what_the_corrected_report_had_displaced()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success) with { Task = "the padlock expired" }, default);
        var unfit = Execution(skill, Outcome.NotUsed, retrieval: Guid.CreateVersion7()) with
        {
            Task = "the padlock expired",
            At = Sample.Noon.AddHours(1),
        };
        await Store.RecordAsync(Mine, unfit, default);
        Assert.Empty(await SearchAsync(Mine, "padlock"));
        await Store.RecordAsync(Mine, unfit with { Id = Guid.CreateVersion7(), Outcome = Outcome.Failure }, default);
        Assert.Single(await SearchAsync(Mine, "padlock"));
    }

    [Fact]
    public async Task A_report_that_no_longer_knows_its_task_keeps_the_one_that_was_known()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate"), Mine));
        var first = Execution(skill, Outcome.Success, retrieval: Guid.CreateVersion7()) with { Task = "the padlock expired" };
        await Store.RecordAsync(Mine, first, default);
        await Store.RecordAsync(
            Mine, first with { Id = Guid.CreateVersion7(), EvidenceLevel = EvidenceLevel.Verified, Task = "" }, default);
        Assert.Single(await SearchAsync(Mine, "padlock"));
        Assert.Equal("the padlock expired", Assert.Single(await Store.ExecutionsAsync(Mine, skill.Id, 10, default)).Task);
    }

    [Fact]
    public async Task The_run_that_a_skill_was_learned_from_is_the_first_task_that_finds_it()
    {
        var skill = Sample.Skill(Sample.Procedure("renew certificate"), Mine);
        await Store.AddAsync(Mine, skill, "because", Execution(skill, Outcome.Success) with { Task = "the padlock expired" }, default);
        Assert.Single(await SearchAsync(Mine, "padlock"));
    }

    [Fact]
    public async Task Of_many_tasks_a_few_are_remembered()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew certificate"), Mine));
        for (var n = 0; n < PastTask.MaxPerKind + 5; n++)
        {
            await Store.RecordAsync(
                Mine, Execution(skill, Outcome.Success) with { Task = $"renew it for customer{(char)('a' + n)}" }, default);
        }
        var text = Assert.Single(await SearchAsync(Mine, "certificate")).Text;
        Assert.Equal(PastTask.MaxPerKind, text.Tasks.Split(SearchText.TaskSeparator).Length);
        Assert.Contains("customerx", text.Tasks);
    }

    [Theory]
    [InlineData("certifcate")]
    [InlineData("certificat")]
    [InlineData("recertification")]
    public async Task A_word_that_nobody_spelt_like_that_finds_those_that_look_like_it(string word)
    {
        await AddAsync(Sample.Skill(Sample.Procedure("renew certificate"), Mine), Sample.Skill(Sample.Procedure("water plants"), Mine));
        Assert.Equal(
            "renew certificate",
            (await Store.GetAsync(Mine, [(await Store.SearchTrigramsAsync(Mine, [word], null, 1, default)).Single().Id], default))
                .Single().Procedure.Title);
        Assert.Empty(await Store.SearchTrigramsAsync(Theirs, [word], null, 10, default));
        Assert.Empty(await Store.SearchTrigramsAsync(Mine, [word], "cooking", 10, default));
        Assert.Empty(await Store.SearchTrigramsAsync(Mine, ["", "\0", "\uD800", "\" OR *"], null, 10, default));
    }
}
