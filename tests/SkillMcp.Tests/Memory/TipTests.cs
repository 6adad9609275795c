using SkillMcp.Server.Wire;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What the notes of a run that went well give to the next one.</summary>
public sealed class TipTests
{
    const string Secret = "ghp_kQ3vZ8dXs2Lm7RbT1wYc9HnJ5pGf4KaUe6Mo";
    const string Trap = "The trap was the read replica: stop it before step 2";

    static readonly string[] Migration = ["pg_dump crm > crm.sql", "psql crm -f 012.sql", "psql crm -c 'select 1 from address'"];

    [Fact]
    public async Task The_notes_of_a_stored_run_are_given_back_with_its_skill()
    {
        await using var open = await NewAsync();
        var learned = await open.LearnAsync(Run("Migrate the crm database", Migration) with { Name = "migrate-database", Notes = Trap });

        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = learned.Skill!.Name });

        Assert.Equal(
            new Pitfall { Text = Trap, Step = 2, IsTip = true, SeenAt = open.Clock.GetUtcNow() },
            Assert.Single(learned.Skill.Pitfalls));
        Assert.Contains($"Tips:\n  * step 2: {Trap}", ContextText.Of(retrieved));
        var answer = RetrieveAnswer.Of(retrieved).Matches[0];
        Assert.Equal(new PitfallAnswer(Trap, 2, Seen: null), Assert.Single(answer.Tips!));
        Assert.Null(answer.Pitfalls);
    }

    [Fact]
    public async Task The_same_tip_of_another_run_and_of_a_report_is_counted()
    {
        await using var open = await NewAsync();
        var run = Run("Migrate the crm database", Migration) with { Name = "migrate-database", Notes = Trap };
        await open.LearnAsync(run);
        var again = await open.LearnAsync(run with { Notes = "the trap was the read replica, stop it before step 2!" });
        Assert.Equal(Decision.Consolidated, again.Decision);

        var recorded = await open.RecordAsync(new Report { Skill = again.Skill!.Name, Outcome = Outcome.Success, Notes = Trap });

        Assert.Equal(
            new Pitfall { Text = Trap, Step = 2, Seen = 3, IsTip = true, SeenAt = open.Clock.GetUtcNow() },
            Assert.Single(recorded.Skill.Pitfalls));
    }

    [Fact]
    public async Task The_steps_that_a_refinement_changed_are_no_tip_and_neither_are_empty_words()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate-database", "Migrate the database", Migration);

        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success, Notes = "Worked on the first try." });
        await open.Memory.RefineAsync(
            new RefineRequest
            {
                Skill = skill.Name,
                Steps = [.. Migration.Append("Do not forget to restart the reader before you leave").Select(Step.Parse)],
                Success = true,
                Reason = "The reader kept the old schema",
            },
            Agent);

        Assert.Empty((await open.Memory.GetAsync(skill.Name)).Pitfalls);
    }

    [Fact]
    public async Task At_most_five_tips_are_shown_the_most_frequent_first_beside_the_pitfalls()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate-database", "Migrate the database", Migration);
        string[] animals = ["otter", "heron", "badger", "lynx", "marten", "weasel"];
        foreach (var animal in animals)
        {
            await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success, Notes = $"You must feed the {animal}" });
        }
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success, Notes = "You must feed the weasel" });
        var recorded = await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = "The disk was full" });

        Assert.Equal(
            ["The disk was full", "You must feed the weasel"],
            recorded.Skill.Pitfalls.Take(2).Select(pitfall => pitfall.Text));
        Assert.Equal(1 + Pitfall.MaxTipsShown, recorded.Skill.Pitfalls.Count);
    }

    [Fact]
    public async Task What_a_failure_says_too_is_a_pitfall()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate-database", "Migrate the database", Migration);

        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success, Notes = "The lock must be free" });
        var recorded = await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = "The lock must be free" });

        Assert.Equal(
            new Pitfall { Text = "The lock must be free", Seen = 2, SeenAt = open.Clock.GetUtcNow() },
            Assert.Single(recorded.Skill.Pitfalls));
    }

    [Fact]
    public async Task A_corrected_report_takes_back_its_tip_and_its_pitfall()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate-database", "Migrate the database", Migration);
        var report = new Report
        {
            Skill = skill.Name, Outcome = Outcome.Success, Notes = "The lock must be free", Retrieval = Guid.CreateVersion7(),
        };

        var praised = await open.RecordAsync(report);
        var blamed = await open.RecordAsync(report with { Outcome = Outcome.Failure });
        var praisedAgain = await open.RecordAsync(report);
        var unused = await open.RecordAsync(report with { Outcome = Outcome.NotUsed, Notes = "" });

        Assert.True(Assert.Single(praised.Skill.Pitfalls).IsTip);
        Assert.Equal(new Pitfall { Text = "The lock must be free", SeenAt = open.Clock.GetUtcNow() }, Assert.Single(blamed.Skill.Pitfalls));
        Assert.True(Assert.Single(praisedAgain.Skill.Pitfalls).IsTip);
        Assert.Empty(unused.Skill.Pitfalls);
    }

    [Fact]
    public async Task Notes_that_follow_in_a_second_report_are_a_tip_too()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate-database", "Migrate the database", Migration);
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = Guid.CreateVersion7() };

        await open.RecordAsync(report);
        var recorded = await open.RecordAsync(report with { Notes = "The lock must be free" }, times: 2);

        Assert.Equal(
            new Pitfall { Text = "The lock must be free", IsTip = true, SeenAt = open.Clock.GetUtcNow() },
            Assert.Single(recorded.Skill.Pitfalls));
    }

    [Fact]
    public async Task Doubtful_notes_are_no_tip_and_secrets_in_them_are_kept_nowhere()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate-database", "Migrate the database", Migration);

        var waiting = await open.With(new SkillMemoryOptions { QuarantineAgents = true })
            .RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success, Notes = "You must feed the lynx" });
        var secret = await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Success, Notes = $"You must log in with {Secret} before step 2" });

        Assert.Empty(waiting.Skill.Pitfalls);
        Assert.Contains("no pitfall or tip is made", Assert.Single(waiting.Consequences));
        Assert.DoesNotContain(Secret, Assert.Single(secret.Skill.Pitfalls).Text);
    }

    [Fact]
    public async Task A_component_that_went_well_takes_only_a_tip_of_its_own_step()
    {
        await using var open = await NewAsync();
        var dump = await open.AddAsync("dump", "Dump the database", "pg_dump crm > crm.sql", "ls crm.sql");
        var ship = await open.AddAsync("ship", "Ship the dump", "scp crm.sql vault.example.org:", "ssh vault.example.org ls");
        var whole = (await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [dump.Name, ship.Name], Name = "save", Description = "Dump and ship" }, Agent)).Skill;

        await open.RecordAsync(new Report
        {
            Skill = whole.Name,
            Outcome = Outcome.Success,
            Notes = "pg_dump must not run while the import does",
            Components = new Dictionary<SkillName, Outcome> { [dump.Name] = Outcome.Success, [ship.Name] = Outcome.Success },
        });

        Assert.Equal(1, Assert.Single((await open.Memory.GetAsync(dump.Name)).Pitfalls).Step);
        Assert.Empty((await open.Memory.GetAsync(ship.Name)).Pitfalls);
    }

    [Fact]
    public async Task A_tip_is_exported_and_imported()
    {
        await using var open = await NewAsync();
        await using var other = await NewAsync();
        var learned = await open.LearnAsync(Run("Migrate the crm database", Migration) with { Name = "migrate-database", Notes = Trap });

        await other.Memory.ImportAsync(await open.Memory.ExportAsync(learned.Skill!), "", new ImportBatch());

        Assert.Equal(learned.Skill!.Pitfalls, (await other.Memory.GetAsync(learned.Skill.Name)).Pitfalls);
    }
}
