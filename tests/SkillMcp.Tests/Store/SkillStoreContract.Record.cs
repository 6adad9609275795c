using CsCheck;

namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    [Fact]
    public async Task An_execution_comes_back_as_it_was_recorded_newest_first()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine));
        var first = Execution(skill, Outcome.NotUsed) with { NotFor = "the mail server" };
        var second = Execution(skill, Outcome.Failure, EvidenceLevel.Evidenced, Guid.CreateVersion7()) with
        {
            At = Sample.Noon.AddHours(1),
            Notes = "The pods never came up.",
            Evidence = new Evidence
            {
                Kind = EvidenceKind.HttpStatus,
                Observed = "503",
                Expected = "200",
                Check = "curl -f http://shop/health",
            },
            Principal = "claude-code",
            IsBound = true,
            Pitfall = new Pitfall { Text = "The quota was used up.", Step = 3 },
        };
        await Store.RecordAsync(Mine, first, default);
        await Store.RecordAsync(Mine, second, default);
        (first, second) = (first with { Weight = 1 }, second with { Weight = 1 });
        Assert.Equal([second, first], await Store.ExecutionsAsync(Mine, skill.Id, 10, default));
        Assert.Equal([second], await Store.ExecutionsAsync(Mine, skill.Id, 1, default));
    }

    [Fact]
    public async Task What_skills_are_not_for_comes_back_with_what_they_served_newest_first()
    {
        var (one, other) = (Sample.Skill(Sample.Procedure("renew"), Mine), Sample.Skill(Sample.Procedure("rotate"), Mine));
        await AddedAsync(one);
        await AddedAsync(other);
        Execution[] reports =
        [
            Execution(one, Outcome.NotUsed) with { NotFor = "the mail server", At = Sample.Noon },
            Execution(one, Outcome.NotUsed) with { NotFor = "the proxy", Weight = 0, At = Sample.Noon.AddHours(1) },
            Execution(one, Outcome.Success) with { Task = "renew the proxy", At = Sample.Noon.AddHours(2) },
            Execution(one, Outcome.Failure) with { Task = "renew the other proxy", At = Sample.Noon.AddHours(3) },
            Execution(other, Outcome.Success) with { Task = "rotate the key", At = Sample.Noon.AddHours(4) },
        ];
        foreach (var report in reports)
        {
            await Store.RecordAsync(Mine, report, default);
        }

        FitReport[] all =
        [
            new(one.Id, "renew the proxy", "", IsDeclined: false, Sample.Noon.AddHours(2)),
            new(one.Id, "", "the proxy", IsDeclined: true, Sample.Noon.AddHours(1)),
            new(one.Id, "", "the mail server", IsDeclined: false, Sample.Noon),
        ];
        Assert.Equal(all, await Store.FitReportsAsync(Mine, [one.Id, other.Id], 10, default));
        Assert.Equal(all[..2], await Store.FitReportsAsync(Mine, [one.Id], 1, default));
        Assert.Empty(await Store.FitReportsAsync(Theirs, [one.Id], 10, default));
    }

    [Fact]
    public Task The_record_is_what_the_outcomes_make_it() =>
        Gen.Select(Gen.Enum<Outcome>(), Gen.Enum<EvidenceLevel>()).List[0, 30].SampleAsync(async outcomes =>
        {
            var skill = await AddedAsync(Sample.Skill(Sample.Procedure($"skill {Guid.NewGuid()}"), Mine));
            var expected = TrackRecord.Empty;
            foreach (var (outcome, grade) in outcomes)
            {
                Assert.Equal(Counted.New, await Store.RecordAsync(Mine, Execution(skill, outcome, grade), default));
                expected = expected.With(outcome, grade);
            }
            Assert.Equal(expected, (await FoundAsync(skill)).Record);
            Assert.Equal(expected.All, Assert.Single(await Store.VersionsAsync(Mine, skill.Id, default)).Record.All);
        }, iter: 30, threads: 1);

    [Fact]
    public async Task Concurrent_outcomes_are_all_counted()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        await Parallel.ForAsync(0, 200, async (n, cancel) =>
        {
            var outcome = n % 4 == 0 ? Outcome.Failure : Outcome.Success;
            Assert.Equal(Counted.New, await Store.RecordAsync(Mine, Execution(skill, outcome), cancel));
        });
        Assert.Equal(new ExecutionCounts(150, 0, 50), (await FoundAsync(skill)).Record.All);
    }

    [Fact]
    public async Task One_retrieval_counts_once_for_each_skill()
    {
        var (one, two) = (
            await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine)),
            await AddedAsync(Sample.Skill(Sample.Procedure("two"), Mine)));
        var retrieval = Guid.CreateVersion7();
        Assert.Equal(Counted.New, await Store.RecordAsync(Mine, Execution(one, Outcome.Success, retrieval: retrieval), default));
        Assert.Equal(Counted.Unchanged, await Store.RecordAsync(Mine, Execution(one, Outcome.Success, retrieval: retrieval), default));
        Assert.Equal(Counted.New, await Store.RecordAsync(Mine, Execution(two, Outcome.Success, retrieval: retrieval), default));
        Assert.Equal(1, (await FoundAsync(one)).Record.Total);
        Assert.Single(await Store.ExecutionsAsync(Mine, one.Id, 10, default));
    }

    [Fact]
    public async Task A_report_that_comes_twice_counts_once()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        var report = Execution(skill, Outcome.Success);
        Assert.Equal(Counted.New, await Store.RecordAsync(Mine, report, default));
        Assert.Equal(Counted.Unchanged, await Store.RecordAsync(Mine, report, default));
        Assert.Equal(1, (await FoundAsync(skill)).Record.Total);
    }

    [Fact]
    public async Task Another_outcome_for_the_same_retrieval_takes_the_first_ones_place()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        var retrieval = Guid.CreateVersion7();
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure, EvidenceLevel.SelfReported), default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, EvidenceLevel.Evidenced, retrieval), default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.NotUsed), default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, EvidenceLevel.SelfReported), default);
        var correction = Execution(skill, Outcome.Failure, EvidenceLevel.Verified, retrieval) with { Notes = "It had only looked well." };
        Assert.Equal(Counted.Corrected, await Store.RecordAsync(Mine, correction, default));

        var expected = TrackRecord.Empty
            .With(Outcome.Failure, EvidenceLevel.SelfReported)
            .With(Outcome.Failure, EvidenceLevel.Verified)
            .With(Outcome.Success, EvidenceLevel.SelfReported);
        var record = (await FoundAsync(skill)).Record;
        Assert.Equal((expected.Successes, expected.Failures), (record.Successes, record.Failures));
        Assert.Equal(correction with { Weight = 1 }, (await Store.ExecutionsAsync(Mine, skill.Id, 10, default))[2]);
    }

    [Theory]
    [InlineData(Outcome.Failure)]
    [InlineData(Outcome.NotUsed)]
    public async Task What_is_known_better_is_not_corrected_by_what_is_known_less_well(Outcome later)
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        var retrieval = Guid.CreateVersion7();
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, EvidenceLevel.Verified, retrieval), default);
        Assert.Equal(
            Counted.Outweighed,
            await Store.RecordAsync(Mine, Execution(skill, later, EvidenceLevel.Evidenced, retrieval), default));
        Assert.Equal(Tally.One(EvidenceLevel.Verified), (await FoundAsync(skill)).Record.Successes);
    }

    [Theory]
    [InlineData(Outcome.Failure, true)]
    [InlineData(Outcome.NotUsed, false)]
    public async Task A_success_that_is_taken_back_is_no_longer_the_last(Outcome corrected, bool used)
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, retrieval: first) with { At = Sample.Noon.AddDays(1) }, default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, retrieval: second) with { At = Sample.Noon.AddDays(2) }, default);

        await Store.RecordAsync(Mine, Execution(skill, corrected, retrieval: second) with { At = Sample.Noon.AddDays(3) }, default);
        var found = await FoundAsync(skill);
        Assert.Equal((Sample.Noon.AddDays(used ? 3 : 1), Sample.Noon.AddDays(1)), (found.LastUsedAt, found.LastSucceededAt));

        await Store.RecordAsync(Mine, Execution(skill, corrected, retrieval: first) with { At = Sample.Noon.AddDays(4) }, default);
        found = await FoundAsync(skill);
        Assert.Equal((used ? Sample.Noon.AddDays(4) : null, (DateTimeOffset?)null), (found.LastUsedAt, found.LastSucceededAt));
    }

    [Fact]
    public async Task A_success_that_a_skill_came_with_stays_when_another_is_taken_back()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine) with
        {
            Record = TrackRecord.Empty.With(Outcome.Success, EvidenceLevel.Verified),
            LastUsedAt = Sample.Noon,
            LastSucceededAt = Sample.Noon,
        });
        var retrieval = Guid.CreateVersion7();
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Success, retrieval: retrieval) with { At = Sample.Noon.AddDays(1) }, default);
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure, retrieval: retrieval) with { At = Sample.Noon.AddDays(2) }, default);
        var found = await FoundAsync(skill);
        Assert.Equal((Sample.Noon.AddDays(2), Sample.Noon), (found.LastUsedAt, found.LastSucceededAt));
    }

    [Fact]
    public async Task A_correction_from_before_a_restore_leaves_alone_what_counts_since()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        var retrieval = Guid.CreateVersion7();
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure, retrieval: retrieval), default);
        await Store.ChangeAsync(Mine, skill with { Lifecycle = Lifecycle.Archived(Lifecycle.Unreliable) }, null, default);
        await Store.ChangeAsync(Mine, await FoundAsync(skill) with { Lifecycle = Lifecycle.Active }, null, default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure), default);

        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, retrieval: retrieval), default);
        var after = (await FoundAsync(skill)).Record;
        Assert.Equal(new ExecutionCounts(1, 0, 1), after.All);
        Assert.Equal(new ExecutionCounts(0, 0, 1), after.SinceRestore);
    }

    [Fact]
    public async Task A_skill_is_answered_with_the_ten_pitfalls_that_most_ran_into()
    {
        var pitfalls = Enumerable.Range(1, 12).Select(seen => new Pitfall { Text = $"trap {seen}", Seen = seen }).ToList();
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine) with { Pitfalls = pitfalls });
        Assert.Equal(Enumerable.Range(3, 10).Reverse(), skill.Pitfalls.Select(pitfall => pitfall.Seen));
    }

    [Fact]
    public async Task A_correction_takes_its_pitfall_along()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        var retrieval = Guid.CreateVersion7();
        await Store.RecordAsync(
            Mine,
            Execution(skill, Outcome.Failure, retrieval: retrieval) with { Pitfall = new Pitfall { Text = "No disk left.", Step = 1 } },
            default);
        await Store.RecordAsync(
            Mine,
            Execution(skill, Outcome.Partial, retrieval: retrieval) with { Pitfall = new Pitfall { Text = "Slow disk.", Step = 1 } },
            default);
        Assert.Equal([new Pitfall { Text = "Slow disk.", Step = 1, SeenAt = Sample.Noon }], (await FoundAsync(skill)).Pitfalls);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, retrieval: retrieval), default);
        Assert.Empty((await FoundAsync(skill)).Pitfalls);
    }

    [Fact]
    public async Task The_same_pitfall_in_other_words_order_is_seen_once_more()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b"), Mine));
        foreach (var (text, step) in new[] { ("Disk full!", 1), ("full disk", 1), ("Disk full!", 2), ("no route", 1) })
        {
            await Store.RecordAsync(
                Mine, Execution(skill, Outcome.Failure) with { Pitfall = new Pitfall { Text = text, Step = step } }, default);
        }
        Assert.Equal(
            [
                new Pitfall { Text = "Disk full!", Step = 1, Seen = 2, SeenAt = Sample.Noon },
                new Pitfall { Text = "Disk full!", Step = 2, SeenAt = Sample.Noon },
                new Pitfall { Text = "no route", Step = 1, SeenAt = Sample.Noon },
            ],
            (await FoundAsync(skill)).Pitfalls);
    }

    [Fact]
    public async Task A_pitfall_goes_where_its_step_goes_and_ends_with_it()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b", "deploy {name}"), Mine));
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure) with { Pitfall = new Pitfall { Text = "Disk full!", Step = 2 } }, default);
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure) with { Pitfall = new Pitfall { Text = "No such service", Step = 3 } }, default);
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure) with { Pitfall = new Pitfall { Text = "Not on Fridays" } }, default);

        await Store.ChangeAsync(Mine, skill with { Version = 2 }, Version(2, Sample.Procedure("one", "b", "deploy {service}")), default);
        Assert.Equal(
            [("Disk full!", 1), ("No such service", 2), ("Not on Fridays", 0)],
            (await FoundAsync(skill)).Pitfalls.Select(pitfall => (pitfall.Text, pitfall.Step)));

        await Store.ChangeAsync(
            Mine, await FoundAsync(skill) with { Version = 3 }, Version(3, Sample.Procedure("one", "c", "deploy {service}")), default);
        Assert.Equal(["No such service", "Not on Fridays"], (await FoundAsync(skill)).Pitfalls.Select(pitfall => pitfall.Text));
    }

    [Fact]
    public async Task A_pitfall_that_was_met_in_two_versions_is_one()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b"), Mine));
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure) with { Pitfall = new Pitfall { Text = "Disk full!", Step = 2 } }, default);
        await Store.ChangeAsync(Mine, skill with { Version = 2 }, Version(2, Sample.Procedure("one", "b")), default);
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure) with { Version = 2, Pitfall = new Pitfall { Text = "Disk full!", Step = 1 } }, default);

        Assert.Equal([new Pitfall { Text = "Disk full!", Step = 1, Seen = 2, SeenAt = Sample.Noon }], (await FoundAsync(skill)).Pitfalls);
    }

    [Theory]
    [InlineData(Outcome.Success, true, true)]
    [InlineData(Outcome.Partial, true, false)]
    [InlineData(Outcome.Failure, true, false)]
    [InlineData(Outcome.NotUsed, false, false)]
    public async Task Only_an_execution_is_a_use_and_only_a_success_is_one(Outcome outcome, bool used, bool succeeded)
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, outcome) with { At = Sample.Noon.AddDays(2) }, default);
        await Store.RecordAsync(Mine, Execution(skill, outcome) with { At = Sample.Noon.AddDays(1) }, default);
        var found = await FoundAsync(skill);
        Assert.Equal(used ? Sample.Noon.AddDays(2) : null, found.LastUsedAt);
        Assert.Equal(succeeded ? Sample.Noon.AddDays(2) : null, found.LastSucceededAt);
        Assert.Equal(skill.Revision, found.Revision);
    }

    [Fact]
    public async Task Each_version_has_its_own_outcomes()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine));
        await Store.ChangeAsync(Mine, skill with { Version = 2 }, Version(2, Sample.Procedure("one", "otherwise")), default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure), default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success) with { Version = 2 }, default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Partial) with { Version = 2 }, default);
        Assert.Equal(
            [new ExecutionCounts(0, 0, 1), new ExecutionCounts(1, 1, 0)],
            (await Store.VersionsAsync(Mine, skill.Id, default)).Select(version => version.Record.All));
    }

    [Fact]
    public async Task A_report_on_a_skill_that_is_not_there_says_so()
    {
        var unknown = Sample.Skill(Sample.Procedure("unknown"));
        var refused = await Assert.ThrowsAsync<SkillException>(() => Store.RecordAsync(Mine, Execution(unknown, Outcome.Success), default));
        Assert.Contains(unknown.Id.ToString(), refused.Message);
    }

    [Fact]
    public async Task The_skills_that_something_was_told_of_are_known_by_its_id()
    {
        var (skill, told) = (await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine)), Guid.CreateVersion7());
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, retrieval: told), default);
        Assert.Equal([skill.Id], await Store.SkillsToldOfAsync(told, default));
        Assert.Empty(await Store.SkillsToldOfAsync(Guid.CreateVersion7(), default));
    }

    [Fact]
    public async Task A_retrieval_is_remembered_by_its_project()
    {
        var retrieval = new PastRetrieval(
            Guid.CreateVersion7(),
            "deploy the shop",
            [new RetrievedSkill(Guid.CreateVersion7(), 2), new RetrievedSkill(Guid.CreateVersion7(), 1, IsPossible: true)],
            Sample.Noon)
        {
            Also = ["kubectl apply", "\"rollout\""],
        };
        await Store.NoteAsync(Mine, [retrieval], default);
        await Store.NoteAsync(Mine, [retrieval], default);
        var found = await Store.FindRetrievalAsync(Mine, retrieval.Id, default);
        Assert.Equal(retrieval.Skills, found!.Skills);
        Assert.Equal(retrieval.Also, found.Also);
        Assert.Equal(retrieval, found with { Skills = retrieval.Skills, Also = retrieval.Also });
        Assert.Null(await Store.FindRetrievalAsync(Theirs, retrieval.Id, default));
        Assert.Null(await Store.FindRetrievalAsync(Mine, Guid.CreateVersion7(), default));
        await Store.NoteAsync(Mine, [], default);
    }

    [Fact]
    public async Task A_retrieval_is_forgotten_after_ninety_days()
    {
        var old = new PastRetrieval(Guid.CreateVersion7(), "then", [new RetrievedSkill(Guid.CreateVersion7(), 1)], Sample.Noon);
        await Store.NoteAsync(Mine, [old], default);
        await Store.NoteAsync(Mine, [old with { Id = Guid.CreateVersion7(), At = Sample.Noon.AddDays(90) }], default);
        Assert.NotNull(await Store.FindRetrievalAsync(Mine, old.Id, default));
        await Store.NoteAsync(Mine, [old with { Id = Guid.CreateVersion7(), At = Sample.Noon.AddDays(91) }], default);
        Assert.Null(await Store.FindRetrievalAsync(Mine, old.Id, default));
    }
}
