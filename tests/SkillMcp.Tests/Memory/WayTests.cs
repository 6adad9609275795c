using SkillMcp.Ways;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What happens to a skill decides which of its ways is current, and when none is left.</summary>
public sealed class WayTests
{
    const string Task = "Rotate the certificate of the proxy";

    static readonly string[] First = ["certctl issue --for api", "certctl install --target proxy", "systemctl reload proxy"];
    static readonly string[] Second = ["certctl issue --for api", "proxyctl load --certificate api --now", "systemctl reload proxy"];
    static readonly Evidence Worked = new() { Kind = EvidenceKind.ExitCode, Observed = "0" };
    static readonly Evidence Failed = new() { Kind = EvidenceKind.ExitCode, Observed = "1" };

    [Fact]
    public async Task What_is_told_after_a_failure_leaves_the_failure_and_is_believed_at_once()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        var retrieval = await RetrievedAsync(open, skill);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieval });

        var told = await open.Memory.LearnAsync(new LearnRequest { Trajectory = Run(Task, Second), Retrieval = retrieval }, Agent);

        Assert.Equal((Decision.Alternative, 2), (told.Decision, told.Version));
        var ways = await WaysAsync(open, skill);
        Assert.Equal([new ExecutionCounts(1, 0, 1), new ExecutionCounts(1, 0, 0)], ways.Select(way => way.Record.All));
        Assert.Equal([WayStatus.Earlier, WayStatus.Current], ways.Select(way => way.Way.Status));
        Assert.True(ways[1].Text.IsAfterFailure);
        Assert.True(ways[1].Way.Posterior.Mean > 0.85);
    }

    [Fact]
    public async Task What_went_well_with_another_value_leaves_the_failure_with_the_first_one()
    {
        await using var open = await NewAsync();
        string[] Waiting(string time) => [First[0], $"proxyctl load --certificate api --timeout={time}", First[2]];
        var skill = (await open.LearnAsync(Run(Task, Waiting("120s")) with { Name = "rotate-certificate" })).Skill!;
        var retrieval = await RetrievedAsync(open, skill);
        var failed = new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieval };
        await open.RecordAsync(failed with { FailedStep = 2, Notes = "120s is too short" });
        var request = new LearnRequest { Trajectory = Run(Task, Waiting("600s")) with { Evidence = Worked }, Retrieval = retrieval };

        var told = await open.Memory.LearnAsync(request, Agent);

        Assert.Equal((Decision.Consolidated, skill.Id), (told.Decision, told.Skill?.Id));
        var now = await open.Memory.GetAsync(skill.Name);
        Assert.Equal(new ExecutionCounts(2, 0, 1), now.Record.All);
        Assert.Equal("120s is too short", Assert.Single(now.Pitfalls).Text);
    }

    [Fact]
    public async Task What_did_a_task_after_its_skill_had_failed_is_another_way_of_it_however_different()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        string[] other = ["ansible-playbook proxy.yml --tags tls", "ansible proxy -m service -a name=nginx", "notify-send done"];
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = Task });
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieved.RetrievalId });
        var run = Run(Task, other) with { Category = "deployment" };

        var told = await open.Memory.LearnAsync(new LearnRequest { Trajectory = run, Retrieval = retrieved.RetrievalId }, Agent);

        Assert.Equal((Decision.Alternative, skill.Id), (told.Decision, told.Skill?.Id));
    }

    [Theory]
    [InlineData("the same words", "", true)]
    [InlineData("another task", "", false)]
    [InlineData("told by another", "", false)]
    [InlineData("two days later", "", false)]
    [InlineData("the same words", "renew-certificates", false)]
    public async Task Without_a_retrieval_it_is_where_the_same_client_tells_it_for_the_task_that_has_just_failed(
        string told, string name, bool isWay)
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = Task });
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieved.RetrievalId }, Agent);
        open.Clock.Advance(told == "two days later" ? TimeSpan.FromDays(2) : TimeSpan.FromMinutes(5));
        var task = told == "another task" ? "Rotate the certificate of the mail server" : "rotate the proxy's certificate";
        var run = Run(task, "ansible-playbook proxy.yml --tags tls", "ansible proxy -m service -a name=nginx", "notify-send done");

        var learned = await open.Memory.LearnAsync(
            new LearnRequest { Trajectory = run with { Category = "deployment", Name = name } },
            told == "told by another" ? new Actor(Author.Agent, "another") : Agent);

        Assert.Equal(isWay, learned.Skill?.Id == skill.Id);
    }

    [Fact]
    public async Task A_button_that_was_renamed_makes_another_way_of_the_skill_that_failed()
    {
        const string Move = "Move the appointment of a patient to another day";
        string Click(string button) => $"Open the next appointment of the patient and click {button}";
        await using var open = await NewAsync();
        var run = Run(Move, "Open the diary and look up the patient", Click("Move"), "Pick the day and click Save") with { Name = "move" };
        var skill = (await open.LearnAsync(run)).Skill!;
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = Move });
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieved.RetrievalId });
        var mended = Run(Move, "Open the diary and look up the patient", Click("Reschedule"), "Pick the day and click Save");

        var told = await open.Memory.LearnAsync(
            new LearnRequest { Trajectory = mended with { Category = "setup" }, Retrieval = retrieved.RetrievalId }, Agent);

        Assert.Equal((Decision.Alternative, skill.Id), (told.Decision, told.Skill?.Id));
    }

    [Theory]
    [InlineData("Delete the record of the customer", "Keep the record of the customer", "Delete", "Keep")]
    [InlineData("Allow ssh in the firewall of the host", "Deny ssh in the firewall of the host", "Allow", "Deny")]
    [InlineData("Turn on the two-factor login of the account", "Turn off the two-factor login of the account", "On", "Off")]
    public async Task The_opposite_of_a_look_alike_that_failed_is_not_a_way_of_it(string does, string asked, string button, string other)
    {
        await using var open = await NewAsync();
        var run = Run(does, "Open the settings", "Search for it", $"Click \"{button}\"", "Save the settings") with { Name = "look-alike" };
        var skill = (await open.LearnAsync(run)).Skill!;
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name, Task = asked });
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieved.RetrievalId });
        var opposite = Run(asked, "Open the settings", "Search for it", $"Click \"{other}\"", "Save the settings");

        await open.Memory.LearnAsync(
            new LearnRequest { Trajectory = opposite with { Category = "setup" }, Retrieval = retrieved.RetrievalId }, Agent);

        Assert.Single(await open.Memory.WaysAsync(skill));
    }

    [Theory]
    [InlineData("Sell shares of ACME on the desk", "")]
    [InlineData("Buy shares of ACME on the desk", "sell-shares")]
    public async Task What_did_another_task_or_has_another_name_is_not_a_way_of_the_look_alike_that_failed(string task, string name)
    {
        await using var open = await NewAsync();
        var buying = Run("Buy shares of ACME on the desk", "Open the desk", "Search for ACME", "Click \"Buy\"", "Confirm the order");
        var skill = (await open.LearnAsync(buying with { Name = "buy-shares" })).Skill!;
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "Sell shares of ACME on the desk" });
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieved.RetrievalId });
        var selling = Run(task, "Open the desk", "Search for ACME", "Click \"Sell\"", "Confirm the order") with { Name = name };

        await open.Memory.LearnAsync(new LearnRequest { Trajectory = selling, Retrieval = retrieved.RetrievalId }, Agent);

        Assert.Single(await open.Memory.WaysAsync(skill));
    }

    [Fact]
    public async Task What_a_person_took_back_no_agent_brings_back()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await RefineAsync(open, skill, Second);
        await open.Memory.CurateAsync(
            new CurateRequest { Skill = skill.Name, Action = CurateAction.Rollback, Version = 1 }, new Actor(Author.Person));

        var refused = await Assert.ThrowsAsync<SkillException>(() => RefineAsync(open, skill, Second));
        await open.Memory.LearnAsync(new LearnRequest { Trajectory = Run(Task, Second), MergeInto = skill.Name }, Agent);

        Assert.Contains("only a person brings them back", refused.Message);
        Assert.Equal(1, (await open.Memory.GetAsync(skill.Name)).Version);
    }

    [Fact]
    public async Task Another_way_keeps_the_conditions_of_the_skill()
    {
        await using var open = await NewAsync();
        var run = Run(Task, First) with { Name = "rotate-certificate", Preconditions = ["Ann has approved the downtime"] };
        var skill = (await open.LearnAsync(run)).Skill!;
        var retrieval = await RetrievedAsync(open, skill);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieval });

        await open.Memory.LearnAsync(new LearnRequest { Trajectory = Run(Task, Second), Retrieval = retrieval }, Agent);

        var ways = await WaysAsync(open, skill);
        Assert.Equal(2, ways.Count);
        Assert.All(ways, way => Assert.Contains("Ann has approved the downtime", way.Text.Procedure.Preconditions));
    }

    [Fact]
    public async Task A_success_that_is_reported_once_the_failure_was_mended_is_that_of_the_mending_way()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        var retrieval = await RetrievedAsync(open, skill);
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieval };
        await open.RecordAsync(report);
        await open.Memory.LearnAsync(new LearnRequest { Trajectory = Run(Task, Second), Retrieval = retrieval }, Agent);

        await open.RecordAsync(report with { Outcome = Outcome.Success, Evidence = Worked });

        var ways = await WaysAsync(open, skill);
        Assert.Equal([new ExecutionCounts(1, 0, 1), new ExecutionCounts(1, 0, 0)], ways.Select(way => way.Record.All));
        Assert.Equal(1, ways[1].Record.Successes.Evidenced);
    }

    [Fact]
    public async Task What_was_observed_of_other_steps_proves_nothing_of_those_that_were_reported_first()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        var retrieval = await RetrievedAsync(open, skill);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = retrieval });

        var run = Run(Task, Second) with { Evidence = Worked };
        await open.Memory.LearnAsync(new LearnRequest { Trajectory = run, Retrieval = retrieval, MergeInto = skill.Name }, Agent);

        var ways = await WaysAsync(open, skill);
        Assert.Equal([0, 1], ways.Select(way => way.Record.Successes.Evidenced));
    }

    [Theory]
    [InlineData("the request timed out", false)]
    [InlineData("certctl has no target called proxy", true)]
    public async Task A_failure_that_passes_by_itself_makes_no_other_text_likely_to_work(string notes, bool isLikely)
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        var retrieval = await RetrievedAsync(open, skill);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieval, Notes = notes });

        await open.Memory.LearnAsync(new LearnRequest { Trajectory = Run(Task, Second), MergeInto = skill.Name }, Agent);

        Assert.Equal(isLikely, (await WaysAsync(open, skill))[1].Text.IsAfterFailure);
    }

    [Fact]
    public async Task A_correction_corrects_the_way_that_was_followed()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        var retrieval = await RetrievedAsync(open, skill);
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = retrieval };
        await open.RecordAsync(report);
        await RefineAsync(open, skill, Second);

        await open.RecordAsync(report with { Outcome = Outcome.Failure });

        var ways = await WaysAsync(open, skill);
        Assert.Equal([new ExecutionCounts(1, 0, 1), new ExecutionCounts(1, 0, 0)], ways.Select(way => way.Record.All));
    }

    [Fact]
    public async Task The_good_way_returns_after_a_bad_refinement_and_that_is_on_record()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Success, times: 20);
        await RefineAsync(open, skill, Second);

        var recorded = await UseAsync(open, skill, Outcome.Failure, times: 3);

        Assert.Equal(1, recorded.Skill.Version);
        var audit = await open.Memory.AuditAsync(skill.Name.Value);
        Assert.Contains(audit, entry => entry.Detail.Contains("promoted: better than version 2 with 9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_skill_is_not_archived_while_another_way_may_work()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Success, times: 5);
        await RefineAsync(open, skill, Second);

        var recorded = await UseAsync(open, skill, Outcome.Failure, times: 6);

        Assert.Equal((true, 1), (recorded.Skill.IsActive, recorded.Skill.Version));
    }

    [Fact]
    public async Task One_self_reported_success_and_then_bare_failures_archive_a_skill_at_the_twelfth_at_the_latest()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);

        await open.RecordAsync(skill, Outcome.Failure, times: 12);

        Assert.Equal(Lifecycle.Unreliable, (await open.Memory.GetAsync(skill.Name)).Lifecycle.Reason);
    }

    [Fact]
    public async Task Bare_failures_of_one_agent_dispute_what_was_proved_and_never_archive_it()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Success, times: 50, Worked);
        var failed = new Report { Skill = skill.Name, Outcome = Outcome.Failure };

        for (var day = 0; day < 40; day++)
        {
            await open.RecordAsync(failed, times: 2);
            open.Clock.Advance(TimeSpan.FromDays(2));
        }

        var now = await open.Memory.GetAsync(skill.Name);
        Assert.Equal((true, Lifecycle.Disputed), (now.IsActive, now.Lifecycle.Reason));
        Assert.Equal(new ExecutionCounts(51, 0, 80), now.Record.All);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_agent_says_without_a_retrieval_within_a_day_weighs_as_one_report(bool isEvidenced)
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Failure, times: 2, Failed);
        var lie = new Report { Skill = skill.Name, Outcome = Outcome.Success, Evidence = isEvidenced ? Worked : null };

        var once = (await open.RecordAsync(lie)).Skill.Belief;
        var often = (await open.RecordAsync(lie, times: 50)).Skill;

        Assert.Equal(once, often.Belief, 12);
        Assert.Equal(52, often.Record.Successes.Total);
    }

    [Fact]
    public async Task A_success_never_archives()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await open.RecordAsync(skill, Outcome.Failure, times: 12);
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Restore });
        await open.RecordAsync(skill, Outcome.Failure, times: 9);

        Assert.True((await open.RecordAsync(skill, Outcome.Success)).Skill.IsActive);
        Assert.False((await open.RecordAsync(skill, Outcome.Failure)).Skill.IsActive);
    }

    [Fact]
    public async Task A_skill_is_archived_soon_after_its_only_way_has_broken()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Success, times: 30, Worked);

        var failures = 0;
        for (IReadOnlyList<string> consequences = []; !consequences.Contains("archived as unreliable"); failures++)
        {
            consequences = (await UseAsync(open, skill, Outcome.Failure, times: 1)).Consequences;
        }

        Assert.InRange(failures, 5, 8);
    }

    [Fact]
    public async Task What_an_agent_repeats_at_once_while_all_is_down_does_not_archive_what_was_proved()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Success, times: 60, Worked);

        await UseAsync(open, skill, Outcome.Failure, times: 12, Failed, apart: TimeSpan.FromSeconds(20));
        Assert.True((await open.Memory.GetAsync(skill.Name)).IsActive);

        await UseAsync(open, skill, Outcome.Failure, times: 4, Failed, apart: TimeSpan.FromMinutes(10));
        Assert.False((await open.Memory.GetAsync(skill.Name)).IsActive);
    }

    [Fact]
    public async Task A_way_that_only_a_person_puts_in_place_does_not_keep_the_one_that_fails()
    {
        const string Backup = "Back up the old certificate: cp /etc/proxy/tls.pem /root/tls.pem.bak";
        await using var open = await NewAsync();
        var skill = (await open.LearnAsync(Run(Task, [First[0], Backup, .. First[1..]]) with { Name = "rotate-certificate" })).Skill!;
        await UseAsync(open, skill, Outcome.Success, times: 12, Worked);
        var (consequences, reason) = (new List<string>(), "");
        for (var time = 0; time < 10; time++)
        {
            var retrieval = await RetrievedAsync(open, skill);
            open.Clock.Advance(TimeSpan.FromHours(1));
            var failed = new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieval };
            consequences.AddRange((await open.RecordAsync(failed)).Consequences);
            if (consequences.Count > 0)
            {
                break;
            }
            var mended = new LearnRequest { Trajectory = Run(Task, Second), Retrieval = retrieval, MergeInto = skill.Name };
            reason = time == 0 ? (await open.Memory.LearnAsync(mended, Agent)).Reason : reason;
            await open.Memory.LearnAsync(mended, Agent);
        }

        const string OfPerson =
            "version 2 lacks a safeguard of the current one, so only a person puts it in place: "
            + "skillmcp rollback rotate-certificate --to 2";
        Assert.Equal(["archived as unreliable", OfPerson], consequences);
        Assert.EndsWith(OfPerson, reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_took_the_work_back_does_not_take_its_place()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Success, times: 10, Worked);
        var retrieval = await RetrievedAsync(open, skill);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieval });
        var undone = Run(Task, "certctl rollback --target proxy", "systemctl reload proxy") with { Evidence = Worked };

        await open.Memory.LearnAsync(new LearnRequest { Trajectory = undone, Retrieval = retrieval, MergeInto = skill.Name }, Agent);

        Assert.Equal(1, (await open.Memory.GetAsync(skill.Name)).Version);
    }

    [Fact]
    public async Task A_clock_that_went_back_does_not_keep_the_current_way()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Success, times: 20);
        open.Clock.Advance(TimeSpan.FromDays(400));
        await RefineAsync(open, skill, Second);
        open.Clock.AdjustTime(open.Clock.GetUtcNow() - TimeSpan.FromDays(400));

        var recorded = await UseAsync(open, skill, Outcome.Failure, times: 3);

        Assert.Equal(1, recorded.Skill.Version);
    }

    [Fact]
    public async Task A_person_s_edit_leaves_no_other_way_to_return()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await UseAsync(open, skill, Outcome.Success, times: 10);
        var edited = skill.Procedure with { Steps = [.. Second.Select(Step.Parse)] };
        await open.Memory.EditAsync(await open.Memory.GetAsync(skill.Name), edited, "the old way is not allowed any more", Person);

        await UseAsync(open, skill, Outcome.Failure, times: 9);

        Assert.Equal(2, (await open.Memory.GetAsync(skill.Name)).Version);
        Assert.Equal([WayStatus.Retired, WayStatus.Current], (await WaysAsync(open, skill)).Select(way => way.Way.Status));
    }

    [Fact]
    public async Task What_only_says_the_same_otherwise_is_no_other_way()
    {
        await using var open = await NewAsync();
        var skill = (await open.LearnAsync("Deploy cart to staging", RolloutOf("cart", "staging"))).Skill!;
        await open.Memory.RefineAsync(
            new RefineRequest { Skill = skill.Name, Steps = [], Success = true, Reason = "clearer", Description = "Roll it out" }, Agent);
        await open.LearnAsync("Deploy search to prod", RolloutOf("search", "prod"));

        var way = Assert.Single(await WaysAsync(open, skill));

        Assert.Equal((1, 3, 2), (way.Number, way.Text.Number, way.Record.Total));

        static string[] RolloutOf(string app, string where) =>
        [
            $"kubectl set image deployment/{app} app=registry.example.com/{app}:v7 -n {where}",
            $"kubectl rollout status deployment/{app} -n {where}",
            $"kubectl get pods -n {where}",
        ];
    }

    [Fact]
    public async Task A_way_whose_text_was_changed_outside_is_not_offered()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open);
        await RefineAsync(open, skill, Second);
        await open.ChangeOutsideAsync("update skill_version set steps = '[\"rm -rf /\"]' where number = 1");

        Assert.Equal([WayStatus.Retired, WayStatus.Current], (await WaysAsync(open, skill)).Select(way => way.Way.Status));
    }

    static async Task<Skill> LearnedAsync(OpenMemory open) =>
        (await open.LearnAsync(Run(Task, First) with { Name = "rotate-certificate" })).Skill!;

    static Task<IReadOnlyList<SkillWay>> WaysAsync(OpenMemory open, Skill skill) =>
        open.Store.WaysAsync(Project.Everybody, skill.Id, default);

    static async Task<Guid?> RetrievedAsync(OpenMemory open, Skill skill) =>
        (await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name })).RetrievalId;

    /// <summary>The skill is asked for by name, followed as it is shown, and reported.</summary>
    static async Task<Recorded> UseAsync(
        OpenMemory open, Skill skill, Outcome outcome, int times, Evidence? evidence = null, TimeSpan? apart = null)
    {
        Recorded? recorded = null;
        for (var time = 0; time < times; time++)
        {
            open.Clock.Advance(apart ?? TimeSpan.FromMinutes(10));
            var report = new Report
            {
                Skill = skill.Name,
                Outcome = outcome,
                Retrieval = await RetrievedAsync(open, skill),
                Evidence = evidence,
            };
            recorded = await open.RecordAsync(report);
        }
        return recorded!;
    }

    static Task<Refined> RefineAsync(OpenMemory open, Skill skill, string[] steps) => open.Memory.RefineAsync(
        new RefineRequest
        {
            Skill = skill.Name,
            Steps = [.. steps.Select(Step.Parse)],
            Success = true,
            Reason = "it looked better",
            AcceptLoss = true,
        },
        Agent);
}
