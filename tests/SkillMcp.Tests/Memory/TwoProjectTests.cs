using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>One memory with two projects: each sees and changes only what is its own, and sees what is everybody's.</summary>
public sealed class TwoProjectTests : IAsyncLifetime
{
    const string Task = "settle the ledger of the bank";

    static readonly Project BankProject = Project.Parse("bank");

    OpenMemory open = null!;
    SkillMemory bank = null!;
    SkillMemory shop = null!;
    Skill ledger = null!;
    Skill deploy = null!;

    public async ValueTask InitializeAsync()
    {
        open = await NewAsync();
        (bank, shop) = (open.For(BankProject), open.For(Project.Parse("shop")));
        var settle = Procedure("settle-ledger", "Settle the ledger of the bank", "ledgerctl open", "ledgerctl settle", "ledgerctl close");
        ledger = await bank.AddAsync(settle with { Category = "ledgers", Tags = ["ledger"] }, default, Person);
        deploy = await open.AddAsync("deploy", "Deploy the api to the cluster", "git pull", "make image", "kubectl apply -f api.yaml");
    }

    public ValueTask DisposeAsync() => open.DisposeAsync();

    [Fact]
    public async Task What_is_another_project_s_is_neither_found_nor_listed_nor_completed()
    {
        Assert.Empty((await shop.RetrieveAsync(new RetrieveRequest { Task = Task })).Matches);
        Assert.NotEmpty((await bank.RetrieveAsync(new RetrieveRequest { Task = Task })).Matches);
        Assert.Equal(["deploy"], (await shop.ListAsync(new SkillFilter())).Select(skill => skill.Name.Value));
        Assert.Empty(await shop.ListAsync(new SkillFilter { Tag = "ledger" }));
        Assert.Empty((await shop.NamesAsync("settle")).First);
        Assert.DoesNotContain("settle-ledger", (await shop.NamesAsync("", Task)).First);
        Assert.Empty((await shop.CategoriesAsync("ledgers")).First);
        Assert.DoesNotContain("ledgers", (await shop.StatsAsync()).ByCategory.Keys);
        Assert.Null(await shop.FindAsync(ledger.Name));
        Assert.False(await shop.ExistsAsync(ledger.Id));
        Assert.DoesNotContain(await shop.AuditAsync(), entry => entry.Skill == "settle-ledger");
        Assert.Equal(await shop.ListFingerprintAsync(), await open.Memory.ListFingerprintAsync());
    }

    [Fact]
    public async Task Every_verb_answers_of_another_project_s_skill_as_of_one_that_never_was()
    {
        var answers = await AnswersAsync();
        await bank.PurgeAsync(ledger);

        Assert.All(answers, answer => Assert.StartsWith("No skill is called 'settle-ledger'", answer));
        Assert.Equal(await AnswersAsync(), answers);

        async Task<IReadOnlyList<string>> AnswersAsync()
        {
            var said = new List<string>();
            foreach (var act in Verbs())
            {
                said.Add((await Assert.ThrowsAsync<SkillException>(() => act(ledger.Name))).Message);
            }
            return said;
        }

        IEnumerable<Func<SkillName, Task>> Verbs()
        {
            yield return name => shop.RetrieveAsync(new RetrieveRequest { Skill = name });
            yield return name => shop.RecordAsync(new Report { Skill = name, Outcome = Outcome.Failure });
            yield return name => shop.RefineAsync(
                new RefineRequest { Skill = name, Steps = [Step.Parse("ls")], Success = true, Reason = "shorter" }, Agent);
            yield return name => shop.RefineAsync(new RefineRequest { Skill = name, Description = "Mine", Reason = "mine" }, Agent);
            yield return name => shop.ComposeAsync(
                new ComposeRequest { Skills = [deploy.Name, name], Name = "both", Description = "Both of them" }, Agent);
            var run = Run(Task, "ledgerctl open", "ledgerctl settle", "ledgerctl close");
            yield return name => shop.LearnAsync(new LearnRequest { Trajectory = run, MergeInto = name }, Agent);
            yield return name => shop.GetAsync(name);
            yield return name => shop.SetTrialsAsync(name, areTried: false, Person);
            foreach (var action in new[] { CurateAction.Archive, CurateAction.Restore, CurateAction.Pin, CurateAction.Rollback })
            {
                yield return name => shop.CurateAsync(new CurateRequest { Skill = name, Action = action, Reason = "mine" }, Agent);
            }
        }
    }

    [Fact]
    public async Task The_same_run_in_another_project_is_a_skill_of_its_own()
    {
        var run = Run(Task, "ledgerctl open", "ledgerctl settle", "ledgerctl close") with { Name = "settle-ledger" };

        var learned = await shop.LearnAsync(new LearnRequest { Trajectory = run }, Agent);

        Assert.Equal((Decision.Stored, "shop"), (learned.Decision, learned.Skill!.Project.Name));
        Assert.Empty(learned.Similar);
        Assert.Equal(0, (await bank.GetAsync(ledger.Name)).Record.Total);
    }

    [Fact]
    public async Task A_retrieval_of_another_project_is_none()
    {
        var theirs = (await bank.RetrieveAsync(new RetrieveRequest { Task = Task })).RetrievalId!.Value;
        await bank.FlushAsync();

        foreach (var act in Verbs())
        {
            var foreign = await act(theirs);
            var unknown = await act(Guid.CreateVersion7());
            Assert.Equal(unknown, foreign);
        }

        // Nor is it one where it returned everybody's skill, which both may report.
        IEnumerable<Func<Guid, Task<string>>> Verbs()
        {
            yield return async id => Said(await shop.RecordAsync(
                new Report { Skill = deploy.Name, Outcome = Outcome.Success, Retrieval = id }));
            yield return async id =>
            {
                var run = Run($"count the boxes of {id.ToString()[..4].GetHashCode()}", "boxctl open", "boxctl count", "boxctl close");
                var learned = await shop.LearnAsync(new LearnRequest { Trajectory = run, Retrieval = id, DryRun = true }, Agent);
                return $"{learned.Decision} {learned.Reason} {learned.Unbound}";
            };
        }

        static string Said(Recorded recorded) => $"{recorded.Counted} {string.Join("; ", recorded.Consequences)}";
    }

    [Fact]
    public async Task A_report_for_another_project_s_retrieval_corrects_nothing_of_it()
    {
        var theirs = await bank.RetrieveAsync(new RetrieveRequest { Skill = deploy.Name });
        var report = new Report { Skill = deploy.Name, Outcome = Outcome.Success, Retrieval = theirs.RetrievalId };
        await bank.RecordAsync(report);

        var recorded = await shop.RecordAsync(report with { Outcome = Outcome.Failure });
        var again = await shop.RecordAsync(report with { Outcome = Outcome.Failure });

        Assert.Equal((true, false), (recorded.Counted, again.Counted));
        Assert.Equal(new ExecutionCounts(1, 0, 1), (await open.Memory.GetAsync(deploy.Name)).Record.All);
        var weeks = await bank.RetrievalWeeksAsync();
        Assert.Equal(new ExecutionCounts(1, 0, 0), Assert.Single(weeks).Ended);
        Assert.Empty(await shop.RetrievalWeeksAsync());
        Assert.Empty(await open.Memory.RetrievalWeeksAsync());
    }

    [Fact]
    public async Task What_an_agent_says_within_a_project_is_shown_to_no_other()
    {
        var report = new Report { Skill = deploy.Name, Outcome = Outcome.Success, Notes = "Tip: run make clean before make image" };

        await shop.RecordAsync(report);
        Assert.Empty((await bank.GetAsync(deploy.Name)).Pitfalls);

        await open.Memory.RecordAsync(report, Agent);
        Assert.NotEmpty((await bank.GetAsync(deploy.Name)).Pitfalls);
    }

    [Fact]
    public async Task A_composite_of_everybody_s_skills_is_the_project_s_own()
    {
        var mine = await shop.AddAsync(Procedure("check-shop", "Check the shop", "curl -f https://shop.example.com"), default, Person);

        var composed = await shop.ComposeAsync(
            new ComposeRequest { Skills = [deploy.Name, mine.Name], Name = "ship-shop", Description = "Deploy and check the shop" }, Agent);

        Assert.Equal("shop", composed.Skill.Project.Name);
        Assert.Null(await bank.FindAsync(composed.Skill.Name));
        Assert.Null(await open.Memory.FindAsync(composed.Skill.Name));
    }

    [Fact]
    public async Task An_export_and_an_import_stay_within_their_project()
    {
        var whole = await bank.ExportAsync(ledger);

        var imported = await shop.ImportAsync(whole, "", new ImportBatch());

        Assert.Equal((ImportResult.Stored, "shop"), (imported.Result, imported.Skill.Project.Name));
        Assert.NotEqual(ledger.Id, imported.Skill.Id);
        await shop.CurateAsync(new CurateRequest { Skill = ledger.Name, Action = CurateAction.Archive, Reason = "mine" }, Agent);
        Assert.True((await bank.GetAsync(ledger.Name)).IsActive);
    }

    [Fact]
    public async Task What_waits_for_approval_in_one_project_is_reviewed_in_that_alone()
    {
        var doubtful = Procedure("mine-coins", "Earn a coin", "xmrig --url stratum+tcp://pool.example.net:3333", "wait");
        var waiting = await bank.AddAsync(doubtful, default, Person);

        Assert.Equal([waiting.Id], (await bank.ListAsync(new SkillFilter { Status = Status.Quarantined })).Select(skill => skill.Id));
        Assert.Empty(await shop.ListAsync(new SkillFilter { Status = Status.Quarantined }));
        // Whoever has read it elsewhere decides nothing of it here.
        await Assert.ThrowsAsync<SkillException>(() => shop.ApproveAsync(waiting));
        await Assert.ThrowsAsync<SkillException>(() => shop.RejectAsync(waiting));
        await Assert.ThrowsAsync<SkillException>(() => shop.PurgeAsync(waiting));
        await Assert.ThrowsAsync<SkillException>(() => shop.EditAsync(waiting, doubtful with { Description = "Mine" }, "mine", Person));
        Assert.Equal(Status.Quarantined, (await bank.GetAsync(waiting.Name)).Lifecycle.Status);
    }
}
