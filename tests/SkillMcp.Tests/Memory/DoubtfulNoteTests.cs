using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What the screen kept from becoming a pitfall or a tip waits for a person.</summary>
public sealed class DoubtfulNoteTests
{
    const string Notes = $"it works with {Sample.Doubtful}";

    [Fact]
    public async Task A_doubtful_note_waits_and_is_the_pitfall_that_it_would_have_been_once_a_person_admits_it()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        await open.RecordAsync(Failure(skill), Agent);
        await open.RecordAsync(Failure(skill), Agent);

        var note = Assert.Single(await open.Memory.DoubtfulNotesAsync());
        Assert.Equal(("deploy", 2), (note.Skill.Name.Value, note.Reports.Count));
        Assert.StartsWith("screened: mining", note.Withheld.Reason);
        await open.Memory.AdmitNoteAsync(note, Person);

        var pitfall = Assert.Single((await open.Memory.GetAsync(skill.Name)).Pitfalls);
        Assert.Equal((2, 2), (pitfall.Step, pitfall.Seen));
        Assert.Contains("xmrig", pitfall.Text);
        Assert.Empty(await open.Memory.DoubtfulNotesAsync());
        var line = (await open.Memory.AuditAsync("deploy"))[0];
        Assert.Equal((AuditedAct.NoteAdmitted, Author.Person), (line.Act, line.Author));
    }

    [Fact]
    public async Task A_note_that_is_dropped_warns_nobody_and_its_report_stays()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        await open.RecordAsync(Failure(skill), Agent);

        await open.Memory.DropNoteAsync(Assert.Single(await open.Memory.DoubtfulNotesAsync()), Person);

        var after = await open.Memory.GetAsync(skill.Name);
        Assert.Empty(after.Pitfalls);
        Assert.Equal(1, after.Record.Failures.Total);
        Assert.Empty(await open.Memory.DoubtfulNotesAsync());
        Assert.Equal(AuditedAct.NoteDropped, (await open.Memory.AuditAsync("deploy"))[0].Act);
    }

    [Fact]
    public async Task A_note_that_was_dropped_does_not_wait_again_when_it_is_reported_again()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        await open.RecordAsync(Failure(skill), Agent);
        await open.Memory.DropNoteAsync(Assert.Single(await open.Memory.DoubtfulNotesAsync()), Person);

        await open.RecordAsync(Failure(skill), Agent);
        Assert.Empty(await open.Memory.DoubtfulNotesAsync());
        Assert.Equal(2, (await open.Memory.GetAsync(skill.Name)).Record.Failures.Total);

        await open.RecordAsync(Failure(skill) with { Notes = $"{Notes} and nothing else" }, Agent);
        Assert.Single(await open.Memory.DoubtfulNotesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_doubtful_report_says_the_skill_is_not_for_waits_for_a_person(bool isAdmitted)
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        var report = new Report { Skill = skill.Name, Outcome = Outcome.NotUsed, Notes = $"not for mysql; {Sample.Doubtful}" };
        await open.RecordAsync(report, Agent);
        Assert.Empty(await open.Memory.NotForAsync(skill));

        var note = Assert.Single(await open.Memory.DoubtfulNotesAsync());
        Assert.True(note.Withheld.IsNotFor);
        Assert.Contains("mysql", note.Withheld.Pitfall.Text);
        await (isAdmitted ? open.Memory.AdmitNoteAsync(note, Person) : open.Memory.DropNoteAsync(note, Person));

        Assert.Equal(isAdmitted ? 1 : 0, (await open.Memory.NotForAsync(skill)).Count);
        Assert.Empty(await open.Memory.DoubtfulNotesAsync());
        Assert.Empty((await open.Memory.GetAsync(skill.Name)).Pitfalls);
    }

    [Fact]
    public async Task Only_a_person_decides_on_a_note_and_an_accepted_form_is_none()
    {
        await using var open = await NewAsync();
        await open.RecordAsync(Failure(await open.AddAsync("deploy", "Deploy the service", "one", "two")), Agent);
        var note = Assert.Single(await open.Memory.DoubtfulNotesAsync());

        await Assert.ThrowsAsync<SkillException>(() => open.Memory.AdmitNoteAsync(note, Agent));
        await Assert.ThrowsAsync<SkillException>(() => open.Memory.AdmitNoteAsync(note, Agent with { HasAcceptance = true }));

        Assert.Single(await open.Memory.DoubtfulNotesAsync());
    }

    [Fact]
    public async Task A_doubtful_tip_waits_and_so_does_what_an_agent_says_where_its_writes_are_quarantined()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        var tip = new Report { Skill = skill.Name, Outcome = Outcome.Success, Notes = $"the trap was the cache: run {Sample.Doubtful}" };
        await open.RecordAsync(tip, Agent);
        var quarantining = open.With(new SkillMemoryOptions { QuarantineAgents = true });
        await quarantining.RecordAsync(Failure(skill) with { Notes = "needs a login first" }, Agent);

        var notes = await open.Memory.DoubtfulNotesAsync();

        Assert.Equal([false, true], notes.Select(note => note.Withheld.Pitfall.IsTip).Order());
        Assert.Contains(notes, note => note.Withheld.Reason.StartsWith("unapproved", StringComparison.Ordinal));
        Assert.Empty((await open.Memory.GetAsync(skill.Name)).Pitfalls);
    }

    [Fact]
    public async Task The_note_of_a_failed_run_waits_too()
    {
        await using var open = await NewAsync();
        await open.AddAsync("deploy", "Deploy the service", "make build", "make ship", "curl -f https://example.com/health");

        var failed = Run("Deploy the service", "make build", "make ship") with { Success = false, Notes = $"make ship fails: {Notes}" };
        await open.LearnAsync(failed);

        Assert.Equal("deploy", Assert.Single(await open.Memory.DoubtfulNotesAsync()).Skill.Name.Value);
        Assert.Empty((await open.Memory.GetAsync(SkillName.Parse("deploy"))).Pitfalls);
    }

    [Fact]
    public async Task What_failed_in_a_phase_waits_for_the_composite_and_the_component()
    {
        await using var open = await NewAsync();
        var (build, ship) = (await open.AddAsync("build", "Build it", "make"), await open.AddAsync("ship", "Ship it", "tag", "push"));
        await open.Memory.ComposeAsync(
            new SkillMcp.Requests.ComposeRequest { Skills = [build.Name, ship.Name], Name = "all", Description = "Build and ship" }, Agent);

        await open.RecordAsync(
            new Report { Skill = SkillName.Parse("all"), Outcome = Outcome.Failure, FailedStep = 3, Notes = Notes }, Agent);

        var notes = await open.Memory.DoubtfulNotesAsync();
        Assert.Equal(["all", "ship"], notes.Select(note => note.Skill.Name.Value));
        Assert.StartsWith("ship, step 2: ", notes[0].Withheld.Pitfall.Text);
        Assert.Equal(2, notes[1].Withheld.Pitfall.Step);
    }

    [Fact]
    public async Task A_report_that_is_corrected_takes_its_note_back()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        var retrieval = (await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "Deploy the service" })).RetrievalId;
        await open.RecordAsync(Failure(skill) with { Retrieval = retrieval }, Agent);
        Assert.Single(await open.Memory.DoubtfulNotesAsync());

        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Partial, Retrieval = retrieval }, Agent);

        Assert.Empty(await open.Memory.DoubtfulNotesAsync());
    }

    [Fact]
    public async Task A_note_that_another_program_changed_says_so()
    {
        await using var open = await NewAsync();
        await open.RecordAsync(Failure(await open.AddAsync("deploy", "Deploy the service", "one", "two")), Agent);
        var read = Assert.Single(await open.Memory.DoubtfulNotesAsync());

        await open.ChangeOutsideAsync("update execution set withheld = replace(withheld, 'xmrig', 'apt')");

        var changed = Assert.Single(await open.Memory.DoubtfulNotesAsync());
        Assert.Contains(Lifecycle.ChangedOutside, changed.Withheld.Reason);
        Assert.NotEqual(read.Hash, changed.Hash);
    }

    [Fact]
    public async Task A_note_goes_along_with_its_skill_and_waits_where_it_is_imported()
    {
        await using var from = await NewAsync();
        await using var to = await NewAsync();
        var skill = await from.AddAsync("deploy", "Deploy the service", "one", "two");
        await from.RecordAsync(Failure(skill), Agent);

        var whole = await from.Memory.ExportAsync(await from.Memory.GetAsync(skill.Name));
        var imported = await to.Memory.ImportAsync(whole, "", new ImportBatch());

        Assert.Equal(ImportResult.Stored, imported.Result);
        Assert.Empty((await to.Memory.GetAsync(skill.Name)).Pitfalls);
        Assert.Equal(
            Assert.Single(await from.Memory.DoubtfulNotesAsync()).Withheld, Assert.Single(await to.Memory.DoubtfulNotesAsync()).Withheld);
    }

    [Fact]
    public async Task A_note_that_was_dropped_stays_dropped_where_its_skill_is_imported()
    {
        await using var from = await NewAsync();
        await using var to = await NewAsync();
        var skill = await from.AddAsync("deploy", "Deploy the service", "one", "two");
        await from.RecordAsync(Failure(skill), Agent);
        await from.Memory.DropNoteAsync(Assert.Single(await from.Memory.DoubtfulNotesAsync()), Person);

        await to.Memory.ImportAsync(await from.Memory.ExportAsync(await from.Memory.GetAsync(skill.Name)), "", new ImportBatch());
        await to.RecordAsync(Failure(skill), Agent);

        Assert.Empty(await to.Memory.DoubtfulNotesAsync());
    }

    static Report Failure(Skill skill) => new() { Skill = skill.Name, Outcome = Outcome.Failure, FailedStep = 2, Notes = Notes };
}
