using SkillMcp.Safety;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What is admitted to a memory, what is quarantined, and what is refused.</summary>
public sealed class AdmissionTests
{
    public static TheoryData<string> Ways =>
        ["task", "step", "note", "name", "description", "precondition", "postcondition", "tag", "category", "parameter", "evidence"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_with_a_hostile_text_anywhere_leaves_nothing_but_a_line_on_record(string where)
    {
        await using var open = await NewAsync();

        var refused = await Assert.ThrowsAsync<SkillException>(() => open.LearnAsync(Poisoned(where, Sample.Hostile)));

        Assert.Contains("Nothing was stored: ", refused.Message);
        Assert.DoesNotContain("id_rsa", refused.Message);
        Assert.Empty(await open.Memory.ListAsync(new SkillFilter()));
        var line = Assert.Single(await open.Memory.AuditAsync());
        Assert.Equal((AuditedAct.Refused, Author.Agent, "tests"), (line.Act, line.Author, line.Client));
        Assert.Contains("hidden-comment in", line.Reason);
        await NowhereInTheFile(open, "id_rsa");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_with_a_doubtful_text_anywhere_is_kept_apart(string where)
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(Poisoned(where, Sample.Doubtful));

        Assert.Equal(Decision.Quarantined, learned.Decision);
        Assert.Equal(Status.Quarantined, learned.Skill!.Lifecycle.Status);
        Assert.StartsWith("screened: ", learned.Skill.Lifecycle.Reason);
        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "polish the brass lamps" })).Matches);
        await Assert.ThrowsAsync<SkillException>(() => open.Memory.RetrieveAsync(new RetrieveRequest { Skill = learned.Skill.Name }));
    }

    [Fact]
    public async Task A_doubtful_run_of_a_known_skill_does_not_touch_it()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync(
            "polish-lamps", "Polish the brass lamps", "fetch the cloth", "polish the lamps", "put the cloth away");

        var learned = await open.LearnAsync(
            Run("Polish the brass lamps", "fetch the cloth", "polish the lamps", Sample.Doubtful, "put the cloth away") with
            {
                Name = "polish-lamps",
            });

        Assert.Equal(Decision.Quarantined, learned.Decision);
        Assert.NotEqual(known.Id, learned.Skill!.Id);
        Assert.Equal(known.Revision, (await open.Memory.GetAsync(known.Name)).Revision);
        Assert.Single(await open.Memory.VersionsAsync(known));
    }

    [Fact]
    public async Task A_doubtful_refinement_waits_beside_the_skill_and_becomes_its_next_version_when_a_person_approves_it()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        var refined = await open.Memory.RefineAsync(Refining(skill, "one", "two", Sample.Doubtful), Agent);

        Assert.Equal((Decision.Quarantined, "deploy-2"), (refined.Decision, refined.Skill.Name.Value));
        Assert.Equal(["one", "two"], (await open.Memory.GetAsync(skill.Name)).Procedure.Steps.Select(step => step.Text));
        Assert.Equal(skill.Id, (await open.Memory.TargetAsync(refined.Skill))!.Id);

        var approved = (await open.Memory.ApproveAsync(refined.Skill)).Skill;

        Assert.Equal((skill.Id, 2, Sample.Doubtful), (approved.Id, approved.Version, approved.Procedure.Steps[^1].Text));
        Assert.True(approved.IsActive);
        Assert.Null(await open.Memory.FindAsync(refined.Skill.Name));
    }

    [Fact]
    public async Task A_change_of_a_text_that_moved_on_takes_nothing_back()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        var held = await open.Memory.EditAsync(
            skill, skill.Procedure with { Steps = Sample.Steps("one", "two", Sample.Doubtful) }, "faster", Person);
        await open.Memory.EditAsync(skill, skill.Procedure with { Steps = Sample.Steps("one", "two", "look") }, "safer", Person);

        var refused = await Assert.ThrowsAsync<SkillException>(() => open.Memory.ApproveAsync(held));

        Assert.Contains("it was version 1 and is version 2", refused.Message);
        Assert.Equal(["one", "two", "look"], (await open.Memory.GetAsync(skill.Name)).Procedure.Steps.Select(step => step.Text));
        Assert.Equal(Status.Quarantined, (await open.Memory.GetAsync(held.Name)).Lifecycle.Status);
    }

    [Fact]
    public async Task What_is_approved_keeps_its_authors_reason_and_its_target_stays_archived()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        var held = await open.Memory.EditAsync(
            skill, skill.Procedure with { Steps = Sample.Steps("one", "two", Sample.Doubtful) }, "faster", Person);
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Archive });

        var approved = await open.Memory.ApproveAsync(held);

        Assert.Contains("is still archived", approved.Consequences[^1]);
        Assert.Equal("faster", (await open.Memory.VersionsAsync(approved.Skill))[^1].Reason);
    }

    [Fact]
    public async Task What_is_too_long_is_refused_before_it_is_searched()
    {
        await using var open = await NewAsync();
        var steps = Enumerable.Range(0, 100)
            .Select(step => string.Join(' ', Enumerable.Range(0, 140).Select(number => $"pwd={step * 140 + number:d6}a1")))
            .ToArray();

        Assert.Contains(
            "too-long",
            (await Assert.ThrowsAsync<SkillException>(() => open.LearnAsync("Polish the brass lamps", steps))).Message);
    }

    [Fact]
    public async Task The_same_refinement_again_is_the_one_that_waits()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        var first = await open.Memory.RefineAsync(Refining(skill, "one", "two", Sample.Doubtful), Agent);
        var again = await open.Memory.RefineAsync(Refining(skill, "one", "two", Sample.Doubtful), Agent);

        Assert.Equal(first.Skill.Id, again.Skill.Id);
    }

    [Fact]
    public async Task An_approval_is_for_what_was_read_and_nothing_that_took_its_place()
    {
        await using var open = await NewAsync();
        var read = await open.AddAsync("mine", "Mine for a coin", "one", Sample.Doubtful);
        await open.Memory.EditAsync(
            read, read.Procedure with { Steps = [.. read.Procedure.Steps, Step.Parse("and more")] }, "more", Person);

        Assert.Contains(
            "was changed after you read it",
            (await Assert.ThrowsAsync<SkillException>(() => open.Memory.ApproveAsync(read))).Message);
    }

    [Fact]
    public async Task An_edit_of_what_was_approved_needs_a_new_approval()
    {
        await using var open = await NewAsync();
        var approved = (await open.Memory.ApproveAsync(await open.AddAsync("mine", "Mine for a coin", "one", Sample.Doubtful))).Skill;

        var edited = await open.Memory.EditAsync(
            approved, approved.Procedure with { Steps = [Step.Parse("zero"), .. approved.Procedure.Steps] }, "more", Person);

        Assert.Equal(Status.Quarantined, edited.Lifecycle.Status);
        Assert.Equal(approved.Procedure.ContentHash(), (await open.Memory.GetAsync(approved.Name)).Procedure.ContentHash());
    }

    [Fact]
    public async Task What_was_never_approved_cannot_be_gone_back_to()
    {
        await using var open = await NewAsync();
        var read = await open.AddAsync("mine", "Mine for a coin", "one", Sample.Doubtful);
        var harmless = await open.Memory.EditAsync(read, read.Procedure with { Steps = Sample.Steps("one", "two") }, "harmless", Person);
        await open.Memory.ApproveAsync(harmless);

        var back = await open.Memory.CurateAsync(new CurateRequest { Skill = read.Name, Action = CurateAction.Rollback, Version = 1 });

        Assert.False(back.Changed);
        Assert.Equal(["one", "two"], (await open.Memory.GetAsync(read.Name)).Procedure.Steps.Select(step => step.Text));
    }

    [Fact]
    public async Task No_agent_gets_around_an_approval()
    {
        await using var open = await NewAsync();
        var kept = (await open.LearnAsync(Poisoned("step", Sample.Doubtful))).Skill!;

        await Assert.ThrowsAsync<SkillException>(() => Curate(CurateAction.Restore));
        await Assert.ThrowsAsync<SkillException>(() => Curate(CurateAction.Archive));
        await Assert.ThrowsAsync<SkillException>(() => open.Memory.RefineAsync(Refining(kept, "one", "two", "three"), Agent));
        await Assert.ThrowsAsync<SkillException>(() => open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [kept.Name, kept.Name], Name = "both", Description = "Both" }, Agent));
        await Assert.ThrowsAsync<SkillException>(
            () => open.RecordAsync(new Report { Skill = kept.Name, Outcome = Outcome.Failure }, times: 12));
        Assert.Equal(Status.Quarantined, (await open.Memory.GetAsync(kept.Name)).Lifecycle.Status);

        Task<Curated> Curate(CurateAction action) =>
            open.Memory.CurateAsync(new CurateRequest { Skill = kept.Name, Action = action }, OpenMemory.Agent);
    }

    [Fact]
    public async Task What_was_rejected_waits_again_when_it_is_restored()
    {
        await using var open = await NewAsync();
        var kept = await open.AddAsync("mine", "Mine for a coin", "one", Sample.Doubtful);

        Assert.Equal(Status.Archived, (await open.Memory.RejectAsync(kept)).Skill.Lifecycle.Status);
        Assert.Equal(
            Status.Quarantined,
            (await open.Memory.CurateAsync(
                new CurateRequest { Skill = kept.Name, Action = CurateAction.Restore }, OpenMemory.Agent)).Skill.Lifecycle.Status);
    }

    [Fact]
    public async Task A_composite_is_screened_as_a_whole()
    {
        await using var open = await NewAsync();
        var mine = (await open.Memory.ApproveAsync(await open.AddAsync("mine", "Mine for a coin", "one", Sample.Doubtful))).Skill;
        var tidy = await open.AddAsync("tidy", "Tidy up the desk", "sweep", "wipe");

        var composed = await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [mine.Name, tidy.Name], Name = "day", Description = "A day at the desk" }, Agent);

        Assert.Equal(Status.Quarantined, composed.Skill.Lifecycle.Status);
    }

    [Fact]
    public async Task A_doubtful_note_counts_and_warns_nobody()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        var recorded = await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = $"it works with {Sample.Doubtful}" }, OpenMemory.Agent);

        Assert.True(recorded.Counted);
        Assert.Empty(recorded.Skill.Pitfalls);
        Assert.Contains("no pitfall or tip is made from the notes", Assert.Single(recorded.Consequences));
    }

    [Fact]
    public async Task What_is_asked_is_not_kept_where_it_is_doubtful()
    {
        await using var open = await NewAsync();
        await open.AddAsync("deploy", "Deploy the service to the cluster", "one", "two");

        var retrieved = await open.Memory.RetrieveAsync(
            new RetrieveRequest { Task = $"Deploy the service to the cluster {Sample.Doubtful}" });

        await open.Memory.FlushAsync();
        await NowhereInTheFile(open, "stratum");
        Assert.NotNull(retrieved.RetrievalId);
    }

    [Fact]
    public async Task Where_agents_are_kept_apart_nothing_that_they_write_is_handed_out_and_what_people_write_is()
    {
        await using var open = await NewAsync();
        var memory = open.With(new SkillMemoryOptions { QuarantineAgents = true });
        var mine = await memory.AddAsync(Procedure("deploy", "Deploy the service", "one", "two"), default, Person);
        var other = await memory.AddAsync(Procedure("tidy", "Tidy up the desk", "sweep", "wipe"), default, Person);

        var learned = await memory.LearnAsync(
            new LearnRequest { Trajectory = Run("Paint the garden fence", "sand it", "paint it", "let it dry") with { Name = "paint" } },
            Agent);
        var refined = await memory.RefineAsync(Refining(mine, "one", "two", "three"), Agent);
        var composed = await memory.ComposeAsync(
            new ComposeRequest { Skills = [mine.Name, other.Name], Name = "both", Description = "Both of them" }, Agent);
        var recorded = await memory.RecordAsync(
            new Report { Skill = mine.Name, Outcome = Outcome.Failure, Notes = "the door was locked" }, OpenMemory.Agent);

        Assert.True(mine.IsActive);
        Assert.All([learned.Skill!, refined.Skill, composed.Skill], skill => Assert.Equal("unapproved", skill.Lifecycle.ReasonCode));
        Assert.Equal(2, (await memory.GetAsync(mine.Name)).Procedure.Steps.Count);
        Assert.Empty(recorded.Skill.Pitfalls);
    }

    [Fact]
    public async Task Secrets_become_parameters_before_anything_is_stored()
    {
        await using var open = await NewAsync();
        var secret = FakeToken();

        var call = $"curl -H 'Authorization: Bearer {secret}' https://shop.example.com/deploy";
        var learned = await open.LearnAsync(Run("Deploy the shop", call, "wait", "look") with
        {
            Name = "deploy-shop",
            Notes = $"the token was {secret}",
            Parameters = [new Parameter { Name = "key", Example = secret, Default = secret }],
            Evidence = new Evidence { Kind = EvidenceKind.OutputMatch, Observed = $"ok {secret}", Expected = "ok" },
        });
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest
        {
            Skill = learned.Skill!.Name,
            Task = $"deploy the shop with {secret}",
            Also = ["shop", $"token {secret}"],
        });
        await open.RecordAsync(
            new Report { Skill = learned.Skill.Name, Outcome = Outcome.Success, Retrieval = retrieved.RetrievalId });
        await open.RecordAsync(new Report { Skill = learned.Skill.Name, Outcome = Outcome.Failure, Notes = $"{secret} had expired" });
        await open.Memory.FlushAsync();

        var parameter = Assert.Single(learned.Skill.Procedure.Parameters);
        Assert.StartsWith("secret_", parameter.Name);
        Assert.Equal(Parameter.Secret, parameter.Example);
        await NowhereInTheFile(open, secret);
    }

    [Fact]
    public async Task A_skill_out_of_which_a_secret_was_taken_is_active()
    {
        await using var open = await NewAsync();

        var run = Run(
            "Deploy the shop to production",
            $"curl -H 'Authorization: Bearer {FakeToken()}' https://shop.example.com/deploy",
            "docker login -u ci -p S3cretPass96",
            "wait for the deployment",
            "look at the page");
        var learned = await open.LearnAsync(run with { Name = "deploy-shop" });

        Assert.Equal((Decision.Stored, ""), (learned.Decision, learned.Skill!.Lifecycle.Reason));
        Assert.All(learned.Skill.Procedure.Parameters, parameter => Assert.Equal(Parameter.Secret, parameter.Example));
        Assert.True(learned.Skill.IsActive);
    }

    [Fact]
    public async Task Who_did_what_through_what_and_why_is_on_record()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        await open.Memory.EditAsync(skill, skill.Procedure with { Steps = Sample.Steps("one", "two", "three") }, "one more", Person);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success }, OpenMemory.Agent);
        await open.Memory.CurateAsync(
            new CurateRequest { Skill = skill.Name, Action = CurateAction.Archive, Reason = "outdated" }, OpenMemory.Agent);
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Restore }, OpenMemory.Person);
        await open.Memory.PurgeAsync(await open.Memory.GetAsync(skill.Name));

        var lines = await open.Memory.AuditAsync("deploy");

        Assert.Equal(
            [AuditedAct.Purged, AuditedAct.Restored, AuditedAct.Archived, AuditedAct.Recorded, AuditedAct.Changed, AuditedAct.Added],
            lines.Select(line => line.Act));
        Assert.Equal(
            [Author.Person, Author.Person, Author.Agent, Author.Agent, Author.Person, Author.Person],
            lines.Select(line => line.Author));
        Assert.Equal(("outdated", "success of version 2, self_reported"), (lines[2].Reason, lines[3].Detail));
        Assert.StartsWith("version 2 ", lines[4].Detail);
    }

    static RefineRequest Refining(Skill skill, params string[] steps) =>
        new() { Skill = skill.Name, Steps = Sample.Steps(steps), Success = true, Reason = "it was needed" };

    static string FakeToken() =>
        SkillMcp.Tests.Safety.FakeSecret.Of(SecretFormats.All.First(format => format.Name == "github_token"), 11).Secret;

    static Trajectory Poisoned(string where, string text)
    {
        var run =
            Run("Polish the brass lamps", "fetch the {cloth}", "polish the lamps", "put the cloth away") with { Name = "polish-lamps" };
        return where switch
        {
            "task" => run with { Task = $"{run.Task} {text}" },
            "step" => run with { Steps = [.. run.Steps, Step.Parse(text)] },
            "note" => run with { Notes = text },
            "name" => run with { Name = $"polish {text}" },
            "description" => run with { Description = $"Polish the lamps {text}" },
            "precondition" => run with { Preconditions = [text] },
            "postcondition" => run with { Postconditions = [text] },
            "tag" => run with { Tags = [text] },
            "category" => run with { Category = text },
            "parameter" => run with { Parameters = [new Parameter { Name = "cloth", Description = text }] },
            _ => run with { Evidence = new Evidence { Kind = EvidenceKind.OutputMatch, Observed = $"clean {text}", Expected = "clean" } },
        };
    }

    static async Task NowhereInTheFile(OpenMemory open, string text)
    {
        await open.BackUpAsync("copy.db");
        Assert.All(Directory.GetFiles(open.Folder), file => Assert.DoesNotContain(text, OpenMemory.Bytes(file)));
    }
}
